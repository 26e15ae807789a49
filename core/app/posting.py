"""From things to say to rows of the outbox: who hears it, on which chat, in which language."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from core.app import wire
from core.app.ports import Origin, UnitOfWork
from core.app.records import Letter, Offered
from core.app.says import Button, Here, Invitation, Option, Private, Say, ToGroup
from core.app.walls import on_wall
from core.domain.team import Account, Team


async def post(
    uow: UnitOfWork,
    says: Sequence[Say],
    *,
    now: datetime,
    origin: Origin | None = None,
    reply_key: str = "",
    team: Team | None = None,
    answers: str | None = None,
) -> int:
    """Write what is to be said to the outbox; return how many messages that made.

    Nothing is written for a person who has no private chat with the bot: the platforms do not let
    it begin one. `answers` is the press being answered; the first reply carries it.
    """
    wanted = {say.to.person_id for say in says if isinstance(say.to, Private)}
    persons = await uow.people.persons(wanted) if wanted else {}
    accounts = await uow.people.accounts(wanted) if wanted else {}
    reader = origin.person if origin and origin.private else None
    wall = reader.timezone if reader else None
    letters: list[Letter] = []
    for number, say in enumerate(says):
        letter = partial(
            Letter,
            key=say.key or f"{reply_key}:{number}",
            created_at=now,
            notice=say.notice,
            picture=say.picture,
            documents=say.documents,
            board=say.board,
            team_id=team.id if team else say.team_id,
        )
        match say.to:
            case Here() if origin is not None:
                letters.append(
                    letter(
                        platform=origin.platform,
                        chat_id=origin.chat_id,
                        text=on_wall(say.text, wall),
                        private=origin.private and not say.open,
                        language=origin.language,
                        buttons=await _offer(
                            uow, say, origin.person.id if origin.person else None, now
                        ),
                        answers=answers,
                    )
                )
                answers = None
            case Private(person_id):
                account = reachable(accounts.get(person_id, ()))
                if account is None or account.chat_id is None:
                    continue
                letters.append(
                    letter(
                        platform=account.platform,
                        chat_id=account.chat_id,
                        text=on_wall(say.text, persons[person_id].timezone),
                        private=True,
                        language=persons[person_id].language,
                        buttons=await _offer(uow, say, person_id, now),
                    )
                )
            case ToGroup(team_id):
                settings = (await uow.teams.get(team_id)).settings
                letters += [
                    letter(
                        key=f"{say.key}:{group.platform}",
                        platform=group.platform,
                        chat_id=group.chat_id,
                        text=say.text,
                        private=False,
                        language=settings.language,
                        team_id=team_id,
                        buttons=await _offer(uow, say, None, now),
                    )
                    for group in await uow.teams.groups(team_id)
                ]
    await uow.outbox.post(letters)
    return len(letters)


def reachable(accounts: Sequence[Account]) -> Account | None:
    """Choose where to write to a person: where they were last heard, if it still answers."""
    for account in sorted(accounts, key=lambda account: not account.preferred):
        if account.chat_id is not None and not account.unreachable:
            return account
    return None


async def _offer(uow: UnitOfWork, say: Say, person_id: int | None, now: datetime) -> str | None:
    if not say.options:
        return None
    prompt = uow.mint()
    buttons: list[Button] = []
    offered: list[Offered] = []
    for position, option in enumerate(say.options):
        match option:
            case Invitation(label, code):
                buttons.append(Button(label, invite=code))
            case Option(label, does) if person_id is not None:
                token = uow.mint()
                buttons.append(Button(label, token=token))
                offered.append(
                    Offered(
                        token, prompt, position, person_id, say.round_id, say.question, does, now
                    )
                )
    if say.question and person_id is not None:
        await uow.prompts.end_questions(person_id, now)
    await uow.prompts.offer(offered)
    return wire.dumps(tuple(buttons))
