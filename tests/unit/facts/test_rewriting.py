"""Changes to the text of a case file: what was meant changes, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from article3.facts.case_file import parse_case
from article3.facts.differences import Difference, differences
from article3.facts.rewriting import NoSuchPlaceError, add, at, cleaned, drop, named, plain, put

if TYPE_CHECKING:
    from article3.law.loading import Law

EXAMPLES = {
    path.stem: path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parents[3] / "examples").glob("*.yaml"))
}
TEXT = """\
# about nobody
article3: 1
title: Invented  # a label

forum:
  circuit: 9

exhibits:
  - id: A
    title: Declaration

applicant:
  nationality: Utopia  # invented
  credible: {is: yes, because: [A], note: "Detailed: and consistent"}

application:
# nothing yet

past_harms: []

feared_harms:
  - id: gang
    what: |
      They beat him.
      Twice.

    # how
    custody:
      is: private
      note: held
    perpetrator: private
  - id: police
    what: Beaten
"""


def test_a_value_is_put_where_it_stands_and_comments_stay(law: Law) -> None:
    text = put(TEXT, ("applicant", "nationality"), "Ruritania")
    assert text == TEXT.replace("Utopia", "Ruritania")
    text = put(text, ("applicant", "credible"), {"is": "no", "note": 'says "so"'})
    assert '  credible: {is: "no"' not in text
    assert 'credible: {is: no, note: "says \\"so\\""}' in text
    text = put(text, ("feared_harms", "gang", "custody"), {"is": "official", "because": ["A"]})
    assert "    # how\n    custody: {is: official, because: [A]}\n    perpetrator: private" in text
    text = put(text, ("feared_harms", "gang", "what"), "They beat him,\nthrice")
    assert "# about nobody" in text
    case = parse_case(text, "case", law)
    assert len(case.answers) == 6


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("application", "complete"), "application:\n  complete: yes\n# nothing yet"),
        (("risk", "country_evidence"), "\nrisk:\n  country_evidence: yes\n"),
        (("feared_harms", "police", "custody"), "    what: Beaten\n    custody: yes\n"),
        (("feared_harms", "gang", "rogue"), "    perpetrator: private\n    rogue: yes\n  - id: police"),
        (("applicant", "credible"), "  credible: yes\n"),
        (("article3x",), "article3x: yes\n"),
    ],
)
def test_what_is_new_stands_on_a_line_of_its_own(path: tuple[str, ...], line: str) -> None:
    text = put(TEXT, path, "yes")
    assert line in text
    assert at(plain(text), path) == "yes"
    assert "# about nobody" in text


def test_entries_are_added_and_dropped() -> None:
    text = add(TEXT, ("feared_harms",), {"id": "husband", "what": "It's: him"})
    assert text.endswith('    what: Beaten\n  - id: husband\n    what: "It\'s: him"\n')
    text = add(text, ("past_harms",), {"id": "prison"})
    assert "past_harms:\n  - id: prison\n" in text
    text = add(text, ("events",), {"kind": "charged", "on": "2026-01-02"})
    assert text.endswith("\nevents:\n  - kind: charged\n    on: 2026-01-02\n")
    text = drop(text, ("feared_harms", "gang"))
    assert "They beat" not in text
    assert "  - id: police" in text
    text = drop(drop(text, ("feared_harms", "police")), ("feared_harms", "husband"))
    assert "feared_harms" not in plain(text), "that there are none is for somebody to say"
    assert "# about nobody" in text
    with pytest.raises(NoSuchPlaceError):
        drop(text, ("feared_harms", "gang"))
    with pytest.raises(NoSuchPlaceError):
        add(text, ("exhibits",), {"id": "A", "title": "again"})
    with pytest.raises(NoSuchPlaceError):
        put(text, ("past_harms", "nobody", "custody"), "private")


def test_a_fact_that_is_dropped_leaves_its_section() -> None:
    text = drop(put(TEXT, ("application", "complete"), "yes"), ("application", "complete"))
    assert plain(text)["application"] == ""


def test_a_section_in_braces_is_written_anew() -> None:
    text = put("article3: 1\napplicant: {credible: yes} # why\n", ("applicant", "nationality"), "Utopia")
    assert plain(text) == {"article3": "1", "applicant": {"credible": "yes", "nationality": "Utopia"}}


@settings(max_examples=60)
@given(st.data())
def test_on_every_example_exactly_what_was_meant_changes(data: st.DataObject) -> None:
    text = EXAMPLES[data.draw(st.sampled_from(sorted(EXAMPLES)))]
    tree = plain(text)
    words = cleaned(data.draw(st.text(max_size=30)))
    section = data.draw(st.sampled_from([key for key, value in tree.items() if isinstance(value, (dict, list)) and value]))
    home = tree[section]
    path: tuple[str, ...]
    if isinstance(home, list):
        name, entry = data.draw(st.sampled_from(named(section, home)))
        assert isinstance(entry, dict)
        path = (section, name, data.draw(st.sampled_from([*entry, "new_key"])))
    else:
        path = (section, data.draw(st.sampled_from([*home, "new_key"])))
    new = put(text, path, {"is": words, "because": ["A", words]})
    changed = plain(new)
    comments = [line for line in text.splitlines() if line.startswith("#")]
    assert [line for line in new.splitlines() if line.startswith("#")] == comments
    if path[-1] != "id":
        assert at(changed, path) == {"is": words, "because": ["A", words]}
        assert all(found.path[: len(path)] == path for found in differences(tree, changed))


def test_differences_are_told_by_fact() -> None:
    new = put(TEXT, ("feared_harms", "gang", "custody"), {"is": "official", "because": ["A"], "note": "seen"})
    new = add(put(new, ("title",), "Other"), ("past_harms",), {"id": "prison", "custody": "official"})
    new = drop(new, ("feared_harms", "police"))
    found = differences(plain(TEXT), plain(new))
    question = next(one.question for one in found if one.path[-1] == "custody" and one.path[0] == "feared_harms")
    assert found == (
        Difference(("title",), "", "Invented", "Other"),
        Difference(("past_harms", "prison", "id"), "", None, "prison"),
        Difference(("past_harms", "prison", "custody"), question, None, "official"),
        Difference(("feared_harms", "gang", "custody"), question, "private (held)", "official [A] (seen)"),
        Difference(("feared_harms", "police", "id"), "", "police", None),
        Difference(("feared_harms", "police", "what"), "What is done, in a sentence?", "Beaten", None),
    )
    assert differences(plain(TEXT), plain(TEXT)) == ()
    assert differences({}, {"past_harms": []}) == (Difference(("past_harms",), "", None, "none"),)


PAPERS = """\
article3: 1  # the schema
forum: {circuit: 9}
papers:
  # from the intake
  person:
    family_name: Ejemplo  # as in the passport
  spouse:
  children: []
"""


def test_what_is_new_below_a_part_of_the_papers_stands_on_lines_of_its_own() -> None:
    text = put(PAPERS, ("papers", "person", "given_name"), "Jorge")
    text = put(text, ("papers", "spouse", "given_name"), "Ana")
    text = put(text, ("papers", "court", "city"), "Fresno")
    text = add(text, ("papers", "children"), {"given_name": "Eva"})
    text = add(text, ("papers", "children"), {"given_name": "Luz"})
    assert (
        text
        == """\
article3: 1  # the schema
forum: {circuit: 9}
papers:
  # from the intake
  person:
    family_name: Ejemplo  # as in the passport
    given_name: Jorge
  spouse:
    given_name: Ana
  children:
    - given_name: Eva
    - given_name: Luz
  court:
    city: Fresno
"""
    )


def test_papers_are_begun_where_there_are_none() -> None:
    bare = "article3: 1  # the schema\n"
    assert put(bare, ("papers", "court", "city"), "Fresno") == f"{bare}\npapers:\n  court:\n    city: Fresno\n"
    assert add(bare, ("papers", "jobs"), {"employer": "A"}) == f"{bare}\npapers:\n  jobs:\n    - employer: A\n"
    assert put(bare, ("papers", "jobs"), []) == f"{bare}\npapers:\n  jobs: []\n"


def test_keys_in_braces_are_changed_where_they_stand() -> None:
    text = "article3: 1  # the schema\nexhibits:\n  - {id: A, title: Old}  # first\n  - id: B\n    translation: {file: b.pdf}\n"
    text = put(text, ("exhibits", "A", "title"), "New")
    text = put(text, ("exhibits", "B", "translation", "translator"), "Marta Inventada")
    assert text == (
        "article3: 1  # the schema\nexhibits:\n  - {id: A, title: New}  # first\n  - id: B\n"
        "    translation: {file: b.pdf, translator: Marta Inventada}\n"
    )
