"""A place where people talk, so that one story can be told on each platform."""

import json
from pathlib import Path
from typing import Any, Protocol

from tests.peers import process
from tests.peers.botapi import BotApi
from tests.peers.matrix import world
from tests.peers.matrix.world import World
from tests.peers.process import Running


class Town(Protocol):
    """A platform with people on it."""

    def running(self, folder: Path, **team_defaults: object) -> Running:
        """A bot that serves it."""

    async def gathered(self, *names: str) -> Any:
        """A team: `nadia`, `group`, and a person by name."""

    def secrets(self, bot: Running) -> list[str]:
        """What no log may ever hold."""

    @property
    def unreadable(self) -> list[Any]:
        """What somebody was sent and could not decrypt."""


class OnTelegram:
    """Implements `Town`."""

    def __init__(self, api: BotApi) -> None:
        self.api = api
        self.unreadable: list[Any] = []

    def running(self, folder: Path, **team_defaults: object) -> Running:
        return Running(folder, self.api, **team_defaults)

    async def gathered(self, *names: str) -> Any:
        return await process.gathered(self.api, *names)

    def secrets(self, bot: Running) -> list[str]:
        return [self.api.token]


class OnMatrix:
    """Implements `Town`, in encrypted rooms."""

    def __init__(self, matrix: World) -> None:
        self.matrix = matrix

    def running(self, folder: Path, **team_defaults: object) -> Running:
        return Running(folder, self.matrix, **team_defaults)

    async def gathered(self, *names: str) -> Any:
        return await world.gathered(self.matrix, *names, encrypted=True)

    def secrets(self, bot: Running) -> list[str]:
        account = json.loads((bot.store / "account.json").read_text())
        return [self.matrix.bot_password, account["access_token"], *account["signing"]]

    @property
    def unreadable(self) -> list[Any]:
        return [event for person in self.matrix.people for event in person.undecryptable]
