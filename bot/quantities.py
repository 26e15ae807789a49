"""How much is written: numbers, durations, and numbers of a named unit of time.

number   = digits with thousands apart and decimals; never a sign, an exponent, another script
quantity = number ["€" | unit] | duration ["à" number] | (number | fraction) unit of time
duration = number "h" [minutes] | number "min" | "half an hour" and its like
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from bot.vocabulary import Vocabulary
from core.domain import names
from core.domain.refusal import Refusal

LONGEST_TIME = 200 * 60
LONGEST_NUMBER = 20
HOURS = ("h", "heure", "heures", "hour", "hours")
MOST_WORDS_OF_A_UNIT = 3
KEYCAP = "\u20e3"

_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000\t]")
_NUMBER = r"\d{1,3}(?:[ '’]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)*(?!\d)"
_WHOLE_NUMBER = re.compile(_NUMBER)
_CURRENCY = r"€|\$|£|(?:euros?|eur|balles|dollars?)\b"
_QUANTITY = re.compile(
    rf"""(?<![\w.,])(?:(?:[€$£]|eur\b)\s*)?
    (?:(?P<fraction>\d{{1,2}}/\d{{1,2}})(?![\d/])|(?P<number>{_NUMBER}))
    (?:\s*(?P<hours>h|d['’]?heures?|heures?|hours?|hrs?)\b\s*
        (?:(?P<minutes>\d{{1,2}})(?!\s*(?:{_CURRENCY}|[.,]\d))\s*(?:mn|min|minutes?)?\b)?
      |\s*(?P<hours_joined>h)(?P<minutes_joined>\d{{1,2}})(?:\s*(?:mn|min|minutes?))?\b
      |\s*(?P<min>mn|min|minutes?)\b
      |\s*(?P<currency>{_CURRENCY}))?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_RATE = re.compile(
    rf"\s*(?:\bà|\ba\b|\bat\b|[x×*@])\s*(?P<rate>{_NUMBER})\s*(?:{_CURRENCY})?"
    r"\s*(?:/\s*h\w*|de l['’]heure|an hour|per hour|par heure)?",
    re.IGNORECASE,
)
_PRICED = re.compile(
    rf"(?:\bà|\ba|\bat|[x×*@])\s*(?:{_NUMBER})\s*(?:{_CURRENCY})?\s*$", re.IGNORECASE
)
_WORD = re.compile(r"[\s-]*([^\W\d_]+)")
_COUNTS = {"un": 1, "une": 1, "a": 1, "an": 1, "one": 1, "deux": 2, "two": 2, "trois": 3}
_COUNTS |= {"three": 3, "quatre": 4, "four": 4, "cinq": 5, "five": 5}
_COUNTED = re.compile(rf"(?<![\w'’])({'|'.join(_COUNTS)})[\s-]+(?=[^\W\d_])", re.IGNORECASE)
_AND_A_PART = re.compile(
    r"(?<![\d.,'’/])(?<!\d\s)(\d{1,2})(\s*)([^\W\d_]+)\s+"
    r"(?:(?P<half>et\s+demie?|and\s+a\s+half)|et\s+(?:un\s+)?quart|and\s+a\s+quarter)\b",
    re.IGNORECASE,
)
_BARE_HALF = re.compile(r"(?<![\w'’-])(?:demie?|half)[\s-]+(?=[^\W\d_])", re.IGNORECASE)
_MULTIPLE = re.compile(
    r"\s*(?:k|mille|thousands?|hundreds?|millions?|milliers?|milliards?|billions?"
    r"|c(?:en)?ts?|centimes?|pence|douzaines?|dozens?)(?![\w-])",
    re.IGNORECASE,
)
"""Words that make another amount of the number before them."""

_LESS = re.compile(r"\s*(?:moins|less|minus)\b", re.IGNORECASE)
_HALVES = (
    (re.compile(r"\b(?:trois|three|3)[\s-]+quarts?\s+d['’]\s*heure\b", re.IGNORECASE), "45 min"),
    (re.compile(r"\b(?:(?:un|1)\s+)?quart\s+d['’]\s*heure\b", re.IGNORECASE), "15 min"),
    (re.compile(r"\b(?:a\s+)?quarter\s+of\s+an\s+hour\b", re.IGNORECASE), "15 min"),
    (re.compile(r"(?<![\w/])(?:une\s+)?demi[\s-]*heure\b", re.IGNORECASE), "30 min"),
    (re.compile(r"(?<![\w/])(?:a\s+)?half[\s-]+(?:an\s+)?hour\b", re.IGNORECASE), "30 min"),
    (re.compile(r"(?<![\w/])half[\s-]+a[\s-]+(?=[^\W\d_])", re.IGNORECASE), "1 half "),
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """How much a line says: amounts it may mean, or time, or a number of a named unit of time.

    `rates` are what an hour of it may be worth; `before` and `after` are the words around it.
    """

    before: str
    after: str
    values: tuple[Decimal, ...] = ()
    minutes: int | None = None
    rates: tuple[Decimal | None, ...] = (None,)
    unit: str = ""


def number(said: str) -> tuple[Decimal, ...]:
    """Read one written number; two readings where it can be thousands or decimals, none if not.

    >>> number("1 200,50"), number("1.200")
    ((Decimal('1200.50'),), (Decimal('1200'), Decimal('1.200')))
    """
    said = even_spaces(said.strip())
    if has_foreign_digit(said) or not _WHOLE_NUMBER.fullmatch(said) or len(said) > LONGEST_NUMBER:
        return ()
    grouped = re.sub(r"[ '’]", "", said)
    marks = [char for char in grouped if char in ".,"]
    if not marks:
        return (Decimal(grouped),)
    head, *groups = re.split(r"[.,]", grouped)
    thousands = len(head) <= 3 and head != "0" and all(len(group) == 3 for group in groups)
    if len(set(marks)) == 2:
        clear = marks[-1] != marks[0] and len(set(marks[:-1])) == 1
        well_formed = len(head) <= 3 and all(len(group) == 3 for group in groups[:-1])
        return (Decimal("".join([head, *groups[:-1]]) + "." + groups[-1]),) * (clear & well_formed)
    if len(marks) > 1:
        return (Decimal(head + "".join(groups)),) if thousands else ()
    decimal = Decimal(f"{head}.{groups[0]}")
    if thousands and grouped == said:
        return tuple(dict.fromkeys((Decimal(head + groups[0]), decimal)))
    return (decimal,)


def even_spaces(said: str) -> str:
    """Write every kind of space as the plain one."""
    return _SPACES.sub(" ", said)


def has_foreign_digit(said: str) -> bool:
    """Tell whether there are digits of another script, superscripts, fractions or keycaps."""
    return not said.isascii() and any(
        char == KEYCAP or (not char.isascii() and unicodedata.category(char)[0] == "N")
        for char in said
    )


def in_digits(said: str, vocabulary: Vocabulary) -> str:
    """Write times in words as digits: `une demi-heure` is `30 min`, `a day` is `1 day`."""
    for words, digits in _HALVES:
        said = words.sub(digits, said)
    said = _COUNTED.sub(lambda found: _counted(found, vocabulary), said)
    said = _AND_A_PART.sub(lambda found: _and_a_part(found, vocabulary), said)
    if not any(map(str.isdigit, said)):
        said = _BARE_HALF.sub(lambda found: _bare_half(found, vocabulary), said, count=1)
    return said


def quantity(body: str, vocabulary: Vocabulary) -> Quantity:
    """Find the one quantity of a line. Raises `Refusal` where there is none, or more than one."""
    found = _only(_QUANTITY.finditer(body), body)
    before, after = body[: found.start()], body[found.end() :]
    if _is_time(found) and not _is_unit_of_amounts(found, vocabulary):
        return _time(found, before, after, vocabulary)
    before, after, counted = _without_unit(before, after, vocabulary)
    count = _fraction(found["fraction"]) if found["fraction"] else number(found["number"])
    unit, factor, rest = ("", Decimal(1), after)
    if not found["currency"] and not counted:
        unit, factor, rest = _named_unit(before, after, vocabulary)
    if not count or (found["fraction"] and not unit):
        raise Refusal("amount-form")
    if not unit and _MULTIPLE.match(after) and not vocabulary.is_project(after):
        raise Refusal("amount-form")
    if after[:1].isalpha() and not (unit or counted or found["currency"] or _is_time(found)):
        raise Refusal("not-understood")
    if unit and len(count) > 1:
        raise Refusal("amount-ambiguous")
    if unit in HOURS:
        return Quantity(before, rest, minutes=_whole_minutes(count[0] * 60 * factor))
    if unit:
        return Quantity(before, rest, (count[0] * factor,), unit=unit)
    return Quantity(before, rest, count)


def _only(found: Iterable[re.Match[str]], body: str) -> re.Match[str]:
    quantities = list(found)
    timed = [match for match in quantities if _is_time(match)]
    if len(quantities) == 1:
        return quantities[0]
    if len(timed) == 1 and len(quantities) == 2 and quantities[0] is timed[0]:
        return timed[0]
    raise Refusal("amount-form" if re.search(r"\d", body) else "not-understood")


def _is_time(found: re.Match[str]) -> bool:
    return bool(found["hours"] or found["hours_joined"] or found["min"])


def _is_unit_of_amounts(found: re.Match[str], vocabulary: Vocabulary) -> bool:
    """Tell whether the team counts its money in something called hours, or minutes."""
    word = names.singular(found["hours"] or found["min"] or "")
    return not found["minutes"] and word in map(names.singular, vocabulary.units)


def _without_unit(before: str, after: str, vocabulary: Vocabulary) -> tuple[str, str, bool]:
    """Take off the name of the unit beside a number; tell whether it came right after it."""
    if not (before.strip() or not vocabulary.is_project(after)):
        return before, after, False
    for unit in vocabulary.amounts:
        if found := unit.match(after):
            return before, after[found.end() :], True
    return before, after, False


def _time(found: re.Match[str], before: str, after: str, vocabulary: Vocabulary) -> Quantity:
    if found["minutes"] and any(unit.match(after) for unit in vocabulary.amounts):
        raise Refusal("amount-form")
    rates: tuple[Decimal | None, ...] = (None,)
    rate = _RATE.match(after)
    if rate is not None:
        rates = number(rate["rate"])
        after = after[rate.end() :]
    if _LESS.match(after):
        raise Refusal("time-form")
    values = _fraction(found["fraction"]) if found["fraction"] else number(found["number"])
    if not values or not rates:
        raise Refusal("amount-form")
    if len(values) > 1 or len(rates) > 1:
        raise Refusal("amount-ambiguous")
    return Quantity(before, after, minutes=_minutes(found, values[0]), rates=rates)


def _minutes(found: re.Match[str], value: Decimal) -> int:
    if found["min"]:
        return _whole_minutes(value)
    extra = Decimal(found["minutes"] or found["minutes_joined"] or 0)
    if extra >= 60 or (extra and value != value.to_integral_value()):
        raise Refusal("time-form")
    return _whole_minutes(value * 60 + extra)


def _whole_minutes(minutes: Decimal) -> int:
    if minutes != minutes.to_integral_value() or not 0 < minutes <= LONGEST_TIME:
        raise Refusal("time-form")
    return int(minutes)


def _fraction(said: str) -> tuple[Decimal, ...]:
    """Read `1/2`; nothing where it has no end in decimals."""
    part, whole = (int(one) for one in said.split("/"))
    thousandths, rest = divmod(part * 1000, whole) if whole else (0, 1)
    return () if rest or part >= whole else (Decimal(thousandths).scaleb(-3).normalize(),)


def _named_unit(before: str, after: str, vocabulary: Vocabulary) -> tuple[str, Decimal, str]:
    """Read a unit of time right after its number: its name, how many of it one is, what is left."""
    if not before.strip() and vocabulary.is_project(after):
        return "", Decimal(1), after
    at, ends = 0, list[int]()
    while len(ends) < MOST_WORDS_OF_A_UNIT and (word := _WORD.match(after, at)):
        at = word.end()
        ends.append(at)
    for end in reversed(ends):
        unit, factor = vocabulary.unit_of_time(after[:end])
        if unit:
            return unit, factor, after[end:]
    return "", Decimal(1), after


def _counted(found: re.Match[str], vocabulary: Vocabulary) -> str:
    """Write `une` as `1` before a unit of time, and leave it anywhere else: `2h at 12 an hour`."""
    following = _named_unit("x", " " + found.string[found.end() :], vocabulary)
    if following[0] in HOURS and _PRICED.search(found.string[: found.start()]):
        return found[0]
    return f"{_COUNTS[found[1].lower()]} " if following[0] else found[0]


def _and_a_part(found: re.Match[str], vocabulary: Vocabulary) -> str:
    """Write `2 h et demie` as `2.5 h`, for hours and units of time."""
    known = found[3].lower() in HOURS or vocabulary.unit_of_time(found[3])[0]
    part = "5" if found["half"] else "25"
    return f"{found[1]}.{part}{found[2]}{found[3]}" if known else found[0]


def _bare_half(found: re.Match[str], vocabulary: Vocabulary) -> str:
    """Write `demi-journée` as `1 demi-journée` before a unit of time."""
    following = _named_unit("x", " " + found.string[found.start() :], vocabulary)
    return f"1 {found[0]}" if following[0] else found[0]
