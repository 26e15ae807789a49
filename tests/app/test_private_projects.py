"""`private_until_close`: a project somebody's declaration names first is theirs until the close."""

import re

import pytest

from core.db.store import Store
from tests.peers.stage import Stage

CLOSES = "2026-11-29T20:00+01:00"


@pytest.fixture
async def stage(store: Store) -> Stage:
    """A private team with a project of old; the round is open, and Aïcha named another one."""
    stage = Stage(store, "2026-11-24T10:00+01:00")
    await stage.joins(await stage.sets_up(), "Nadia", "Aïcha", "Bob")
    await stage.says("Nadia", "/reglages private_until_close yes")
    await stage.says("Nadia", "/projet add café")
    await stage.at("2026-11-27T16:00+01:00")
    await stage.says("Aïcha", "café 20, yourte 25")
    return stage


async def listed(stage: Stage, who: str, *, group: bool = False) -> set[str]:
    """The projects that `/projets` shows somebody."""
    (said,) = await stage.says(who, "/projets", group=group)
    return set(re.findall("café|yourte|jardin", said))


async def test_who_named_it_sees_it_and_the_others_after_the_close(stage: Stage) -> None:
    assert await listed(stage, "Aïcha") == {"café", "yourte"}
    assert await listed(stage, "Bob") == {"café"}
    assert await listed(stage, "Nadia") == {"café"}, "who looks after the team is somebody else too"
    assert await listed(stage, "Aïcha", group=True) == {"café"}, "all read that"
    await stage.says("Aïcha", "/retirer")
    assert await listed(stage, "Bob") == {"café"}
    await stage.says("Aïcha", "yourte 25")
    await stage.at(CLOSES)
    assert await listed(stage, "Bob", group=True) == {"café", "yourte"}
    await stage.at("2026-12-04T16:00+01:00")
    await stage.says("Aïcha", "yourte 30, jardin 5")
    assert await listed(stage, "Bob") == {"café", "yourte"}, "known since last week"


async def test_a_project_of_old_stays_on_the_list_when_somebody_declares_for_it(
    stage: Stage,
) -> None:
    """That it went would tell as much as that it came."""
    await stage.says("Nadia", "/projet add jardin")
    await stage.says("Bob", "jardin 10")
    assert await listed(stage, "Nadia") == {"café", "jardin"}


async def test_nothing_that_is_typed_or_offered_gives_it_away(stage: Stage) -> None:
    before = len(stage.heard("Bob"))
    for said in ("yourtte 10", "/guider", "Yourte", "/annuler"):
        await stage.says("Bob", said)
    heard = stage.heard("Bob")[before:]
    assert "café" in [key.label for key in heard[1].keys]
    told = [word for one in heard for word in (one.plain, *(key.label for key in one.keys))]
    assert [one for one in told if "yourte" in one] == []
    for said in ("/tarif yourte 12", "/projet close yourte", "/projet budget yourte 100"):
        assert "yourte" in (answer := await stage.says("Nadia", said))[0]
        assert answer == await _with(stage, said, "piscine"), "as if there were no such project"
    await stage.says("Nadia", "/exporter json")
    (_, file) = stage.platform.pictures[-1]
    assert "café" in file.content.decode()
    assert "yourte" not in file.content.decode()


async def _with(stage: Stage, said: str, other: str) -> list[str]:
    """What the same says of a project that is none."""
    answer = await stage.says("Nadia", said.replace("yourte", other))
    return [one.replace(other, "yourte") for one in answer]


async def test_it_is_as_new_to_the_next_who_names_it(stage: Stage) -> None:
    (bob,) = await stage.says("Bob", "Yourte 10")
    assert "Nouveau projet" in bob
    assert await listed(stage, "Bob") == {"café", "yourte"}
    (again,) = await stage.says("Bob", "yourte 12")
    assert "Nouveau projet" not in again
    await stage.at(CLOSES)
    assert await stage.audit() == []


async def test_who_looks_after_the_team_can_add_it_for_all(stage: Stage) -> None:
    (added,) = await stage.says("Nadia", "/projet add yourte")
    assert added == (await stage.says("Nadia", "/projet add jardin"))[0].replace("jardin", "yourte")
    assert await listed(stage, "Bob") == {"café", "yourte", "jardin"}
    (twice,) = await stage.says("Nadia", "/projet add yourte")
    assert twice != added
    await stage.says("Nadia", "piscine 5")
    await stage.says("Nadia", "/tarif piscine 12")
    assert "piscine" in (await stage.says("Bob", "/projets"))[0], "it is in /tarifs as well"


async def test_while_the_team_agrees_and_without_the_setting_everybody_sees_it(
    store: Store,
) -> None:
    stage = Stage(store, "2026-11-24T10:00+01:00")
    await stage.joins(await stage.sets_up(), "Aïcha", "Bob")
    await stage.at("2026-11-27T16:00+01:00")
    await stage.says("Aïcha", "yourte 25")
    assert await listed(stage, "Bob") == {"yourte"}
    await stage.at(CLOSES)
    await stage.says("Nadia", "/reglages private_until_close yes")
    await stage.says("Nadia", "/reglages rule agree")
    await stage.at("2026-12-04T16:00+01:00")
    await stage.says("Aïcha", "jardin 5000")
    await stage.says("Aïcha", "oui")
    assert await listed(stage, "Bob") == {"yourte"}
    await stage.at("2026-12-06T20:00+01:00")
    assert await listed(stage, "Bob") == {"yourte", "jardin"}, "claims are on the table now"
