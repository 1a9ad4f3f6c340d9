"""The stylesheet: contrast worked out from its own colors, in light and in dark, and nothing that assumes left and right."""

from __future__ import annotations

import re

import pytest

from article3.book.chart import HATCHES
from article3.book.site import style

TEXT, GRAPHIC = 4.5, 3.0
"""What WCAG 2.2 AA asks of text, and of what must be seen to understand a drawing or a control."""


def schemes() -> dict[str, dict[str, str]]:
    light, dark = re.findall(r":root\s*\{(.*?)\}", style(), re.DOTALL)[:2]
    found = {name: dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", text)) for name, text in (("light", light), ("dark", dark))}
    assert set(found["light"]) == set(found["dark"])
    return found


def luminance(color: str) -> float:
    channels = (int(color[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_worked_out_as_the_standard_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_color_of_text_stands_out(scheme: str) -> None:
    colors = schemes()[scheme]
    for name in ("ink", "soft", "link", "good", "bad", "open"):
        assert contrast(colors[name], colors["paper"]) >= TEXT, name


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_lines_and_bars_can_be_seen(scheme: str) -> None:
    colors = schemes()[scheme]
    assert contrast(colors["line"], colors["paper"]) >= GRAPHIC
    for fill in (*map(str, range(HATCHES)), "open"):
        assert contrast(colors["ink"], colors[f"fill-{fill}"]) >= TEXT, fill


def test_every_color_is_named_once_and_only_there() -> None:
    rest = re.sub(r":root\s*\{.*?\}", "", style(), flags=re.DOTALL)
    assert not re.search(r"#[0-9a-f]{3,8}\b", rest)
    used = set(re.findall(r"var\(--([\w-]+)\)", style()))
    assert used == set(schemes()["light"])


def test_nothing_assumes_that_text_runs_from_left_to_right() -> None:
    assert not re.search(r"(?<![\w-])(?:margin|padding|border|inset)-(?:left|right)|text-align:\s*(?:left|right)|float:", style())
    assert not re.search(r"(?<![\w-])(?:left|right):", style())


def test_focus_is_visible_and_dark_and_print_are_thought_of() -> None:
    assert re.search(r":focus-visible\s*\{\s*outline:\s*3px", style())
    assert "prefers-color-scheme: dark" in style()
    assert "@media print" in style()
