"""What is typed after `/grant`, `/vote`, `/commission`, `/donation`, `/give` and `/share`."""

import re

from bot.amounts import amount, amount_first
from bot.bucket_words import NUMBER
from core.app.buckets import commands as b
from core.app.commands import Command
from core.domain import names
from core.domain.calendar import Week
from core.domain.refusal import Refusal

_COMMENT = re.compile(r"#?(?P<grant>\d{1,9})\s*:\s*(?P<words>.+)", re.DOTALL)
_AMEND = re.compile(
    rf"#?(?P<grant>\d{{1,9}})\s+(?P<amount>{NUMBER})(?:\s*(?:€|euros?\b))?(?=\s|:|$)\s*:?\s*(?P<words>.*)",
    re.DOTALL | re.IGNORECASE,
)
_VOTE = re.compile(r"#?(?P<grant>\d{1,9})\s+(?P<vote>\w+)[\s:,.]*(?P<reason>.*)", re.DOTALL)
_NUMBER = re.compile(r"#?\d{1,9}")

_WITHDRAW = frozenset({"withdraw", "retirer", "reprendre"})
_VOTES = {"oui": True, "pour": True, "yes": True, "non": False, "contre": False, "no": False}
_ROLES = {"add": True, "ajouter": True, "remove": False, "retirer": False}
_PUBLIC = frozenset({"public", "publique"})
_COMMONS = frozenset({"commun", "communs", "au commun", "commons", "the commons"})
_LINKS = frozenset({"by", "par", "selon", "a", "parts", "en", "de", "du", "au", "to", "from", "-"})
_HOW = {
    "hours": "hours",
    "heures": "hours",
    "rates": "rates",
    "tarifs": "rates",
    "declared": "declared",
    "declare": "declared",
    "declarations": "declared",
    "equal": "equal",
    "equally": "equal",
    "egal": "equal",
    "egales": "equal",
}


def read_grant(rest: str) -> Command:
    """Read what follows `/grant`. Raises `Refusal`, with `usage` where nothing fits.

    `800 four à pain : …` asks; `3` shows; `3 : …` says something of it; `3 600 …` changes it;
    `withdraw 3` takes it back; nothing lists all.
    """
    if not rest:
        return b.ShowGrants()
    if _NUMBER.fullmatch(rest):
        return b.ShowGrants(grant=_number(rest))
    verb, _, which = rest.partition(" ")
    if names.fold(verb) in _WITHDRAW and _NUMBER.fullmatch(which.strip()):
        return b.WithdrawGrant(grant=_number(which.strip()))
    if said := _COMMENT.fullmatch(rest):
        return b.CommentGrant(grant=int(said["grant"]), words=said["words"].strip())
    if said := _AMEND.fullmatch(rest):
        words = said["words"].strip()
        return b.AmendGrant(grant=int(said["grant"]), amount=amount(said["amount"]), words=words)
    asked, purpose = amount_first(rest)
    return b.RequestGrant(amount=asked, purpose=purpose.lstrip(": "))


def _number(said: str) -> int:
    return int(said.removeprefix("#"))


def read_vote(rest: str) -> Command:
    """Read `3 oui parce que…`; the reason is asked for where it is missing."""
    said = _VOTE.fullmatch(rest)
    if said is None or names.fold(said["vote"]) not in _VOTES:
        raise Refusal("usage")
    yes = _VOTES[names.fold(said["vote"])]
    return b.VoteGrant(grant=int(said["grant"]), yes=yes, reason=said["reason"].strip())


def read_commission(rest: str) -> Command:
    """Read `add NAME` or `remove NAME`; nothing lists the commission."""
    if not rest:
        return b.SetCommission()
    verb, _, name = rest.partition(" ")
    if names.fold(verb) not in _ROLES or not name.strip():
        raise Refusal("usage")
    return b.SetCommission(name=name.strip(), add=_ROLES[names.fold(verb)])


def read_donation(rest: str) -> Command:
    """Read `500 Jeanne Martin`, with `public` at the end where she may be named."""
    given, donor = amount_first(rest)
    before, _, last = donor.rpartition(" ")
    public = names.fold(last.strip("()")) in _PUBLIC and bool(before.strip())
    return b.AddDonation(amount=given, donor=before.strip() if public else donor, public=public)


def read_give(rest: str) -> Command:
    """Read `50` for the commons, `50 3` or `50 Four à pain` for a bucket."""
    given, bucket = amount_first(rest)
    return b.Give(amount=given, bucket="" if names.fold(bucket) in _COMMONS else bucket)


def read_share(rest: str) -> Command:
    """Read `1200 heures 2026-W40 2026-W47`; without weeks, all that are closed."""
    shared, others = amount_first(rest)
    words = [word for word in others.split() if names.fold(word) not in _LINKS]
    if not words or names.fold(words[0]) not in _HOW or len(words) > 3:
        raise Refusal("usage")
    weeks = [Week.parse(word) for word in words[1:]]
    return b.ShareOut(
        amount=shared,
        how=_HOW[names.fold(words[0])],
        since=weeks[0] if weeks else None,
        until=weeks[-1] if weeks else None,
    )
