"""Words in other languages: gettext catalogs, who has looked at each text, and tables for translators."""
