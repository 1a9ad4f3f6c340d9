"""Decide a case in a forum: every rule's finding, with its grounds, authorities and open points."""

from article3.findings.decide import decide
from article3.findings.model import Decision, Finding

__all__ = ["Decision", "Finding", "decide"]
