"""What people type, and what is understood: CONTRACT's table, and what looks like it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.grammar import understand
from bot.vocabulary import vocabulary
from core.app.commands import AskWhich, Declare, NotUnderstood, Reply, SaidLine


def amount(said: str, project: str = "", note: str = "") -> SaidLine:
    return SaidLine(amount=Decimal(said), project=project, note=note)


def time(minutes: int, project: str = "", rate: str | None = None) -> SaidLine:
    return SaidLine(minutes=minutes, project=project, rate=Decimal(rate) if rate else None)


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        ("45", [amount("45")]),
        ("45€", [amount("45")]),
        ("45 €", [amount("45")]),
        ("45 euros", [amount("45")]),
        ("45,50", [amount("45.50")]),
        ("45.50 euros", [amount("45.50")]),
        ("1 200", [amount("1200")]),
        ("1\u202f200", [amount("1200")]),
        ("1\u00a0200,50", [amount("1200.50")]),
        ("1.234,56", [amount("1234.56")]),
        ("45 K", [amount("45")]),
        ("je mets 45", [amount("45")]),
        ("café 20, site web 25", [amount("20", "café"), amount("25", "site web")]),
        ("café 20,50, site web 25", [amount("20.50", "café"), amount("25", "site web")]),
        ("20 café + 25 site", [amount("20", "café"), amount("25", "site")]),
        ("café 20\nsite 25", [amount("20", "café"), amount("25", "site")]),
        ("café 20 et site 25", [amount("20", "café"), amount("25", "site")]),
        ("café 3h", [time(180, "café")]),
        ("3h30 café", [time(210, "café")]),
        ("café 45 min", [time(45, "café")]),
        ("café 2h à 12", [time(120, "café", "12")]),
        ("café 2h at 12,50", [time(120, "café", "12.50")]),
        ("café 20 : service du samedi", [amount("20", "café", "service du samedi")]),
        ("café 20 : samedi, 3 clients", [amount("20", "café", "samedi, 3 clients")]),
        ("0", [amount("0")]),
        ("rien", [amount("0")]),
        ("Nothing!", [amount("0")]),
    ],
)
def test_understood(said: str, lines: list[SaidLine]) -> None:
    found = understand(said, vocabulary(("K",)))
    assert isinstance(found, Declare), found
    assert list(found.lines) == lines


@pytest.mark.parametrize(
    ("said", "readings"),
    [
        ("1.200", ["1200", "1.200"]),
        ("1,200", ["1200", "1.200"]),
        ("12,505", ["12505", "12.505"]),
        ("café 1.200", ["1200", "1.200"]),
    ],
)
def test_asked_back(said: str, readings: list[str]) -> None:
    found = understand(said)
    assert isinstance(found, AskWhich), found
    assert [str(reading[0].amount) for reading in found.readings] == readings


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("-5", "amount-negative"),
        ("+5", "amount-negative"),
        ("café -5", "amount-negative"),
        ("− 5", "amount-negative"),
        ("NaN", "not-understood"),
        ("Infinity", "not-understood"),
        ("1e9", "amount-form"),
        ("1_000", "not-understood"),
        ("abc", "not-understood"),
        ("١٢٣", "amount-digits"),
        ("４５", "amount-digits"),
        ("½", "amount-digits"),
        ("12,34,5", "amount-form"),
        ("12, 13", "lines-without-project"),
        ("café 2h75", "time-form"),
        ("café", "not-understood"),
        ("", "not-understood"),
        ("45%", "not-understood"),
        ("x" * 3000, "text-too-long"),
    ],
)
def test_refused(said: str, why: str) -> None:
    found = understand(said)
    assert isinstance(found, NotUnderstood), found
    assert found.why == why


def test_yes_and_no() -> None:
    assert [understand(said) for said in ("oui", "OK", "Non.", "no")] == [
        Reply(yes=True),
        Reply(yes=True),
        Reply(yes=False),
        Reply(yes=False),
    ]


@given(st.text(max_size=60))
def test_whatever_is_typed_is_answered_and_never_breaks(said: str) -> None:
    understand(said, vocabulary(("K",)))


@given(st.integers(0, 10**8), st.sampled_from([",", "."]), st.sampled_from(["", " ", "\u202f"]))
def test_an_amount_written_is_the_amount_read(cents: int, mark: str, space: str) -> None:
    whole, rest = divmod(cents, 100)
    grouped = f"{whole:,}".replace(",", space)
    found = understand(f"{grouped}{mark}{rest:02}")
    assert isinstance(found, Declare)
    assert found.lines[0].amount == Decimal(cents) / 100
