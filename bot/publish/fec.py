"""The *fichier des écritures comptables* of real payouts, as article A47 A-1 of the LPF has it.

Payouts alone are real money; virtual units never come here. A financial year is a calendar year.
Each payout is one entry of the bank journal: what each member was paid is a debit of 421 for whom
the CAE employs that day (a CESA), else of 467, with the member as auxiliary account; the bank, 512,
is the credit. Its words are French whatever the team speaks: the law's readers are.
"""

from collections.abc import Iterator
from datetime import date

from adapters.chat import File
from bot.i18n import words
from bot.publish.rows import cell
from core.app.payday.exporting import Records
from core.app.payday.ports import PayoutRecord
from core.domain.book import RECEIVED, Transaction
from core.domain.calendar import zone

COLUMNS = (
    "JournalCode",
    "JournalLib",
    "EcritureNum",
    "EcritureDate",
    "CompteNum",
    "CompteLib",
    "CompAuxNum",
    "CompAuxLib",
    "PieceRef",
    "PieceDate",
    "EcritureLib",
    "Debit",
    "Credit",
    "EcritureLet",
    "DateLet",
    "ValidDate",
    "Montantdevise",
    "Idevise",
)

ENCODING = "iso8859-15"
"""What the article names beside ASCII and EBCDIC; signs it has no place for are left out."""

BANK, EMPLOYED, OTHER = "512000", "421000", "467000"
EMPLOYS = "cesa"
"""The kind of contract by which the CAE employs somebody; a CAPE is none."""


def fec(records: Records, year: int) -> File:
    """Write the payouts of a year; `core.app.payday.exporting.must_export` says whether one may."""
    rows = [COLUMNS, *_rows(records, year)]
    content = "".join("\t".join(row) + "\r\n" for row in rows).encode(ENCODING, "strict")
    closing = date(year, 12, 31)
    name = f"{records.team.settings.siren}FEC{closing:%Y%m%d}.txt"
    return File(name, "text/plain", content)


def _rows(records: Records, year: int) -> Iterator[tuple[str, ...]]:
    book = {row.seq: row for row in records.book}
    paid = sorted(((book[one.paid_seq], one) for one in records.payouts), key=lambda p: p[0].seq)
    days = [(_day(records, row), row, payout) for row, payout in paid]
    of_year = sorted([one for one in days if one[0].year == year], key=lambda one: one[0])
    for number, (day, row, payout) in enumerate(of_year, start=1):
        yield from _entry(records, number, day, row, payout)


def _entry(
    records: Records, number: int, day: date, row: Transaction, payout: PayoutRecord
) -> Iterator[tuple[str, ...]]:
    say = words("fr").say
    written = f"{day:%Y%m%d}"
    title = say("fec-payout", {"number": payout.number})
    label = _words(f"{title} {payout.label}")
    before = ("BQ", say("fec-journal", {}), str(number), written)
    piece = (say("fec-piece", {"number": payout.number}), written, label)
    for leg in sorted(row.postings, key=lambda leg: leg.account == RECEIVED):
        debit, credit = max(leg.amount, 0), max(-leg.amount, 0)
        sides = (_euros(debit), _euros(credit), "", "", written, "", "")
        yield (*before, *_account(records, leg.account, day), *piece, *sides)


def _account(records: Records, name: str, day: date) -> tuple[str, str, str, str]:
    """Give the number and words of an account, and of the auxiliary account of a member."""
    say = words("fr").say
    if name == RECEIVED:
        return BANK, say("fec-bank", {}), "", ""
    member = int(name.rsplit(":", 1)[1])
    employed = any(
        one.kind == EMPLOYS and one.since <= day and (one.until is None or day <= one.until)
        for one in records.contracts
        if one.member_id == member
    )
    number, title = (
        (EMPLOYED, say("fec-employed", {})) if employed else (OTHER, say("fec-other", {}))
    )
    code = f"M{member:05d}"
    return number, title, code, cell(_words(records.names[member].replace("№", "Membre "))) or code


def _day(records: Records, row: Transaction) -> date:
    return row.at.astimezone(zone(records.team.settings.timezone)).date()


def _euros(cents: int) -> str:
    return f"{cents // 100},{cents % 100:02d}"


def _words(said: str) -> str:
    """Write words in one field: without what separates fields, and what the encoding cannot say."""
    kept = said.encode(ENCODING, "ignore").decode(ENCODING).replace("|", "/")
    return " ".join("".join(sign if sign.isprintable() else " " for sign in kept).split())
