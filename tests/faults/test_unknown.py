"""What nobody can know is said: a prompt that may have arrived is not sent again by itself."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from adapters.chat import Manner, Outgoing, SendError
from core.db.store import Store
from tests.peers.recorder import Recorder
from tests.peers.stage import Stage

REPEATS = timedelta(hours=20)


class Crash(BaseException):
    """The process ends while a request is on its way."""


@dataclass
class Hidden(Recorder):
    """A platform whose network hides what became of some messages."""

    hides: dict[str, BaseException] = field(default_factory=dict)
    """By chat: what comes instead of an answer, once."""
    knows_again: bool = False

    def __post_init__(self) -> None:
        super().__post_init__()
        self.tried: list[tuple[str, str]] = []

    async def send(self, outgoing: Outgoing, part: str, *, number: int, last: bool) -> str:
        self.tried.append((outgoing.chat_id, outgoing.key))
        if outgoing.chat_id in self.hides:
            raise self.hides.pop(outgoing.chat_id)
        return await super().send(outgoing, part, number=number, last=last)

    def repeats_since(self, now: datetime) -> datetime | None:
        return now - REPEATS if self.knows_again else None

    def tries(self, chat: str) -> list[str]:
        return [key for chat_id, key in self.tried if chat_id == chat and key.startswith("prompt")]


async def asked(store: Store, platform: Hidden, hides: BaseException) -> Stage:
    """A round opens; what Aïcha is asked meets with something."""
    stage = Stage(store, "2026-11-27T15:00+01:00", on=platform.name)
    await stage.joins(await stage.sets_up(), "Aïcha", "Bob")
    platform.sent = stage.platform.sent
    stage.platforms[platform.name] = stage.platform = platform
    stage._starts()
    platform.hides[stage.user("Aïcha")] = hides
    return stage


async def restarts_later(stage: Stage, **delta: float) -> None:
    stage.clock.at += timedelta(**delta)
    await stage.restarts()
    await stage.courier.begin()
    await stage.courier.drain()


async def test_a_prompt_of_which_nobody_knows_is_listed_and_never_sent_again(store: Store) -> None:
    platform = Hidden()
    stage = await asked(store, platform, SendError("ReadTimeout", unknown=True))
    await stage.at("2026-11-27T16:00+01:00")
    for _ in range(3):
        await restarts_later(stage, hours=1)
        await stage.later(minutes=1)
    assert len(platform.tries(stage.user("Aïcha"))) == 1
    (status,) = await stage.says("Nadia", "/etat")
    assert "Je ne sais pas si ma question leur est arrivée : Aïcha" in status
    assert "Bob" not in status.partition("Je ne sais pas")[2].partition("\n")[0]


async def crashed(store: Store, platform: Hidden) -> Stage:
    """The process ended while Aïcha's prompt was on its way."""
    stage = await asked(store, platform, Crash())
    try:
        await stage.at("2026-11-27T16:00+01:00")
    except BaseExceptionGroup as group:
        assert group.subgroup(Crash)  # noqa: PT017 - a group of one, and of tasks that ended so
    else:
        raise AssertionError("it did not crash")
    return stage


async def test_where_a_message_is_known_again_it_is_sent_again_under_its_key(store: Store) -> None:
    """As on Matrix, within the day its transaction ids are known."""
    platform = Hidden("matrix", manner=Manner(sign="!", links=False), knows_again=True)
    stage = await crashed(store, platform)
    await restarts_later(stage, hours=19)
    first, again = platform.tries(stage.user("Aïcha"))
    assert first == again
    assert "Je ne sais pas" not in "".join(await stage.says("Nadia", "!etat"))


async def test_where_it_would_not_be_known_any_more_it_is_unknown(store: Store) -> None:
    platform = Hidden("matrix", manner=Manner(sign="!", links=False), knows_again=True)
    stage = await crashed(store, platform)
    await restarts_later(stage, hours=21)
    assert len(platform.tries(stage.user("Aïcha"))) == 1
    said = "".join(await stage.says("Nadia", "!etat"))
    assert "Je ne sais pas si ma question leur est arrivée : Aïcha" in said
