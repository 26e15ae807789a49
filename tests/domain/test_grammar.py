"""What people type, and what is understood: the table of `examples.py`, and laws for any text."""

import re
from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.amounts import amount_first
from bot.grammar import understand
from bot.i18n import words
from bot.vocabulary import Vocabulary, vocabulary
from core.app.commands import AskWhich, Declare, NotUnderstood, Reply, SaidLine
from core.domain import names
from core.domain.money import LARGEST, Amount, Unit
from core.domain.refusal import Refusal
from core.domain.team import LANGUAGES
from tests.domain.examples import EXAMPLES, PROJECTS, TEAM, Asked, Outcome, Refused

ALL = [
    (group, said, outcome)
    for group in EXAMPLES
    for several, outcome in group.examples
    for said in several
]


def outcome_of(said: str, speaks: Vocabulary) -> Outcome:
    """Understand a text for a team that counts two decimals."""
    command = understand(said, speaks)
    if isinstance(command, NotUnderstood):
        return Refused(command.why)
    if isinstance(command, AskWhich):
        assert all(len(reading) == 1 for reading in command.readings)
        return Asked(tuple(reading[0] for reading in command.readings))
    assert isinstance(command, Declare), command
    try:
        for line in command.lines:
            Unit().minor(line.amount or Decimal(0))
    except Refusal as refusal:
        return Refused(refusal.key)
    return command.lines


@pytest.mark.parametrize(
    ("said", "speaks", "outcome"),
    [
        pytest.param(said, group.speaks, outcome, id=f"{group.title}: {said[:30]!r}")
        for group, said, outcome in ALL
    ],
)
def test_understood_as_the_table_says(said: str, speaks: Vocabulary, outcome: Outcome) -> None:
    assert outcome_of(said, speaks) == outcome


def test_the_table_is_long_and_says_nothing_twice() -> None:
    assert len(ALL) >= 150
    assert len({(group.title, said) for group, said, _ in ALL}) == len(ALL)


def test_yes_and_no() -> None:
    said = ("oui", "OK", "Non.", "no")
    assert [understand(one) for one in said] == [
        Reply(yes=yes) for yes in (True, True, False, False)
    ]


NEAR = vocabulary((), (*PROJECTS, "thé", "Fête 2026", "ménage", "les bœufs", "école d’été"))


@pytest.mark.parametrize(
    ("typed", "fits"),
    [
        # Clearly that project: accepted, and the echo says which.
        ("caffé", ["café"]),
        ("cafés", ["café"]),
        ("cafe ☕", ["café"]),
        ("le café", ["café"]),
        ("jradin", ["jardin"]),
        ("jardn", ["jardin"]),
        ("jar", ["jardin"]),
        ("ménages", ["ménage"]),
        ("siteweb", ["site web"]),
        ("site-web", ["site web"]),
        ("web site", ["web site"]),
        ("comptabilte", ["comptabilité"]),
        ("compta", ["comptabilité"]),
        ("atelier de couture", ["atelier couture"]),
        ("atelier coutrue", ["atelier couture"]),
        ("atelier cui", ["atelier cuisine"]),
        ("ecole ete", ["école d’été"]),
        # Perhaps that one: asked back, with the new name it may be.
        ("cfé", ["café", "cfé"]),
        ("cave", ["café", "cave"]),
        ("compt", ["comptabilité", "compt"]),
        # Of two that fit, one is asked about.
        ("atelier", ["atelier cuisine", "atelier couture", "atelier"]),
        ("atelier cou", ["atelier couture"]),
        ("atelier c", ["atelier cuisine", "atelier couture"]),
        # Another name: a new project.
        ("jardinage", ["jardinage"]),
        ("café2", ["café2"]),
        ("the", ["the"]),
        ("tés", ["tés"]),
        ("site", ["site"]),
        ("fête", ["fête"]),
        ("web", ["web"]),
        ("co", ["co"]),
        ("Fête 2027", ["Fête 2027"]),
        ("manège", ["manège"]),
        ("couture", ["couture"]),
        ("atelier bois", ["atelier bois"]),
        ("", [""]),
    ],
)
def test_names_near_and_not_near(typed: str, fits: list[str]) -> None:
    assert list(NEAR.fits(typed)) == fits


UNITS = ("K", "points", "€", "K€", "pts.", "%", "heures", "h", "min", "grains de sel", "unité")


@settings(deadline=None)
@given(
    st.integers(0, LARGEST * 10**4),
    st.integers(0, 4),
    st.sampled_from(UNITS)
    | st.text(st.characters(categories=["Ll", "Lu"]), min_size=1, max_size=9),
    st.sampled_from(LANGUAGES),
    st.sampled_from(["{}", "café {}", "{} café", "café : {}, jardin 5", "je mets {} !"]),
)
def test_an_amount_as_the_bot_writes_it_is_read_back(
    minor: int, decimals: int, name: str, language: str, around: str
) -> None:
    unit = Unit(name, decimals)
    minor = min(minor, LARGEST * 10**decimals)
    shown = words(language).amount(Amount(minor, unit))
    found = understand(around.format(shown), vocabulary((name,), PROJECTS))
    if re.search(r"^\D*[1-9]\d{0,2}[.,]\d{3}(?!\d)\D*$", shown):
        assert isinstance(found, AskWhich), found
        assert minor in [reading[0].amount * 10**decimals for reading in found.readings]
    else:
        assert isinstance(found, Declare), found
        line = found.lines[0]
        assert line.amount is not None
        assert unit.minor(line.amount) == minor
        assert line.project == ("café" if "café" in around else "")


@given(
    st.integers(0, LARGEST * 100),
    st.sampled_from(LANGUAGES),
    st.sampled_from(["", " €", " euros"]),
    st.sampled_from(["", " peinture", " 3 pots de peinture"]),
)
def test_an_amount_before_words_is_read_back(
    cents: int, language: str, currency: str, label: str
) -> None:
    shown = words(language).amount(Amount(cents, Unit())).removesuffix("\u00a0K")
    assert amount_first(shown + currency + label) == (Decimal(cents) / 100, label.strip())


@pytest.mark.parametrize("said", ["1  200 peinture", "1e9 x", "12h x", "1’20 x", "80x"])
def test_an_amount_before_words_is_never_cut(said: str) -> None:
    with pytest.raises(Refusal):
        amount_first(said)


GAPS = frozenset(" \t\u00a0\u202f\u2009'’.,")
CHUNK = re.compile(r"[0-9]+")


def written(said: str) -> set[Decimal]:
    """List every amount that the digits of a text can spell, by a rule of its own.

    Runs of digits one separator apart, with three digits after each separator of thousands.
    """
    chunks = list(CHUNK.finditer(said))
    found = {Decimal(chunk[0]) for chunk in chunks}
    for first, begin in enumerate(chunks):
        whole, end = begin[0], begin.end()
        for chunk in chunks[first + 1 :]:
            between = said[end : chunk.start()]
            if between in {".", ","}:
                found.add(Decimal(f"{whole}.{chunk[0]}"))
            if between not in GAPS or len(chunk[0]) != 3 or len(begin[0]) > 3:
                break
            whole, end = whole + chunk[0], chunk.end()
            found.add(Decimal(whole))
    return found


def digits(said: str) -> Counter[str]:
    return Counter(re.sub(r"[^1-9]", "", said))


NUMBERS = (
    st.integers(0, 2_000_000).map(str)
    | st.decimals(0, 5000, places=2).map(str)
    | st.integers(1000, 2_000_000).map(lambda n: f"{n:,}".replace(",", "\u202f"))
    | st.integers(1000, 2_000_000).map(lambda n: f"{n:,}".replace(",", "."))
)
ODD_NUMBERS = st.sampled_from(
    ["1.200", "12,34,5", "٣", "½", "1e9", "-5", "+5", "1_0", "05", ",5", "4²", "12:30", "1/2"]
)
NAMES = st.sampled_from([*PROJECTS, "Radio 3", "radio 3", "cafe", "atelier", "comp", "thé", ""])
UNIT = st.sampled_from(["", "€", " €", " K", "K", "k", " euros", " cents", " mille"])
CUTS = st.sampled_from([", ", ",", " + ", "+", " et ", " and ", "\n", ";", " : ", "\n- ", "\n• "])
SPACES = st.sampled_from([" ", " ", "", "\u00a0", "\t", "\u2009", "  ", "\u200b"])
MARKS = st.sampled_from([" : ", ":", " - ", "(", ")", "- ", "=", "→", "/", ".", "'", "☕", "🎉"])
SAYING = st.sampled_from(["je mets ", "pour le ", "merci", "salut, ", "nouveau projet ", "moins "])
TIMES = st.sampled_from(
    ["3h", "2h30", " h ", "45 min", "1/2 journée", "une heure", " à 12", "jours"]
)


def texts(*more: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Make declarations as people type them, and heaps of what they are made of."""
    amount = st.tuples(NUMBERS, UNIT).map("".join)
    line = st.tuples(NAMES, SPACES, amount) | st.tuples(amount, SPACES, NAMES)
    lines = st.lists(st.tuples(line.map("".join), CUTS).map("".join), min_size=1, max_size=4)
    heap = st.one_of(NUMBERS, ODD_NUMBERS, NAMES, UNIT, CUTS, SPACES, MARKS, SAYING, *more)
    return st.one_of(
        lines.map("".join),
        st.lists(st.one_of(line.map("".join), CUTS, heap), max_size=7).map("".join),
        st.lists(heap, max_size=9).map("".join),
    )


def amounts(command: object) -> list[tuple[SaidLine, ...]]:
    """List the readings of what a text was understood as; none for a question or refusal."""
    match command:
        case Declare(lines=lines):
            return [lines]
        case AskWhich(readings=readings):
            assert len(set(readings)) == len(readings) > 1
            return list(readings)
    assert isinstance(command, NotUnderstood | Reply), command
    return []


@settings(deadline=None, max_examples=400)
@given(texts(TIMES) | st.text(max_size=60))
@example("12 34")
@example("entre 40 et 50")
def test_any_text_gives_amounts_as_written_or_a_question_or_a_refusal(said: str) -> None:
    for lines in amounts(understand(said, TEAM)):
        for line in lines:
            figures = {line.amount, line.rate} - {None}
            assert names.fold(said.strip(" .!")) in {"rien", "zero"} or figures <= written(said)
            assert line.minutes is None or 0 < line.minutes <= 200 * 60
            assert [line.amount, line.minutes, line.count].count(None) == 2


@settings(deadline=None, max_examples=400)
@given(texts())
@example("café 20 site 25")
@example("12:30")
@example("café 20 : à Radio 3")
def test_every_digit_typed_is_in_an_amount_a_name_or_a_note(said: str) -> None:
    for lines in amounts(understand(said, TEAM)):
        kept = [f"{line.amount} {line.project} {line.note}" for line in lines]
        assert digits(" ".join(kept)) == digits(said)


@given(
    st.integers(0, 199),
    st.integers(0, 59),
    st.sampled_from(["{h}h{m:02}", "{h} h {m:02}", "{h}h{m:02}min", "{h} heures {m} minutes"]),
    st.sampled_from(["{}", "{} de café", "café : {}", "café {} : 3 clients", "{} Radio 3"]),
)
def test_a_time_written_is_the_time_read(h: int, m: int, form: str, around: str) -> None:
    found = understand(around.format(form.format(h=h, m=m)), TEAM)
    if h or m:
        assert isinstance(found, Declare), found
        assert [line.minutes for line in found.lines] == [60 * h + m]
    else:
        assert isinstance(found, NotUnderstood)
