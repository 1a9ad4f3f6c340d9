"""Large tables of a page, drawn by Jinja: with hundreds of cells, Django's own templates take several times as long."""

from __future__ import annotations

from pathlib import Path

import jinja2
from django.template.defaultfilters import capfirst, date, truncatechars
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from article3.web.telling import told


def _address(name: str, *args: object) -> str:
    return reverse(name, args=args)


_TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates" / "web"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    extensions=["jinja2.ext.i18n"],
)
_TEMPLATES.globals["address"] = _address
_TEMPLATES.filters |= {"capfirst": capfirst, "day": date, "shortened": truncatechars, "told": told}
_TEMPLATES.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined] # the extension's


def prepared(template: str) -> jinja2.Template:
    """A template, read once."""
    return _TEMPLATES.get_template(template)


def drawn(template: str, **given: object) -> SafeString:
    """A part of a page, in the language of whoever asks.

    Args:
        template: its path below ``templates/web``.
        given: what it shows; all of it is escaped.
    """
    return mark_safe(prepared(template).render(given))  # noqa: S308 - the template escapes all that it is given
