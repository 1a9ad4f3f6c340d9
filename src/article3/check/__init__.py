"""The private check: plain questions for a person at risk, what they may mean, and nothing kept."""
