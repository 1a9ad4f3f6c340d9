"""What "id.", "supra", short forms and names stand for."""

from __future__ import annotations

import pytest

from article3.citations.model import Form
from texts import found

ZHENG = "Zheng v. Ashcroft, 332 F.3d 1186, 1194 (9th Cir. 2003)"

ROWS = [
    (f"{ZHENG}. Id. at 1195; id. Ibid.", [0, 0, 0]),
    (f"{ZHENG}. Ex. C at 41. Id. at 42. Tr. 12:3-9; id. at 13.", [1, 3]),
    (f"{ZHENG} (quoting Ali v. Reno, 237 F.3d 591, 597 (6th Cir. 2001)). Id.", [0]),
    (f"{ZHENG} (quoting Ali v. Reno, 237 F.3d 591 (6th Cir. 2001); id. at 597). Id.", [1, 0]),
    (f"{ZHENG}. The rule is 8 CFR § 1208.18(a)(7). Id. at 1195.", [0]),
    (f"8 CFR § 1208.18(a)(7). {ZHENG}. Id. § 1208.18(a)(1).", [0]),
    (f"{ZHENG}; Ali v. Reno, 237 F.3d 591 (6th Cir. 2001). Zheng, 332 F.3d at 1196. Id. 237 F.3d at 597.", [0, 0, 1]),
    (f"{ZHENG}. Ali v. Reno, 237 F.3d 591 (6th Cir. 2001). See Zheng, supra, at 1196. Id.", [0, 0]),
    (f"As Zheng v. Ashcroft shows, looking away is enough. {ZHENG}.", [1]),
    ("See Ali, 237 F.3d at 597. Id. at 598.", [None, 0]),
    ("Id. at 5.", [None]),
    ("Matter of J-F-F-, 23 I&N Dec. 912 (A.G. 2006). In Matter of J-F-F- and J-F-F- alike. 23 I&N Dec. at 917.", [0, 0, 0]),
    ("64 FR 8478 (Feb. 19, 1999). 64 FR at 8480.", [0]),
]


@pytest.mark.parametrize(("text", "meant"), ROWS, ids=[text[:60] + str(number) for number, (text, _) in enumerate(ROWS)])
def test_points_back_to(text: str, meant: list[int | None]) -> None:
    back = [one for one in found(text) if one.form in {Form.ID, Form.SUPRA, Form.SHORT, Form.NAME}]
    assert [one.refers_to for one in back] == meant


def test_an_id_with_a_section_cites_that_section() -> None:
    *_, one = found("8 C.F.R. §§ 1208.16(c)(2) and 1208.18(a)(1). All counts. Id. § 1208.16(c)(3).")
    assert (one.form, one.refers_to) == (Form.ID, 0)
    assert one.provision is not None
    assert (one.provision.title, one.provision.section, one.provision.paragraphs) == (8, "1208.16", "(c)(3)")


NOTED = """In Matter of J-E-,¹ the Board asked for intent.² Zheng v. Ashcroft, 332 F.3d 1186 (9th Cir. 2003), did not.³ Id. at 1194.

¹ 23 I&N Dec. 291 (BIA 2002).

² Id. at 301.

³ Id. at 1195; Al-Saher v. INS, 268 F.3d 1143 (9th Cir. 2001).
"""


def test_notes_are_read_where_they_are_called() -> None:
    citations = found(NOTED, "noted.txt")
    told = {one.written: one for one in citations}
    bare = told["23 I&N Dec. 291 (BIA 2002)"]
    assert bare.name == "Matter of J-E-"
    assert citations[told["Matter of J-E-"].refers_to or 0] == bare
    assert citations[told["Id. at 301"].refers_to or 0] == bare
    zheng = citations.index(next(one for one in citations if one.name == "Zheng v. Ashcroft"))
    assert told["Id. at 1195"].refers_to == zheng
    assert told["Id. at 1194"].refers_to == zheng, "in the body, what the body cited last"


def test_a_name_that_the_text_mentions_is_no_antecedent_in_a_later_note() -> None:
    citations = found("One.¹ As Matter of J-G-R- says, two.²\n\n¹ 28 I&N Dec. 35 (A.G. 2020).\n\n² Id. at 40.\n", "noted.txt")
    back = next(one for one in citations if one.form is Form.ID)
    assert citations[back.refers_to or 0].page == "35"
