"""The private check: a person at risk answers plain questions, and is told which protections may fit. Nothing is kept."""
