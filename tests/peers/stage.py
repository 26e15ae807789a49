"""A stage for dialogues: people say things at chosen times, and the bot's answers are read.

The desk, the use cases, the database, the courier and the tick are the real ones; only the chat
platform is in memory and the clock is set by hand. People speak as on Telegram, or as on Matrix:
there a button is chosen by a reaction or a reply with its number, and one joins in the group.
"""

import itertools
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from adapters.chat import Key, Manner, Outgoing
from adapters.matrix.writing import MOST_NUMBERS
from bot.courier import Courier
from bot.desk import Desk
from bot.ticker import Ticker
from core.app.audit import audit_team
from core.app.membership import TeamDefaults
from core.app.says import Text
from core.db.store import Store
from core.domain.team import Settings
from tests.peers.recorder import Recorder

DEFAULTS = TeamDefaults(Settings(), 600_00, 70)
GROUP = "-100"


@dataclass
class SetClock:
    """A clock set by hand."""

    at: datetime

    def now(self) -> datetime:
        return self.at


class Stage:
    """Puts a bot on stage with a platform in memory."""

    def __init__(
        self,
        store: Store,
        at: str,
        defaults: TeamDefaults = DEFAULTS,
        *,
        language: str = "fr",
        on: str = "telegram",
    ) -> None:
        self.store = store
        self.language = language
        self.clock = SetClock(datetime.fromisoformat(at).astimezone(UTC))
        self.defaults = defaults
        telegram = Recorder()
        self.matrix = Recorder("matrix", manner=Manner(sign="!", links=False))
        self.matrix.sent = telegram.sent
        self.platforms = {one.name: one for one in (telegram, self.matrix)}
        self.platform = self.platforms[on]
        self.numbered = on == "matrix"
        self._starts()
        self._event = itertools.count(1)
        self._message = itertools.count(1)
        self._ids: dict[str, str] = {}
        self._said: dict[str, list[str]] = {}
        self._choices = 0

    def _starts(self) -> None:
        self.courier = Courier(self.store, self.platforms, self.clock)
        wake = self.courier.wake
        self.desk = Desk(self.store, self.platforms, self.defaults, self.clock, wake)
        self.ticker = Ticker(self.store, self.clock, wake)

    async def restarts(self) -> None:
        """The bot's process ends and another one starts: only what the database holds is left."""
        await self.store.database.dispose()
        self.store = Store(self.store.database)
        self._starts()

    def user(self, name: str) -> str:
        """The chat (and user) id of somebody."""
        return self._ids.setdefault(name, str(1000 + len(self._ids)))

    def name_of(self, user_id: str) -> str:
        """Whose private chat that is."""
        return next(name for name, known in self._ids.items() if known == user_id)

    def message_of(self, who: str, back: int = 1) -> str:
        """The id of what somebody typed last, or `back` messages ago."""
        return self._said[who][-back]

    async def says(
        self,
        who: str,
        text: str | None,
        *,
        group: bool = False,
        edits: str | None = None,
        on: Recorder | None = None,
        **more: object,
    ) -> list[str]:
        """Somebody types a text; returns what the bot said to anybody because of it."""
        before = len(self.platform.sent)
        message_id = edits or str(next(self._message))
        if edits is None:
            self._said.setdefault(who, []).append(message_id)
        await self._arrive(
            {
                "chat_id": GROUP if group else self.user(who),
                "private": not group,
                "sender": self._sender(who),
                "text": text,
                "message_id": message_id,
                "chat_title": "Kpa-Cité" if group else "",
                "at": self.clock.now().isoformat(),
                "edit": edits is not None,
                **more,
            },
            on,
        )
        return [said.plain for said in self.platform.sent[before:]]

    async def presses(
        self, who: str, label: str, *, of: str | None = None, back: int = 1
    ) -> list[str]:
        """Somebody presses a button under the last message that has it (in the chat `of`).

        A part of its label will do, where none is called just that. `back` is 2 for the message
        that had it before, and so on.
        """
        chat = self.user(of or who)
        shown = [
            (message_id, said, key)
            for message_id, said in enumerate(self.platform.sent, start=1)
            if said.chat_id == chat
            for key in said.keys
            if label in key.label.replace("\u00a0", " ")
        ]
        found = [one for one in shown if one[2].label == label] or shown
        if self.numbered and not found:
            return await self._follows(who, chat, label)
        assert found, f"no button {label} was ever shown to {of or who}"
        message_id, said, key = found[-back]
        if self.numbered:
            return await self._chooses(who, chat, str(message_id), said.keys.index(key) + 1)
        return await self.presses_key(who, key)

    async def _chooses(self, who: str, chat: str, message_id: str, number: int) -> list[str]:
        """Choose an option where they are numbered: by a reaction, and every other time a reply."""
        self._choices += 1
        if self._choices % 2 and number <= MOST_NUMBERS:
            return await self.says(who, None, chosen=number, reply_to=message_id, chat_id=chat)
        return await self.says(who, str(number), reply_to=message_id, chat_id=chat)

    async def _follows(self, who: str, chat: str, label: str) -> list[str]:
        """Follow an invitation where it is a command to copy, last shown in a private chat."""
        shown = "\n".join(said.plain for said in self.platform.sent if said.chat_id == chat)
        codes = re.findall(rf"{re.escape(label)}\s*: .*!start ([\w-]+)", shown)
        assert codes, f"no option {label} was ever shown there"
        return await self.says(who, f"!start {codes[-1]}")

    async def presses_key(self, who: str, key: Key) -> list[str]:
        """The same with the button in hand; an invitation's is a link to `/start CODE`."""
        if key.invite:
            return await self.says(who, f"/start {key.invite}")
        before = len(self.platform.sent)
        number = next(self._event)
        await self._arrive(
            {
                "chat_id": self.user(who),
                "private": True,
                "sender": self._sender(who),
                "message_id": f"press-{number}",
                "pressed": key.token,
                "press_id": f"q{number}",
            }
        )
        return [said.plain for said in self.platform.sent[before:]]

    async def at(self, when: str) -> list[str]:
        """Time passes; the tick runs; returns what the bot said by itself."""
        self.clock.at = datetime.fromisoformat(when).astimezone(UTC)
        before = len(self.platform.sent)
        await self.ticker.tick()
        await self.courier.drain()
        return [said.plain for said in self.platform.sent[before:]]

    async def later(self, **delta: float) -> list[str]:
        """The same, so much later."""
        return await self.at((self.clock.at + timedelta(**delta)).isoformat())

    def heard(self, who: str) -> list[Outgoing]:
        """All the bot ever said in somebody's private chat."""
        return [said for said in self.platform.sent if said.chat_id == self.user(who)]

    def group(self) -> list[Outgoing]:
        """All the bot ever said in the group."""
        return [said for said in self.platform.sent if said.chat_id == GROUP]

    async def sets_up(self, who: str = "Nadia") -> str:
        """A facilitator sets the team up; returns the invitation's code, where it has one."""
        self.platform.admins.add((GROUP, self.user(who)))
        await self.says(who, "/setup Kpa-Cité", group=True)
        codes = (key.invite for said in self.group() for key in said.keys if key.invite)
        return next(codes, "")

    async def joins(self, code: str, *names: str) -> None:
        """People follow the invitation; where it has no code, they join in the group."""
        for name in names:
            await self.says(name, f"/start {code}" if code else "!join", group=not code)

    async def audit(self) -> list[Text]:
        """Every breach of every promise, over all teams."""
        from sqlalchemy import select

        from core.db import schema

        async with self.store.work() as work:
            rows = await work._connection.execute(select(schema.teams.c.id))
            teams = [await work.teams.get(row.id) for row in rows.all()]
            return [breach for team in teams for breach in await audit_team(work, team)]

    def _sender(self, who: str) -> dict[str, object]:
        return {"user_id": self.user(who), "name": who, "language": self.language}

    async def _arrive(self, event: dict[str, object], on: Recorder | None = None) -> None:
        number = f"e{next(self._event)}"
        name = (on or self.platform).name
        await self.desk.receive(name, [(number, json.dumps(event))], None)
        while await self.desk.handle_waiting():
            pass
        await self.courier.drain()
