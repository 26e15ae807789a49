"""Two people who take each other for the bot."""

from pathlib import Path

import pytest

from .person import Person, Room
from .world import World

Pair = tuple[Person, Person, Room]


async def paired(world: World, folder: Path, *, encrypted: bool = True) -> Pair:
    """Let Aïcha open a private room with Bob, who comes in."""
    first, second = [await world.account(name) for name in ("Aïcha", "Bob")]
    aicha = Person(world.url, first, "Aïcha", second.user_id, folder / "aicha")
    bob = Person(world.url, second, "Bob", first.user_id, folder / "bob")
    world.people += [aicha, bob]
    await aicha.begin()
    await bob.begin()
    room = await aicha.open_private(encrypted=encrypted)
    await bob.until(lambda: room.id in bob.client.rooms, "the room")
    await aicha.until(lambda: len(aicha.client.rooms[room.id].users) == 2, "Bob")
    return aicha, bob, room


@pytest.fixture
async def pair(matrix: World, tmp_path: Path) -> Pair:
    """Both in an encrypted room on the shared server."""
    return await paired(matrix, tmp_path)
