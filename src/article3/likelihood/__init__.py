"""More likely than not, in numbers: chains of events, several sources together, and what the answer hangs on.

It computes with the chances that a practitioner states; it predicts nothing. Exact throughout: no sampling, no model.
"""
