"""People's rights over what is kept about them: to have it, to have it erased, not to be named."""

from dataclasses import replace

from core.app.access import member_of
from core.app.commands import Keep
from core.app.payday.commands import Forget, SetPublic
from core.app.payday.ports import LAST_WORDS
from core.app.ports import Origin, UnitOfWork
from core.app.records import Letter
from core.app.says import Document, Lines, Option, Private, Say, Text, text
from core.domain import names
from core.domain.book import member_account
from core.domain.money import Amount
from core.domain.refusal import Refusal
from core.domain.team import Member, Person, Team


async def my_data(origin: Origin) -> list[Say]:
    """Give somebody everything that is kept about them, as files."""
    person = _themselves(origin)
    files = (Document("my-data", 0, (person.id,)), Document("my-weeks", 0, (person.id,)))
    return [Say(text("my-data"), documents=files)]


async def set_public(command: SetPublic, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Note whether somebody agrees to be named in what their team shows outside."""
    if not origin.private:
        raise Refusal("private-only")
    team, member = await member_of(uow, origin, command)
    if command.public is not None:
        member = replace(member, public=command.public)
        await uow.teams.change_member(member)
    key = "public-shown" if command.public is None else "public-set"
    said = {"public": "yes" if member.public else "no", "number": names.pseudonym(member.id)}
    return [Say(text(key, name=member.name, team=team.name, **said))]


async def forget(command: Forget, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Erase somebody from all their teams, after a *yes*; figures stay, under a number.

    Their last message goes to every chat they have with the bot; then these are let go of too.
    """
    person = _themselves(origin)
    parts = [
        (await uow.teams.get(part.team_id), part) for part in await uow.teams.memberships(person.id)
    ]
    for team, part in parts:
        await _hand_over_first(uow, team, part)
    if not command.confirmed:
        return [await _asked(uow, parts)]
    accounts = (await uow.people.accounts([person.id]))[person.id]
    tells = [say for team, part in parts for say in await _told(uow, team, part)]
    await uow.rights.erase(person.id, origin.now)
    others = [
        account
        for account in accounts
        if account.chat_id is not None
        and (account.platform, account.chat_id) != (origin.platform, origin.chat_id)
    ]
    last = text("forgotten")
    await uow.outbox.post(
        [
            Letter(
                f"{LAST_WORDS}{person.id}:{number}",
                account.platform,
                account.chat_id or "",
                True,
                person.language,
                last,
                None,
                origin.now,
            )
            for number, account in enumerate(others, start=1)
        ]
    )
    return [Say(last, key=f"{LAST_WORDS}{person.id}:0"), *tells]


def _themselves(origin: Origin) -> Person:
    if not origin.private:
        raise Refusal("private-only")
    if origin.person is None:
        raise Refusal("no-data")
    return origin.person


async def _hand_over_first(uow: UnitOfWork, team: Team, part: Member) -> None:
    """Refuse to leave others without anybody who looks after their team."""
    others = [
        member
        for member in await uow.teams.members(team.id)
        if member.active and member.id != part.id
    ]
    if part.facilitator and others and not any(member.facilitator for member in others):
        raise Refusal("forget-facilitator", team=team.name, name=others[0].name)


async def _asked(uow: UnitOfWork, parts: list[tuple[Team, Member]]) -> Say:
    owed: list[Text] = []
    for team, part in parts:
        balance = await uow.book.balance(team.id, member_account(part.id))
        if balance > 0:
            amount = Amount(balance, team.settings.unit)
            owed.append(text("forget-balance", team=team.name, amount=amount))
    return Say(
        text("ask-forget", balances=Lines(tuple(owed))),
        options=(
            Option(text("button-forget"), Forget(confirmed=True)),
            Option(text("button-no"), Keep()),
        ),
        question=True,
    )


async def _told(uow: UnitOfWork, team: Team, part: Member) -> list[Say]:
    """Tell those who look after a team which number stands for somebody from now on."""
    said = text("member-forgotten", team=team.name, number=names.pseudonym(part.id))
    return [
        Say(said, Private(member.person_id), key=f"gone:{part.id}:{member.id}", team_id=team.id)
        for member in await uow.teams.members(team.id)
        if member.active and member.facilitator and member.id != part.id
    ]
