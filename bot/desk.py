"""The desk: what arrived becomes commands, and what the use cases say goes to the outbox.

What has arrived is handled in batches, each in one transaction: the inbox rows, everything they
changed and everything to be said about it are stored together, or not at all. A message that
breaks us is set apart, its batch done again without it.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from adapters.chat import Incoming, Platform, SendError
from bot.grammar import understand
from bot.plan_file import LARGEST, read_plan
from bot.slash import Slash, slash, takes_file
from core.app import commands as c
from core.app.handle import handle, refused
from core.app.membership import TeamDefaults
from core.app.ports import Clock, Origin
from core.app.posting import post
from core.app.says import Say, text
from core.db.mail import Arrived
from core.db.store import Store, Work
from core.domain.refusal import Refusal
from core.domain.team import LANGUAGES

log = logging.getLogger("semainier.desk")

BATCH = 100


@dataclass(frozen=True, slots=True)
class _Task:
    """One inbox row made sense of, with what had to be asked of the platform beforehand."""

    arrived: Arrived
    incoming: Incoming | None
    command: c.Command | None = None
    refusal: Refusal | None = None
    runs_chat: bool = False


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

    async def receive(self, platform: str, events: Sequence[tuple[str, str]]) -> None:
        """Commit what a platform delivered; only then may it be acknowledged there."""
        await self._store.receive(platform, events, self._clock.now())
        self._arrived.set()

    async def run(self) -> None:
        """Handle what arrives, until cancelled; begin with what was left from before."""
        while True:
            self._arrived.clear()
            while await self.handle_waiting():
                pass
            await self._arrived.wait()

    async def handle_waiting(self) -> int:
        """Handle one batch of what waits; return how many messages that was."""
        async with self._store.work() as work:
            waiting = await work.inbox.waiting(BATCH)
        if not waiting:
            return 0
        tasks = [await self._prepared(arrived) for arrived in waiting]
        try:
            await self._handle(tasks)
        except Exception:
            log.exception("a batch broke; handling its messages one by one")
            for task in tasks:
                await self._handle_alone(task)
        self._posted()
        return len(tasks)

    async def _prepared(self, arrived: Arrived) -> _Task:
        """Ask the platform what a command needs to know, before the transaction."""
        platform = self._platforms.get(arrived.platform)
        try:
            incoming = platform.read(arrived.payload) if platform else None
        except Exception:
            log.exception("event %s of %s cannot be read", arrived.id, arrived.platform)
            incoming = None
        if platform is None or incoming is None:
            return _Task(arrived, None)
        if incoming.file is not None:
            try:
                return _Task(arrived, incoming, await self._file(platform, incoming))
            except Refusal as refusal:
                return _Task(arrived, incoming, refusal=refusal)
        typed = slash(incoming.text or "", title=incoming.chat_title)
        if typed is not None and isinstance(typed.command, c.SetUp) and not incoming.private:
            try:
                runs = await platform.runs_chat(incoming.chat_id, incoming.sender.user_id)
            except SendError as error:
                log.warning("cannot ask who runs a chat: %s", error.reason)
                runs = False
            return _Task(arrived, incoming, typed.command, runs_chat=runs)
        return _Task(arrived, incoming)

    async def _file(self, platform: Platform, incoming: Incoming) -> c.Command | None:
        """Fetch a file meant for a command; None where the bot had better say nothing."""
        if not takes_file(incoming.text or ""):
            return c.NotUnderstood(why="file-without-command") if incoming.private else None
        if incoming.file is None or incoming.file.size > LARGEST:
            raise Refusal("plan-file-large", most=LARGEST // 1024)
        try:
            data = await platform.fetch(incoming.file, LARGEST)
        except SendError:
            raise Refusal("file-unreachable") from None
        return read_plan(data)

    async def _handle(self, tasks: Sequence[_Task]) -> None:
        async with self._store.work() as work:
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
            await work.inbox.handled([task.arrived.id for task in mine], self._clock.now())

    async def _handle_alone(self, task: _Task) -> None:
        try:
            await self._handle([task])
        except Exception as error:
            log.exception("event %s of %s broke", task.arrived.id, task.arrived.platform)
            async with self._store.work() as work:
                now = self._clock.now()
                await work.inbox.handled([task.arrived.id], now, error=repr(error)[:500])
                if task.incoming is not None and task.incoming.private:
                    origin = await self._origin(work, task, task.incoming)
                    sorry = [Say(text("refusal-error-ours"), notice=True)]
                    key = f"reply:{task.arrived.id}"
                    await post(work, sorry, now=now, origin=origin, reply_key=key)

    async def _one(self, work: Work, task: _Task, incoming: Incoming) -> None:
        if incoming.moved_to is not None:
            await work.teams.group_moved(incoming.platform, incoming.chat_id, incoming.moved_to)
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

    async def _origin(self, work: Work, task: _Task, incoming: Incoming) -> Origin:
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
        )

    async def _answer(
        self, work: Work, task: _Task, incoming: Incoming, origin: Origin
    ) -> list[Say]:
        if incoming.arrived:
            return [Say(text("arrived-in-group"))] if origin.team is None else []
        if incoming.pressed is not None:
            return await self._pressed(work, incoming.pressed, origin)
        command, refusal = task.command, task.refusal
        if command is None and refusal is None and incoming.file is None:
            command = await _command(work, incoming, origin)
        if command is None and refusal is None:
            return []
        if incoming.sender.anonymous:
            return [Say(text("refusal-speak-as-yourself"))]
        if refusal is not None or command is None:
            return [refused(refusal)] if refusal else []
        return await handle(command, origin, work, self._defaults)

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


async def _command(work: Work, incoming: Incoming, origin: Origin) -> c.Command | None:
    """Read a typed text; None where the bot had better say nothing."""
    said = incoming.text or ""
    typed = slash(said, title=incoming.chat_title)
    if not incoming.private:
        return _in_group(typed, incoming)
    if incoming.edit and typed is not None:
        return None
    if typed is not None:
        return typed.command or c.NotUnderstood(said=f"/{typed.name}"[:60])
    units: set[str] = set()
    if origin.person is not None:
        for part in await work.teams.memberships(origin.person.id):
            units.add((await work.teams.get(part.team_id)).settings.unit.name)
    return understand(said, units)


def _in_group(typed: Slash | None, incoming: Incoming) -> c.Command | None:
    """In groups only commands meant for us are heard, and no edits."""
    if incoming.edit:
        return None
    if typed is None:
        return c.Help() if incoming.addressed and incoming.text else None
    if typed.bot is not None and not incoming.addressed:
        return None
    if typed.command is None or isinstance(typed.command, c.Join):
        return c.NotUnderstood(said=f"/{typed.name}"[:60]) if incoming.addressed else None
    return typed.command
