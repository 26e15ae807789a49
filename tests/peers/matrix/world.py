"""A bot's account, people, and a team that gathers in a room."""

import asyncio
import re
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from core.domain import names

from .admin import Account
from .homeserver import Homeserver
from .person import Person, Room

AT_ONCE = 6
"""People who join at the same time: their clients share this process."""


class World:
    """People on one homeserver, their names made unique so that stories do not meet."""

    def __init__(self, homeserver: Homeserver, folder: Path) -> None:
        self.homeserver = homeserver
        self.url = homeserver.url
        self.people: list[Person] = []
        self._folder = folder
        self._prefix = secrets.token_hex(4)
        self.bot_password = "pw-" + secrets.token_hex(8)
        self.bot_id = homeserver.user_id(f"semainier-{self._prefix}")

    async def begin(self) -> None:
        """Make the bot's account; nobody has logged in to it."""
        name = self.bot_id.removeprefix("@").split(":")[0]
        made = await self.homeserver.register(name, self.bot_password, display_name="Semainier")
        await self.homeserver.admin.revoke(made.user_id, made.device_id)

    async def end(self) -> None:
        await asyncio.gather(*(person.end() for person in self.people))

    async def account(self, name: str) -> Account:
        """Make an account; its display name is the name."""
        local = f"{re.sub(r'[^a-z0-9]', '', names.fold(name))}-{self._prefix}"
        return await self.homeserver.register(local, display_name=name)

    async def person(self, name: str) -> Person:
        """Somebody with a client of their own."""
        account = await self.account(name)
        folder = self._folder / f"client-{len(self.people)}"
        person = Person(self.url, account, name, self.bot_id, folder)
        self.people.append(person)
        await person.begin()
        return person


@dataclass
class Cooperative:
    """A room, its facilitator, and those who joined."""

    world: World
    nadia: Person
    group: Room
    members: dict[str, Person] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Person:
        return self.members[name]


async def gathered(world: World, *names: str, encrypted: bool = False) -> Cooperative:
    """Set a team up in a new room; let people join it and ask for a private room."""
    nadia = await world.person("Nadia")
    group = await nadia.create_group("Kpa-Cité", encrypted=encrypted)
    await group.expect("Je suis Semainier")
    await nadia.say("!setup", chat=group)
    await group.expect("écris !join ici")
    team = Cooperative(world, nadia, group)
    await nadia.open_private()
    await nadia.expect("Bonjour Nadia", after=0)

    few = asyncio.Semaphore(AT_ONCE)

    async def join(name: str) -> None:
        async with few:
            person = team.members[name] = await world.person(name)
            await nadia.add(group, person)
            await person.say("!join", chat=group)
            await person.expect("Te voilà dans", after=0)

    await asyncio.gather(*(join(name) for name in names))
    for person in (nadia, *team.members.values()):
        person.undecryptable.clear()  # what was said in the very moment one came in is for nobody
    return team
