"""Understanding what people type: a text becomes a command, a question or a refusal.

Amounts are never guessed. A separator followed by exactly three digits may be thousands or
decimals: it is asked back. Signs, exponents and digits of other scripts are refused. What is said
and what is understood: `tests/domain/examples.py`.

    text     = line {(newline | ";" | "," | "+" | " et ") line}
    line     = [bullet] [name] quantity [name] [note]      a name on one side only
    name     = words, or "nouveau projet" words            see `bot/vocabulary.py`
    quantity = an amount, a time, a number of a unit       see `bot/quantities.py`
    note     = ":" words | "(" words ")"
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from itertools import product

from bot.quantities import Quantity, even_spaces, has_foreign_digit, in_digits, quantity
from bot.vocabulary import NO_WORDS, Vocabulary
from core.app.commands import AskWhich, Command, Declare, NotUnderstood, Reply, SaidLine
from core.domain import names
from core.domain.refusal import Refusal

LONGEST_TEXT = 2000
MOST_LINES = 30
MOST_PROJECT_WORDS = 5
NOTE = "\0"
JOINT = "\1"
"""Stands for an arrow or an aside that was taken out, so that what it kept apart stays apart."""

FIRST_KEPT = 0xE000
"""From here on, characters stand for projects' names that hold digits."""

_SPLIT = re.compile(
    r"\s*(?:,(?!\d)|(?<!\d),|\s\+\s|\+(?=\s*\S)|\s(?:et|and)\s(?=.*\d))\s*", re.IGNORECASE
)
_SIGNS = "-−–—‐‑‒﹣－⁻➖+"
_SIGNED = re.compile(rf"(?:^|[\s:=({JOINT}])[{_SIGNS}]+\s*[\d€$£]")
_LEADING_SIGN = re.compile(rf"\s*[{_SIGNS}]+\s*[\d€$£]")
_BULLET = re.compile(r"(?:[•*·‣▪◦]\s*|[-–—]\s+(?=\D))")
_DASH = re.compile(r"[-–—]\s+")
_ARROW = re.compile(r"(?<=[^\s=<>])\s*(?:[-=]>|=|[→⇒➡]\ufe0f?)\s*(?=[^\s=<>])")
_COLON = re.compile(r"\s*:\s*(?=\S)")
_BRACKETS = re.compile(r"\s*\(([^()]*)\)\s*$")
_SYMBOLS = frozenset("%/\\_#^<>=&~|{}[]$£@()")
_EXPONENT = re.compile(r"\d[eE][-+]?\d")
_FILLERS = frozenset(
    # What only joins a project to its amount, or says that somebody says something.
    "je j ai mets mis met met fais fait ferai dis dirais moi pour le la les l de du des d sur au "  # noqa: SIM905
    "aux à a déclare demande veux voudrais un une c'est cest ce sera environ et donc disons plutôt "
    "i i'd i'll i'm id ill put my say let's claim for the of on in at to about and would like it's "
    "an want stp svp please pls plz merci thanks bonjour salut hello hi alors ok".split()
)
_FRACTION_ONLY = re.compile(r"(?:^|\s)[.,]\d")
_LESS = re.compile(r"(?<!au )\b(?:moins|minus)\s+\d", re.IGNORECASE)
_RANGE = re.compile(r"\b(?:entre|between)\s+\d", re.IGNORECASE)
_BOTH = re.compile(r"\s(?:et|and)\s", re.IGNORECASE)
_ASIDES = re.compile(
    r"\b(?:au moins|at least)\b|\b(?:cette|this)\s+(?:semaine|week)\b|"
    r"\b(?:la|the)\s+(?:semaine|week)\s*$|\bs['’]il\s+(?:te|vous)\s+pla[iî]t\b",
    re.IGNORECASE,
)
_NEW = re.compile(r"(?:nouveau\s+projet|new\s+project)\b[\s:]*(?=\S)", re.IGNORECASE)
_QUOTED = re.compile(r"[\"«“]\s*([^\"«»“”]+?)\s*[\"»”]")
_ZERO = frozenset({"rien", "nothing", "zero", "rien du tout", "rien cette semaine", "nada"})
_YES = frozenset({"oui", "yes", "ok", "o", "y", "ouais", "d'accord", "yep", "si"})
_NO = frozenset({"non", "no", "n", "nope"})


def understand(text: str, vocabulary: Vocabulary = NO_WORDS) -> Command:
    """Read a private text that is not a slash command, with the names the speaker's teams use."""
    said = text.strip()
    plain = names.fold(said.rstrip(" .!"))
    if plain in _YES:
        return Reply(yes=True)
    if plain in _NO:
        return Reply(yes=False)
    try:
        found = readings(plain if plain in _ZERO else said, vocabulary)
    except Refusal as refusal:
        return NotUnderstood(said=names.clean(said, 60), why=refusal.key)
    return Declare(lines=found[0]) if len(found) == 1 else AskWhich(readings=found)


def readings(said: str, vocabulary: Vocabulary = NO_WORDS) -> tuple[tuple[SaidLine, ...], ...]:
    """Read a declaration and nothing else; several readings where a line has several.

    Raises `Refusal` for what is none.
    """
    if names.fold(said) in _ZERO:
        return ((SaidLine(amount=Decimal(0)),),)
    try:
        return _readings(said, vocabulary)
    except Refusal as refusal:
        raise Refusal(refusal.key, said=names.clean(said, 60)) from None


def _readings(said: str, vocabulary: Vocabulary) -> tuple[tuple[SaidLine, ...], ...]:
    if not said or len(said) > LONGEST_TEXT:
        raise Refusal("not-understood" if not said else "text-too-long")
    if has_foreign_digit(said):
        raise Refusal("amount-digits")
    if any(char in (NOTE, JOINT) or unicodedata.category(char) == "Co" for char in said):
        raise Refusal("not-understood")
    said = _with_names_kept(said, vocabulary)
    parts = [part for line in _lines(said) for part in _parts(line, vocabulary)]
    parts = [part for part in parts if not _is_polite(part, vocabulary)] or parts
    if not 0 < len(parts) <= MOST_LINES:
        raise Refusal("not-understood")
    choices = [_line(part, vocabulary) for part in parts]
    if len(parts) > 1 and _has_bare_comma(said) and not all(c[0].project for c in choices):
        raise Refusal("lines-without-project")
    doubtful = [choice for choice in choices if len(choice) > 1]
    if len(doubtful) > 1:
        amounts = any(len({line.amount for line in choice}) > 1 for choice in doubtful)
        raise Refusal("amount-ambiguous" if amounts else "lines-which-projects")
    return tuple(product(*choices))


def _lines(said: str) -> list[str]:
    """Cut a text at its line ends, and take off what marks the items of a list."""
    lines = [even_spaces(line).strip() for line in re.split(r"[\n\r;\u2028\u2029]", said)]
    lines = [line for line in lines if line]
    if len(lines) > 1 and all(_DASH.match(line) for line in lines):
        return [_DASH.sub("", line, count=1) for line in lines]
    return [_BULLET.sub("", line, count=1) if _BULLET.match(line) else line for line in lines]


def _has_bare_comma(said: str) -> bool:
    return re.search(r",(?!\d)|(?<!\d),", said) is not None


def _parts(line: str, vocabulary: Vocabulary) -> Iterable[str]:
    """Cut a line of text into parts; a note, after a colon that follows a number, stays whole."""
    body, note = _noted(line, vocabulary)
    body = _ASIDES.sub(JOINT, in_digits(body, vocabulary)).replace("’", "'")
    body = _ARROW.sub(JOINT, body)
    if _LEADING_SIGN.match(body) or _LESS.search(body):
        raise Refusal("amount-negative")
    if any(form.search(body) for form in (_EXPONENT, _FRACTION_ONLY, _RANGE)):
        raise Refusal("amount-form")
    parts = [part for part in _SPLIT.split(body) if part.strip(" " + JOINT)]
    if note and parts:
        parts[-1] = f"{parts[-1]}{NOTE}{note}"
    return parts


def _noted(line: str, vocabulary: Vocabulary) -> tuple[str, str]:
    """Take off the note, as typed: what follows a colon after how much.

    In `20 café et site : 25` the colon belongs to a second line, in `20 thé et café : 3 clients`
    a note follows it. `12:30` is neither.
    """
    cuts = list(_SPLIT.finditer(line))
    for colon in _COLON.finditer(line):
        before, after = line[: colon.start()], line[colon.end() :]
        cut = max([cut.end() for cut in cuts if cut.end() <= colon.start()], default=0)
        joined = max([c.end() for c in cuts if c.end() <= cut and not _BOTH.match(c[0])], default=0)
        begins = cut if _is_quantity(_SPLIT.split(after)[0], vocabulary) else joined
        if re.search(r"\d", in_digits(before[begins:], vocabulary)):
            if re.search(r"\d:\d", line[colon.start() - 1 : colon.end() + 1]):
                raise Refusal("time-form")
            return before, after
    return line, ""


def _is_quantity(said: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a text says how much, and nothing else."""
    try:
        found = quantity(in_digits(said, vocabulary), vocabulary)
    except Refusal:
        return False
    return not any(map(str.isalnum, found.before + found.after))


def _is_polite(part: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a part says nothing of its own, as the first of `salut, 45`."""
    return any(map(str.isalpha, part)) and not (
        re.search(r"\d", part) or _words(part, vocabulary) or _SYMBOLS.intersection(part)
    )


def _line(part: str, vocabulary: Vocabulary) -> tuple[SaidLine, ...]:
    """Read one part; several readings where its number or its project has several."""
    body, _, note = part.partition(NOTE)
    brackets = _BRACKETS.search(body)
    if brackets and not note and re.search(r"\d", body[: brackets.start()]):
        body, note = body[: brackets.start()], brackets[1]
    if _SIGNED.search(body):
        raise Refusal("amount-negative")
    said = quantity(body, vocabulary)
    if any(sign in said.before for sign in _SIGNS) and not _is_named(said.before, vocabulary):
        raise Refusal("amount-negative")
    around = said.before + said.after
    if re.search(r"\d", around) or _SYMBOLS.intersection(around):
        raise Refusal("not-understood")
    projects = _project(said.before, said.after, vocabulary)
    if len(projects) > 1 and len(said.values) > 1:
        raise Refusal("amount-ambiguous")
    line = SaidLine(note=_names_back(note.strip(), vocabulary))
    return tuple(
        replace(how, project=project) for project in projects for how in _quantified(line, said)
    )


def _is_named(side: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a project stands beside an amount: a dash after one is no sign."""
    return any(map(str.isalnum, _words(side, vocabulary)))


def _quantified(line: SaidLine, said: Quantity) -> Iterable[SaidLine]:
    """Put how much was said into a line: several of them where it can be read in several ways."""
    if said.minutes is not None:
        return (replace(line, minutes=said.minutes, rate=said.rates[0]),)
    if said.unit:
        return (replace(line, count=said.values[0], of=said.unit),)
    return tuple(replace(line, amount=value) for value in said.values)


def _project(before: str, after: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Read which project is named: several where the name may be of several."""
    sides = [_name(before, vocabulary), _name(after, vocabulary)]
    named = [side for side in sides if side != ("",)]
    if len(named) > 1:
        raise Refusal("not-understood")
    return named[0] if named else ("",)


def _name(side: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Read the words beside an amount as a name; as typed if they say that it is a new one."""
    said = _names_back(_words(side, vocabulary), vocabulary)
    if quoted := _QUOTED.fullmatch(said) or _NEW.match(said):
        name = quoted[1] if quoted.re is _QUOTED else said[quoted.end() :]
        return (name.strip(),)
    name = " ".join(word for word in said.split() if any(map(str.isalnum, word)))
    if not vocabulary.is_project(said):
        said = name if any(map(str.isalpha, name)) else ""
    both = _BOTH.split(said)
    many = len(both) > 1 and all(map(vocabulary.is_project, both))
    if many and not vocabulary.is_project(said):
        raise Refusal("not-understood")
    if len(said.split()) > MOST_PROJECT_WORDS or len(said) > names.LONGEST:
        raise Refusal("not-understood")
    return vocabulary.fits(said)


def _words(side: str, vocabulary: Vocabulary) -> str:
    """Strip what only joins a project to its amount, unless a project is called so."""
    words = re.sub(r"\b([ldj])'", r"\1 ", side.replace(JOINT, " ").strip(" \t:=-–—.€!,")).split()
    while words and not vocabulary.is_project(" ".join(words)):
        if _joins(words[0], vocabulary):
            words = words[1:]
        elif _joins(words[-1], vocabulary):
            words = words[:-1]
        else:
            break
    return " ".join(words)


def _joins(word: str, vocabulary: Vocabulary) -> bool:
    return word.casefold().strip(".,!:") in _FILLERS or names.fold(word) in vocabulary.units


def _with_names_kept(said: str, vocabulary: Vocabulary) -> str:
    """Put one character for each project's name that holds digits: those are no amounts."""
    for number, (_, pattern) in enumerate(vocabulary.with_digits):
        for found in pattern.finditer(said):
            before, after = said[: found.start()], said[found.end() :]
            joined = found[0][-1].isdigit() and re.match(r"\s\d{3}(?!\d)", even_spaces(after))
            if joined or (found[0][0].isdigit() and re.search(r"\d\s$", even_spaces(before))):
                raise Refusal("amount-form")
        said = pattern.sub(chr(FIRST_KEPT + number), said)
    return said


def _names_back(said: str, vocabulary: Vocabulary) -> str:
    for number, (name, _) in enumerate(vocabulary.with_digits):
        said = said.replace(chr(FIRST_KEPT + number), name)
    return said
