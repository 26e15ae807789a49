"""The CAE: what is warned of, what the papers of a payout say, and what is never asked."""

import csv
import io
import re
import zlib

import pytest

from adapters.chat import File
from bot.i18n import FOLDER, words
from bot.publish import cae, sheet
from core.app.payday.cae import papers_of
from core.db import schema
from core.db.store import Store
from tests.peers.stage import Stage

MORNINGS = ("2026-12-01T09:00+01:00", "2026-12-31T09:00+01:00", "2027-01-23T09:00+01:00")
"""60, 30 and 7 days before the 30th of January."""


@pytest.fixture
async def stage(store: Store) -> Stage:
    stage = Stage(store, "2026-11-24T10:00+01:00")
    await stage.joins(await stage.sets_up(), "Aïcha", "Bob")
    await stage.says("Nadia", "/reglages cadence monthly")
    return stage


async def warned(stage: Stage, at: str) -> list[str]:
    return [said for said in await stage.at(at) if "contrat" in said]


async def test_the_end_of_a_contract_is_said_three_mornings_and_once_each(stage: Stage) -> None:
    await stage.says("Nadia", "/contrat Aïcha cape 31/01/2026 30/01/2027")
    for at in MORNINGS:
        assert await warned(stage, at.replace("09:00+", "08:59+")) == []
        (said,) = await warned(stage, at)
        assert "Aïcha" in said
        await stage.restarts()
        assert await warned(stage, at.replace("09:00+", "09:01+")) == []
        assert await warned(stage, at.replace("09:00+", "23:00+")) == []
    assert await warned(stage, "2027-01-30T23:00+01:00") == []
    assert await warned(stage, "2027-02-01T10:00+01:00") == []


async def test_a_bot_that_slept_says_the_last_one_alone(stage: Stage) -> None:
    await stage.says("Nadia", "/contrat Aïcha cape 31/01/2026 30/01/2027")
    (said,) = await warned(stage, "2027-01-26T10:00+01:00")
    assert "dans 4 jours" in said


async def test_who_was_renewed_or_left_is_not_warned_of(stage: Stage) -> None:
    await stage.says("Nadia", "/contrat Aïcha cape 31/01/2026 30/01/2027")
    await stage.says("Nadia", "/contrat Aïcha 30/11/2027")
    await stage.says("Nadia", "/contrat Bob cape 31/01/2026 30/01/2027")
    await stage.says("Bob", "/partir")
    await stage.says("Bob", "oui")
    for at in MORNINGS:
        assert await warned(stage, at) == []


async def test_a_date_that_was_corrected_is_warned_of_anew(stage: Stage) -> None:
    await stage.says("Nadia", "/contrat Aïcha cape 31/01/2026 30/01/2027")
    assert len(await warned(stage, MORNINGS[0])) == 1
    told = await stage.says("Nadia", "/contrat Aïcha cape 31/01/2026 25/01/2027")
    assert "dans 55 jours" in told[1]
    assert "dans 55 jours" not in "".join(await warned(stage, "2026-12-26T08:59+01:00"))
    (said,) = await warned(stage, "2026-12-26T09:00+01:00")
    assert "dans 30 jours" in said


async def paid(stage: Stage, *amounts: int) -> None:
    """Two weeks are declared and closed, then so much is paid."""
    await stage.says("Nadia", "/reglages cadence weekly")
    await stage.at("2026-11-27T16:00+01:00")
    await stage.says("Aïcha", "site 20, café 9,99, café 3h30 à 12 : =1+1 🎉")
    await stage.says("Bob", "40")
    await stage.at("2026-11-29T20:00+01:00")
    await stage.at("2026-12-04T16:00+01:00")
    await stage.says("Aïcha", "10")
    await stage.says("Bob", "site 1")
    await stage.at("2026-12-06T20:00+01:00")
    for amount in amounts:
        await stage.says("Nadia", f"/versement {amount} subvention ville")
        await stage.says("Nadia", "oui")


async def files(stage: Stage, who: str, said: str) -> list[File]:
    """The files somebody gets for a command, and nobody else does."""
    before = len(stage.platform.pictures)
    await stage.says(who, said)
    assert {chat for chat, _ in stage.platform.pictures[before:]} <= {stage.user(who)}
    return [file for _, file in stage.platform.pictures[before:]]


def rows_of(file: File) -> list[list[str]]:
    assert file.content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(file.content.decode("utf-8-sig")), delimiter=";"))


async def test_the_file_for_the_cae_by_hand(stage: Stage) -> None:
    await stage.says("Nadia", "/reglages euro_rate 0,5")
    await paid(stage, 50)
    file, *sheets = await files(stage, "Nadia", "/versement fichiers")
    assert file.name == "versement-1-2026-12-06.csv"
    assert [one.name for one in sheets] == [
        "fiche-versement-1-aicha.pdf",
        "fiche-versement-1-bob.pdf",
    ]
    head, *rows = rows_of(file)
    assert head[8:] == [
        "Unités (K)",
        "Euros (valeur HT avant contribution de la CAE et cotisations sociales)",
    ]
    # 50 € are 100 K of the 122.99 K held: 66.66 for Aïcha (81.99), 33.34 for Bob (41). Her first
    # week was 71.99: 66.66 of it, as 20, 9.99 and 42 are to each other: 18.52, 9.25, 38.89.
    assert [[row[3], row[4], *row[7:]] for row in rows] == [
        ["Aïcha", "2026-W48", "site", "18,52", "9,26"],
        ["Aïcha", "2026-W48", "café", "48,14", "24,07"],
        ["Bob", "2026-W48", "", "33,34", "16,67"],
    ]
    assert rows[0][:3] == ["1", "2026-12-06", "subvention ville"]
    assert rows[0][5:7] == ["2026-11-23", "2026-11-29"]


async def test_names_and_projects_are_no_formulas(stage: Stage) -> None:
    await stage.says("Aïcha", "/nom =cmd")
    await stage.says("Nadia", "/projet add @somme")
    await paid(stage, 10)
    file, *_ = await files(stage, "Nadia", "/versement fichiers")
    assert {row[3] for row in rows_of(file)[1:]} == {"'=cmd", "Bob"}


async def test_members_get_their_own_sheet_and_no_other(stage: Stage) -> None:
    await paid(stage, 60)
    (own,) = [f for chat, f in stage.platform.pictures if chat == stage.user("Bob")]
    assert own.name == "fiche-versement-1-bob.pdf"
    assert [one.content for one in await files(stage, "Bob", "/fiche 1")] == [own.content]
    assert await files(stage, "Nadia", "/fiche") == []


STRING = re.compile(rb"/(F\d+) [\d.]+ Tf|\(((?:[^\\)]|\\.)*)\) Tj", re.DOTALL)
ESCAPED = {b"r": b"\r", b"n": b"\n"}


def text_of(pdf: bytes) -> str:
    """The words of a PDF: its glyphs, by the tables that say which character each is."""
    objects = dict(re.findall(rb"(\d+) 0 obj\n(.*?)endobj", pdf, re.DOTALL))
    streams = {
        number: zlib.decompress(found[1]) if b"/FlateDecode" in body else found[1]
        for number, body in objects.items()
        if (found := re.search(rb"stream\n(.*)\nendstream", body, re.DOTALL))
    }
    fonts: dict[bytes, dict[bytes, str]] = {}
    for name, number in re.findall(rb"/(F\d+) (\d+) 0 R", pdf):
        table = re.search(rb"/ToUnicode (\d+) 0 R", objects[number])
        assert table, "a font that cannot be searched or copied"
        fonts[name] = {
            bytes.fromhex(glyph.decode()): bytes.fromhex(char.decode()).decode("utf-16-be")
            for glyph, char in re.findall(rb"<(\w{4})> <(\w+)>", streams[table[1]])
        }
    shown = []
    for stream in streams.values():
        chars: dict[bytes, str] = {}
        for name, glyphs in STRING.findall(stream) if b" Tf" in stream else ():
            if name:
                chars = fonts[name]
                continue
            plain = re.sub(rb"\\(.)", lambda m: ESCAPED.get(m[1], m[1]), glyphs, flags=re.DOTALL)
            shown.append("".join(chars[plain[n : n + 2]] for n in range(0, len(plain), 2)))
    return "\n".join(shown).replace("\u00a0", " ").replace("\u202f", " ").replace("/ \n", "/ ")


async def test_a_sheet_says_all_that_an_invoice_needs(stage: Stage) -> None:
    for said in (
        "/reglages cae 10, 8 > 20",
        "/reglages siren 732829320",
        "/cotisation employeur urssaf 30,2",
        "/cotisation salarié retraite 11,3",
    ):
        await stage.says("Nadia", said)
    await paid(stage, 60)
    (file,) = await files(stage, "Aïcha", "/fiche")
    said = text_of(file.content)
    # 60 € of 122.99 K: 40.00 for Aïcha; the CAE keeps 2 + 3.20 of all, 3.47 of hers; 36.53 left is
    # 28.06 gross with 30.2 %, less 11.3 % of it.
    for line in (
        "Demande de paiement",
        "Équipe : Kpa-Cité",
        "SIREN de la CAE : 732 829 320",
        "Membre : Aïcha",
        "Versement n° 1, dimanche 6 décembre 2026",
        "Objet : subvention ville",
        "2026-W48",
        "café (3 h 30)",
        "=1+1",
        "40,00 €",
        "Le total est la valeur HT avant contribution de la CAE et cotisations sociales.",
        "−3,47 €",
        "36,53 €",
        "−8,47 €",
        "28,06 €",
        "−3,17 €",
        "24,89 €",
        "Facture n°",
        "Date et signature",
        "1 / 1",
    ):
        assert line in said, line
    assert "Bob" not in said


async def test_a_sheet_is_in_its_members_language_and_guesses_nothing(stage: Stage) -> None:
    await stage.says("Bob", "/langue en")
    await paid(stage, 60)
    file = (await files(stage, "Nadia", "/versement fichiers"))[2]
    said = text_of(file.content)
    assert "The total is the value excl. VAT before the CAE’s contribution" in said
    assert "The CAE’s contribution was not entered" in said
    assert "estimate)" not in said


async def test_bands_are_of_the_calendar_year_and_all_its_payouts(stage: Stage) -> None:
    await stage.says("Nadia", "/reglages cae 10, 8 > 20, 6 > 35")
    await paid(stage, 30, 30)
    await stage.at("2027-01-01T00:30+01:00")  # still 2026 in UTC
    await stage.says("Nadia", "/versement 25 solde")
    await stage.says("Nadia", "oui")
    async with stage.store.work() as work:
        team = await work.teams.get(1)
        papers = [await papers_of(work, team, number) for number in (1, 2, 3)]
    kept = [sum(one.contribution or 0 for one in paper.sheets) for paper in papers]
    # 20 at 10 % and 10 at 8 %; 5 at 8 % and 25 at 6 %; a new year: 20 at 10 % and 5 at 8 %
    assert kept == [2_80, 1_90, 2_40]


async def test_a_sheet_of_many_weeks_stays_on_a4_and_keeps_its_end_together(stage: Stage) -> None:
    await paid(stage, 60)
    async with stage.store.work() as work:
        papers = await papers_of(work, await work.teams.get(1), 1)
    one = papers.sheets[0]
    for weeks in (11, 12, 40):
        many = type(one)(one.member, one.weeks * weeks, None, None)
        pdf = sheet.drawn(papers, many, words("fr"))
        pages = len(re.findall(rb"/Type /Page\n", pdf))
        assert set(re.findall(rb"/MediaBox \[(.*?)\]", pdf)) == {b"0 0 595.28 841.89"}
        said = text_of(pdf)
        assert f"{pages} / {pages}" in said
        assert said.count("Semaine") == (
            pages if "Total" in said.split("Semaine")[-1] else pages - 1
        )
        assert said.index("Facture n°") < said.index("Date et signature")


async def test_rows_add_up_to_what_the_book_paid(stage: Stage) -> None:
    await paid(stage, 7, 33, 1)
    async with stage.store.work() as work:
        team = await work.teams.get(1)
        for number, total in ((1, 7_00), (2, 33_00), (3, 1_00)):
            papers = await papers_of(work, team, number)
            lines = [line for one in papers.sheets for week in one.weeks for line in week.lines]
            assert sum(line.cents for line in lines) == total
            assert sum(line.units for line in lines) == total
            table = rows_of(File("", "", cae.written(papers, words("fr"))))[1:]
            cents = sum(int(row[9].replace(",", "")) for row in table)
            assert cents == total


BIRTH = re.compile(r"\bnaissance|\bnée?·?e? le\b|birth|\bborn\b|\bâge\b|\bage\b", re.IGNORECASE)


def test_nobody_is_ever_asked_when_they_were_born() -> None:
    asked = [
        f"{file}: {found[0]}"
        for file in FOLDER.rglob("*.ftl")
        if (found := BIRTH.search(file.read_text(encoding="utf-8")))
    ]
    asked += [
        f"{table.name}.{column.name}"
        for table in schema.metadata.tables.values()
        for column in table.columns
        if BIRTH.search(column.name.replace("_", " "))
    ]
    assert not asked
    assert BIRTH.search("Ta date de naissance ?")
    assert BIRTH.search("Tu es né·e le combien ?")
