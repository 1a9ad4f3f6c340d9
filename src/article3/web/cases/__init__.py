"""The caseload, and the room of one case."""
