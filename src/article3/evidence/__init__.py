"""Exhibits: what proves what, and the letter under which each is filed."""
