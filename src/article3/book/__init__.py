"""The law as a book: a static site made of the rules and the law data, and of nothing else."""
