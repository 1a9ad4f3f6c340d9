"""The law as data, with its typed loader: authorities, provisions, questions of law, courts. Imports nothing of ours."""
