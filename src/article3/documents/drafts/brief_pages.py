"""How many pages a brief's body fills, and on which page each citation stands: measured by setting it.

Letter paper, one-inch margins, 12-point type of the widths of Times New Roman, double-spaced. Word breaks lines a little
otherwise, so the pages in the table of authorities are a first version: Word renews them (Ctrl+A, F9).
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from article3.documents.drafts.brief_values import Heading, RunKind, Style, Table, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from article3.documents.drafts.brief_values import Block, Run

CSS = """
@page { size: letter; margin: 1in }
body { font: 12pt/24pt "Times New Roman", "Liberation Serif", "Tinos", serif; margin: 0; orphans: 2; widows: 2 }
p { margin: 0; text-indent: 0.5in }
p.quotation { text-indent: 0; line-height: 13.8pt; margin: 0 0.5in 12pt }
p.item { text-indent: 0; margin-left: 0.5in }
p.left, p.right, p.centered { text-indent: 0; line-height: 13.8pt; margin-bottom: 6pt }
p.right { text-align: right } p.centered { text-align: center }
h1, h2, h3, h4 { font-size: 12pt; line-height: 13.8pt; margin: 12pt 0; break-after: avoid }
h1 { text-align: center }
table { line-height: 13.8pt; border-collapse: collapse; margin: 6pt 0 12pt; width: 100% }
td, th { border: 0.5pt solid; padding: 2pt 4pt; text-align: left; vertical-align: top }
"""
_PLACE = "cite-"


def measured(body: Sequence[Block]) -> tuple[int, dict[int, int]]:
    """The number of pages of a body, and for each numbered citation the page on which it begins.

    Raises:
        ImportError: if the extra ``documents`` is not installed.
    """
    import weasyprint  # noqa: PLC0415 - only documents need it

    document = weasyprint.HTML(string=_page(body)).render(stylesheets=[weasyprint.CSS(string=CSS)])
    places = {
        int(name.removeprefix(_PLACE)): number
        for number, page in enumerate(document.pages, 1)
        for name in page.anchors
        if name.startswith(_PLACE)
    }
    return len(document.pages), places


def _page(body: Sequence[Block]) -> str:
    return f'<html lang="en"><body>{"".join(_block(block) for block in body)}</body></html>'


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"<h{block.level}>{html.escape(block.text)}</h{block.level}>"
    if isinstance(block, Table):
        head = "".join(f"<th>{html.escape(cell)}</th>" for cell in block.head)
        rows = "".join(f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in row)}</tr>" for row in block.rows)
        return f'<p class="left">{html.escape(block.caption)}</p><table><tr>{head}</tr>{rows}</table>'
    kind = "" if block.style is Style.BODY else f' class="{block.style.value}"'
    return f"<p{kind}>{''.join(_run(run) for run in block.runs)}</p>"


def _run(run: Run) -> str:
    words = html.escape(shown(run))
    return f'<span id="{_PLACE}{run.at}">{words}</span>' if run.kind is RunKind.CITE and run.at else words
