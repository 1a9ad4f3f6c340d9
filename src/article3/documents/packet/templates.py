"""The pages that are written for a packet: ours, or an office's own in their place."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
from jinja2 import meta, nodes
from jinja2.sandbox import SandboxedEnvironment

if TYPE_CHECKING:
    from collections.abc import Mapping

_HERE = Path(__file__).parent
_NAME = "pages.html.j2"
OURS = _HERE / _NAME


class TemplateError(Exception):
    """A template that cannot be used; the message says where and why."""


class Templates:
    """Fills in the pages.

    Args:
        office: a template in place of ours; it may include ``packet.css``, and show pictures of its own folder.

    Raises:
        TemplateError: if it cannot be read, is no template, or names a field that there is not.
    """

    def __init__(self, office: Path | None = None) -> None:
        self.folder = None if office is None else office.resolve().parent
        places = [jinja2.FileSystemLoader(place) for place in (self.folder, _HERE) if place is not None]
        self._environment = SandboxedEnvironment(
            loader=jinja2.ChoiceLoader(places),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals.clear()
        self._environment.filters["direction"] = direction
        self._name = _NAME if office is None else office.name
        if office is not None:
            self._check(office)

    def filled(self, page: str, values: Mapping[str, object]) -> str:
        """A page with its values, as HTML.

        Raises:
            TemplateError: if the template asks for what there is not on this page.
        """
        try:
            return self._environment.get_template(self._name).render(page=page, **values)
        except jinja2.TemplateError as error:
            raise TemplateError(f"{self._name}: on the page '{page}': {error.message}") from None
        except UnicodeDecodeError:
            raise TemplateError(f"{self._name}: what it includes is no text in UTF-8; save it again as that") from None
        except RecursionError:
            raise TemplateError(f"{self._name}: on the page '{page}' it includes itself without end") from None
        except (ArithmeticError, TypeError, ValueError, AttributeError) as error:
            says = f"{self._name}: on the page '{page}' something in it cannot be worked out ({type(error).__name__})"
            raise TemplateError(says) from None

    def _check(self, office: Path) -> None:
        """Refuse at once a template with a field that no page has."""
        try:
            found = self._environment.parse(office.read_text(encoding="utf-8"))
            known = meta.find_undeclared_variables(self._environment.parse(OURS.read_text(encoding="utf-8")))
            unknown = meta.find_undeclared_variables(found) - known
        except OSError as error:
            raise TemplateError(f"{office} cannot be read ({error.strerror})") from None
        except UnicodeDecodeError:
            raise TemplateError(f"{office} is no text in UTF-8; save it again as that") from None
        except jinja2.TemplateSyntaxError as error:
            raise TemplateError(f"{office}, line {error.lineno}: {error.message}") from None
        if unknown:
            lines = {name.name: name.lineno for name in found.find_all(nodes.Name) if name.name in unknown}
            told = ", ".join(f"'{name}' in line {lines[name]}" for name in sorted(unknown, key=lambda name: lines[name]))
            raise TemplateError(f"{office} names fields that there are not: {told}; there are {', '.join(sorted(known))}")


def direction(text: str) -> str:
    """Which way a text runs, by its first letter that has a direction: rtl or ltr."""
    sides = map(unicodedata.bidirectional, text)
    return next(("ltr" if side == "L" else "rtl" for side in sides if side in {"L", "R", "AL"}), "ltr")
