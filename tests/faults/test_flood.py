"""Somebody sends two thousand messages: nobody else waits for them to be answered."""

import asyncio
import json
import re

from hypothesis import given
from hypothesis import strategies as st

from adapters.chat import Outgoing
from bot.backlog import BATCH, _in_turn
from core.db.store import Store
from tests.peers.recorder import Recorder
from tests.peers.stage import Stage

MANY = 2000
OTHERS = ("Aïcha", "Bob", "Chloé")

Chats = list[str]


async def flooded(store: Store) -> Stage:
    """An open round: Dany has sent two thousand messages, then each of the others one."""
    stage = Stage(store, "2026-11-27T15:00+01:00")
    await stage.joins(await stage.sets_up(), "Dany", *OTHERS)
    await stage.at("2026-11-27T16:00+01:00")
    said = [("Dany", str(number)) for number in range(1, MANY + 1)]
    said += [(name, "45") for name in OTHERS]
    await stage.desk.receive("telegram", [event(stage, *one) for one in said], None)
    return stage


def event(stage: Stage, who: str, text: str) -> tuple[str, str]:
    number = str(next(stage._message))
    said = {
        "chat_id": stage.user(who),
        "private": True,
        "sender": {"user_id": stage.user(who), "name": who, "language": "fr"},
        "text": text,
        "message_id": number,
        "at": stage.clock.now().isoformat(),
    }
    return f"flood{number}", json.dumps(said)


async def test_in_the_first_batch_everybody_is_heard(store: Store) -> None:
    stage = await flooded(store)
    assert await stage.desk.handle_waiting() == BATCH
    async with store.work() as work:
        (round_,) = [
            found
            for team_id in await store.team_ids()
            if (found := await work.rounds.open_round(team_id)) is not None
        ]
        claims = [claim for _, _, claim in await work.rounds.claims(round_.id)]
    assert sorted(claims) == [45_00, 45_00, 45_00, (BATCH - 3) * 100]


async def test_answers_to_others_leave_among_the_first(store: Store) -> None:
    stage = await flooded(store)
    before = len(stage.platform.sent)
    while await stage.desk.handle_waiting():
        pass
    await stage.courier.drain()
    to = [said.chat_id for said in stage.platform.sent[before:]]
    flood = stage.user("Dany")
    assert to.count(flood) == MANY, "each is answered, in the end"
    for name in OTHERS:
        assert to[: to.index(stage.user(name))].count(flood) <= 10
    heard = "\n".join(said.plain for said in stage.heard("Dany"))
    changed = [int(number) for number in re.findall(r"C’est changé : (\d+),00", heard)]
    assert len(changed) > BATCH
    assert changed == sorted(changed), "in the order they were said"
    assert await stage.audit() == []


class Slow(Recorder):
    """A platform that lets one chat wait for each answer for ever."""

    waits = ""

    async def send(self, outgoing: Outgoing, part: str, *, number: int, last: bool) -> str:
        if outgoing.chat_id == self.waits:
            await asyncio.Event().wait()
        return await super().send(outgoing, part, number=number, last=last)


async def test_a_chat_that_is_owed_two_thousand_answers_holds_no_later_one_up(store: Store) -> None:
    stage = await flooded(store)
    while await stage.desk.handle_waiting():
        pass
    platform = Slow(sent=stage.platform.sent)
    platform.waits = stage.user("Dany")
    stage.platforms["telegram"] = platform
    stage._starts()
    running = asyncio.create_task(stage.courier.run())
    async with asyncio.timeout(60):
        for number in range(3):
            said = event(stage, "Aïcha", f"4{number}")
            await stage.desk.receive("telegram", [said], None)
            await stage.desk.handle_waiting()
            while f"4{number},00" not in stage.heard("Aïcha")[-1].plain:  # noqa: ASYNC110
                await asyncio.sleep(0.005)
    running.cancel()
    await asyncio.wait({running})


async def test_a_flood_set_aside_or_handled_elsewhere_is_no_hindrance(store: Store) -> None:
    """What another process handled meanwhile is not waited for, nor chosen again."""
    stage = await flooded(store)
    async with store.work() as work:
        ids = await work.inbox.waiting_ids(MANY)
        await work.inbox.handled(ids[100:], stage.clock.now())
    handled = 0
    while count := await stage.desk.handle_waiting():
        handled += count
    assert handled == 100 + len(OTHERS)


@given(st.lists(st.sampled_from("abcde"), min_size=1, max_size=400))
def test_chats_take_turns_and_each_keeps_its_order(of: Chats) -> None:
    """`of` names the chat of each message, in the order they came."""
    chosen = _in_turn(
        range(len(of)), {number: ("telegram", chat) for number, chat in enumerate(of)}
    )
    assert len(chosen) == min(BATCH, len(of))
    counts = {chat: [number for number in chosen if of[number] == chat] for chat in set(of)}
    for chat, numbers in counts.items():
        first = [number for number, one in enumerate(of) if one == chat]
        assert numbers == first[: len(numbers)], "the oldest, in order"
        if len(numbers) < len(first):
            assert len(numbers) >= max(map(len, counts.values())) - 1, "nobody else has more"
