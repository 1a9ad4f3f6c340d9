"""What to ask next and why, and what would make or break a claim."""
