"""What a refusal while the team agrees leaves behind: nothing."""

from core.db.store import Store
from tests.peers.stage import Stage


async def test_a_raise_that_is_refused_adds_no_project(store: Store) -> None:
    stage = Stage(store, "2026-11-27T15:00+01:00")
    await stage.joins(await stage.sets_up(), "Aïcha", "Bob")
    for said in ("/plan 50", "/reglages rule agree", "/ouvrir"):
        await stage.says("Nadia", said)
    for who in ("Aïcha", "Bob"):
        await stage.says(who, "café 40")
    await stage.says("Nadia", "/fermer")
    assert "40,00" in (await stage.says("Aïcha", "jardin 60"))[0]
    assert "jardin" not in (await stage.says("Aïcha", "/projets"))[0]
    await stage.says("Aïcha", "jardin 35")
    assert "jardin" in (await stage.says("Aïcha", "/projets"))[0]
    assert await stage.audit() == []
