"""Sections of the Immigration and Nationality Act and the sections of title 8 of the United States Code where they are printed.

The table follows the classification that the Code itself prints with each section (section 241 of the Act is 8 U.S.C. 1231).
Paragraphs have the same letters in both. A section that is not in the table has no twin here; that says nothing about the Code.
"""

from __future__ import annotations

import msgspec

from article3.citations.model import Code, Provision

TITLE = 8

USC_OF_INA = {
    "101": "1101",
    "103": "1103",
    "106": "1105a",
    "201": "1151",
    "203": "1153",
    "207": "1157",
    "208": "1158",
    "209": "1159",
    "210": "1160",
    "211": "1181",
    "212": "1182",
    "213": "1183",
    "214": "1184",
    "216": "1186a",
    "221": "1201",
    "231": "1221",
    "232": "1222",
    "233": "1223",
    "234": "1224",
    "235": "1225",
    "236": "1226",
    "236A": "1226a",
    "237": "1227",
    "238": "1228",
    "239": "1229",
    "240": "1229a",
    "240A": "1229b",
    "240B": "1229c",
    "240C": "1230",
    "241": "1231",
    "242": "1252",
    "243": "1253",
    "244": "1254a",
    "245": "1255",
    "246": "1256",
    "247": "1257",
    "248": "1258",
    "249": "1259",
    "250": "1260",
    "274": "1324",
    "274A": "1324a",
    "274B": "1324b",
    "274C": "1324c",
    "274D": "1324d",
    "275": "1325",
    "276": "1326",
    "287": "1357",
    "291": "1361",
    "292": "1362",
}
"""Number of the section of the Act -> number of the section of title 8."""

INA_OF_USC = {usc: ina for ina, usc in USC_OF_INA.items()}


def twin(provision: Provision) -> Provision | None:
    """The same words in the other collection: of the Act in title 8, of title 8 in the Act; ``None`` where the table has none."""
    if provision.code is Code.INA:
        code, title, table = Code.USC, TITLE, USC_OF_INA
    elif provision.code is Code.USC and provision.title == TITLE:
        code, title, table = Code.INA, None, INA_OF_USC
    else:
        return None
    section = table.get(provision.section)
    if section is None:
        return None
    until = provision.until if provision.until.startswith("(") else table.get(provision.until, "")
    return msgspec.structs.replace(provision, code=code, title=title, section=section, until=until)
