"""The names a speaker's teams use: units, projects, units of time; and names typed nearly right.

A name that fits one project clearly is that project's. One that fits several, or one weakly, is
asked back, with the new name it may be. Anything else is a new name: better a new project that
the echo names than work counted for the wrong one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from rapidfuzz.distance import OSA

from core.app.ports import UnitOfWork
from core.app.projects import seen_projects
from core.domain import names
from core.domain.team import Person, RateKind

MOST_ASKED = 5
SHORTEST_CUT = 3
HALF = Decimal("0.5")

_JOINING = frozenset(
    "de du des d le la les l a à au aux et en pour the of for and to in on".split()  # noqa: SIM905
)
_ALIKE = (
    frozenset({"jour", "journee", "day"}),
    frozenset({"semaine", "week"}),
    frozenset({"mois", "month"}),
    frozenset({"heure", "hour"}),
)
_HALVES = ("demi ", "demie ", "half a ", "half ")
_PARTED = re.compile(r"[\s-]+")
_NOT_A_LETTER = re.compile(r"[\W_]+")
_ENDINGS = frozenset(
    "age ages e es er eur eurs euse euses erie eries if ifs ive ives ier iers iere ieres ique "  # noqa: SIM905
    "iste istes isme ment ments tion tions ation ations ing ings ie ies ure al ale aux".split()
)
"""What makes another word of a word: `jardin` is not `jardinage` cut short."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a speaker's teams call things.

    `units` and `times` are folded; `times` are the units of time the teams gave a value;
    `projects` are the key and the name of each open project, `folded` their folded names,
    `with_digits` those that hold digits, with a pattern that finds them in a text; `amounts`
    find the name of a unit right after its number, `20 K` or `20K` but not `20k`: that may be
    thousands.
    """

    units: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()
    projects: tuple[tuple[tuple[str, ...], str], ...] = ()
    folded: frozenset[str] = frozenset()
    with_digits: tuple[tuple[str, re.Pattern[str]], ...] = ()
    amounts: tuple[re.Pattern[str], ...] = ()

    def is_project(self, said: str) -> bool:
        """Tell whether this is a project's name, letter by letter."""
        return names.fold(said) in self.folded

    def unit_of_time(self, said: str) -> tuple[str, Decimal]:
        """Read a unit of time: its name as the team has it, and how many of it are meant.

        A day is a unit also where no team gave it a value: that is to be said, in the word that
        was typed, not guessed.
        """
        typed = _PARTED.split(said.strip().casefold())[-1]
        word = names.singular(said)
        if word in self.times:
            return word, Decimal(1)
        for half in _HALVES:
            if word.startswith(half):
                return self._alike(word.removeprefix(half), typed), HALF
        return self._alike(word, typed), Decimal(1)

    def _alike(self, word: str, typed: str) -> str:
        if word in self.times:
            return word
        for alike in _ALIKE:
            if word in alike:
                return min(alike & self.times, default=typed)
        return ""

    def fits(self, typed: str) -> tuple[str, ...]:
        """List the names a typed one may mean: one where it is clear, else those to ask about."""
        if not typed or self.is_project(typed):
            return (typed,)
        return _fits(typed, self.projects)


NO_WORDS = Vocabulary()


async def vocabulary_of(person: Person | None, uow: UnitOfWork) -> Vocabulary:
    """Collect what the teams of a speaker call things."""
    if person is None:
        return NO_WORDS
    units: dict[str, None] = {}
    projects: dict[str, None] = {}
    times: dict[str, None] = {}
    for part in await uow.teams.memberships(person.id):
        team = await uow.teams.get(part.team_id)
        units[team.settings.unit.name] = None
        for project in await seen_projects(uow, team, part):
            if not project.closed:
                projects[project.name] = None
        for rate in await uow.talk.rates(part.team_id):
            if rate.kind is RateKind.UNIT:
                times[rate.label] = None
    return vocabulary(tuple(units), tuple(projects), tuple(times))


@lru_cache(maxsize=512)
def vocabulary(
    units: tuple[str, ...], projects: tuple[str, ...] = (), times: tuple[str, ...] = ()
) -> Vocabulary:
    """Collect what teams call things: the names of open projects, the labels of units of time."""
    distinct = {names.fold(project): project for project in reversed(projects)}
    return Vocabulary(
        units=frozenset(map(names.fold, units)),
        times=frozenset(map(names.singular, times)),
        projects=tuple((_key(name), name) for name in distinct.values()),
        folded=frozenset(distinct),
        with_digits=tuple(
            (name, _pattern(name))
            for name in sorted(distinct.values(), key=len, reverse=True)
            if any(map(str.isdigit, name))
        ),
        amounts=tuple(map(_counted_in, sorted(units, key=len, reverse=True))),
    )


def _counted_in(unit: str) -> re.Pattern[str]:
    """Make what finds a unit's name after a number, in the plural too."""
    ends = r"s?(?![\w-])" if unit[-1:].isalnum() else ""
    joined = rf"{re.escape(unit)}{ends}"
    return re.compile(rf"{joined}|(?i:\s+{_letters(unit)}{ends})")


def _pattern(name: str) -> re.Pattern[str]:
    """Make what finds a name in a text, with or without its capitals and accents."""
    return re.compile(rf"(?<![\w.,]){_letters(name)}(?!\w|[.,]\d)", re.IGNORECASE)


def _letters(name: str) -> str:
    """Write a name as a pattern that takes it without its accents too."""
    return "".join(
        r"\s+" if char.isspace() else f"(?:{re.escape(char)}|{re.escape(names.fold(char))})"
        for char in names.clean(name)
    )


@lru_cache(maxsize=4096)
def _fits(typed: str, projects: tuple[tuple[tuple[str, ...], str], ...]) -> tuple[str, ...]:
    key = _key(typed)
    clear: list[str] = []
    weak: list[str] = []
    wide: list[str] = []
    for known, name in projects:
        if known == key or "".join(known) == "".join(key):
            return (name,)
        if _is_wider(key, known):
            wide.append(name)
        elif (strength := max(_cut(key, known), _slip(key, known))) > 0:
            (clear if strength == 2 else weak).append(name)
    if len(wide) == 1 and not clear and not weak:
        return (typed,)
    found = [*clear, *weak, *wide]
    if len(found) == 1 and clear:
        return (clear[0],)
    if len(found) > MOST_ASKED or not found:
        return (typed,)
    return (*found,) if len(clear) > 1 else (*found, typed)


def _key(name: str) -> tuple[str, ...]:
    """Reduce a name to the words that carry it: no accents, signs, articles or emoji."""
    words = _NOT_A_LETTER.sub(" ", names.clean(name).casefold()).split()
    carrying = [word for word in words if word not in _JOINING] or words
    return tuple(" ".join(map(names.fold, carrying)).split())


def _is_wider(typed: Sequence[str], known: Sequence[str]) -> bool:
    """Tell whether it is the first words of a name, whole: `site` of `site web`."""
    return len(typed) < len(known) and tuple(known[: len(typed)]) == tuple(typed)


def _cut(typed: Sequence[str], known: Sequence[str]) -> int:
    """Weigh whether a name was cut short, 2 clearly, 1 perhaps: `atelier cout`, `compta`."""
    if not 0 < len(typed) <= len(known) or sum(map(len, typed)) < SHORTEST_CUT:
        return 0
    cut = [(word, whole) for word, whole in zip(typed, known, strict=False) if word != whole]
    if not all(whole.startswith(word) and word.isalpha() for word, whole in cut):
        return 0
    rest = [whole.removeprefix(word) for word, whole in cut]
    most = 2 * sum(map(len, typed)) >= sum(map(len, known))
    other = len(known) == 1 and len(typed[0]) > SHORTEST_CUT and rest[0] in _ENDINGS
    return 2 if most and not other else 1


def _slip(typed: Sequence[str], known: Sequence[str]) -> int:
    """Weigh whether one letter went wrong in one word, 2 clearly, 1 perhaps."""
    if len(typed) != len(known):
        return 0
    wrong = [(a, b) for a, b in zip(typed, known, strict=True) if a != b]
    if len(wrong) != 1:
        return 0
    word, whole = wrong[0]
    near = word.isalpha() and whole.isalpha() and word[0] == whole[0]
    if not near or max(len(word), len(whole)) < 4:
        return 0
    if OSA.distance(word, whole, score_cutoff=1) > 1:
        return 0
    return 2 if _is_clear(word, whole) else 1


def _is_clear(word: str, whole: str) -> bool:
    """Tell whether a slip makes no other word: a doubled or swapped letter, a plural, a long word.

    Short words that differ in a letter are mostly different words, and so are those that differ
    in the last one.
    """
    short, long = sorted((word, whole), key=len)
    if sorted(word) == sorted(whole) or _undoubled(short) == _undoubled(long):
        return True
    if long == f"{short}s":
        return True
    return len(long) >= 7 or (len(long) == 6 and short[-1] == long[-1])


def _undoubled(word: str) -> str:
    return re.sub(r"(.)\1", r"\1", word)
