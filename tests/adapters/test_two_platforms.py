"""One team on both platforms, served by one process."""

from pathlib import Path

from tests.adapters.telegram_talk import ask, hears
from tests.peers import process
from tests.peers.botapi import BotApi
from tests.peers.matrix.world import World
from tests.peers.process import Running, written


async def test_a_group_on_each_platform_and_people_on_both(
    api: BotApi, matrix: World, tmp_path: Path
) -> None:
    async with Running(tmp_path, api, matrix) as bot:
        team = await process.gathered(api, "Aïcha")
        nadia, aicha = team.nadia, team["Aïcha"]

        nadia_there = await matrix.person("Nadia")
        await nadia_there.open_private()
        await hears(nadia_there, "Je ne te connais pas encore")
        code = (await ask(nadia, "/lier", "Ton code")).split()[3]
        await ask(nadia_there, f"!lier {code}", "ne font plus qu’une personne")
        room = await nadia_there.create_group("Kpa-Cité", encrypted=True)
        await room.expect("Je suis Semainier")
        await nadia_there.say("!setup", chat=room)
        await room.expect("Ce groupe est maintenant aussi celui de Kpa-Cité")

        chloe = await matrix.person("Chloé")
        await nadia_there.add(room, chloe)
        await chloe.say("!join", chat=room)
        await hears(chloe, "Te voilà dans Kpa-Cité")
        aicha_there = await matrix.person("Aïcha")
        await aicha_there.open_private()
        await hears(aicha_there, "Je ne te connais pas encore")
        code = (await ask(aicha, "/lier", "Ton code")).split()[3]
        await ask(aicha_there, f"!lier {code}", "ne font plus qu’une personne")

        await ask(nadia_there, "!ouvrir", "J’ai posé la question à 2 personnes")
        await aicha_there.expect("Que valait", after=0)
        await ask(aicha_there, "45", "45,00")
        await ask(aicha, "46", "46,00 K au lieu de 45,00")
        await ask(chloe, "20", "20,00")
        await ask(nadia, "/fermer", "est fermée")
        there = written(await room.expect("Total demandé", after=0))
        here = written(await team.group.expect("Total demandé", after=0))
        assert here == there
        assert "• Aïcha : demandé 46,00 K" in here
        assert "• Chloé : demandé 20,00 K" in here
        assert not [message for message in aicha.inbox if "Que valait" in message.text]
        assert await bot.stop() == 0
        assert (await bot.audit())[0] == 0
