"""Propositions, three-valued truth, forums, readings and the fold over them. Knows no immigration law."""
