"""Help names what somebody can do where they ask, and no more; the same in both languages."""

import re

import pytest

from bot.i18n import words
from bot.menu import menu
from bot.slash import FRENCH_OF, slash
from core.db.store import Store
from core.domain.team import LANGUAGES
from tests.peers.stage import Stage

DECLARING = {"same", "guide", "skip", "withdraw"}
SEEING = {"me", "budget", "summary", "history", "projects", "rates", "rules", "charter", "log"}
MINE = {"name", "language", "timezone", "away", "link", "public", "data", "forget", "leave"}
FACILITATING = {"open", "close", "remind", "status", "settings", "plan"}


def named(said: str) -> set[str]:
    """The commands a text names, by their English names."""
    found = (slash(one) for one in re.findall(r"(?<!\w)/\w+", said))
    return {typed.name for typed in found if typed is not None}


@pytest.fixture(params=LANGUAGES)
async def stage(store: Store, request: pytest.FixtureRequest) -> Stage:
    """Aïcha, Bob and Chloé are members, Nadia facilitates; a round is open."""
    stage = Stage(store, "2026-11-27T15:00+01:00", language=request.param)
    await stage.joins(await stage.sets_up(), "Aïcha", "Bob", "Chloé")
    await stage.says("Nadia", "/open")
    return stage


async def helped(stage: Stage, who: str, *, group: bool = False) -> set[str]:
    return named((await stage.says(who, "/help", group=group))[-1])


async def test_in_private_by_who_asks(stage: Stage) -> None:
    assert await helped(stage, "Zoé") <= {"setup"}
    member = await helped(stage, "Bob")
    assert member >= DECLARING | SEEING | MINE | {"question"}
    assert not member & FACILITATING
    facilitator = await helped(stage, "Nadia")
    assert facilitator >= FACILITATING | SEEING
    assert not facilitator & DECLARING, "who never joined as a member is not asked"
    await stage.says("Bob", "/leave")
    await stage.says("Bob", "yes")
    assert await helped(stage, "Bob") == {"language", "link", "data", "forget"}
    assert not await helped(stage, "Bob", group=True) & {"setup", *FACILITATING}
    said = (await stage.says("Bob", "/help", group=True))[-1]
    assert said != (await stage.says("Zoé", "/help", group=True))[-1], "Bob was in the team"


async def test_in_private_by_what_is_under_way(stage: Stage) -> None:
    assert not await helped(stage, "Bob") & {"note", "cancel"}
    await stage.says("Bob", "/guide")
    assert "cancel" in await helped(stage, "Bob")
    await stage.says("Bob", "45")
    found = await helped(stage, "Bob")
    assert "note" in found
    assert "cancel" not in found
    await stage.says("Bob", "/note")
    assert "cancel" in await helped(stage, "Bob")
    await stage.says("Bob", "/skip")
    assert not await helped(stage, "Bob") & {"note", "cancel"}


async def test_in_private_by_the_round(stage: Stage) -> None:
    await stage.says("Nadia", "/plan 50")
    await stage.says("Nadia", "/settings rule agree")
    for who in ("Aïcha", "Bob"):
        await stage.says(who, "40")
    await stage.says("Nadia", "/close")
    agreeing = await helped(stage, "Bob")
    assert agreeing >= {"keep", "take", "note"}
    assert not agreeing & DECLARING, "nobody declares anew now"
    assert not await helped(stage, "Chloé") & {"keep", "take", "note", *DECLARING}
    await stage.says("Nadia", "/close")
    closed = await helped(stage, "Bob")
    assert "week" in closed
    assert not closed & {"keep", "take", "note", *DECLARING}


async def test_in_the_group(stage: Stage) -> None:
    member = await helped(stage, "Bob", group=True)
    assert member >= {"budget", "summary", "question", "log", "help"}
    assert not member & {*DECLARING, *FACILITATING, "note", "cancel"}
    assert await helped(stage, "Nadia", group=True) >= {"open", "close", "status", "remind"}
    assert await helped(stage, "Zoé", group=True) >= {"budget", "help"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_menu_of_private_chats_names_what_is_done_there(language: str) -> None:
    shown = dict(menu()[language, True])
    for name in ("guide", "note", "cancel", "away", "back", "data", "forget"):
        own = FRENCH_OF.get(name, name) if language == "fr" else name
        assert shown[own] == words(language).say(f"command-{name}", {})
        assert own not in dict(menu()[language, False]), "in a group nobody speaks for themselves"
