"""The results as a table in Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_ROW = "| {} |"


def written(lines: Sequence[dict[str, Any]], base: Sequence[str]) -> str:
    """Every result, with its ratio over that of the base on as many cases.

    Args:
        lines: what was measured.
        base: the engine that is 1, in one rendering or several; the fastest counts.
    """
    measured = [line for line in lines if "run_s" in line]
    heads = [
        "engine",
        "cases",
        "number",
        "prepared, cases/s",
        "ratio",
        "from columns, cases/s",
        "ratio",
        "MB above the table's",
        "differing",
    ]
    rows = [_row(heads), _row(["---"] * len(heads))]
    for line in measured:
        bases = [other for other in measured if other["engine"] in base and other["size"] == line["size"]]
        rows.append(
            _row(
                [
                    line["engine"],
                    line["draw"],
                    f"{line['size']:,}",
                    f"{_prepared(line):,.0f}",
                    _ratio(_prepared(line), map(_prepared, bases)),
                    f"{_whole(line):,.0f}",
                    _ratio(_whole(line), map(_whole, bases)),
                    f"{line['peak_mb'] - line['before_mb']:,.0f}",
                    f"{line['differing']:,} of {line['compared']:,}",
                ]
            )
        )
    started = ["engine", "version", "import, ms", "rules, ms", "first answer, ms", "next, ms", "explanation"]
    rows += ["", _row(started), _row(["---"] * len(started))]
    for line in {(one["engine"], one["draw"]): one for one in reversed(measured)}.values():
        rows.append(
            _row(
                [
                    f"{line['engine']} ({line['draw']})",
                    line["version"],
                    *(f"{line[key]:,.1f}" for key in ("import_ms", "build_ms", "first_ms", "again_ms")),
                    f"{line['explains']}, {line['explanation_bytes']:,} bytes" if line["explains"] else "none",
                ]
            )
        )
    rest = [
        f"- {line['engine']}, {line['size']:,}: {line.get('failed') or line['left_out']}" for line in lines if "run_s" not in line
    ]
    return "\n".join([*rows, "", *rest]) + "\n"


def _row(cells: Sequence[str]) -> str:
    return _ROW.format(" | ".join(cells))


def _prepared(line: dict[str, Any]) -> float:
    return float(line["size"] / line["run_s"])


def _whole(line: dict[str, Any]) -> float:
    return float(line["size"] / (line["run_s"] + line["prepare_s"]))


def _ratio(rate: float, others: Iterable[float]) -> str:
    fastest = max(others, default=None)
    return "" if fastest is None else f"{rate / fastest:.3g}"
