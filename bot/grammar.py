"""Understanding what people type: a text becomes a command, a question or a refusal.

Amounts are never guessed. A separator followed by exactly three digits may be thousands or
decimals: it is asked back. Signs, exponents and digits of other scripts are refused.

    text    = line {(newline | ";" | "," | "+" | " et ") line}
    line    = [words] quantity [words] [":" note]         words on one side only name a project
    quantity= number ["€" | unit] | duration ["à" number]
    duration= number "h" [minutes] | number "min"
"""

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product

from core.app.commands import AskWhich, Command, Declare, NotUnderstood, Reply, SaidLine
from core.domain import names
from core.domain.refusal import Refusal

LONGEST_TEXT = 2000
MOST_LINES = 30
MOST_PROJECT_WORDS = 5

_SPACES = "\u00a0\u2000-\u200a\u202f\u205f\u3000"
_NUMBER = rf"\d{{1,3}}(?:[ '’{_SPACES}]\d{{3}})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)*(?!\d)"
_QUANTITY = re.compile(
    rf"""(?<![\w.,])
    (?P<number>{_NUMBER})
    (?:\s*(?P<hours>h|heures?|hours?|hrs?)\b\s*(?:(?P<minutes>\d{{1,2}})\s*(?:mn|min|minutes?)?\b)?
      |(?P<hours_joined>h)(?P<minutes_joined>\d{{1,2}})\b(?:\s*(?:mn|min)\b)?
      |\s*(?P<min>mn|min|minutes?)\b
      |\s*(?P<currency>€|\$|£|euros?\b|eur\b|balles\b))?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_RATE = re.compile(
    rf"\s*(?:\bà|\ba\b|\bat\b|[x×*@])\s*(?P<rate>{_NUMBER})\s*"
    r"(?:€|euros?|eur)?\s*(?:/\s*h\w*|de l['’]heure|an hour|per hour|par heure)?",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"\s*(?:,(?!\d)|(?<!\d),|\s\+\s|\+(?=\s*\S)|\s(?:et|and)\s(?=.*\d))\s*", re.IGNORECASE
)
_SIGNED = re.compile(r"(?:^|[\s:(])[-−–—+]+\s*\d")
_LEADING_SIGN = re.compile(r"\s*[-−–—+]+\s*\d")
_COLON = re.compile(r"\s*:\s*(?=\S)")
_SYMBOLS = frozenset("%/\\_#^<>=&~|{}[]$£@")
_EXPONENT = re.compile(r"\d[eE][-+]?\d")
_FILLERS = frozenset(
    [
        "je",
        "j",
        "ai",
        "mets",
        "mis",
        "met",
        "fais",
        "fait",
        "ferai",
        "dis",
        "moi",
        "pour",
        "le",
        "la",
        "les",
        "l",
        "de",
        "du",
        "des",
        "d",
        "sur",
        "au",
        "aux",
        "à",
        "déclare",
        "un",
        "une",
        "i",
        "i'd",
        "i'll",
        "put",
        "my",
        "say",
        "claim",
        "for",
        "the",
        "of",
        "on",
        "in",
        "at",
        "to",
        "stp",
        "svp",
        "please",
        "environ",
        "et",
        "and",
    ]
)
_ZERO = frozenset({"rien", "nothing", "zero", "rien du tout", "rien cette semaine", "nada"})
_YES = frozenset({"oui", "yes", "ok", "o", "y", "ouais", "d'accord", "yep", "si"})
_NO = frozenset({"non", "no", "n", "nope"})


@dataclass(frozen=True, slots=True)
class _Refused(Exception):  # noqa: N818 - it never leaves this module
    why: str


def understand(text: str, units: Collection[str] = ()) -> Command:
    """Read a private text that is not a slash command.

    `units` are the names of the units of the speaker's teams, so that `45 K` is an amount.
    """
    said = text.strip()
    plain = names.fold(said.rstrip(" .!"))
    if plain in _YES:
        return Reply(yes=True)
    if plain in _NO:
        return Reply(yes=False)
    try:
        found = readings(plain if plain in _ZERO else said, units)
    except Refusal as refusal:
        return NotUnderstood(said=names.clean(said, 60), why=refusal.key)
    return Declare(lines=found[0]) if len(found) == 1 else AskWhich(readings=found)


def readings(said: str, units: Collection[str] = ()) -> tuple[tuple[SaidLine, ...], ...]:
    """Read a declaration and nothing else; several readings where an amount has several.

    Raises `Refusal` for what is none.
    """
    if names.fold(said) in _ZERO:
        return ((SaidLine(amount=Decimal(0)),),)
    try:
        return _readings(said, frozenset(names.fold(unit) for unit in units))
    except _Refused as refused:
        raise Refusal(refused.why, said=names.clean(said, 60)) from None


def number(said: str) -> tuple[Decimal, ...]:
    """Read one written number; two readings where it can be thousands or decimals, none if not.

    >>> number("1 200,50"), number("1.200")
    ((Decimal('1200.50'),), (Decimal('1200'), Decimal('1.200')))
    """
    said = said.strip()
    if not said.isascii() and any(_foreign_digit(char) for char in said):
        return ()
    if not re.fullmatch(_NUMBER, said):
        return ()
    grouped = re.sub(rf"[ '’{_SPACES}]", "", said)
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
        return (Decimal(head + groups[0]), decimal)
    return (decimal,)


def _readings(said: str, units: frozenset[str]) -> tuple[tuple[SaidLine, ...], ...]:
    if not said or len(said) > LONGEST_TEXT:
        raise _Refused("not-understood" if not said else "text-too-long")
    if any(_foreign_digit(char) for char in said):
        raise _Refused("amount-digits")
    if _EXPONENT.search(said):
        raise _Refused("amount-form")
    parts = [part for line in re.split(r"[\n;]", said) for part in _parts(line)]
    if not 0 < len(parts) <= MOST_LINES:
        raise _Refused("not-understood")
    choices = [_line(part, units) for part in parts]
    if "," in _QUANTITY.sub("", said) and len(parts) > 1 and not all(c[0].project for c in choices):
        raise _Refused("lines-without-project")
    doubtful = sum(len(choice) > 1 for choice in choices)
    if doubtful > 1:
        raise _Refused("amount-ambiguous")
    return tuple(product(*choices))


def _parts(line: str) -> Iterable[str]:
    """Cut a line of text into parts; a note, after a colon that follows a number, stays whole."""
    line = line.strip().removeprefix("• ").removeprefix("* ")
    if re.match(r"- \D", line):
        line = line[2:]
    body, note = line, ""
    for colon in _COLON.finditer(line):
        begins = max([cut.end() for cut in _SPLIT.finditer(line[: colon.start()])], default=0)
        if re.search(r"\d", line[begins : colon.start()]):
            body, note = line[: colon.start()], line[colon.end() :]
            break
    if _LEADING_SIGN.match(body):
        raise _Refused("amount-negative")
    parts = [part for part in _SPLIT.split(body) if part.strip()]
    if note and parts:
        parts[-1] = f"{parts[-1]}\0{note}"
    return parts


def _line(part: str, units: frozenset[str]) -> tuple[SaidLine, ...]:
    """Read one part; several readings where its number has several."""
    body, _, note = part.partition("\0")
    if _SIGNED.search(body):
        raise _Refused("amount-negative")
    quantity = _only(_QUANTITY.finditer(body), body)
    before, after = body[: quantity.start()], body[quantity.end() :]
    rate = _RATE.match(after) if _is_time(quantity) else None
    rates: tuple[Decimal | None, ...] = (None,)
    if rate is not None:
        rates = number(rate["rate"])
        after = after[rate.end() :]
    joined = after[:1].isalpha() and not (quantity["currency"] or _is_time(quantity))
    if joined or re.search(r"\d", before + after) or _SYMBOLS.intersection(before + after):
        raise _Refused("not-understood")
    project = _project(before, after, units)
    line = SaidLine(project=project, note=note.strip())
    values = number(quantity["number"])
    if not values or not rates:
        raise _Refused("amount-form")
    if not _is_time(quantity):
        return tuple(replace(line, amount=value) for value in values)
    if len(values) > 1 or len(rates) > 1:
        raise _Refused("amount-ambiguous")
    return (replace(line, minutes=_minutes(quantity, values[0]), rate=rates[0]),)


def _only(found: Iterable[re.Match[str]], body: str) -> re.Match[str]:
    quantities = list(found)
    timed = [match for match in quantities if _is_time(match)]
    if len(quantities) == 1:
        return quantities[0]
    if len(timed) == 1 and len(quantities) == 2 and quantities[0] is timed[0]:
        return timed[0]
    raise _Refused("amount-form" if re.search(r"\d", body) else "not-understood")


def _is_time(quantity: re.Match[str]) -> bool:
    return bool(quantity["hours"] or quantity["hours_joined"] or quantity["min"])


def _minutes(quantity: re.Match[str], value: Decimal) -> int:
    if quantity["min"]:
        minutes = value
    else:
        extra = Decimal(quantity["minutes"] or quantity["minutes_joined"] or 0)
        if extra >= 60:
            raise _Refused("time-form")
        minutes = value * 60 + extra
    if minutes != minutes.to_integral_value() or not 0 < minutes <= 200 * 60:
        raise _Refused("time-form")
    return int(minutes)


def _project(before: str, after: str, units: frozenset[str]) -> str:
    sides = [_words(before, units), _words(after, units)]
    named = [side for side in sides if side]
    if len(named) > 1:
        raise _Refused("not-understood")
    return named[0] if named else ""


def _words(side: str, units: frozenset[str]) -> str:
    """Strip what only joins a project to its amount."""
    words = re.sub(r"\b([ldj])['’]", r"\1 ", side.strip(" \t:=-–—().€!")).split()
    while words and (words[0].casefold() in _FILLERS or names.fold(words[0]) in units):
        words = words[1:]
    while words and (words[-1].casefold() in _FILLERS or names.fold(words[-1]) in units):
        words = words[:-1]
    if len(words) > MOST_PROJECT_WORDS or len(" ".join(words)) > names.LONGEST:
        raise _Refused("not-understood")
    if words and not any(char.isalpha() for char in "".join(words)):
        return ""
    return " ".join(words)


def _foreign_digit(char: str) -> bool:
    return char == "\u20e3" or (not char.isascii() and unicodedata.category(char)[0] == "N")
