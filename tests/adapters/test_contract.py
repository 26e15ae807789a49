"""What every platform promises, the same cases on each: on Telegram's strict server, on Synapse."""

import asyncio
import itertools
import re
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from adapters.chat import File, Incoming, Key, Outgoing, Platform, SendError, UnreadableError
from adapters.matrix.platform import Matrix
from adapters.telegram.platform import Telegram
from bot.menu import menu
from tests.adapters.town import OnMatrix, OnTelegram
from tests.peers.botapi import BotApi
from tests.peers.matrix.world import World
from tests.peers.process import written


@dataclass
class Line:
    """A platform, open and listening, and somebody who talks to it; what arrives is recorded."""

    platform: Platform
    person: Any
    chat_id: str
    arrived: list[tuple[str, str]] = field(default_factory=list)
    limit: Callable[[], Any] = lambda: None
    part: Callable[[], Any] = lambda: None
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    async def heard(self, wanted: Callable[[Incoming], Any]) -> Incoming:
        """Wait for something that arrived and can be read."""
        async with asyncio.timeout(90):
            while True:
                for _, payload in self.arrived:
                    with suppress(UnreadableError):
                        incoming = self.platform.read(payload)
                        if incoming is not None and wanted(incoming):
                            return incoming
                await asyncio.sleep(0.02)

    async def sends(self, html: str, *keys: Key) -> list[str]:
        """Send a message in all its parts; their ids."""
        plain = re.sub(r"<[^>]+>", "", html).replace("&lt;", "<").replace("&amp;", "&")
        key = f"message {next(self._numbers)}"
        outgoing = Outgoing(key, self.chat_id, private=True, html=html, plain=plain, keys=keys)
        parts = self.platform.parts(outgoing)
        return [
            await self.platform.send(outgoing, part, number=n, last=n == len(parts) - 1)
            for n, part in enumerate(parts)
        ]


async def listening(line: Line) -> AsyncIterator[Line]:
    async def receive(
        _platform: str, events: Sequence[tuple[str, str]], _position: str | None
    ) -> None:
        line.arrived.extend(events)

    task = asyncio.create_task(line.platform.listen(receive, None))
    await line.platform.caught_up.wait()
    yield line
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await line.platform.shut()


async def on_telegram(api: BotApi) -> AsyncIterator[Line]:
    platform = Telegram(api.token, api.url, menu())
    await platform.open()
    aicha = api.user("Aïcha")
    line = Line(platform, aicha, str(aicha.id))
    line.limit = lambda: api.fault("429", method="sendMessage", retry_after=2)
    line.part = aicha.block
    async for one in listening(line):
        await aicha.start()
        await one.heard(lambda said: said.text == "/start")
        yield one


async def on_matrix(matrix: World, folder: Path) -> AsyncIterator[Line]:
    platform = Matrix(matrix.url, matrix.bot_id, folder, password=matrix.bot_password)
    await platform.open()
    aicha = await matrix.person("Aïcha")
    admin = matrix.homeserver.admin
    line = Line(platform, aicha, "")

    async def limit() -> None:
        await admin.override_ratelimit(matrix.bot_id, 1, 1)
        for _ in range(3):
            with suppress(SendError):
                await line.sends("encore")

    async def part() -> None:
        await aicha.leave(line.chat_id)
        await line.heard(lambda said: said.blocked)

    line.limit, line.part = limit, part
    async for one in listening(line):
        one.chat_id = (await aicha.open_private()).id
        await one.heard(lambda said: said.arrived)
        yield one


@pytest.fixture
async def line(town: OnTelegram | OnMatrix, tmp_path: Path) -> AsyncIterator[Line]:
    """The same on each platform."""
    lines = (
        on_telegram(town.api)
        if isinstance(town, OnTelegram)
        else on_matrix(town.matrix, tmp_path / "store")
    )
    async for one in lines:
        yield one


async def test_what_people_wrote_is_shown_and_never_obeyed(line: Line) -> None:
    await line.sends("<b>Aïcha &lt;3 &amp; co</b> &lt;script&gt;".replace("&gt;", ">"))
    await line.person.expect("Aïcha <3 & co <script>", after=0)


async def test_a_long_text_arrives_whole_and_in_order(line: Line) -> None:
    said = [f"ligne {number} : café, vélo, « société » & co" for number in range(1500)]
    ids = await line.sends("\n".join(one.replace("&", "&amp;") for one in said))
    assert len(ids) == len(set(ids)) > 1
    await line.person.expect(said[-1], after=0)
    shown = "\n".join(message.text for message in line.person.inbox)
    assert re.findall(r"ligne \d+ : .*", shown) == said


async def test_a_chat_that_is_closed_says_so_for_good(line: Line) -> None:
    await line.part()
    with pytest.raises(SendError) as refused:
        await line.sends("Bonjour")
    assert refused.value.gone


async def test_too_fast_is_a_time_to_wait(line: Line) -> None:
    done = line.limit()
    if asyncio.iscoroutine(done):
        await done
    with pytest.raises(SendError) as refused:
        await line.sends("trop vite")
    assert refused.value.retry_after is not None
    assert 0 < refused.value.retry_after < 10
    assert not refused.value.permanent


async def test_a_choice_comes_back_as_the_option_that_was_offered(line: Line) -> None:
    (message_id,) = await line.sends("Tu confirmes ?", Key("Oui", "token-1"), Key("Non", "token-2"))
    message = await line.person.expect("Tu confirmes", after=0)
    pressing = asyncio.create_task(line.person.press(message, "Non"))
    chosen = await line.heard(lambda said: said.pressed or said.chosen)
    pressing.cancel()
    assert (chosen.pressed, chosen.chosen) in (("token-2", None), (None, 2))
    if chosen.chosen:
        assert chosen.reply_to == message_id
    assert chosen.private
    assert chosen.chat_id == line.chat_id


async def test_an_edit_names_the_message_it_changes(line: Line) -> None:
    said = await line.person.say("45")
    first = await line.heard(lambda heard: heard.text == "45")
    await line.person.edit(said, "46")
    second = await line.heard(lambda heard: heard.text == "46")
    assert (first.edit, second.edit) == (False, True)
    assert first.message_id == second.message_id
    assert first.sender == second.sender
    assert first.sender.name == "Aïcha"


async def test_a_file_that_is_sent_can_be_fetched_but_not_too_large(line: Line) -> None:
    content = b"week,amount,note\n2026-W52,0,vacances\n"
    await line.person.send_file("plan.csv", content, "/plan")
    said = await line.heard(lambda heard: heard.file)
    assert said.file is not None
    assert (said.text, said.file.name) == ("/plan", "plan.csv")
    assert await line.platform.fetch(said.file, 1000) == content
    with pytest.raises(SendError) as refused:
        await line.platform.fetch(said.file, 10)
    assert refused.value.permanent


async def test_a_file_of_ours_arrives_as_it_is(line: Line) -> None:
    outgoing = Outgoing("files", line.chat_id, private=True, html="", plain="")
    await line.platform.typing(line.chat_id)
    file = File("semaines.csv", "text/csv", b"semaine;montant\n2026-W48;45,50\n")
    await line.platform.send_file(outgoing, file, number=0)
    message = await line.person.expect(lambda _: True, after=0)
    if isinstance(line.platform, Matrix):
        assert message.encrypted
        assert await line.person.fetch(message) == file.content
    else:
        assert message.file.data == file.content
    assert "semaines.csv" in (written(message) or message.file.name)


async def test_a_message_of_ours_is_written_over_as_often_as_one_likes(line: Line) -> None:
    (first,) = await line.sends("0 sur 100")
    await line.person.expect("0 sur 100", after=0)
    for key in ("over", "over again"):
        outgoing = Outgoing(
            key, line.chat_id, private=True, html="<b>50</b> sur 100", plain="50 sur 100",
            edits=first,
        )  # fmt: skip
        assert await line.platform.send(outgoing, outgoing.html, number=0, last=True) == first
    await line.person.expect("50 sur 100", after=0)
    if isinstance(line.platform, Telegram):
        assert [message.text for message in line.person.inbox] == ["50 sur 100"]
        gone = replace(outgoing, edits="999999")
        with pytest.raises(SendError) as refused:
            await line.platform.send(gone, gone.html, number=0, last=True)
        assert refused.value.permanent
