"""Read a page as a browser and a screen reader would: elements, ids, links, headings, text; and complain of what is not valid."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = {"meta", "link", "br", "hr", "img", "input"}
DRAWN = {"rect", "line", "path", "circle"}
BLOCKS = {"p", "ul", "ol", "dl", "div", "table", "section", "h1", "h2", "h3", "h4", "nav", "main", "header", "footer"}
PHRASING_ONLY = {"p", "h1", "h2", "h3", "h4", "caption", "code", "a", "span", "em", "dt", "abbr"}
PARENTS = {
    "li": {"ul", "ol"},
    "tr": {"thead", "tbody"},
    "td": {"tr"},
    "th": {"tr"},
    "caption": {"table"},
    "dt": {"dl"},
    "dd": {"dl"},
    "thead": {"table"},
    "tbody": {"table"},
}
CHILDREN = {"ul": {"li"}, "ol": {"li"}, "dl": {"dt", "dd"}, "table": {"caption", "thead", "tbody"}, "tr": {"th", "td"}}


class Page(HTMLParser):
    """One page, read.

    Attributes:
        faults: what is not valid, one sentence each.
        elements: every element with its attributes, in order.
        title: the words of its title.
    """

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.ids: list[str] = []
        self.hrefs: list[str] = []
        self.headings: list[int] = []
        self.declared = False
        self.words: list[str] = []
        self.title = ""
        self._open: list[str] = []
        self._regions: list[bool] = []
        self.feed(text)
        self.close()
        self.faults += [f"<{name}> is never closed" for name in self._open]

    def handle_decl(self, decl: str) -> None:
        self.declared = decl.lower() == "doctype html"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if len(found) != len(attrs):
            self.faults.append(f"<{tag}> has an attribute twice")
        self.elements.append((tag, found))
        if "id" in found:
            self.ids.append(found["id"])
        if "href" in found and tag == "a":
            self.hrefs.append(found["href"])
        if tag[0] == "h" and tag[1:].isdigit():
            self.headings.append(int(tag[1:]))
        self._check_place(tag)
        if tag not in VOID:
            self._open.append(tag)
            self._regions.append(_scrolls(tag, found))

    def _check_place(self, tag: str) -> None:
        parent = self._open[-1] if self._open else ""
        if tag in PARENTS and parent not in PARENTS[tag]:
            self.faults.append(f"<{tag}> within <{parent}>")
        if parent in CHILDREN and tag not in CHILDREN[parent]:
            self.faults.append(f"<{parent}> holds <{tag}>")
        if tag in BLOCKS and (within := PHRASING_ONLY & set(self._open)):
            self.faults.append(f"<{tag}> within <{min(within)}>")
        if tag == "table" and not any(self._regions):
            self.faults.append("<table> outside a region that can scroll")
        if tag == "a" and "a" in self._open:
            self.faults.append("a link within a link")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in DRAWN:
            self.faults.append(f"<{tag}/> closes itself")
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1] != tag:
            self.faults.append(f"</{tag}> closes {self._open[-1:]}")
        if tag in self._open:
            while self._open.pop() != tag:
                self._regions.pop()
            self._regions.pop()

    def handle_data(self, data: str) -> None:
        parent = self._open[-1] if self._open else ""
        if data.strip() and parent in CHILDREN:
            self.faults.append(f"<{parent}> holds bare words: {data.strip()[:30]}")
        if self._open == ["html", "head", "title"]:
            self.title += data
        if parent not in {"style", "title"}:
            self.words.append(data)

    @property
    def text(self) -> str:
        """All words, on one line."""
        return " ".join("".join(self.words).split())

    def of(self, tag: str) -> list[dict[str, str]]:
        """The attributes of every element of a sort."""
        return [attributes for name, attributes in self.elements if name == tag]


def _scrolls(tag: str, attributes: dict[str, str]) -> bool:
    """Whether an element is a named region that the keyboard reaches, so that what is wider than the page can be scrolled in it."""
    named = attributes.get("aria-label") or attributes.get("aria-labelledby")
    return tag == "div" and attributes.get("role") == "region" and attributes.get("tabindex") == "0" and bool(named)
