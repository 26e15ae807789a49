"""What is typed after `/bucket` and `/fund`."""

import re
from decimal import Decimal

from bot.amounts import amount
from core.app.buckets import commands as b
from core.app.commands import Command
from core.domain import names
from core.domain.refusal import Refusal

NUMBER = r"\d{1,3}(?:[\u00a0\u202f'’]\d{3})+(?:[.,]\d+)?|\d[\d.,]*"
"""An amount as an argument among others: blanks that break stand between two of them."""

_EURO = r"(?:\s*(?:€|euros?\b))?"
_BETWEEN = r"(?P<between>\s*(?:[-–/]|\bà\b|\ba\b|\bto\b)\s*|\s+)"
_GOAL = re.compile(
    rf"(?P<what>.*?\S)\s+(?P<least>{NUMBER}){_EURO}(?:{_BETWEEN}(?P<most>{NUMBER}){_EURO})?",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(r"(?:.*\s)?\d{1,2} \d{3}|(?:.*\s)\d{1,3} \d{3} \d{3}")
_LINE = re.compile(
    rf"(?P<bucket>\d+)\s+(?:ligne|line)\s+(?P<label>.*?\D)\s*(?<!\d)"
    rf"(?P<amount>\d{{1,3}}(?: \d{{3}})+(?:[.,]\d+)?|{NUMBER}){_EURO}",
    re.IGNORECASE,
)
_WITH = re.compile(r"(?P<bucket>\d+)\s+(?:avec|with)\s+(?P<name>.+)", re.IGNORECASE)
_FUND = re.compile(
    rf"(?P<bucket>\d+|.*?\S)\s+"
    rf"(?P<amount>\d{{1,3}}(?:[ \u00a0\u202f'’]\d{{3}})+(?:[.,]\d+)?|{NUMBER}){_EURO}",
    re.IGNORECASE,
)

_ADD = frozenset({"add", "ajouter", "proposer"})
_STEPS = {
    "submit": "submit",
    "soumettre": "submit",
    "approve": "approve",
    "approuver": "approve",
    "valider": "approve",
    "refuse": "refuse",
    "refuser": "refuse",
    "start": "start",
    "demarrer": "start",
    "lancer": "start",
    "complete": "complete",
    "terminer": "complete",
    "cancel": "cancel",
    "annuler": "cancel",
}
_EDITS = {
    "goal": "goal",
    "objectif": "goal",
    "but": "goal",
    "title": "title",
    "titre": "title",
    "description": "description",
}


def read_bucket(rest: str) -> Command:
    """Read the arguments of `/bucket`. Raises `Refusal`, with `usage` where nothing fits."""
    if not rest:
        return b.ShowBuckets()
    verb, _, others = rest.partition(" ")
    others = others.strip()
    known = names.fold(verb)
    if others and known in _ADD:
        return _propose(others)
    if others and known in _STEPS:
        return _step(_STEPS[known], others)
    if others and known in _EDITS:
        return _edit(_EDITS[known], others)
    if line := _LINE.fullmatch(rest):
        return b.EditBucket(
            bucket=line["bucket"],
            what="line",
            words=line["label"].strip(),
            minimum=amount(line["amount"]),
        )
    which, colon, words = rest.partition(":")
    if colon:
        return b.CommentBucket(bucket=which.strip(), words=words.strip())
    if joint := _WITH.fullmatch(rest):
        return b.EditBucket(bucket=joint["bucket"], what="with", words=joint["name"])
    return b.ShowBucket(bucket=rest)


def _propose(rest: str) -> Command:
    """Read `Four à pain 400 600 : pourquoi`; the second amount and the words may be missing."""
    head, _, description = rest.partition(":")
    title, least, most = _goal(head.strip())
    return b.ProposeBucket(
        title=title, minimum=least, maximum=most, description=description.strip()
    )


def _goal(said: str) -> tuple[str, Decimal, Decimal | None]:
    """Read a name, then one or two amounts. `1 200` could be both, and is asked back."""
    found = _GOAL.fullmatch(said)
    if found is None:
        raise Refusal("usage")
    if (found["between"] or "").isspace() and _THOUSANDS.fullmatch(said):
        raise Refusal("bucket-goal-ambiguous")
    most = amount(found["most"]) if found["most"] else None
    return found["what"], amount(found["least"]), most


def _step(step: str, rest: str) -> Command:
    """Read which bucket; when it is refused, a reason may follow its number."""
    which, _, reason = rest.partition(" ")
    if step == "refuse" and which.isdecimal():
        return b.MoveBucket(bucket=which, step=step, reason=reason.strip())
    return b.MoveBucket(bucket=rest, step=step)


def _edit(what: str, rest: str) -> Command:
    if what == "goal":
        bucket, least, most = _goal(rest)
        return b.EditBucket(bucket=bucket, what=what, minimum=least, maximum=most)
    which, _, words = rest.partition(" ")
    if not which.isdecimal() or not words.strip():
        raise Refusal("usage")
    return b.EditBucket(bucket=which, what=what, words=words.strip())


def read_fund(rest: str) -> Command:
    """Read `3 50`, `Four à pain 50`, `3`, or nothing: what there is to fund."""
    if rest.isdecimal() or not any(char.isdigit() for char in rest):
        return b.Fund(bucket=rest)
    found = _FUND.fullmatch(rest)
    if found is None:
        return b.Fund(bucket=rest)
    return b.Fund(bucket=found["bucket"], amount=amount(found["amount"]))
