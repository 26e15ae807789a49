"""Nobody in a team can be taken for somebody else there, nor for whoever looks after it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.db import schema
from core.db.store import Store
from core.domain import lookalikes, names
from tests.peers.stage import Stage

IMITATIONS = {
    "Cyrillic": ("Nadia", "Νаdіа"),
    "Greek capitals": ("HENRI", "ΗΕΝRΙ"),
    "small Cyrillic": ("henri", "нenri"),
    "wide letters": ("Bob", "Ｂｏｂ"),
    "mathematical letters": ("Bob", "𝐁𝐨𝐛"),
    "case": ("Nadia", "NADIA"),
    "accents": ("Chloé", "Chloe"),
    "a letter turned": ("Paul", "PauI"),
    "a digit": ("Paolo", "Pa0l0"),
    "two letters for one": ("Bernard", "Bemard"),
    "spaces after it": ("Nadia", "Nadia   "),
    "spaces in it": ("Marie Jo", "Marie\u2003\u00a0Jo"),
    "nothing in it": ("Nadia", "Na\u200bd\u2060ia\ufeff"),
    "backwards": ("Nadia", "\u202eNadia"),
    "a full stop": ("Nadia", "Nadia."),
    "a letter that is a sign": ("Nadia", "Nad|a"),
}
"""How, a member's name, and what somebody calls themselves to be taken for them."""


@pytest.fixture
async def stage(store: Store) -> Stage:
    return Stage(store, "2026-11-24T10:00+01:00")


@pytest.mark.parametrize("how", IMITATIONS)
async def test_an_imitation_is_seen_to_be_one(stage: Stage, how: str) -> None:
    name, imitation = IMITATIONS[how]
    code = await stage.sets_up("Zoé")
    await stage.joins(code, name)
    sender = {"user_id": stage.user("other"), "name": imitation, "language": "fr"}
    await stage.says("other", f"/start {code}", sender=sender)
    shown = [one for one in await _members(stage) if one != "Zoé"]
    assert shown[0] == name
    assert shown[1].endswith(" 2"), shown
    (said,) = await stage.says("other", f"/nom {imitation}")
    assert "c’est déjà quelqu’un" in said
    assert await _members(stage) == ["Zoé", *shown]


@pytest.mark.parametrize(
    "name", ["Nadia (animatrice)", "Аdmin", "Semainier", "FACILITATOR", "Bob, animateur"]
)
async def test_no_name_claims_a_role(stage: Stage, name: str) -> None:
    code = await stage.sets_up("Zoé")
    sender = {"user_id": stage.user("other"), "name": name, "language": "fr"}
    await stage.says("other", f"/start {code}", sender=sender)
    for said in (await _members(stage))[1:]:
        assert not lookalikes.claims_role(said), said
        assert said in {"Nadia", "Bob", "?"}
    before = await _members(stage)
    (said,) = await stage.says("other", f"/nom {name}")
    assert "ferait croire à un rôle" in said
    assert await _members(stage) == before


async def test_who_looks_after_a_team_is_known_by_the_bot_alone(stage: Stage) -> None:
    code = await stage.sets_up("Nadia")
    await stage.joins(code, "Bob")
    sender = {"user_id": stage.user("x"), "name": "Νаdіа", "language": "fr"}
    await stage.says("x", f"/start {code}", sender=sender)
    (said,) = await stage.says("x", "/fermer", sender=sender)
    assert "anime" in said
    (listed,) = await stage.says("Nadia", "/membres")
    lines = [line for line in listed.splitlines() if "animat" in line or "anime" in line]
    assert len([line for line in lines if line.startswith("• ")]) == 1
    assert "• Nadia" in "\n".join(lines)


@given(st.lists(st.text(max_size=12), max_size=8))
def test_names_made_distinct_never_look_alike(said: list[str]) -> None:
    known: list[str] = []
    for one in said:
        known.append(lookalikes.distinct(lookalikes.modest(one) or "?", known))
    assert len({lookalikes.look(one) for one in known}) == len(known)
    assert len({names.fold(one) for one in known}) == len(known)


async def _members(stage: Stage) -> list[str]:
    async with stage.store.work() as work:
        query = schema.members.select().order_by(schema.members.c.id)
        return [row.name for row in await work._connection.execute(query)]
