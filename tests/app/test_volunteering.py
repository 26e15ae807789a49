"""A week of 0 has the team's word wherever somebody's weeks are listed; a button takes it back."""

from core.db.store import Store
from tests.peers.stage import Stage


async def test_a_week_of_nothing_is_shown_by_the_word_of_the_team(store: Store) -> None:
    stage = Stage(store, "2026-11-27T15:00+01:00")
    await stage.joins(await stage.sets_up(), "Aïcha", "Bob", "Chloé")
    for said in ("volunteer_word bénévole", "show_amounts yes"):
        await stage.says("Nadia", f"/reglages {said}")
    await stage.says("Nadia", "/ouvrir")
    assert "C’est noté : bénévole (0,00\u00a0K)" in (await stage.says("Aïcha", "0"))[0]
    await stage.says("Bob", "30")
    status = (await stage.says("Nadia", "/etat"))[0]
    assert "Aïcha : bénévole (0,00\u00a0K)" in status
    assert "Bob : 30,00\u00a0K" in status
    await stage.says("Nadia", "/fermer")
    assert "• Aïcha (bénévole) : demandé 0,00" in stage.group()[-1].plain
    assert "demandé bénévole (0,00\u00a0K)" in (await stage.says("Aïcha", "/moi"))[0]
    assert "reporté 570,00\u00a0K, bénévole : 1" in (await stage.says("Bob", "/historique"))[0]
    await stage.says("Bob", "/semaine 2026-W48 0")
    assert "reporté 570,00\u00a0K, bénévole : 2" in (await stage.says("Bob", "/historique"))[0]
    summary = (await stage.says("Bob", "/bilan"))[0]
    assert "Corrigé depuis : Bob, demandé bénévole (0,00\u00a0K), accordé 0,00" in summary
    await stage.says("Nadia", "/reglages volunteer_word")
    assert [key.label for key in stage.heard("Nadia")[-1].keys] == ["Aucun"]
    await stage.presses("Nadia", "Aucun")
    assert "bénévole" not in (await stage.says("Bob", "/historique"))[0]
    await stage.says("Nadia", "/reglages volunteer_word")
    assert not stage.heard("Nadia")[-1].keys
    assert "Pour changer" in stage.heard("Nadia")[-1].plain
    await stage.says("Nadia", "/reglages")
    assert "volunteer_word" not in [key.label for key in stage.heard("Nadia")[-1].keys]
    assert await stage.audit() == []
