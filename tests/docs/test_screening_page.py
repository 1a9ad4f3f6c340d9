"""The example in docs/screening.md runs as it stands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.unmeasured

ROOT = Path(__file__).parents[2]


def test_the_example_screens_the_examples(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    (code,) = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "screening.md").read_text(encoding="utf-8"), re.DOTALL)
    exec(compile(code, "screening.md", "exec"), {})  # noqa: S102 - our own page
    said = capsys.readouterr().out
    assert "'case_id': 'jorge'" in said
    assert "feared_harms[1].likelihood" in said
