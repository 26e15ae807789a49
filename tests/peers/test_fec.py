"""The reader of FEC files bites: each rule of the law, broken once."""

import pytest

from tests.peers import fec as law

SIREN = "732829320"
NAME = f"{SIREN}FEC20261231.txt"
LINES = (
    "BQ Banque 1 20260301 467000 Autres M1 Aïcha V-1 20260301 Versé 12,50 0,00 - - 20260301 - -",
    "BQ Banque 1 20260301 512000 Banque - - V-1 20260301 Versé 0,00 12,50 - - 20260301 - -",
    "BQ Banque 2 20260401 467000 Autres M1 Aïcha V-2 20260401 Versé 7 0 - - 20260401 - -",
    "BQ Banque 2 20260401 512000 Banque - - V-2 20260401 Versé 0 7 - - 20260401 - -",
)
"""A file that keeps every rule; `-` is an empty field."""


def law_file(lines: tuple[str, ...] = LINES, **changed: str) -> bytes:
    """Write a file with some fields of its third row changed."""
    rows = [["" if cell == "-" else cell for cell in line.split()] for line in lines]
    for field, value in changed.items():
        rows[2][law.FIELDS.index(field)] = value
    return "".join("\t".join(row) + "\r\n" for row in [law.FIELDS, *rows]).encode("iso8859-15")


BROKEN = [
    ("name", "FEC20261231.txt", law_file()),
    ("name", f"{SIREN}FEC20261331.txt", law_file()),
    ("siren", "732829321FEC20261231.txt", law_file()),
    ("characters", NAME, law_file().replace(b"Vers", b"Ve\x07rs", 1)),
    ("last line", NAME, law_file()[:-2] + b"  "),
    ("fields", NAME, law_file().replace(b"CompteLib", b"CompteLibelle", 1)),
    ("fields", NAME, law_file().replace(b"Debit\tCredit", b"Credit\tDebit", 1)),
    ("number of fields", NAME, law_file().replace(b"V-1\t", b"V-1", 1)),
    ("number of fields", NAME, law_file(())),
    ("empty field", NAME, law_file(PieceRef="")),
    ("blanks", NAME, law_file(EcritureLib=" Versé")),
    ("half a pair", NAME, law_file(CompAuxLib="")),
    ("half a pair", NAME, law_file(Idevise="EUR")),
    ("date", NAME, law_file(PieceDate="2026-04-01")),
    ("date", NAME, law_file(PieceDate="20260431")),
    ("amount", NAME, law_file(Debit="7.00")),
    ("amount", NAME, law_file(Debit="1 007,00")),
    ("account", NAME, law_file(CompteNum="member:1")),
    ("account", NAME, law_file(CompteNum="867000")),
    ("one side", NAME, law_file(Credit="7")),
    ("number", NAME, law_file(EcritureNum="V2")),
    ("gap", NAME, law_file((*LINES[:2], *(line.replace(" 2 ", " 3 ") for line in LINES[2:])))),
    ("gap", NAME, law_file((LINES[0], *LINES[2:], LINES[1]))),
    ("balance", NAME, law_file(Debit="7,01")),
    ("entry in two", NAME, law_file(PieceRef="V-9")),
    ("account with two names", NAME, law_file(CompteLib="Divers")),
    ("order", NAME, law_file(ValidDate="20260101")),
    ("valid before booked", NAME, law_file(ValidDate="20260331")),
    ("other year", NAME, law_file(EcritureDate="20250401")),
    ("other year", f"{SIREN}FEC20251231.txt", law_file()),
]


def test_the_law_has_nothing_against_a_file_that_keeps_it() -> None:
    assert law.breaches(NAME, law_file()) == []


@pytest.mark.parametrize(("rule", "name", "content"), BROKEN)
def test_the_law_names_each_rule_that_is_broken(rule: str, name: str, content: bytes) -> None:
    assert rule in law.breaches(name, content)
