"""`semainier share`: one sharing on paper, with the reason of each award."""

import json
import sys
from collections.abc import Collection, Sequence

from rich.console import Console
from rich.table import Table

from bot.console import OK, WRONG_USE, complain, language
from bot.i18n import words
from bot.quantities import number
from core.app.says import text
from core.domain import names
from core.domain.calendar import Week
from core.domain.money import LARGEST, Amount, Unit
from core.domain.refusal import Refusal
from core.domain.sharing import RATIONING, RULES, Claim, Sharing
from core.domain.sharing import share as shared

PAPER = Unit("", 2)
"""On paper amounts have two decimals and no name."""


def share(
    rule: str,
    available: str,
    week: str | None,
    claims: Sequence[str],
    *,
    fallback: str,
    max_deficit: str,
    as_json: bool,
) -> int:
    """Share what is available among claims written `name=amount`; print a table or JSON."""
    try:
        _known(rule, RULES)
        _known(fallback, RATIONING)
        turn = Week.parse(week).number if week else 0
        asked = tuple(_claim(one) for one in claims)
        _once([str(claim.who) for claim in asked])
        sharing = shared(
            rule,
            asked,
            _available(available),
            fallback=fallback,
            max_deficit=_minor(max_deficit),
            turn=turn,
        )
    except Refusal as refusal:
        complain(text(f"refusal-{refusal.key}", **refusal.args_by_name))
        return WRONG_USE
    if as_json:
        awards = {str(award.who): PAPER.plain(award.amount) for award in sharing.awards}
        found = {"awards": awards, "left": PAPER.plain(sharing.left)}
        sys.stdout.write(f"{json.dumps(found, ensure_ascii=False)}\n")
    else:
        _print(sharing)
    return OK


def _known(rule: str, rules: Collection[str]) -> None:
    if rule not in rules:
        raise Refusal("rule-unknown", said=rule, known=", ".join(rules))


def _claim(said: str) -> Claim:
    name, equals, amount = said.rpartition("=")
    if not equals or not names.clean(name):
        raise Refusal("claim-form", said=said)
    return Claim(names.clean(name), _minor(amount))


def _minor(said: str) -> int:
    readings = number(said)
    if len(readings) != 1:
        raise Refusal("amount-ambiguous" if readings else "claim-amount", said=said)
    if readings[0] > LARGEST:
        raise Refusal("claim-too-large", said=said, most=LARGEST)
    return PAPER.minor(readings[0])


def _available(said: str) -> int:
    """Read what there is to share: it may be negative, after a deficit."""
    return -_minor(said[1:]) if said.startswith("-") else _minor(said)


def _once(claimants: Sequence[str]) -> None:
    for name in claimants:
        if claimants.count(name) > 1:
            raise Refusal("claimant-twice", name=name)


def _print(sharing: Sharing) -> None:
    to = words(language())
    table = Table(box=None, pad_edge=False)
    table.add_column(to.say("share-name", {}))
    for heading in ("share-claim", "share-award"):
        table.add_column(to.say(heading, {}), justify="right")
    table.add_column(to.say("share-reason", {}))
    for award in sharing.awards:
        table.add_row(
            str(award.who),
            to.amount(Amount(award.claim, PAPER)).strip(),
            to.amount(Amount(award.amount, PAPER)).strip(),
            to.say(f"reason-{award.reason.value.replace('_', '-')}", {}),
        )
    console = Console()
    console.print(table)
    left = to.amount(Amount(sharing.left, PAPER)).strip()
    console.print(to.say("share-left", {"left": left}), highlight=False)
