"""What holds for every possible case: the rules as formulas of a solver, and the properties that are proved of them.

Start with ``prove`` (the list of properties), then ``encoding`` (what the solver is told). Nothing here knows the
law: rules, readings and forums come from where ``decide`` has them, and a test holds the two against each other.
"""
