"""Precedential constraint: what decided cases force on an open-textured issue, and how to argue from them otherwise."""
