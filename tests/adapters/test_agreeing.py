"""Fifteen thousand against ten thousand, on each platform: two lower, one keeps, one is too late.

`semainier run` is a process; five people are asked in private while the group sees the gap shrink.
"""

import asyncio
import re
from pathlib import Path

from tests.adapters.telegram_talk import ask, hears
from tests.adapters.town import Town
from tests.peers.process import written

CLAIMS = {"Aïcha": "4000", "Bob": "3500", "Chloé": "3000", "Dany": "2500", "Enzo": "2000"}

AGREED = {
    "Aïcha": ("2 500,00", "2 027,03"),
    "Bob": ("2 333,33", "1 891,89"),
    "Chloé": ("3 000,00", "2 432,43"),
    "Dany": ("2 500,00", "2 027,03"),
    "Enzo": ("2 000,00", "1 621,62"),
}
"""12 333.33 claimed for 10 000: by hand, each 10 000 / 12 333.33 of theirs, to the cent."""


async def test_fifteen_thousand_against_ten_thousand(town: Town, tmp_path: Path) -> None:
    defaults = {"rule": "agree", "plan": {"weekly": 10000, "weeks": 70}}
    async with town.running(tmp_path, **defaults) as bot:
        team = await town.gathered(*CLAIMS)
        nadia = team.nadia
        await ask(nadia, "/ouvrir", "J’ai posé la question à 5 personnes")
        for name, claim in CLAIMS.items():
            await team[name].expect("Que valait ta contribution", after=0)
            await ask(team[name], claim, "C’est noté")
        await ask(nadia, "/fermer", "l’équipe se met d’accord")
        opening = written(await team.group.expect("mettons-nous d’accord", after=0))
        assert "Il manque 5 000,00 K" in opening
        proposed = dict(re.findall(r"• (\S+) : demandé \S+ \S+ K, proposé (\S+ \S+) K", opening))
        assert proposed == {
            "Aïcha": "2 666,67",
            "Bob": "2 333,33",
            "Chloé": "2 000,00",
            "Dany": "1 666,67",
            "Enzo": "1 333,33",
        }
        await asyncio.gather(*(hears(team[name], "la part proposée est") for name in CLAIMS))

        await ask(team["Aïcha"], "2500", "il manque encore 3 500,00 K")
        await team.group.expect("Aïcha passe de", after=0)
        await ask(team["Aïcha"], "4500", "au plus 4 000,00 K")
        await team["Bob"].press(None, "Je prends")
        await hears(team["Bob"], "C’est noté : 2 333,33 K")
        moved = written(await team.group.expect("Bob passe de", after=0))
        assert "il manque encore 2 333,33" in moved
        await team["Chloé"].press(None, "Je garde")
        await hears(team["Chloé"], "3 000,00 K sont notés pour toi")
        assert "3 sur 5" in await ask(nadia, "/etat", "On attend : Dany et Enzo")

        await ask(nadia, "/fermer", "est fermée")
        post = written(await team.group.expect("Total demandé", after=0))
        rows = re.findall(r"• (\S+) : demandé (\S+ \S+) K, accordé (\S+ \S+) K", post)
        assert {name: (claim, award) for name, claim, award in rows} == AGREED
        await team["Dany"].say("1000")
        await hears(team["Dany"], "Aucun tour n’est ouvert")
        late = await team["Enzo"].press(None, "Je prends")
        assert "Trop tard" in str(late.text)
        assert await bot.stop() == 0
        assert await bot.audit() == (0, "1 team checked: all is well\n")
        assert not town.unreadable
