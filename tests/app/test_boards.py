"""A board: a post of the group that later ones are written over, in its place."""

from core.app.posting import post
from core.app.says import Say, ToGroup, text
from core.db.store import Store, Work
from tests.peers.stage import Stage


async def write(stage: Stage, work: Work, number: int) -> None:
    said = text("cannot-post", team=f"{number} sur 100")
    say = Say(said, ToGroup(1), key=f"board:1:{number}", board="board:1")
    await post(work, [say], now=stage.clock.now(), team=await work.teams.get(1))


async def test_what_is_newer_is_written_over_the_post_and_what_is_older_left_out(
    store: Store,
) -> None:
    stage = Stage(store, "2026-11-24T10:00+01:00")
    stage.platform.admins.add(("-100", stage.user("Nadia")))
    await stage.says("Nadia", "/installer", group=True)
    before = len(stage.group())
    for several in ([0], [10, 20, 30], [40]):
        async with store.work() as work:
            for number in several:
                await write(stage, work, number)
        await stage.courier.drain()
    places = [said.edits for said in stage.group()[before:]]
    assert places[0] is None
    assert len(places) == 3, "of three that waited together, the last alone is written"
    assert places[1] == places[2] is not None


async def test_the_costs_are_written_over_also_when_one_is_changed_and_not_funded(
    store: Store,
) -> None:
    stage = Stage(store, "2026-11-24T10:00+01:00")
    await stage.joins(await stage.sets_up(), "Aïcha")
    await stage.says("Nadia", "/campagne couts loyer 2400, assurance 900")
    first = stage.group()[-1]
    for said, row in (
        ("/cagnotte objectif 1 2500", "1. loyer — ░░░░░░░░░░░░ 0,00 K sur 2 500,00 K"),
        ("/cagnotte objectif 1 2400", "0,00 K sur 3 300,00 K. Il manque 3 300,00 K."),
        ("/cagnotte objectif 1 2500", "0,00 K sur 3 400,00 K. Il manque 3 400,00 K."),
        ("/cagnotte titre 2 assurances", "2. assurances — ░"),
        ("/cagnotte annuler 2", "0,00 K sur 2 500,00 K. Il manque 2 500,00 K."),
    ):
        before = len(stage.group())
        await stage.says("Nadia", said)
        board = stage.group()[-1]
        assert row in board.plain.replace("\u00a0", " ").replace("\u202f", " "), said
        assert board.edits is not None, said
        assert stage.platform.sent[int(board.edits) - 1] is first, said
        assert len(stage.group()) - before == (2 if "annuler" in said else 1)
    for said in (
        "/cagnotte description 1 le local",
        "/cagnotte add Four 300",
        "/cagnotte objectif 3 400",
    ):
        before = len(stage.group())
        await stage.says("Nadia", said)
        assert len(stage.group()) == before, said
    assert await stage.audit() == []
