"""The desk: what arrived becomes commands, and what the use cases say goes to the outbox.

What has arrived is handled in batches, each in one transaction: the inbox rows, everything they
changed and everything to be said about it are stored together, or not at all. A message that
breaks us is set apart, its batch done again without it.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from adapters.chat import Incoming, NotStoredError, Platform, Pulse, UnreadableError
from bot.backlog import Backlog
from bot.choices import chosen
from bot.grammar import understand
from bot.reception import Reception, Task
from bot.replying import team_replied_to
from bot.slash import Slash, slash
from bot.steps import step
from bot.vocabulary import vocabulary_of
from core.app import commands as c
from core.app.handle import handle, refused
from core.app.membership import TeamDefaults
from core.app.ports import Clock, Origin
from core.app.posting import post
from core.app.says import Here, Names, Private, Say, When, text
from core.db.mail import Arrived
from core.db.store import Store, Work
from core.db.trouble import is_trouble
from core.domain.refusal import Refusal
from core.domain.team import LANGUAGES

log = logging.getLogger("semainier.desk")

LOOK_AGAIN = 1.0
"""Seconds between two looks at what was set aside."""

IDLE = 15.0
"""Seconds between two looks at the inbox when nothing arrives."""


class Desk:
    """Turns the inbox into commands. `posted` is called when there is something to send."""

    def __init__(
        self,
        store: Store,
        platforms: Mapping[str, Platform],
        defaults: TeamDefaults,
        clock: Clock,
        posted: Callable[[], None],
    ) -> None:
        """Serve these platforms."""
        self._store = store
        self._platforms = platforms
        self._defaults = defaults
        self._clock = clock
        self._posted = posted
        self._arrived = asyncio.Event()
        self._reception = Reception(store, platforms, clock)
        self._backlog = Backlog(store, platforms)
        self._trouble = store.database.trouble
        self.pulse = Pulse()

    async def receive(
        self, platform: str, events: Sequence[tuple[str, str]], position: str | None
    ) -> None:
        """Commit what a platform delivered; only then may it be acknowledged there.

        Raises `NotStoredError` while the database cannot be used.
        """
        try:
            await self._store.receive(platform, events, position, self._clock.now())
        except Exception as error:
            if not is_trouble(error):
                raise
            self._trouble.met(error)
            raise NotStoredError from error
        self._trouble.over()
        if events or self._reception.aside:
            self._arrived.set()

    async def run(self) -> None:
        """Handle what arrives, until cancelled; begin with what was left from before."""
        while True:
            self._arrived.clear()
            self.look_again()
            await self.handle_all()
            self.pulse.beat()
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_AGAIN if self._reception.aside else IDLE):
                    await self._arrived.wait()

    async def handle_all(self) -> None:
        """Handle all that waits, however long the database cannot be used meanwhile."""
        while await self._trouble.outlast(self.handle_waiting):
            pass

    def look_again(self) -> None:
        """Take what was set aside back in hand."""
        self._reception.look_again()

    async def handle_waiting(self) -> int:
        """Handle one batch of what waits; return how many messages that was."""
        waiting = await self._backlog.batch(self._reception.aside)
        if not waiting:
            return 0
        tasks = []
        for arrived in waiting:
            self.pulse.beat()
            task = await self._reception.prepared(arrived)
            if task is not None:
                tasks.append(task)
        try:
            await self._handle(tasks)
        except Exception as error:
            if is_trouble(error):
                raise
            log.exception("a batch broke; handling its messages one by one")
            for task in tasks:
                self.pulse.beat()
                await self._handle_alone(task)
        if tasks:
            self._trouble.over()
        self._posted()
        return len(waiting)

    async def _handle(self, tasks: Sequence[Task]) -> None:
        async with self._store.work("desk.batch") as work:
            held = await work.inbox.hold([task.arrived.id for task in tasks])
            mine = [task for task in tasks if task.arrived.id in held]
            senders: dict[str, set[str]] = {}
            for task in mine:
                if task.incoming is not None:
                    users = senders.setdefault(task.incoming.platform, set())
                    users.add(task.incoming.sender.user_id)
            for platform, users in sorted(senders.items()):
                await work.load(platform, users)
            for task in mine:
                if task.incoming is not None:
                    await self._one(work, task, task.incoming)
                elif task.unreadable is not None:
                    await self._ask_again(work, task.arrived, task.unreadable)
            await work.inbox.handled([task.arrived.id for task in mine], self._clock.now())

    async def _handle_alone(self, task: Task) -> None:
        try:
            await self._handle([task])
        except Exception as error:
            if is_trouble(error):
                raise
            log.exception("event %s of %s broke", task.arrived.id, task.arrived.platform)
            async with self._store.work("desk.broken") as work:
                now = self._clock.now()
                await work.inbox.handled([task.arrived.id], now, error=repr(error)[:500])
                if task.incoming is not None and task.incoming.private:
                    origin = await self._origin(work, task, task.incoming)
                    sorry = [Say(text("refusal-error-ours"), notice=True)]
                    key = f"reply:{task.arrived.id}"
                    await post(work, sorry, now=now, origin=origin, reply_key=key)

    async def _ask_again(self, work: Work, arrived: Arrived, error: UnreadableError) -> None:
        """Ask somebody to send again what could not be read, once for all that one key hides.

        In a group, only where there is no team yet: elsewhere it was hardly meant for us.
        """
        now, platform = self._clock.now(), arrived.platform
        account = await work.people.account(platform, error.user_id)
        mine = account is not None and account.chat_id == error.chat_id
        if not mine and await work.teams.by_group(platform, error.chat_id) is not None:
            return
        settings = self._defaults.settings
        origin = Origin(
            platform=platform,
            chat_id=error.chat_id,
            user_id=error.user_id,
            private=mine,
            now=now,
            name="",
            language=settings.language,
        )
        at = When(error.at, settings.timezone)
        to = Private(account.person_id) if account is not None and mine else Here()
        say = Say(text("resend", at=at), to, key=f"resend:{error.session}")
        await post(work, [say], now=now, origin=origin)

    async def _one(self, work: Work, task: Task, incoming: Incoming) -> None:
        if incoming.moved_to is not None:
            await work.teams.chat_moved(incoming.platform, incoming.chat_id, incoming.moved_to)
            return
        if incoming.blocked:
            account = await work.people.account(incoming.platform, incoming.sender.user_id)
            if account is not None:
                await work.people.unreachable(account, self._clock.now())
            return
        origin = await self._origin(work, task, incoming)
        says = await self._answer(work, task, incoming, origin)
        if says:
            await post(
                work,
                says,
                now=origin.now,
                origin=origin,
                reply_key=f"reply:{task.arrived.id}",
                team=origin.team,
                answers=incoming.press_id,
            )

    async def _origin(self, work: Work, task: Task, incoming: Incoming) -> Origin:
        account = await work.people.account(incoming.platform, incoming.sender.user_id)
        if incoming.sender.anonymous:
            account = None
        if account is not None and incoming.private:
            account = await work.people.reached(account, incoming.chat_id)
        person = await work.people.person(account.person_id) if account else None
        team = None
        if not incoming.private:
            team = await work.teams.by_group(incoming.platform, incoming.chat_id)
        spoken = incoming.sender.language[:2].lower()
        language = person.language if person else spoken if spoken in LANGUAGES else None
        if language is None or (team is not None and not incoming.private):
            language = team.settings.language if team else self._defaults.settings.language
        return Origin(
            platform=incoming.platform,
            chat_id=incoming.chat_id,
            user_id=incoming.sender.user_id,
            private=incoming.private,
            now=min(incoming.at or task.arrived.received_at, task.arrived.received_at),
            name=incoming.sender.name,
            language=language,
            account=account,
            person=person,
            team=team,
            source=f"{incoming.platform}:{incoming.chat_id}:{incoming.message_id}",
            edit=incoming.edit,
            pressed=incoming.pressed is not None,
            runs_chat=task.runs_chat,
            private_chat=task.private_chat,
            heard_at=task.arrived.received_at,
        )

    async def _answer(
        self, work: Work, task: Task, incoming: Incoming, origin: Origin
    ) -> list[Say]:
        if incoming.forwarded:
            return [refused(Refusal("forwarded"))] if incoming.private else []
        if incoming.text is None and incoming.pressed is None:
            return await self._happened(work, incoming, origin)
        if incoming.pressed is not None:
            return await self._pressed(work, incoming.pressed, origin)
        command, refusal = task.command, task.refusal
        if command is None and refusal is None and incoming.file is None:
            command = await _command(work, incoming, origin)
            if _may_be_an_option(command, incoming):
                offer = await work.outbox.offered(incoming.platform, incoming.chat_id, "")
                token = chosen(offer, incoming.text or "") if offer else None
                if token is not None:
                    return await self._pressed(work, token, origin)
        if command is None and refusal is None:
            return []
        if incoming.sender.anonymous:
            return [Say(text("refusal-speak-as-yourself"))]
        if refusal is not None or command is None:
            return [refused(refusal)] if refusal else []
        return await handle(command, origin, work, self._defaults)

    async def _happened(self, work: Work, incoming: Incoming, origin: Origin) -> list[Say]:
        """Answer what is neither said nor pressed."""
        if incoming.arrived and incoming.private:
            return await handle(c.Join(), origin, work, self._defaults)
        if incoming.arrived:
            return [Say(text("arrived-in-group"))] if origin.team is None else []
        if incoming.crowd:
            alone = text("not-alone", names=Names(incoming.crowd), count=len(incoming.crowd))
            return [Say(alone, open=True)]
        if incoming.removed:
            return await handle(c.TakeBack(), origin, work, self._defaults)
        return []

    async def _pressed(self, work: Work, token: str, origin: Origin) -> list[Say]:
        option = await work.prompts.find(token)
        if option is None:
            return [_notice("button-unknown")]
        if origin.person is None or option.person_id != origin.person.id:
            return [_notice("button-not-yours")]
        if option.question and option.ended and not option.pressed:
            return [_notice("button-used")]
        if option.round_id is not None and not await work.rounds.is_open(option.round_id):
            return [_notice("button-late")]
        if not await work.prompts.press(option, origin.now):
            return [_notice("button-used")]
        return await handle(option.command, origin, work, self._defaults)


def _notice(key: str) -> Say:
    return Say(text(f"refusal-{key}"), notice=True)


def _may_be_an_option(command: c.Command | None, incoming: Incoming) -> bool:
    """Tell whether a text may be the words of an option; in the guided way a number is none."""
    said = (incoming.text or "").strip()
    guided = isinstance(command, c.GuideSays) and not incoming.edit and not said.isdecimal()
    return incoming.private and bool(said) and (guided or isinstance(command, c.NotUnderstood))


async def _command(work: Work, incoming: Incoming, origin: Origin) -> c.Command | None:
    """Read a typed text; None where the bot had better say nothing."""
    said = incoming.text or ""
    if not incoming.private:
        return _in_group(slash(said, title=incoming.chat_title), incoming)
    vocabulary = await vocabulary_of(origin.person, work)
    typed = slash(said, vocabulary=vocabulary)
    team = await team_replied_to(work, incoming, origin)
    if typed is not None and incoming.edit:
        return c.NotUnderstood(team=team, said=typed.name, why="edited-command")
    if typed is not None:
        unknown = c.NotUnderstood(said=f"{said.strip()[0]}{typed.name}"[:60])
        return replace(typed.command or unknown, team=team)
    reading = replace(understand(said, vocabulary), team=team)
    return await _in_steps(work, origin, said, reading)


async def _in_steps(work: Work, origin: Origin, said: str, reading: c.Command) -> c.Command:
    """Hand what somebody types to the declaration they make step by step, if there is one.

    A *yes* or *no* to a question that stands is not part of it, nor is a reply to another team.
    """
    if origin.person is None:
        return reading
    going = []
    for part in await work.teams.memberships(origin.person.id):
        if reading.team not in (None, part.team_id):
            continue
        draft = await work.talk.draft(part.id)
        round_ = await work.rounds.open_round(part.team_id) if draft is not None else None
        if draft is not None and round_ is not None and draft.round_id == round_.id:
            going.append(part.team_id)
    if not going:
        return reading
    if isinstance(reading, c.Reply) and await work.prompts.standing_question(origin.person.id):
        return reading
    team = going[0] if len(going) == 1 else None
    return c.GuideSays(team=team, said=said.strip(), reading=step(said) or reading)


def _in_group(typed: Slash | None, incoming: Incoming) -> c.Command | None:
    """In groups only commands meant for us are heard, and no edits."""
    if incoming.edit:
        return None
    if typed is None:
        return c.Help() if incoming.addressed and incoming.text else None
    if typed.bot is not None and not incoming.addressed:
        return None
    if typed.command is None or isinstance(typed.command, c.Join):
        said = f"{(incoming.text or '').strip()[:1]}{typed.name}"[:60]
        return c.NotUnderstood(said=said) if incoming.addressed else None
    return typed.command
