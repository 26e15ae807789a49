"""Whatever dies or gets stuck is noticed within a minute, started again, or ends the process."""

import asyncio
import logging
import re
import shutil
import socket
import subprocess
import threading
from collections.abc import Callable, Coroutine
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from adapters.chat import Outgoing, PlatformError, Pulse
from adapters.telegram.platform import Telegram
from bot import watchdog
from bot.courier import Courier
from bot.desk import Desk
from bot.ticker import Ticker
from bot.watchdog import (
    FROZEN,
    HEALED,
    LOOK,
    MOST_STARTS,
    SILENT,
    Listener,
    LoopGuard,
    Notifier,
    Part,
    StuckError,
    Watchdog,
)
from core.db.mail import OutboxRows
from core.db.store import Store
from tests.peers.botapi import BotApi
from tests.peers.process import Running
from tests.peers.recorder import Recorder
from tests.peers.stage import DEFAULTS, SetClock, Stage

HOUSE = Path(__file__).parents[2]


class Time:
    """A clock moved by the looks themselves: five seconds each, once it `runs`."""

    def __init__(self, *, runs: bool = True) -> None:
        self.now = 0.0
        self.runs = runs
        self.waits: list[float] = []

    def __call__(self) -> float:
        return self.now

    async def pause(self, task: asyncio.Task[None]) -> None:
        await asyncio.wait({task}, timeout=0.001)
        if self.runs and not task.done():
            self.now += LOOK

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds

    def watchdog(self, excused: Callable[[], bool] = lambda: False) -> Watchdog:
        return Watchdog(excused, self, self.pause, self.sleep)


async def for_ever() -> None:
    await asyncio.Event().wait()


# How silence is told


@pytest.mark.parametrize(
    ("looks", "silent"),
    [
        ([(5.0, 1), (45.0, 1), (50.0, 1)], False),  # beat at 5, then 45 s of silence
        ([(5.0 * n, 0) for n in range(1, 11)], True),
        ([(5.0 * n, n) for n in range(1, 100)], False),
        ([(5.0 * n, 0) for n in range(1, 10)], False),
        ([(5.0, 0), (260_000.0, 0), (260_005.0, 0)], False),  # suspended for three days
        ([(5.0, 0), *((260_000.0 + 5 * n, 0) for n in range(11))], True),  # and stuck since
    ],
)
def test_silence_is_fifty_seconds_without_a_beat(
    looks: list[tuple[float, int]], silent: bool
) -> None:
    listener = Listener(0.0, 0)
    assert [listener.is_silent(now, beats) for now, beats in looks][-1] is silent


def test_silence_with_a_known_cause_is_excused_and_counts_anew_after_it() -> None:
    listener = Listener(0.0, 0)
    assert not any(listener.is_silent(5.0 * n, 0, excused=True) for n in range(1, 100))
    assert [listener.is_silent(495.0 + 5 * n, 0) for n in range(1, 11)] == [False] * 9 + [True]


# What is done about it


async def test_what_is_stuck_is_noticed_within_a_minute_and_started_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    time, pulse, starts = Time(), Pulse(), []

    async def run() -> None:
        starts.append(time.now)
        if len(starts) == 2:
            raise PlatformError("enough")
        await for_ever()

    with pytest.raises(PlatformError):
        await time.watchdog().keep(Part("the poller", run, pulse))
    first, second = starts
    assert second - first <= 60 + 1, "noticed within a minute, started again a second later"
    assert "the poller made no progress for 50 s; starting it again" in caplog.text


async def test_what_dies_is_started_again_with_more_and_more_patience_and_then_given_up(
    caplog: pytest.LogCaptureFixture,
) -> None:
    time, starts = Time(), []

    async def run() -> None:
        starts.append(time.now)
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        await time.watchdog().keep(Part("the poller", run))
    assert len(starts) == MOST_STARTS + 1
    assert time.waits == [1.0, 2.0, 4.0, 8.0]
    assert [record.levelno for record in caplog.records] == [logging.ERROR] * 4 + [logging.CRITICAL]


async def test_what_heals_is_forgiven() -> None:
    time, pulse, starts = Time(), Pulse(), []

    async def run() -> None:
        starts.append(time.now)
        if len(starts) > 3 * MOST_STARTS:
            raise PlatformError("enough")
        while time.now - starts[-1] < HEALED:
            pulse.beat()
            await asyncio.sleep(0)
        raise ValueError("broken now and then")

    with pytest.raises(PlatformError):
        await time.watchdog().keep(Part("the poller", run, pulse))


async def test_what_ends_by_itself_is_started_again_too() -> None:
    async def run() -> None:
        return

    with pytest.raises(StuckError):
        await Time().watchdog().keep(Part("the poller", run))


async def test_what_is_for_people_to_mend_ends_the_process_at_once() -> None:
    time = Time()

    async def run() -> None:
        raise PlatformError("telegram-token")

    with pytest.raises(PlatformError):
        await time.watchdog().keep(Part("the poller", run))
    assert time.waits == []


async def test_what_does_not_let_go_ends_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watchdog, "ENDING", 0.01)
    free = asyncio.Event()

    async def run() -> None:
        while not free.is_set():
            try:
                await free.wait()
            except asyncio.CancelledError:
                continue

    with pytest.raises(StuckError):
        await Time().watchdog().keep(Part("the poller", run, Pulse()))
    free.set()


async def test_an_end_asked_for_is_no_death() -> None:
    ended = asyncio.Event()

    async def run() -> None:
        try:
            await for_ever()
        finally:
            ended.set()

    time = Time(runs=False)
    keeping = asyncio.create_task(time.watchdog().keep(Part("the poller", run, Pulse())))
    await asyncio.sleep(0.01)
    keeping.cancel()
    with pytest.raises(asyncio.CancelledError):
        await keeping
    assert ended.is_set()
    assert time.waits == []


# The parts themselves


async def kept(time: Time, part: Part, until: Callable[[], Coroutine[Any, Any, Any]]) -> None:
    """Keep a part running until something has happened."""
    keeping = asyncio.create_task(time.watchdog().keep(part))
    waiting = asyncio.create_task(until())
    done, _ = await asyncio.wait(
        {keeping, waiting}, timeout=60, return_when=asyncio.FIRST_COMPLETED
    )
    for task in (keeping, waiting):
        task.cancel()
    await asyncio.wait({keeping, waiting})
    assert waiting in done, "it did not come about"
    waiting.result()


async def true(is_so: Callable[[], object]) -> None:
    while not is_so():  # noqa: ASYNC110 - bells are for what is quiet
        await asyncio.sleep(0.005)


async def test_a_poll_that_never_ends_is_asked_again(api: BotApi) -> None:
    """The connection is dead and nobody says so: no timeout of the client comes either."""
    platform = Telegram(api.token, api.url, {})
    await platform.open()
    time, got = Time(runs=False), []
    api.fault("hang", method="getUpdates", times=1)

    async def receive(_platform: str, events: Any, _position: str | None) -> None:
        got.extend(events)

    async def happens() -> None:
        await api.user("Aïcha").start()
        await api.until(lambda: api.calls("getUpdates") and not api.faults)
        time.runs = True
        await true(lambda: len(api.calls("getUpdates")) > 1)
        time.runs = False
        await true(lambda: got)

    part = Part("listening", lambda: platform.listen(receive, None), platform.pulse)
    await kept(time, part, happens)
    assert time.waits == [1.0], "started again once"
    await platform.shut()


def passed(seen: list[datetime], number: int) -> bool:
    return len(seen) >= number


class Mute(Recorder):
    """A platform where some messages never get anywhere."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.mute: set[str] = set()
        self.asked: list[str] = []

    async def send(self, outgoing: Outgoing, part: str, *, number: int, last: bool) -> str:
        self.asked.append(outgoing.chat_id)
        if outgoing.chat_id in self.mute:
            await for_ever()
        return await super().send(outgoing, part, number=number, last=last)


async def test_a_courier_without_progress_starts_again_and_sends_nothing_twice(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That it still looks at the outbox is no progress."""
    looks = []
    waiting_for = OutboxRows.next_not_before

    async def look(rows: OutboxRows, now: datetime) -> datetime | None:
        looks.append(now)
        return await waiting_for(rows, now)

    monkeypatch.setattr(OutboxRows, "next_not_before", look)
    monkeypatch.setattr("bot.courier.IDLE", 0.01)
    stage = Stage(store, "2026-11-23T09:00+01:00")
    await stage.joins(await stage.sets_up(), "Aïcha", "Bob")
    platform = Mute(sent=stage.platform.sent)
    platform.mute.add(stage.user("Aïcha"))
    stage.courier = Courier(store, {"telegram": platform}, stage.clock)
    time = Time(runs=False)

    async def happens() -> None:
        stage.desk._posted = stage.courier.wake
        await stage.desk.receive("telegram", [_said(stage, "Nadia", "/ouvrir")], None)
        await stage.desk.handle_waiting()
        await true(lambda: stage.user("Aïcha") in platform.asked and _asked(stage, "Bob"))
        await true(partial(passed, looks, len(looks) + 5))  # until what Bob got is recorded
        beats = stage.courier.pulse.beats
        await true(partial(passed, looks, len(looks) + 5))
        assert stage.courier.pulse.beats == beats
        time.runs = True
        await true(lambda: time.waits)
        time.runs = False
        await stage.desk.receive("telegram", [_said(stage, "Bob", "45")], None)
        await stage.desk.handle_waiting()
        await true(lambda: any("C’est noté" in said.plain for said in stage.heard("Bob")))

    await kept(time, Part("the courier", stage.courier.run, stage.courier.pulse), happens)
    assert platform.asked.count(stage.user("Aïcha")) == 1, "nobody knows: not sent again"
    assert _asked(stage, "Bob") == 1


def _said(stage: Stage, who: str, text: str) -> tuple[str, str]:
    import json

    number = f"said{next(stage._message)}"
    sender = {"user_id": stage.user(who), "name": who, "language": "fr"}
    return number, json.dumps(
        {
            "chat_id": stage.user(who),
            "private": True,
            "sender": sender,
            "text": text,
            "message_id": number,
        }
    )


def _asked(stage: Stage, who: str) -> int:
    return sum("Que valait" in said.plain for said in stage.heard(who))


async def test_idle_parts_beat_without_anything_to_do(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody speaks for a week: that is no reason to start anything again."""
    for module in ("bot.desk.IDLE", "bot.courier.IDLE", "bot.ticker.EVERY"):
        monkeypatch.setattr(module, 0.01)
    clock = SetClock(Stage(store, "2026-11-23T09:00+01:00").clock.at)
    platforms = {"telegram": Recorder()}
    courier = Courier(store, platforms, clock)
    desk = Desk(store, platforms, DEFAULTS, clock, courier.wake)
    ticker = Ticker(store, clock, courier.wake)
    for part in (desk, courier, ticker):
        running = asyncio.create_task(part.run())
        before = part.pulse.beats
        await asyncio.wait_for(true(lambda: part.pulse.beats > before + 3), 20)  # noqa: B023
        running.cancel()
        await asyncio.wait({running})


def test_waits_on_purpose_are_shorter_than_what_counts_as_silence() -> None:
    from adapters import chat
    from adapters.matrix import client, platform
    from adapters.telegram.arriving import LONG_POLL
    from bot import courier, desk, ticker

    patience = (
        chat.REST,
        LONG_POLL + 15,
        max(client.REQUEST_TIMEOUT, platform.LONG_POLL + client.SYNC_LATE),
        desk.IDLE,
        courier.IDLE,
        ticker.EVERY,
    )
    assert max(patience) < SILENT < SILENT + LOOK < 60


# The process


def test_a_frozen_loop_ends_the_process_and_one_that_moves_does_not() -> None:
    ended = threading.Event()
    with LoopGuard(ended.set, look=0.001):
        assert ended.wait(20)

    class Looks:
        left = 5 * FROZEN

        def wait(self, _seconds: float) -> bool:
            self.left -= 1
            guard.turns += self.left % (FROZEN - 1) == 0
            return not self.left

    guard = LoopGuard(pytest.fail)
    guard._stopped = Looks()  # type: ignore[assignment]
    guard._watch()


@pytest.mark.parametrize("abstract", [False, True])
def test_systemd_is_told_if_it_asked(tmp_path: Path, abstract: bool) -> None:
    address = f"@semainier-{tmp_path.name}" if abstract else str(tmp_path / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(address.replace("@", "\0") if abstract else address)
        Notifier(address).tell("READY=1", "STATUS=well")
        assert listening.recv(100) == b"READY=1\nSTATUS=well"
    Notifier(address).tell("READY=1")
    Notifier("").tell("READY=1")


async def test_the_process_says_when_it_is_ready_lives_and_stops(
    api: BotApi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(str(tmp_path / "notify"))
        listening.settimeout(60)
        async with Running(tmp_path, api) as bot:
            said = [await asyncio.to_thread(listening.recv, 100)]
            while said[-1] != b"READY=1":
                said.append(await asyncio.to_thread(listening.recv, 100))
            assert await bot.stop() == 0
            while said[-1] != b"STOPPING=1":
                said.append(await asyncio.to_thread(listening.recv, 100))
    assert set(said) == {b"WATCHDOG=1", b"READY=1", b"STOPPING=1"}


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not there")
def test_the_unit_is_one_that_systemd_understands(tmp_path: Path) -> None:
    unit = (HOUSE / "docs/semainier.service").read_text()
    assert re.search(r"^WatchdogSec=60$", unit, re.MULTILINE)
    assert re.search(r"^ExecStart=/opt/semainier/\S+ run$", unit, re.MULTILINE)
    there = re.sub(r"/opt/semainier/\S+", "/bin/true", unit)
    (tmp_path / "semainier.service").write_text(there)
    found = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(tmp_path / "semainier.service")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (found.returncode, found.stderr) == (0, "")


def test_the_container_file_copies_what_there_is_and_runs_the_bot() -> None:
    lines = (HOUSE / "docs/Containerfile").read_text().replace("\\\n", " ").splitlines()
    steps = [line.split() for line in lines if line and not line.startswith("#")]
    known = {"FROM", "RUN", "WORKDIR", "COPY", "USER", "VOLUME", "ENV", "ENTRYPOINT", "CMD"}
    assert {step[0] for step in steps} <= known
    assert steps[0][0] == "FROM"
    for step in steps:
        if step[0] == "COPY":
            paths = [part for part in step[1:-1] if not part.startswith("--")]
            assert all((HOUSE / path).exists() for path in paths)
    assert ["CMD", '["run"]'] in steps
