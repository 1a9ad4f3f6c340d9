"""The guide for the person at risk: protection under the Convention in plain words, in three languages."""
