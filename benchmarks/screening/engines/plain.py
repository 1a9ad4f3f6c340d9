"""Plain Python: one generated function that decides one case, a dictionary with a list of dictionaries for harms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from article3.rules.rulebase import FORMS
from benchmarks.screening.engines.engine import Numbers, of_truths
from benchmarks.screening.flat import Flattener
from benchmarks.screening.rendering import CASE, LIST_OF, Renderer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pyarrow as pa

    from article3.law.loading import Law
    from article3.logic.variables import Choice

Row = dict[str, Any]
Truths = tuple[bool | None, ...]


class _Two(Renderer):
    """True and false: Python's own connectives, which stop as soon as they know."""

    AND, OR, NOT = " and ", " or ", "(not {})"

    def ref(self, name: str, level: str, *, from_case: bool = False) -> str:
        if name.startswith(("rule_", "some_")):
            return name
        return f'{CASE if from_case else level}["{name}"]'

    def one_of(self, ref: str, variable: Choice, options: Sequence[str]) -> str:
        return f"({ref} in ({', '.join(self.option(variable, option) for option in options)},))"


class _Three(_Two):
    """True, false and None: connectives written by hand."""

    def both(self, parts: Sequence[str]) -> str:
        return parts[0] if len(parts) == 1 else f"both({', '.join(parts)})"

    def either(self, parts: Sequence[str]) -> str:
        return parts[0] if len(parts) == 1 else f"either({', '.join(parts)})"

    def inverse(self, part: str) -> str:
        return f"inverse({part})"

    def compared(self, ref: str, sign: str, other: str) -> str:
        unknown = " or ".join(f"{part} is None" for part in (ref, other) if not part[0].isdigit())
        return f"(None if {unknown} else {ref} {sign} {other})"

    def one_of(self, ref: str, variable: Choice, options: Sequence[str]) -> str:
        return f"(None if {ref} is None else {super().one_of(ref, variable, options)})"


def both(*parts: bool | None) -> bool | None:
    """Kleene's conjunction."""
    if False in parts:
        return False
    return None if None in parts else True


def either(*parts: bool | None) -> bool | None:
    """Kleene's disjunction."""
    if True in parts:
        return True
    return None if None in parts else False


def inverse(part: bool | None) -> bool | None:  # noqa: FBT001 - the value is what it is about
    """Kleene's negation."""
    return None if part is None else not part


def reached(count: int, held: int, possible: int, listed: object) -> bool | None:
    """Whether so many of a list are such; unknown where the case does not tell which there are."""
    if listed is None:
        return None
    if held >= count:
        return True
    return False if possible < count else None


def source(*, three_valued: bool) -> str:
    """The function as text."""
    renderer = (_Three if three_valued else _Two)(three_valued=three_valued, places={}, named=False)
    lines = ["def decided(case):"]
    for level, listed in LIST_OF.items():
        counts = [step for step in renderer.steps if step.among is not None and step.among.level == level]
        if three_valued:
            lines += [f"    {step.name}_held = {step.name}_possible = 0" for step in counts]
        else:
            lines += [f"    {step.name} = 0" for step in counts]
        lines.append(f'    for {level} in case["{listed}"] or ():')
        lines += [f"        {step.name} = {step.text}" for step in renderer.steps if step.level == level]
        for step in counts:
            assert step.among is not None  # noqa: S101 - chosen so above
            if three_valued:
                lines.append(f"        member = {step.among.member}")
                lines.append(f"        {step.name}_held += member is True")
                lines.append(f"        {step.name}_possible += member is not False")
            else:
                lines.append(f"        {step.name} += {step.among.member}")
        for step in counts:
            assert step.among is not None  # noqa: S101
            least = step.among.at_least
            if three_valued:
                lines.append(f'    {step.name} = reached({least}, {step.name}_held, {step.name}_possible, case["{listed}"])')
            else:
                lines.append(f"    {step.name} = {step.name} >= {least}")
    lines += [f"    {step.name} = {step.text}" for step in renderer.steps if step.level == CASE and step.among is None]
    lines.append(f"    return {', '.join(renderer.outcomes[form.id] for form in FORMS)}")
    return "\n".join(lines)


class Engine:
    """See :class:`benchmarks.screening.engines.engine.Engine`.

    Args:
        three_valued: unknowns are None.
    """

    package: ClassVar[str] = ""
    most: ClassVar[int] = 200_000
    explains: ClassVar[str] = ""

    def __init__(self, *, three_valued: bool = False) -> None:
        self.values = 3 if three_valued else 2

    def build(self, law: Law) -> None:
        names: dict[str, Any] = {"both": both, "either": either, "inverse": inverse, "reached": reached}
        exec(source(three_valued=self.values > 2), names)  # noqa: PLR2004, S102 - our own text
        self._decided: Callable[[Row], Truths] = names["decided"]
        self._flattener = Flattener(law, three_valued=self.values > 2)  # noqa: PLR2004

    def prepare(self, table: pa.Table) -> list[Row]:
        rows = _rows(self._flattener.case_columns(table))
        for entity, listed in LIST_OF.items():
            entries = self._flattener.entries(table, entity)
            members = _rows(entries.columns)
            told = entries.untold.is_valid().to_pylist()
            for row, start, count, known in zip(rows, entries.starts.tolist(), entries.counts.tolist(), told, strict=True):
                row[listed] = members[start : start + count] if known else None
        return rows

    def run(self, prepared: list[Row]) -> list[Truths]:
        return list(map(self._decided, prepared))

    def answers(self, found: list[Truths]) -> dict[str, Numbers]:
        return {form.id: of_truths(truths) for form, truths in zip(FORMS, zip(*found, strict=True), strict=True)}

    def explain(self, prepared: list[Row]) -> str:
        return str(self._decided(prepared[0]))


def _rows(columns: dict[str, pa.Array]) -> list[Row]:
    names = list(columns)
    return [dict(zip(names, row, strict=True)) for row in zip(*(column.to_pylist() for column in columns.values()), strict=True)]
