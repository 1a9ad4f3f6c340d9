"""The workbench: pages over the library's verbs. Parse, call a verb, render."""
