"""The homeserver of the tests: its data outlive it, nothing of it outlives the tests."""

import asyncio
import os
import signal
import sys
import time
from email.utils import parsedate_to_datetime
from pathlib import Path

import aiohttp
import pytest

from .conftest import paired
from .person import Person, room_path
from .proxy import Kind, Proxy
from .world import World

DROPS: tuple[Kind, ...] = ("drop_before", "drop_after")

OWNER = """
import asyncio, sys
from pathlib import Path
from tests.peers.matrix.homeserver import Homeserver

async def own():
    async with Homeserver(Path(sys.argv[1])) as homeserver:
        print(homeserver.pid, flush=True)
        await asyncio.Event().wait()

asyncio.run(own())
"""


async def test_people_go_on_talking_after_a_restart(own_matrix: World, tmp_path: Path) -> None:
    aicha, bob, _ = await paired(own_matrix, tmp_path)
    await aicha.say("avant")
    await bob.expect("avant", after=0)
    await own_matrix.homeserver.kill()
    await own_matrix.homeserver.restart()
    await aicha.say("après")
    await bob.expect("après", after=0)


async def test_default_limits_refuse_haste_unless_somebody_is_exempt(own_matrix: World) -> None:
    nadia = await own_matrix.person("Nadia")
    room = await nadia.create_group("Kpa-Cité")
    await own_matrix.homeserver.restart("default")
    assert await statuses(nadia, room_path(room, "send/m.room.message/a"), 15) == {200, 429}
    await own_matrix.homeserver.override_ratelimit(nadia.id, 0, 0)
    assert await statuses(nadia, room_path(room, "send/m.room.message/b"), 15) == {200}


async def statuses(person: Person, path: str, times: int) -> set[int]:
    """Send so many messages at once; what was answered."""
    headers = {"Authorization": f"Bearer {person.client.access_token}"}
    said = '{"msgtype": "m.text", "body": "."}'
    sending = (person.client.send("PUT", f"{path}{n}", said, headers) for n in range(times))
    return {answer.status for answer in await asyncio.gather(*sending)}


async def test_a_revoked_token_is_unknown(matrix: World) -> None:
    aicha = await matrix.person("Aïcha")
    await matrix.homeserver.admin.revoke(aicha.id)
    answer = await aicha.client.send(
        "GET",
        "/_matrix/client/v3/account/whoami",
        headers={"Authorization": f"Bearer {aicha.client.access_token}"},
    )
    assert (await answer.json())["errcode"] == "M_UNKNOWN_TOKEN"


async def test_it_ends_when_its_owner_is_killed(tmp_path: Path) -> None:
    owner = await asyncio.create_subprocess_exec(
        sys.executable, "-c", OWNER, tmp_path / "synapse", stdout=asyncio.subprocess.PIPE
    )
    assert owner.stdout is not None
    pid = int(await asyncio.wait_for(owner.stdout.readline(), 60))
    ended = os.pidfd_open(pid)
    over = asyncio.Event()
    asyncio.get_running_loop().add_reader(ended, over.set)
    owner.send_signal(signal.SIGKILL)
    await owner.communicate()
    await asyncio.wait_for(over.wait(), 10)
    asyncio.get_running_loop().remove_reader(ended)
    os.close(ended)


async def test_a_bad_line(matrix: World) -> None:
    aicha = await matrix.person("Aïcha")
    headers = {"Authorization": f"Bearer {aicha.client.access_token}"}
    profile = f"/_matrix/client/v3/profile/{aicha.id}/displayname"
    async with (
        Proxy(matrix.url, skew=3600) as line,
        aiohttp.ClientSession(line.url, headers=headers) as client,
    ):

        async def name() -> int:
            async with client.get(profile) as answer:
                return answer.status

        assert await name() == 200
        for status in (401, 403, 429, 502):
            line.fault(status, "displayname", method="GET")
            assert await name() == status
        line.fault("hang", "displayname")
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(name(), 0.1)
        for kind in DROPS:
            line.fault(kind, "displayname", 2, method="PUT")  # aiohttp tries again once, unasked
            assert await name() == 200
            with pytest.raises(aiohttp.ServerDisconnectedError):
                await client.put(profile, json={"displayname": str(kind)})
            async with client.get(profile) as answer:
                there = (await answer.json())["displayname"]
            assert (there == kind) is (kind == "drop_after")
        clock = parsedate_to_datetime(answer.headers["Date"]).timestamp() - time.time()
        assert 3500 < clock < 3700
        assert len(line.calls("displayname")) == 14
