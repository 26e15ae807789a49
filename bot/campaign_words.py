"""What is typed after `/campaign` and `/allocate`."""

import re

from bot.amounts import amount, amount_first
from bot.days import day
from core.app.buckets import commands as b
from core.app.commands import Command
from core.domain import names
from core.domain.refusal import Refusal

_DAY = r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.]\d{1,2}(?:[/.]\d{4})?"
_OPENED = re.compile(
    rf"(?P<title>.*?\S)\s+(?:(?:jusqu['’]au|until)\s+)?(?P<day>{_DAY})(?P<more>.*)",
    re.IGNORECASE | re.DOTALL,
)
_CAP = re.compile(r"(?:plafond|cap)\s+(?P<amount>[\d.,\s'’]*\d)", re.IGNORECASE)
_HIDDEN = re.compile(r"\b(?:cachée?|cachee?|hidden)\b", re.IGNORECASE)
_COST = re.compile(
    r"(?P<label>.*?\D)\s*(?<!\d)"
    r"(?P<amount>\d{1,3}(?:[ \u00a0\u202f'’]\d{3})+(?:[.,]\d+)?|\d[\d.,]*)(?:\s*(?:€|euros?))?",
    re.IGNORECASE,
)
_NEXT_COST = re.compile(r"\s*;\s*|,\s+")

_COSTS = frozenset({"costs", "couts", "cout", "frais"})
_CLOSE = frozenset({"close", "clore", "fermer"})

_HOW = {
    "equal": "equal",
    "egal": "equal",
    "egales": "equal",
    "parts egales": "equal",
    "declared": "declared",
    "declare": "declared",
    "declares": "declared",
}
_COMMONS = re.compile(r"\s+(?:commons|communs?)$", re.IGNORECASE)


def read_campaign(rest: str) -> Command:
    """Read the arguments of `/campaign`. Raises `Refusal`, with `usage` where nothing fits.

    Nothing; `close`; `costs` and a list; or a title, the last day, a cap, *hidden*, and guidelines
    after a colon.
    """
    if not rest:
        return b.ShowCampaign()
    verb, _, others = rest.partition(" ")
    if names.fold(verb) in _COSTS:
        return _costs(others.strip())
    if names.fold(rest) in _CLOSE:
        return b.CloseCampaign()
    head, _, guidelines = rest.partition(":")
    opened = _OPENED.fullmatch(head.strip())
    if opened is None:
        raise Refusal("usage")
    more = opened["more"]
    cap = _CAP.search(more)
    left = _HIDDEN.sub("", _CAP.sub("", more)).strip(" ,;")
    if left:
        raise Refusal("usage")
    return b.OpenCampaign(
        title=opened["title"],
        until=day(opened["day"]),
        cap=amount(cap["amount"]) if cap else None,
        hidden=_HIDDEN.search(more) is not None,
        guidelines=guidelines.strip(),
    )


def _costs(rest: str) -> Command:
    """Read `loyer 2400, assurance 900`, or the same between semicolons."""
    costs = []
    for said in _NEXT_COST.split(rest):
        found = _COST.fullmatch(said.strip())
        if found is None:
            raise Refusal("usage-costs")
        costs.append(b.SaidCost(found["label"].strip(), amount(found["amount"])))
    return b.FundCosts(costs=tuple(costs))


def read_allocate(rest: str) -> Command:
    """Read `5000 equal`, `5000 declared commons`. Raises `Refusal`, with `usage` for others."""
    value, words = amount_first(rest)
    from_commons = _COMMONS.search(f" {words}")
    how = _HOW.get(names.fold(_COMMONS.sub("", f" {words}").strip()))
    if how is None:
        raise Refusal("usage")
    return b.Allocate(amount=value, how=how, source="commons" if from_commons else "pool")
