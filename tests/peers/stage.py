"""A stage for dialogues: people say things at chosen times, and the bot's answers are read.

The desk, the use cases, the database, the courier and the tick are the real ones; only the chat
platform is in memory and the clock is set by hand.
"""

import itertools
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from adapters.chat import Key, Manner, Outgoing
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
        self, store: Store, at: str, defaults: TeamDefaults = DEFAULTS, *, language: str = "fr"
    ) -> None:
        self.store = store
        self.language = language
        self.clock = SetClock(datetime.fromisoformat(at).astimezone(UTC))
        self.platform = Recorder()
        self.matrix = Recorder("matrix", manner=Manner(sign="!", links=False))
        self.matrix.sent = self.platform.sent
        platforms = {one.name: one for one in (self.platform, self.matrix)}
        self.courier = Courier(store, platforms, self.clock)
        self.desk = Desk(store, platforms, defaults, self.clock, self.courier.wake)
        self.ticker = Ticker(store, self.clock, self.courier.wake)
        self._event = itertools.count(1)
        self._message = itertools.count(1)
        self._ids: dict[str, str] = {}
        self._said: dict[str, list[str]] = {}

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
        text: str,
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

    async def presses(self, who: str, label: str, *, of: str | None = None) -> list[str]:
        """Somebody presses a button under the last message that has it (in the chat `of`)."""
        chat = self.user(of or who)
        shown = [key for said in self.platform.sent if said.chat_id == chat for key in said.keys]
        found = [key for key in shown if label in key.label.replace("\u00a0", " ")]
        assert found, f"no button {label} was ever shown to {of or who}"
        return await self.presses_key(who, found[-1])

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
        """A facilitator sets the team up; returns the invitation's code."""
        self.platform.admins.add((GROUP, self.user(who)))
        await self.says(who, "/setup Kpa-Cité", group=True)
        return next(key.invite for said in self.group() for key in said.keys if key.invite)

    async def joins(self, code: str, *names: str) -> None:
        """People follow the invitation."""
        for name in names:
            await self.says(name, f"/start {code}")

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
