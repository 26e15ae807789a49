from core.db.store import Store
from tests.peers.stage import Stage


async def test_a_week(store: Store) -> None:
    stage = Stage(store, "2026-11-24T10:00+01:00")
    code = await stage.sets_up()
    await stage.joins(code, "Aïcha", "Bob", "Chloé (en)")
    for line in await stage.at("2026-11-27T16:00+01:00"):
        print(line, "\n")
    for who, said in [
        ("Aïcha", "45"),
        ("Bob", "café 300, site 280 : tout neuf"),
        ("Bob", "1.200"),
        ("Chloé (en)", "650"),
        ("Chloé (en)", "yes"),
        ("Bob", "-5"),
        ("Bob", "café 3h à 12"),
        ("Bob", "/moi"),
        ("Bob", "/budget"),
        ("Nadia", "/etat"),
        ("Nadia", "/plan"),
        ("Nadia", "/reglages"),
        ("Nadia", "/aide"),
        ("Bob", "coucou"),
        ("Bob", "café 3h"),
        ("Zoé", "45"),
        ("Bob", "/regles"),
        ("Nadia", "/membres"),
        ("Bob", "café 300, site 280 : tout neuf"),
    ]:
        print(f"--- {who}: {said}")
        for line in await stage.says(who, said):
            print(line, "\n")
    for line in await stage.at("2026-11-29T20:00+01:00"):
        print(line, "\n")
    print(await stage.audit())
    assert not await stage.audit()
    for s in ["/historique", "/moi", "/budget", "/bilan"]:
        for line in await stage.says("Bob", s):
            print(line, "\n")
