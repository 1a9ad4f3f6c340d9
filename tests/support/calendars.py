"""A strict reader of iCalendar files, written from RFC 5545 and apart from the library that writes them."""

from __future__ import annotations

import re

ONCE = {
    "VCALENDAR": {"PRODID", "VERSION", "CALSCALE"},
    "VEVENT": {
        "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "STATUS", "SEQUENCE", "TRANSP", "LAST-MODIFIED", "PRIORITY",
        "CLASS",
    },
    "VALARM": {"ACTION", "TRIGGER", "DESCRIPTION"},
}  # fmt: skip
NEEDED = {
    "VCALENDAR": {"PRODID", "VERSION"},
    "VEVENT": {"UID", "DTSTAMP", "DTSTART"},
    "VALARM": {"ACTION", "TRIGGER", "DESCRIPTION"},
}
"""What a component must have; an alarm's description because its action is DISPLAY."""
INSIDE = {"VCALENDAR": "", "VEVENT": "VCALENDAR", "VALARM": "VEVENT"}
FORMS = {
    "DTSTAMP": r"\d{8}T\d{6}Z",
    "LAST-MODIFIED": r"\d{8}T\d{6}Z",
    "DTSTART;VALUE=DATE": r"\d{8}",
    "DTEND;VALUE=DATE": r"\d{8}",
    "SEQUENCE": r"\d{1,9}|1\d{9}",
    "TRANSP": r"OPAQUE|TRANSPARENT",
    "STATUS": r"TENTATIVE|CONFIRMED|CANCELLED",
    "CLASS": r"PUBLIC|PRIVATE|CONFIDENTIAL",
    "PRIORITY": r"\d",
    "ACTION": r"DISPLAY",
    "TRIGGER": r"-?P(?:\d+D)?(?:T\d+H)?",
    "VERSION": r"2\.0",
    "CALSCALE": r"GREGORIAN",
}
TEXTS = {"SUMMARY", "DESCRIPTION", "UID", "NAME", "X-WR-CALNAME", "PRODID", "CATEGORIES"}
LINE = 75


def read(content: bytes) -> list[dict[str, str]]:
    """The entries, each with its properties; those of its alarms follow as ALARM1, ALARM2 and so on.

    Raises:
        AssertionError: naming the first thing that is against RFC 5545.
    """
    entries: list[dict[str, str]] = []
    stack: list[tuple[str, dict[str, str]]] = []
    for line in _unfolded(content):
        match = re.fullmatch(r"([A-Z][A-Z0-9-]*)((?:;[A-Z-]+=[^:;\"]+)*):(.*)", line)
        assert match, f"no content line: {line[:40]!r}"
        name, parameters, value = match.groups()
        if name == "BEGIN":
            assert INSIDE[value] == (stack[-1][0] if stack else ""), f"{value} in the wrong place"
            stack.append((value, {}))
        elif name == "END":
            kind, held = stack.pop()
            assert kind == value, f"{kind} ended as {value}"
            assert NEEDED[kind] <= set(held), f"{kind} lacks {NEEDED[kind] - set(held)}"
            if kind == "VALARM":
                over = stack[-1][1]
                over[f"ALARM{sum(key.startswith('ALARM') for key in over) + 1}"] = held["TRIGGER"]
            if kind == "VEVENT":
                assert held["DTSTART"] < held["DTEND"]
                entries.append(held)
        else:
            kind, held = stack[-1]
            assert name not in held or name not in ONCE[kind], f"{name} twice in {kind}"
            form = FORMS.get(name + parameters)
            assert form is None or re.fullmatch(form, value), f"{name}: {value!r}"
            assert form is not None or name in TEXTS, f"{name}{parameters} is not expected here"
            held[name] = _unescaped(value) if name in TEXTS else value
    assert not stack, "a component is left open"
    uids = [entry["UID"] for entry in entries]
    assert len(set(uids)) == len(uids), "a UID twice"
    assert entries, "a calendar needs a component"
    return entries


def _unfolded(content: bytes) -> list[str]:
    assert content.endswith(b"\r\n")
    physical = content[:-2].split(b"\r\n")
    for line in physical:
        assert b"\r" not in line, "a bare CR"
        assert b"\n" not in line, "a bare LF"
        assert len(line) <= LINE, f"{len(line)} octets in a line"
        assert not re.search(rb"[\x00-\x08\x0b-\x1f\x7f]", line), "a control character"
        line.decode("utf-8")  # folded between letters, not within one
    return re.sub(rb"\r\n[ \t]", b"", content[:-2]).decode("utf-8").split("\r\n")


def _unescaped(value: str) -> str:
    assert not re.search(r"(?<!\\)(?:\\\\)*\\[^\\;,nN]", value), "an escape that RFC 5545 doesn't know"
    return re.sub(r"\\([\\;,nN])", lambda found: "\n" if found[1] in "nN" else found[1], value)
