"""The vocabulary of a case, and the case file as people write it."""
