"""Exports: every figure anywhere is the same figure, and the programs they are for accept them."""

import asyncio
import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import aiosqlite
import icalendar
import pytest
from beancount import loader
from beancount.core import data
from sqlalchemy import String, cast, update

from bot.i18n import words
from bot.publish import beancount, journal
from bot.publish.exports import files_of
from bot.publish.rows import BOM
from core.app.payday.exporting import AGREED, ALL, FORMATS, NAMED, Records, records_of
from core.app.payday.ports import Contract
from core.app.says import Table, Text
from core.db import schema
from core.db.engine import Database
from core.db.store import Store
from core.domain.book import RECEIVED, Kind
from core.domain.money import Amount, Unit
from core.domain.team import LANGUAGES
from tests.app.test_sixteen_months import (
    WEEKS,
)
from tests.peers import fec as law
from tests.peers.exporting import (
    AT,
    HOSTILE,
    SAID,
    SIREN,
    Seen,
    decimals,
    exported,
    lived,
    minor,
    rows_of,
)
from tests.peers.threadless import Threadless


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[int, Seen]]:
    """The database in which it was all lived, and what chat says of it."""
    file = tmp_path_factory.mktemp("history") / "semainier.db"
    with pytest.MonkeyPatch.context() as patch, ThreadPoolExecutor(1) as apart:
        patch.setattr(aiosqlite, "connect", Threadless)
        seen = apart.submit(lambda: asyncio.run(lived(file))).result()
    return file, seen


@pytest.fixture
async def teams(history: tuple[Path, dict[int, Seen]]) -> AsyncIterator[list[tuple[Records, Seen]]]:
    """Each team's records, and what chat said of it."""
    file, seen = history
    database = Database(f"sqlite+aiosqlite:///{file}")
    async with Store(database).work() as work:
        yield [
            (await records_of(work, await work.teams.get(team_id)), said)
            for team_id, said in seen.items()
        ]
    await database.dispose()


# One figure, everywhere -----------------------------------------------------------------------


async def test_the_history_has_all_that_a_book_can_hold(teams: list[tuple[Records, Seen]]) -> None:
    kinds = {row.kind for records, _ in teams for row in records.book}
    of_weeks = {"release", "fixed", "commons", "award", "lapse", "correction", "envelope"}
    assert kinds >= {*of_weeks, "income", "expense", "payout", "paid"}
    assert kinds >= {"allocate", "fund", "refund", "start", "share"}
    for records, _ in teams:
        assert len(records.weeks) > 15
        assert records.plan[-1].week - records.plan[0].week >= WEEKS - 1
        assert {one.name for one in records.members} >= set(HOSTILE[:4])
        assert len(records.payouts) == 2


async def test_chat_and_chart_say_what_every_export_says(teams: list[tuple[Records, Seen]]) -> None:
    for records, seen in teams:
        unit = records.team.settings.unit
        shape = json.loads(exported(records, "json")["semainier.json"])
        weeks = {one["week"]: one for one in shape["weeks"]}
        balances = shape["book"]["balances"]
        assert seen.balances
        for member, balance in seen.balances.items():
            assert balances.get(f"member:{member}", unit.plain(0)) == unit.plain(balance)

        table = seen.history.args["weeks"]
        assert isinstance(table, Table)
        assert len(table.rows) == 12
        shown = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
        for row in shown:
            for name in ("claimed", "granted", "left"):
                assert weeks[str(row["week"])][name] == unit.plain(minor(row[name])), name
        granted = sum(Decimal(one["granted"]) for one in weeks.values())
        assert granted == unit.decimal(minor(seen.history.args["total"]))
        assert granted == unit.decimal(found(seen.budget, "budget-granted", "granted"))
        assert [str(one.week) for one in seen.chart.weeks] == [str(row["week"]) for row in shown]
        for drawn in seen.chart.weeks:
            for name in ("available", "claimed", "granted", "left"):
                assert weeks[str(drawn.week)][name] == unit.plain(getattr(drawn, name)), name

        last = weeks[str(seen.summary.args["week"])]
        assert last is list(weeks.values())[-1]
        assert last["claimed"] == unit.plain(minor(seen.summary.args["claimed"]))
        assert last["granted"] == unit.plain(minor(seen.summary.args["granted"]))
        assert last["left"] == unit.plain(minor(seen.summary.args["left"]))
        answers = seen.summary.args["answers"]
        assert isinstance(answers, Table)
        said = sorted((one["claim"], one["award"]) for one in last["declarations"] if one["lines"])
        assert said == sorted((unit.plain(row[1]), unit.plain(row[2])) for row in answers.rows)  # type: ignore[arg-type]
        assert seen.left
        for member, left in seen.left.items():
            assert balances[f"allocation:{member}"] == unit.plain(left)
        allocated = sum(Decimal(b) for a, b in balances.items() if a.startswith("allocation:"))
        assert allocated == unit.decimal(found(seen.budget, "aside-allocated", "amount"))
        holds = {one["title"]: one["holds"] for one in shape["buckets"]}
        assert holds == {"Four": "0.00", "Banc": "20.00", "Lune": "0.00"}
        assert found(seen.budget, "aside-buckets", "amount") == 20_00
        if Decimal(balances.get("commons", 0)):
            commons = unit.decimal(found(seen.budget, "aside-commons", "amount"))
            assert commons == Decimal(balances["commons"])
        rows = dict(row[:2] for row in budget_rows(seen.budget))
        pool = sum(rows.get(f"budget-{what}", 0) for what in ("carried", "income", "expense"))
        assert Decimal(balances["pool"]) == unit.decimal(pool)


def budget_rows(budget: Text) -> Iterator[tuple[str, int]]:
    table = budget.args["figures"]
    assert isinstance(table, Table)
    for what, amount, _ in table.rows:
        assert isinstance(what, Text)
        yield what.key, minor(amount)


def found(said: Text, key: str, name: str) -> int:
    """Find an amount in a text somewhere inside another."""
    for value in said.args.values():
        for one in getattr(value, "texts", ()):
            if one.key == key:
                return minor(one.args[name])
    raise AssertionError(key)


async def test_balances_are_the_same_in_every_format(
    teams: list[tuple[Records, Seen]], tmp_path: Path
) -> None:
    for records, _ in teams:
        ours = decimals(records)
        csvs = exported(records, "csv")
        summed: dict[str, Decimal] = {}
        for row in rows_of(csvs["postings.csv"]):
            summed[row["account"]] = summed.get(row["account"], Decimal(0)) + Decimal(row["amount"])
        assert summed == ours, "csv"

        shape = json.loads(exported(records, "json")["semainier.json"])
        assert {name: Decimal(amount) for name, amount in shape["book"]["balances"].items()} == ours
        assert shape["book"]["head"] == records.head == shape["book"]["transactions"][-1]["hash"]
        summed = {}
        for row in shape["book"]["transactions"]:
            for leg in row["postings"]:
                name = leg["account"]
                summed[name] = summed.get(name, Decimal(0)) + Decimal(leg["amount"])
        assert summed == ours, "json"

        entries, errors, _ = loader.load_string(
            exported(records, "beancount")["book.beancount"].decode()
        )
        assert errors == []
        names = {one.account: one.meta["book"] for one in entries if isinstance(one, data.Open)}
        summed = {}
        for entry in entries:
            if isinstance(entry, data.Transaction):
                legs = [(names[leg.account], leg.units) for leg in entry.postings if leg.units]
                assert len({units.currency for _, units in legs}) == 1
                for name, units in legs:
                    assert units.currency == ("EUR" if name.startswith("euro:") else "UNIT-K")
                    summed[name] = summed.get(name, Decimal(0)) + (units.number or 0)
        assert summed == ours, "beancount"


async def test_awards_of_lines_add_up_to_weeks_and_members(
    teams: list[tuple[Records, Seen]],
) -> None:
    for records, _ in teams:
        rows = rows_of(exported(records, "csv")["declarations.csv"])
        awards: dict[tuple[str, str], Decimal] = {}
        for row in rows:
            assert (row["amount"] == "") == (row["answer"] == "skipped")
            assert Decimal(row["award"] or 0) <= Decimal(row["amount"] or 0)
            key = row["week"], row["member"]
            awards[key] = awards.get(key, Decimal(0)) + Decimal(row["award"] or 0)
        unit = records.team.settings.unit
        for week in records.weeks:
            name = str(week.round.week)
            total = sum(amount for (its, _), amount in awards.items() if its == name)
            assert total == unit.decimal(week.figures.granted)
            claimed = sum(Decimal(row["amount"] or 0) for row in rows if row["week"] == name)
            assert claimed == unit.decimal(week.figures.claimed)
        members = {who: Decimal(0) for _, who in awards}
        for (_, who), amount in awards.items():
            members[who] += amount
        beside = {
            who: sum(
                unit.decimal(leg.amount)
                for row in records.book
                if row.kind in (Kind.PAYOUT, Kind.SHARE, Kind.GIFT, Kind.PUT_BACK)
                for leg in row.postings
                if leg.account == f"member:{who}"
            )
            for who in members
        }
        ours = decimals(records)
        assert {who: amount + beside[who] for who, amount in members.items()} == {
            who: ours.get(f"member:{who}", Decimal(0)) for who in members
        }
        hours = {row["hours"] for row in rows}
        assert hours >= {"3.50", "0.33", ""}


# The programs they are for --------------------------------------------------------------------


def run(*command: str) -> tuple[int, str, str]:
    """Run a program of others on a file; its exit code, and what it printed."""
    env = {"LANG": "C.UTF-8", "PATH": os.environ["PATH"]}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=env, timeout=60)
    return done.returncode, done.stdout, done.stderr


def hledger(file: Path, *arguments: str) -> str:
    code, said, complaint = run("hledger", "-f", str(file), *arguments)
    assert code == 0, complaint[:3000]
    return said


@pytest.mark.skipif(shutil.which("hledger") is None, reason="hledger is absent")
async def test_hledger_accepts_the_journal(
    teams: list[tuple[Records, Seen]], tmp_path: Path
) -> None:
    for records, _ in teams:
        file = tmp_path / "book.journal"
        first, *others, last = records.book
        clock_set_back = replace(records, book=(first, *others, replace(last, at=first.at)))
        nameless = replace(records, names={member.id: "" for member in records.members})
        for one in (clock_set_back, nameless, records):
            file.write_bytes(exported(one, "hledger")["book.journal"])
            hledger(file, "check", "--strict", "ordereddates")
        told_ = hledger(file, "balance", "-O", "csv", "--flat", "-E", "-N")
        assert balances_of(told_) == decimals(records)
        transactions = list(csv.DictReader(io.StringIO(hledger(file, "print", "-O", "csv"))))
        assert len({row["txnidx"] for row in transactions}) == len(records.book)
        for row in (records.book[0], records.book[-1]):
            key = hledger(file, "tags", "^key$", f"tag:hash={row.hash}", "--values")
            assert key.split() == [row.key]


def balances_of(said: str) -> dict[str, Decimal]:
    found_ = {}
    for account, amount in list(csv.reader(io.StringIO(said)))[1:]:
        number, _, commodity = amount.partition(" ")
        assert commodity in ("K", "EUR", "") or number == "0"
        assert (commodity == "EUR") == account.startswith("euro:") or number == "0"
        found_[account] = Decimal(number)
    return found_


async def test_bean_check_accepts_the_ledger(
    teams: list[tuple[Records, Seen]], tmp_path: Path
) -> None:
    file = tmp_path / "book.beancount"
    check = (str(Path(sys.executable).with_name("bean-check")), str(file))
    for records, _ in teams:
        content = exported(records, "beancount")["book.beancount"]
        file.write_bytes(content)
        assert run(*check) == (0, "", "")
        head, _, balance = content.decode().rstrip().rpartition("balance Assets:Pool  ")
        file.write_text(f"{head}balance Assets:Pool  1{balance}\n", encoding="utf-8")
        assert "Balance failed for 'Assets:Pool'" in run(*check)[2]


@pytest.mark.parametrize(
    ("name", "decimals", "currency", "commodity"),
    [
        ("K", 2, "UNIT-K", '"K"'),
        ("heures", 0, "HEURES", '"heures"'),
        ("Épi d’or", 4, "EPIDOR", '"Épi d’or"'),
        ("€", 2, "UNIT", '"€"'),
        ("EUR", 2, "UNIT-EUR", '"EUR (virtual)"'),
        ("eur", 2, "UNIT-EUR", '"eur"'),
        ("1", 2, "UNIT-1", '"1"'),
        ("true", 2, "UNIT-TRUE", '"true"'),
        ('";|🎉', 2, "UNIT", '"”；｜🎉"'),
        ("M" * 16, 3, "M" * 16, f'"{"M" * 16}"'),
    ],
)
async def test_any_unit_has_a_name_of_its_own(
    name: str,
    decimals: int,
    currency: str,
    commodity: str,
    teams: list[tuple[Records, Seen]],
    tmp_path: Path,
) -> None:
    unit = Unit(name, decimals)
    assert (beancount.currency(unit), journal.commodity(unit)) == (currency, commodity)
    records = teams[0][0]
    settings = replace(records.team.settings, unit=unit)
    records = replace(records, team=replace(records.team, settings=settings))
    ledger = exported(records, "beancount")["book.beancount"].decode()
    entries, errors, _ = loader.load_string(ledger)
    assert errors == []
    (named,) = [one for one in entries if isinstance(one, data.Commodity)]
    assert named.meta["name"] == name
    if shutil.which("hledger"):
        file = tmp_path / "book.journal"
        file.write_bytes(exported(records, "hledger")["book.journal"])
        hledger(file, "check", "--strict", "ordereddates")


def test_every_kind_of_entry_has_words() -> None:
    for language in LANGUAGES:
        assert [kind for kind in Kind if not words(language).has(f"ledger-{kind}")] == []


# For the tax office ---------------------------------------------------------------------------


async def test_the_fec_keeps_every_rule(teams: list[tuple[Records, Seen]]) -> None:
    for records, _ in teams:
        files = exported(records, "fec")
        assert list(files) == [f"{SIREN}FEC20271231.txt", f"{SIREN}FEC20281231.txt"]
        euros = Decimal(0)
        for name, content in files.items():
            assert law.breaches(name, content) == []
            for line in content.decode("iso8859-15").splitlines()[1:]:
                row = dict(zip(law.FIELDS, line.split("\t"), strict=True))
                assert row["CompteNum"] in ("467000", "512000")
                euros += Decimal(row["Credit"].replace(",", "."))
        assert euros == -decimals(records)[RECEIVED]


async def test_who_is_employed_is_paid_as_staff(teams: list[tuple[Records, Seen]]) -> None:
    records = teams[0][0]
    (one, other), since = [m.id for m in records.members if m.declares][:2], date(2027, 1, 1)
    contracts = (
        Contract(one, "cesa", 1, since, None),
        Contract(other, "cape", 1, since, date(2027, 12, 31)),
    )
    content = exported(replace(records, contracts=contracts), "fec")[f"{SIREN}FEC20271231.txt"]
    assert law.breaches(f"{SIREN}FEC20271231.txt", content) == []
    rows = [line.split("\t") for line in content.decode("iso8859-15").splitlines()[1:]]
    accounts = {row[6]: row[4] for row in rows if row[6]}
    assert accounts.pop(f"M{one:05d}") == "421000"
    assert set(accounts.values()) == {"467000"}


# Tables, calendar, names ----------------------------------------------------------------------


async def test_no_table_has_a_formula(teams: list[tuple[Records, Seen]]) -> None:
    numbers = {"amount", "award", "hours", "seq", "line", "member"}
    for records, _ in teams:
        for name, content in exported(records, "csv").items():
            assert not content.startswith(BOM)
            assert exported(records, "csv", bom=True)[name] == BOM + content
            for row in rows_of(content):
                words_ = [value for key, value in row.items() if key not in numbers]
                assert not [one for one in words_ if one.startswith(tuple("=+-@\t\r"))]
        rows = rows_of(exported(records, "csv")["postings.csv"])
        assert f"'{SAID[0]}" in {row["label"] for row in rows}


async def test_the_plan_is_a_calendar(teams: list[tuple[Records, Seen]]) -> None:
    for records, _ in teams:
        (content,) = exported(records, "ical").values()
        (later,) = {f.content for f in files_of(records, "ical", at=AT + timedelta(days=1))}
        calendar = icalendar.Calendar.from_ical(content)
        events = calendar.walk("VEVENT")
        assert len(events) == len({str(one["UID"]) for one in events}) == len(records.plan)
        uids = [str(one["UID"]) for one in icalendar.Calendar.from_ical(later).walk("VEVENT")]
        assert [str(one["UID"]) for one in events] == uids
        to = words("fr")
        for planned, one in zip(records.plan, events, strict=True):
            days = (one.decoded("DTSTART"), one.decoded("DTEND"))
            assert days == (planned.week.monday, (planned.week + 1).monday)
            title = str(one["SUMMARY"])
            assert title.startswith(to.amount(Amount(planned.amount, records.team.settings.unit)))
            assert title.split() == f"{title.partition(' — ')[0]} — {planned.note}".split()
        assert max(len(line) for line in content.split(b"\r\n")) <= 75


async def test_names_are_there_only_where_they_may(
    history: tuple[Path, dict[int, Seen]], tmp_path: Path
) -> None:
    file = shutil.copy(history[0], tmp_path / "copy.db")
    database = Database(f"sqlite+aiosqlite:///{file}")
    async with Store(database).work() as work:
        table = schema.members
        name = "Zorglub-" + cast(table.c.id, String)
        await work._connection.execute(update(table).values(name=name))
        for team_id in history[1]:
            team = await work.teams.get(team_id)
            members = await work.teams.members(team_id)
            assert {member.public for member in members} == {True, False}
            for named in NAMED:
                records = await records_of(work, team, named)
                may = {m.name for m in members if named == ALL or (named == AGREED and m.public)}
                for kind in FORMATS:
                    said = b"".join(exported(records, kind).values()).decode("latin1")
                    seen = set(re.findall(r"Zorglub-\d+", said))
                    assert seen <= may, (named, kind)
                    assert seen == may or kind != "json", (named, kind)
                    assert bool(seen) == bool(may) or kind == "ical", (named, kind)
    await database.dispose()
