"""Words of the law in the language of the page."""

from __future__ import annotations

from django import template

from article3.web.telling import said, told

register = template.Library()
register.filter("told", told)
register.filter("said", said)
