"""A week from outside, on each platform: `semainier run` is a process.

Telegram is a strict Bot API server of our own; Matrix is Synapse, and people whose clients encrypt.
"""

import asyncio
import re
from fractions import Fraction
from pathlib import Path

from core.domain.calendar import Week
from tests.adapters.telegram_talk import ask, codes, hears
from tests.adapters.town import Town
from tests.peers.botapi import BotApi, User
from tests.peers.matrix.person import Person
from tests.peers.process import NAMES, Running, gathered, written

Said = tuple[str, str]
"""What somebody types (or `[label]` presses), and a piece of what comes back."""

ANSWERS: dict[str, list[Said]] = {
    "Aïcha": [
        ("45", "C’est noté : 45,00 K"),
        ("45€", "45,00 K"),
        ("45,50", "C’est changé : 45,50 K au lieu de 45,00 K"),
        ("edit: 46", "C’est changé : 46,00 K au lieu de 45,50 K"),
    ],
    "Bob": [
        ("45.50 euros", "45,50 K"),
        ("1 200", "plus que tout ce que l’équipe a"),
        ("oui", "1 200,00 K au lieu de 45,50 K"),
        ("1 200,50", "Pour l’instant, 1 200,00 K sont notés"),
        ("[Non]", "rien ne change. Pour l’instant, 1 200,00 K"),
    ],
    "Chloé": [
        ("café 20, site web 25", "• site web : 25,00 K"),
        ("20 café + 25 site", "• site : 25,00 K"),
    ],
    "Dany": [
        ("café 3h", "• café : 30,00 K (3 h)"),
        ("3h30 café", "• café : 35,00 K (3 h 30)"),
        ("café 2h à 12", "• café : 24,00 K (2 h)"),
        ("café 20 : service du samedi", "20,00 K — service du samedi"),
    ],
    "Enzo": [
        ("0", "C’est noté : 0,00 K"),
        ("rien", "0,00 K"),
        ("nothing", "0,00 K"),
        ("[Je passe]", "tu passes la semaine"),
    ],
    "Fatou": [
        ("1.200", "quel montant voulais-tu dire"),
        ("[1,20]", "C’est noté : 1,20 K"),
        ("1,200", "quel montant voulais-tu dire"),
        ("[200,00]", "plus que tout ce que l’équipe a"),
        ("[Non]", "rien ne change. Pour l’instant, 1,20 K"),
        ("12,505", "quel montant voulais-tu dire"),
        ("[12,50]", "C’est changé : 12,50 K au lieu de 1,20 K"),
    ],
    "Gaël": [
        ("33", "C’est noté : 33,00 K"),
        ("-5", "Pas de signe"),
        ("NaN", "Je n’ai pas compris « NaN »"),
        ("1e9", "Je n’arrive pas à lire"),
        ("abc", "Pour l’instant, 33,00 K sont notés"),
        ("١٢٣", "Je ne lis que les chiffres 0 à 9"),
        ("1000001", "le plus que je puisse noter est 1 000 000,00 K"),
        ("/retirer", "C’est retiré : tes 33,00 K"),
        ("33,01", "C’est noté : 33,01 K"),
    ],
}

CLAIMS = {
    "Aïcha": 46_00,
    "Bob": 1200_00,
    "Chloé": 45_00,
    "Dany": 20_00,
    "Fatou": 12_50,
    "Gaël": 33_01,
}
AVAILABLE = 600_00


def shared_by_hand(claims: dict[str, int], available: int) -> dict[str, int]:
    """Proportional shares by exact fractions; odd cents to the largest remainders."""
    total = sum(claims.values())
    exact = {name: Fraction(claim * available, total) for name, claim in claims.items()}
    awards = {name: int(share) for name, share in exact.items()}
    lucky = sorted(claims, key=lambda name: (awards[name] - exact[name], -claims[name]))
    for name in lucky[: available - sum(awards.values())]:
        awards[name] += 1
    return awards


def cents(said: str) -> int:
    return int(re.sub(r"[^\d-]", "", said))


async def talk(user: User | Person, lines: list[Said]) -> None:
    last = None
    for said, answer in lines:
        if said.startswith("["):
            await user.press(None, said.strip("[]"))
        elif said.startswith("edit: "):
            assert last is not None
            await user.edit(last, said.removeprefix("edit: "))  # type: ignore[arg-type]
        else:
            last = await user.say(said)
        await hears(user, answer)


async def test_a_week_answered_in_every_way(town: Town, tmp_path: Path) -> None:
    async with town.running(tmp_path) as bot:
        team = await town.gathered(*NAMES)
        nadia, hana = team.nadia, team["Hana"]
        await ask(nadia, "/projet add café", "Projet ajouté : café")
        await ask(nadia, "/tarif café 10", "10,00 K de l’heure")
        await ask(nadia, "/ouvrir", "J’ai posé la question à 8 personnes")
        for user in team.members.values():
            await user.expect("Que valait ta contribution", after=0)

        await asyncio.gather(*(talk(team[name], lines) for name, lines in ANSWERS.items()))

        status = await ask(nadia, "/etat", "7 sur 8")
        assert "On attend : Hana" in status
        assert not re.search(r"\d,\d\d", status), "no amounts before the close"
        before = {name: len(user.inbox) for name, user in team.members.items()}
        await ask(nadia, "/relancer", "J’ai relancé 1 personne")
        await hana.expect("il manque ta réponse", after=0)
        budget = await ask(nadia, "/budget", "Déclaré : 1 356,51 K par 7 personnes")
        assert "il manquerait 756,51 K" in budget
        assert {name for name, user in team.members.items() if len(user.inbox) > before[name]} == {
            "Hana"
        }

        await ask(nadia, "/fermer", "est fermée")
        post = written(await team.group.expect("Total demandé", after=0))
        rows = re.findall(r"• (\S+) : demandé (\S+(?: \d+,\d\d)?) K, accordé (\S+) K", post)
        assert {name: cents(claim) for name, claim, _ in rows} == CLAIMS
        awards = shared_by_hand(CLAIMS, AVAILABLE)
        assert {name: cents(award) for name, _, award in rows} == awards
        assert "Passe cette semaine : Enzo" in post
        assert "N’a pas répondu : Hana" in post
        assert "Total demandé : 1 356,51 K\nTotal accordé : 600,00 K" in post
        assert "600,00 K, plus 0,00 K reportés : 600,00 K disponibles" in post
        assert "Reporté à la semaine suivante : 0,00 K" in post
        assert "Reste au plan : 41 400,00 K pour 69 semaines" in post
        assert "Pourquoi moins : 1 356,51 K demandés pour 600,00 K disponibles" in post
        assert re.search(r"Livre : [0-9a-f]{16}$", post)

        assert await ask(nadia, "/bilan", "Total demandé") == post
        assert "accordé 600,00 K" in await ask(hana, "/historique", "la dernière semaine fermée")
        mine = await ask(team["Bob"], "/moi", "Ton solde")
        assert cents(mine.split("Ton solde : ")[1].split(" K")[0]) == awards["Bob"]

        late = await team["Enzo"].press(None, "0,00")
        assert "Trop tard" in str(late.text)
        await ask(team["Gaël"], "50", "Aucun tour n’est ouvert")
        assert await bot.stop() == 0
        assert await bot.audit() == (0, "1 team checked: all is well\n")
        log = bot.log.read_text()
        assert not [secret for secret in town.secrets(bot) if secret in log]
        assert not town.unreadable


async def test_what_facilitators_do_and_others_may_not(api: BotApi, tmp_path: Path) -> None:
    async with Running(tmp_path, api) as bot:
        team = await gathered(api, "Aïcha", "Bob")
        nadia, aicha, bob = team.nadia, team["Aïcha"], team["Bob"]

        await ask(nadia, "/plan 500", "500,00 K")
        week = re.search(r"• (\d{4}-W\d\d)", await ask(nadia, "/plan", "le plan"))
        assert week
        await ask(nadia, f"/plan {week[1]} 700 rentrée", "700,00 K au plan — rentrée")
        bad = f"week,amount,note\n{week[1]},1,\n{week[1]},2x,\n".encode()
        await nadia.send_file("plan.csv", bad, "/plan")
        await nadia.expect("Ligne 3 du fichier")
        assert "700,00" in await ask(nadia, "/plan", "le plan")
        await nadia.send_file("plan.csv", f"{week[1]};650,50;fête".encode(), "/plan")
        await nadia.expect("650,50")

        await ask(nadia, "/reglages max_deficit 50", "C’est réglé")
        await ask(nadia, "/membres", "3 personnes")
        await ask(nadia, "/animateur add Bob", "Bob anime maintenant")
        await ask(bob, "/etat", "Aucun tour")
        await ask(aicha, "/plan 0", "réservé aux personnes qui animent")
        await ask(aicha, "/language en", "I speak English")
        await ask(aicha, "/dance", "I do not know “/dance”")
        await ask(aicha, "/leave", "Leave Kpa-Cité?")
        await aicha.press(None, "Yes")
        await aicha.expect("You have left")
        await ask(nadia, "/exclure Bob", "Exclure Bob")
        await ask(nadia, "oui", "n’est plus dans")
        await ask(bob, "/budget", "Tu n’es plus dans une équipe")
        old = next(code for message in team.group.messages for code in codes(message))
        await ask(bob, f"/start {old}", "Cette invitation n’est plus valable")
        await nadia.say("/inviter")
        await nadia.expect(lambda message: codes(message) not in ([], [old]))
        await bob.follow(nadia.inbox[-1], "Kpa-Cité")
        await bob.expect("Te voilà dans")
        await ask(nadia, "/animateur add Bob", "Bob anime maintenant")
        await ask(nadia, "/animateur remove Bob", "Bob n’animera plus")
        await ask(nadia, "oui", "Bob n’anime plus")
        await ask(bob, "/etat", "réservé aux personnes qui animent")

        assert {entry["command"] for entry in api.commands("all_private_chats", "fr")} >= {
            "moi",
            "budget",
            "passe",
        }
        assert {entry["command"] for entry in api.commands("all_group_chats", "en")} >= {
            "budget",
            "setup",
        }
        assert await bot.stop() == 0


async def test_four_weeks_carry_over_and_a_habit_is_known(town: Town, tmp_path: Path) -> None:
    async with town.running(tmp_path):
        team = await town.gathered("Aïcha")
        nadia, aicha = team.nadia, team["Aïcha"]
        opened = await ask(nadia, "/ouvrir", "est ouverte")
        match = re.search(r"\d{4}-W\d\d", opened)
        assert match
        first = Week.parse(match[0])
        for week in range(3):
            if week:
                await ask(nadia, f"/ouvrir {first + week}", "est ouverte")
                await hears(aicha, "La dernière fois : 20,00")
                await aicha.press(None, "Pareil : 20,00")
                await hears(aicha, f"C’est noté : 20,00 K pour la semaine {first + week}")
            else:
                await ask(aicha, "20", f"C’est noté : 20,00 K pour la semaine {first}")
            await ask(nadia, "/fermer", "est fermée")
            await team.group.expect(str(first + week), after=0)
        await ask(nadia, f"/ouvrir {first + 3}", "est ouverte")
        await ask(aicha, "60", "C’est noté : 60,00")
        await ask(aicha, "60,01", "60,01 K, c’est loin de tes montants habituels")
        await ask(aicha, "non", "Pour l’instant, 60,00 K sont notés")
        await ask(aicha, "3,99", "3,99 K, c’est loin de tes montants habituels")
        await aicha.press(None, "Oui")
        await hears(aicha, "C’est changé : 3,99 K au lieu de 60,00")
        await ask(nadia, "/fermer", "est fermée")
        post = await ask(nadia, "/bilan", "Total demandé")
        assert "• Aïcha : demandé 3,99 K, accordé 3,99 K" in post
        assert "600,00 K, plus 1 740,00 K reportés : 2 340,00 K disponibles" in post
        assert "Reporté à la semaine suivante : 2 336,01 K" in post
        history = await ask(aicha, "/historique", "les 4 dernières semaines")
        assert f"• {first + 2} : demandé 20,00 K, accordé 20,00 K, reporté 1 740,00 K" in history
        assert "Accordé depuis le début : 63,99 K en 4 semaines" in history
        assert "Ton solde : 63,99 K" in await ask(aicha, "/moi", "tes semaines")
