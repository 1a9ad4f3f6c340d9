"""Papers made of a case: forms, drafts that a lawyer edits, and the packet that a court accepts."""
