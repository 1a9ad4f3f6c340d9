"""Drafts that a lawyer edits in Word: declaration, brief, memo, certificates, a summary for the client."""
