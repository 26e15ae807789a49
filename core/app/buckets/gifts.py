"""Giving back: from a member's balance to the commons, or to a bucket."""

from collections.abc import Sequence
from dataclasses import replace

from core.app.access import member_of, twice
from core.app.buckets.board import board_with
from core.app.buckets.bucket import hidden_now
from core.app.buckets.commands import Give
from core.app.buckets.pots import Pot, amount, book, pot_of, row_said
from core.app.ports import Origin, UnitOfWork
from core.app.says import Lines, Say, ToGroup, lines, text
from core.domain.book import COMMONS, Kind, Posting, bucket_account, member_account
from core.domain.bucket import BucketState
from core.domain.payout import Move
from core.domain.refusal import Refusal
from core.domain.team import Member, Team

HALF = 2
"""Giving more than one part in so many of a balance is asked about first."""


async def give(command: Give, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Give from one's balance, as far as there is one; never to another member."""
    if not origin.private:
        raise Refusal("private-only")
    team, member = await member_of(uow, origin, command)
    given = team.settings.unit.minor(command.amount)
    if not given:
        raise Refusal("usage-give")
    pot = await pot_of(uow, team, command.bucket) if command.bucket else None
    if pot is not None:
        _takes(team, pot, given)
    balance = max(await uow.book.balance(team.id, member_account(member.id)), 0)
    if given > balance:
        some = "yes" if balance else "no"
        raise Refusal("give-too-much", balance=amount(balance, team), some=some)
    args = {
        "name": member.name,
        "amount": amount(given, team),
        "left": amount(balance - given, team),
        "where": "commons" if pot is None else "bucket",
        "title": pot.bucket.title if pot else "",
    }
    if given * HALF > balance and not command.confirmed:
        return [twice(text("ask-give", **args, balance=amount(balance, team)), command, team)]
    target = COMMONS if pot is None else bucket_account(pot.bucket.id)
    legs = [Posting(member_account(member.id), -given), Posting(target, given)]
    await book(uow, team, origin.now, Kind.GIFT, legs)
    return [Say(text("given", **args)), *await _told(uow, team, member, pot, given)]


def _takes(team: Team, pot: Pot, given: int) -> None:
    """Refuse a gift to a bucket that is not open, or has no room for it."""
    named = {"number": pot.bucket.number, "title": pot.bucket.title}
    if pot.bucket.state is not BucketState.OPEN:
        raise Refusal("give-not-open", **named)
    room = pot.bucket.maximum - pot.held
    if given > room:
        some = "yes" if room > 0 else "no"
        raise Refusal("give-maximum", **named, room=amount(max(room, 0), team), some=some)


async def _told(
    uow: UnitOfWork, team: Team, member: Member, pot: Pot | None, given: int
) -> list[Say]:
    """Thank in the group; while a campaign is hidden, nobody sees who put what where."""
    seq, _ = await uow.book.head(team.id)
    key = f"gift:{team.id}:{seq}"
    args = {"name": member.name, "amount": amount(given, team)}
    if pot is None:
        return [Say(text("gift-to-commons", **args), ToGroup(team.id), key=key)]
    if await hidden_now(uow, team):
        return []
    now = replace(pot, held=pot.held + given)
    said = text("gift-to-bucket", **args, row=row_said(now, team))
    return [Say(said, ToGroup(team.id), key=key), *await board_with(uow, team, pot.bucket)]


def gifts_said(team: Team, moves: Sequence[Move]) -> Lines:
    """Say what somebody gave so far, and what was put back of their awards; moves of an account."""
    given = -sum(one.amount for one in moves if one.kind in (Kind.GIFT, Kind.REFUND))
    put_back = -sum(one.amount for one in moves if one.kind == Kind.PUT_BACK)
    return lines(
        text("me-given", amount=amount(given, team)) if given else None,
        text("me-put-back", amount=amount(put_back, team)) if put_back else None,
    )
