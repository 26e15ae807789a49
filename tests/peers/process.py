"""`semainier run` as a process of its own, and a team on Telegram that talks to it."""

import asyncio
import os
import signal
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Self

import yaml

from tests.peers.botapi import BotApi, Group, User
from tests.peers.matrix.world import World

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NAMES = ("Aïcha", "Bob", "Chloé", "Dany", "Enzo", "Fatou", "Gaël", "Hana")


def written(message: Any) -> str:
    """A message's text, its unbreakable spaces written as spaces."""
    return str(message.text).replace("\u00a0", " ").replace("\u202f", " ")


class Running:
    """The bot's process: started, killed, started again on the same database."""

    def __init__(self, folder: Path, *platforms: BotApi | World, **team_defaults: object) -> None:
        self.folder = folder
        self.log = folder / "log"
        self.config = folder / "config.yaml"
        self.database = folder / "semainier.db"
        in_days = {n: DAYS[(datetime.now(UTC) + timedelta(days=n)).weekday()] for n in (3, 4, 5)}
        timetable: dict[str, object] = {
            "open": f"{in_days[3]} 12:00",
            "remind": [f"{in_days[4]} 12:00"],
            "close": f"{in_days[5]} 12:00",
        }
        self.store = folder / "matrix-store"
        content: dict[str, Any] = {
            "database": {"url": f"sqlite+aiosqlite:///{self.database}"},
            "team_defaults": timetable | team_defaults,
        }
        for platform in platforms:
            if isinstance(platform, BotApi):
                content["telegram"] = {"token": platform.token, "api_url": platform.url}
            else:
                content["matrix"] = {
                    "homeserver": platform.url,
                    "user_id": platform.bot_id,
                    "password": platform.bot_password,
                    "store": str(self.store),
                }
        self.config.touch(mode=0o600)
        self.config.write_text(yaml.safe_dump(content), encoding="utf-8")
        self._process: asyncio.subprocess.Process | None = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._process is not None and self._process.returncode is None:
            await self.kill()

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    async def start(self) -> None:
        """Start it; it is ready when it says so, which nobody needs to wait for."""
        with self.log.open("ab") as log:
            self._process = await self._python("run", stderr=log)

    async def stop(self) -> int:
        """End it as an operator does; its exit code."""
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)
        return await asyncio.wait_for(self._process.wait(), 90)

    async def kill(self) -> None:
        """End it as a power cut does."""
        assert self._process is not None
        self._process.kill()
        await self._process.wait()

    async def ended(self) -> int:
        """Wait until it ends by itself; its exit code."""
        assert self._process is not None
        return await asyncio.wait_for(self._process.wait(), 90)

    async def audit(self) -> tuple[int, str]:
        """Run `semainier audit`; its exit code and what it prints."""
        return await self.says("audit")

    async def says(self, command: str) -> tuple[int, str]:
        """Run another command on the same config; its exit code and what it prints."""
        process = await self._python(command, stdout=asyncio.subprocess.PIPE)
        said, _ = await process.communicate()
        return process.returncode or 0, said.decode()

    def configure(self, section: str, **keys: object) -> None:
        """Change keys of the config; None takes one out."""
        content = yaml.safe_load(self.config.read_text(encoding="utf-8"))
        changed = content.get(section, {}) | keys
        content[section] = {key: value for key, value in changed.items() if value is not None}
        self.config.write_text(yaml.safe_dump(content), encoding="utf-8")

    async def _python(self, command: str, **streams: Any) -> asyncio.subprocess.Process:
        env = {**os.environ, "PTB_TIMEDELTA": "true", "LC_ALL": "en_GB.UTF-8"}
        arguments = ("-m", "bot", command, "--config", str(self.config))
        return await asyncio.create_subprocess_exec(sys.executable, *arguments, env=env, **streams)


@dataclass
class Cooperative:
    """A group, its facilitator, and those who joined."""

    api: BotApi
    nadia: User
    group: Group
    members: dict[str, User] = field(default_factory=dict)

    def __getitem__(self, name: str) -> User:
        return self.members[name]


async def gathered(api: BotApi, *names: str, language: str = "fr") -> Cooperative:
    """Set a team up in a new group; let people join by the button of the bot's post."""
    nadia = api.user("Nadia", language_code=language)
    group = api.group("Kpa-Cité", nadia)
    await group.add_bot()
    await nadia.start()
    team = Cooperative(api, nadia, group)
    await nadia.say("/setup@semainier_bot", chat=group)
    invitation = await group.expect(lambda said: bool(said.buttons))

    async def join(name: str) -> None:
        user = team.members[name] = api.user(name, language_code=language)
        await group.add(user)
        await user.follow(invitation, "Kpa-Cité")
        await user.expect(name)

    await asyncio.gather(*(join(name) for name in names))
    return team
