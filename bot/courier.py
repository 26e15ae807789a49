"""The courier: sends what the outbox holds, in order in each chat, at each platform's pace.

A message is marked in flight just before its request leaves, and what became of it is recorded
just after; the same for each of its parts, if it is cut or a picture goes with it. Where the
network hides whether it arrived, it is *unknown* and never sent again by itself: no prompt comes
twice. Marks and records of messages under way at the same time share one transaction.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime, timedelta

from adapters.chat import File, Key, Manner, Outgoing, Platform, Pulse, SendError
from bot.charts import drawn
from bot.journal import Journal
from bot.pace import Pace
from bot.publish import printed
from bot.render import labels, render, without_markup
from bot.slash import spelled
from core.app.ports import Clock
from core.app.posting import post, reachable
from core.app.says import Document, Private, Say, WeeksChart, text, without_secrets
from core.crashpoints import crashpoint
from core.db.mail import Outcome, Waiting
from core.db.store import Store, Work
from core.domain.team import Account

log = logging.getLogger("semainier.courier")

IN_HAND = 200
"""Messages taken from the outbox at a time."""

OF_ONE_CHAT = 5
"""Messages taken of one chat at a time: who is owed a thousand answers keeps nobody waiting."""

UNDER_WAY = 24
"""Messages marked in flight at a time: their marks and records share transactions."""

REQUESTS = 4
"""Requests under way at a time: more of them make an HTTP client slower, not faster."""

MOST_ATTEMPTS = 12
HELD_AT_LEAST = timedelta(seconds=1)
HELD_AT_A_TIME = timedelta(minutes=10)
HELD_AT_MOST = timedelta(days=3)
"""How long a message waits for somebody to come in, or to be alone, between looks and in all."""

IDLE = 15.0
"""Seconds between looks at the outbox when nobody wakes the courier."""


class Courier:
    """Sends messages until cancelled. `wake` says there may be something new."""

    def __init__(
        self,
        store: Store,
        platforms: Mapping[str, Platform],
        clock: Clock,
        paces: Mapping[str, Pace] | None = None,
    ) -> None:
        """Serve these platforms, at their own pace unless others are given."""
        self._store = store
        self._platforms = platforms
        self._clock = clock
        self._paces = paces or {name: Pace(one.limits) for name, one in platforms.items()}
        self._journal = Journal(store)
        self._woken = asyncio.Event()
        self._lanes: dict[tuple[str, str], deque[Waiting]] = {}
        self._in_hand: set[int] = set()
        self._slots = asyncio.Semaphore(UNDER_WAY)
        self._requests = asyncio.Semaphore(REQUESTS)
        self._restores = 0
        self._trouble = store.database.trouble
        self._at_work = 0
        self.pulse = Pulse()

    def wake(self) -> None:
        """Look at the outbox soon."""
        self._woken.set()

    async def begin(self) -> None:
        """Look at what was left before: what was in flight is unknown from now on."""
        self._journal.drop()
        self._lanes.clear()
        self._in_hand.clear()
        self._at_work = 0
        stranded = await self._trouble.outlast(self._strand)
        if stranded:
            log.warning("%s messages were being sent when the process ended: unknown", stranded)

    async def _strand(self) -> int:
        stranded = 0
        async with self._store.work("courier.strand") as work:
            for name, platform in self._platforms.items():
                repeats = platform.repeats_since(self._clock.now())
                stranded += await work.outbox.strand(name, repeats)
            self._restores = await work.restores.count()
        return stranded

    async def run(self) -> None:
        """Send what waits, for ever."""
        await self.begin()
        async with asyncio.TaskGroup() as lanes:
            while True:
                self._woken.clear()
                wait = await self._trouble.outlast(lambda: self._take(lanes))
                if not self._at_work:
                    self.pulse.beat()
                with suppress(TimeoutError):
                    async with asyncio.timeout(wait):  # wait_for loses a cancellation on 3.11
                        await self._woken.wait()

    async def drain(self) -> None:
        """Send all that can be sent now, then return: for the demo and the end of a process."""
        async with asyncio.TaskGroup() as lanes:
            while True:
                self._woken.clear()
                await self._take(lanes)
                if not self._in_hand:
                    return
                await self._woken.wait()

    async def settle(self) -> None:
        """Let what is under way arrive and be recorded; nothing else leaves any more."""
        for _ in range(UNDER_WAY):
            await self._slots.acquire()
        await self._journal.written()

    async def _take(self, lanes: asyncio.TaskGroup) -> float:
        """Put due messages in their chats' lanes; return how long to wait at most."""
        now = self._clock.now()
        if len(self._in_hand) < IN_HAND:
            async with self._store.work("courier.take") as work:
                room = IN_HAND - len(self._in_hand)
                due = await work.outbox.due(
                    list(self._platforms), now, self._in_hand, room, OF_ONE_CHAT
                )
                later = await work.outbox.next_not_before(now)
        else:
            due, later = [], None
        for message in due:
            self._in_hand.add(message.id)
            key = (message.platform, message.chat_id)
            if key in self._lanes:
                self._lanes[key].append(message)
            else:
                self._lanes[key] = deque([message])
                lanes.create_task(self._lane(key))
        if later is None:
            return IDLE
        return min(IDLE, max(0.05, (later - now).total_seconds()))

    async def _lane(self, key: tuple[str, str]) -> None:
        """Send one chat's messages, one after the other; one that has to wait holds the rest."""
        lane = self._lanes[key]
        while lane:
            message = lane[0]
            while (again := await self._deliver(message)) is not None:
                seconds, message = again
                await asyncio.sleep(seconds)
            lane.popleft()
            self._in_hand.discard(message.id)
            if len(self._in_hand) < IN_HAND // 2:
                self.wake()
        del self._lanes[key]
        self.wake()

    async def _deliver(self, message: Waiting) -> tuple[float, Waiting] | None:
        """Try one message; None if it is over, else how many seconds to wait and what is left."""
        platform = self._platforms[message.platform]
        pace = self._paces[message.platform]
        outgoing = _outgoing(message, platform.manner, self._restores)
        if message.board is not None:
            newer, place = await self._trouble.outlast(lambda: self._board(message))
            if newer:
                await self._record(message, "sent")
                return None
            outgoing = replace(outgoing, edits=place)
        if platform.held(outgoing):
            await self._hold(message)
            return None
        since = platform.repeats_since(self._clock.now())
        if since and message.doubted_at and message.doubted_at < since and not outgoing.edits:
            await self._record(message, "unknown", error="tried too long ago to be tried again")
            return None
        texts = platform.parts(outgoing)
        pictures = [] if message.picture is None else [message.picture]
        parts: list[str | WeeksChart | Document] = [*texts, *pictures, *message.documents]
        group = not message.private
        try:
            for number in range(message.parts_sent, len(parts)):
                part = parts[number]
                content = part if isinstance(part, str) else await self._made(message, part)
                await pace.ready(message.chat_id, group=group)
                async with self._slots:
                    with self._working():
                        if not await self._journal.depart(message.id, self._clock.now()):
                            return None
                    async with self._requests:
                        await pace.turn(message.chat_id, group=group)
                        last = number == len(texts) - 1
                        with self._working():
                            sent = await _send(platform, outgoing, content, number, last=last)
                    pace.went_well()
                ids = message.message_ids
                if sent != outgoing.edits:
                    ids = (*ids, sent)
                message = replace(message, parts_sent=number + 1, message_ids=ids)
                if message.parts_sent < len(parts):
                    await self._record(message, "waiting")
        except SendError as error:
            now = self._clock.now()
            left = replace(message, attempts=message.attempts + 1, doubted_at=now)
            seconds = await self._failed(left, error)
            return None if seconds is None else (seconds, left)
        await self._record(message, "sent")
        await self._trouble.outlast(lambda: self._reword(message))
        return None

    async def _board(self, message: Waiting) -> tuple[bool, str | None]:
        async with self._store.work("courier.board") as work:
            return await work.outbox.board(message)

    async def _reword(self, message: Waiting) -> None:
        """Keep nothing of what only its reader should know."""
        if (kept := without_secrets(message.text)) != message.text:
            async with self._store.work("courier.reword") as work:
                await work.outbox.reword(message.id, kept)

    @contextmanager
    def _working(self) -> Iterator[None]:
        """Do something that has to end soon: while it does not, the pulse stands still."""
        self._at_work += 1
        try:
            yield
        finally:
            self._at_work -= 1
            self.pulse.beat()

    async def _made(self, message: Waiting, part: WeeksChart | Document) -> File:
        """Make the file that goes with a message, while its chat is shown that something comes."""
        async with self._requests:
            await self._paces[message.platform].aside()
            await self._platforms[message.platform].typing(message.chat_id)
        try:
            if isinstance(part, WeeksChart):
                return await drawn(part, message.language)
            return await self._trouble.outlast(lambda: printed(self._store, part, message.language))
        except Exception as error:
            log.exception("a file of message %s could not be made", message.key)
            raise SendError(f"not made: {error}", permanent=True) from error

    async def _record(
        self,
        message: Waiting,
        state: str,
        not_before: datetime | None = None,
        error: str | None = None,
    ) -> None:
        """Store what became of a message, with how much of it was sent."""
        now = self._clock.now()
        done, ids = message.parts_sent, message.message_ids
        outcome = Outcome(message.id, state, now, done, ids, not_before, error)
        with self._working():
            await self._journal.record(outcome)

    async def _hold(self, message: Waiting) -> None:
        """Put a message off that cannot be sent now, longer the older it is, then give it up."""
        now = self._clock.now()
        age = now - message.created_at
        if age > HELD_AT_MOST:
            await self._record(message, "failed", error="held for too long")
        else:
            later = now + max(HELD_AT_LEAST, min(age / 10, HELD_AT_A_TIME))
            await self._record(message, "waiting", later)

    async def _failed(self, message: Waiting, error: SendError) -> float | None:
        """Record what a failure means; return the seconds to wait if it is worth another try."""
        if error.held:
            await self._hold(message)
            return None
        now = self._clock.now()
        reason = error.reason[:300]
        log.warning("message %s to %s: %s", message.key, message.platform, reason)
        if error.moved_to is not None:
            await self._record(message, "waiting")
            await self._trouble.outlast(lambda: self._move(message, error.moved_to or ""))
            return None
        tired = error.retry_after is None and message.attempts >= MOST_ATTEMPTS
        if error.unknown or error.permanent or tired:
            state = "unknown" if error.unknown else "failed"
            await self._record(message, state, error=reason)
            if error.gone:
                await self._trouble.outlast(lambda: self._gone(message, reason))
            return None
        seconds = error.retry_after or min(60.0, 2.0 ** (message.attempts - 1))
        if error.retry_after is not None:
            self._paces[message.platform].pause(error.retry_after)
        await self._record(message, "waiting", now + timedelta(seconds=seconds), reason)
        return seconds

    async def _move(self, message: Waiting, chat_id: str) -> None:
        async with self._store.work("courier.moved") as work:
            await work.teams.chat_moved(message.platform, message.chat_id, chat_id)

    async def _gone(self, message: Waiting, reason: str) -> None:
        """Give up on a chat that will take nothing more: write elsewhere, or tell, once."""
        now = self._clock.now()
        async with self._store.work("courier.gone") as work:
            account = None
            if message.private:
                account = await work.people.by_chat(message.platform, message.chat_id)
            if account is not None:
                await work.people.unreachable(account, now)
                accounts = await work.people.accounts([account.person_id])
                other = reachable(accounts[account.person_id])
                if other is not None and other.chat_id is not None:
                    await work.outbox.redirect(message, other.platform, other.chat_id)
                    self.wake()
                    return
            await work.outbox.stop_chat(message.platform, message.chat_id, reason)
            if not message.private:
                await self._group_lost(work, message)
            elif account is not None and not account.unreachable:
                await self._person_lost(work, message, account)

    async def _person_lost(self, work: Work, message: Waiting, account: Account) -> None:
        """Tell those who look after somebody's teams that they cannot be reached any more."""
        for part in await work.teams.memberships(account.person_id):
            team = await work.teams.get(part.team_id)
            said = text("cannot-reach", name=part.name, team=team.name)
            says = [
                Say(said, Private(m.person_id), key=f"unreachable:{message.id}:{m.id}")
                for m in await work.teams.members(team.id)
                if m.active and m.facilitator and m.person_id != account.person_id
            ]
            await post(work, says, now=self._clock.now(), team=team)

    async def _group_lost(self, work: Work, message: Waiting) -> None:
        """Tell those who look after a team that its group takes nothing from the bot any more."""
        team = await work.teams.by_group(message.platform, message.chat_id)
        if team is None:
            return
        says = [
            Say(
                text("cannot-post", team=team.name),
                Private(member.person_id),
                key=f"group-lost:{message.id}:{member.id}",
            )
            for member in await work.teams.members(team.id)
            if member.active and member.facilitator
        ]
        await post(work, says, now=self._clock.now(), team=team)


async def _send(
    platform: Platform, outgoing: Outgoing, part: str | File, number: int, *, last: bool
) -> str:
    crashpoint("courier.send.before")
    sent = await _sent(platform, outgoing, part, number, last=last)
    crashpoint("courier.send.after")
    return sent


async def _sent(
    platform: Platform, outgoing: Outgoing, part: str | File, number: int, *, last: bool
) -> str:
    if isinstance(part, File):
        return await platform.send_file(outgoing, part, number=number)
    try:
        return await platform.send(outgoing, part, number=number, last=last)
    except SendError as error:
        if outgoing.edits is None or error.gone or not error.permanent:
            raise
        log.warning("a board could not be written over, so it is posted anew: %s", error.reason)
        return await platform.send(replace(outgoing, edits=None), part, number=number, last=last)


def _outgoing(message: Waiting, manner: Manner, restores: int) -> Outgoing:
    """Write a message. After a restore its key is none that was used before, for another one."""
    language, sign = message.language, manner.sign
    buttons = labels(message.buttons, language)
    html = spelled(render(message.text, language), sign)
    rich = spelled(render(message.text, language, tables=True), sign) if manner.tables else html
    for label, button in buttons:
        if button.invite:
            place = "link" if manner.links else "private" if message.private else "group"
            said = render(text(f"invitation-{place}", label=label, code=button.invite), language)
            html, rich = f"{html}\n{said}", f"{rich}\n{said}"
    if not manner.links:
        buttons = tuple((label, button) for label, button in buttons if not button.invite)
    return Outgoing(
        key=f"{message.key}@{message.created_at.isoformat()}{f'#{restores}' if restores else ''}",
        chat_id=message.chat_id,
        private=message.private,
        html=html,
        plain=without_markup(html),
        rich=rich if rich != html else None,
        keys=tuple(Key(label, button.token, button.invite) for label, button in buttons),
        answers=message.answers,
        notice=message.notice,
    )
