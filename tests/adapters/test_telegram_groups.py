"""In groups: silent unless spoken to, deaf to strangers, followed when they become supergroups."""

from pathlib import Path

import pytest

from tests.adapters.telegram_talk import answered, ask
from tests.peers.botapi import BotApi
from tests.peers.process import Running, gathered


async def test_in_a_group_it_is_silent_unless_spoken_to(api: BotApi, tmp_path: Path) -> None:
    async with Running(tmp_path, api):
        team = await gathered(api, "Aïcha")
        nadia, aicha, group = team.nadia, team["Aïcha"], team.group
        await group.promote(api.bot)
        posts = len(group.messages)
        for said in ("45", "salut", "/dance", "/budget@other_bot", "oui"):
            await aicha.say(said, chat=group)
        await aicha.say("/budget", chat=group)
        await group.expect("Disponible")
        assert len(group.messages) == posts + 1
        await api.anonymous_admin_says(group, "/fermer")
        await group.expect("désactive « rester anonyme »")
        await nadia.say("/ouvrir@semainier_bot", chat=group)
        await group.expect("est ouverte")
        await aicha.expect("Que valait", after=0)

        stranger = api.user("Zoé", language_code="fr")
        await stranger.start()
        prompt = aicha.inbox[-1]
        forged = await stranger.forge_press(prompt, prompt.buttons[0][0][1])
        assert "pas pour toi" in await answered(forged)
        nonsense = await aicha.forge_press(prompt, "not-a-token")
        assert "ne marche plus" in await answered(nonsense)
        await aicha.press(None, "0,00")
        await aicha.expect("C’est noté : 0,00")
        again = await aicha.press(None, "0,00")
        assert "déjà pris en compte" in str(again.text)


@pytest.mark.parametrize("told", [True, False], ids=["told of it", "found out when sending"])
async def test_a_group_that_becomes_a_supergroup_is_followed(
    api: BotApi, tmp_path: Path, told: bool
) -> None:
    async with Running(tmp_path, api) as bot:
        team = await gathered(api, "Aïcha")
        await team.group.migrate()
        if not told:
            api.world.updates.clear()
        await ask(team.nadia, "/ouvrir", "est ouverte")
        await ask(team.nadia, "/fermer", "est fermée")
        await team.group.expect("Total demandé", after=0)
        await team.nadia.say("/bilan", chat=team.group)
        await team.group.expect("Total demandé")
        assert sum("Total demandé" in message.text for message in team.group.messages) == 2
        assert (await bot.audit())[0] == 0
