"""The codes of languages that people who ask for protection speak, for screen readers and for hyphenation."""

from __future__ import annotations

_CODES = {
    "amharic": "am", "arabic": "ar", "chinese": "zh", "creole": "ht", "dari": "prs", "farsi": "fa", "french": "fr",
    "haitian creole": "ht", "hindi": "hi", "mandarin": "zh", "nepali": "ne", "pashto": "ps", "persian": "fa", "portuguese": "pt",
    "punjabi": "pa", "russian": "ru", "somali": "so", "spanish": "es", "tigrinya": "ti", "turkish": "tr", "ukrainian": "uk",
    "urdu": "ur", "vietnamese": "vi",
}  # fmt: skip


def language_code(name: str) -> str:
    """The code of a language by its English name; empty if it is not known here, or no language is named."""
    return _CODES.get(name.strip().lower(), "")
