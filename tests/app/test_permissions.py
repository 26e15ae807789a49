"""Who may say what where: every command, by everybody, everywhere.

One table says it all. `+` is carried out; `-` is refused politely: one line, and nothing changed;
`.` is ignored: nothing said, and nothing changed. What is not in the table is nobody's to do: a
command without a row fails. Two teams are on stage, so that those who look after one are seen to
reach nothing of the other, and nobody hears what is not for them.

`python -m tests.app.test_permissions [COMMAND]` prints what is so: to be judged before it is kept.
"""

import itertools
from collections.abc import Iterator
from pathlib import Path

from bot.slash import _READERS
from tests.peers.stage import GROUP, Stage
from tests.peers.two_teams import LEFT, MEMBERS, OTHER_GROUP, OTHER_MEMBERS, TwoTeams, in_group

ROLES = {
    "stranger": "Zoé",
    "member": "Aïcha",
    "ex-member": LEFT,
    "facilitator": "Nadia",
    "of the other team": "Omar",
    "anonymous": "GroupAnonymousBot",
}
PLACES = {"private": "", "group": GROUP, "other group": OTHER_GROUP}
COLUMNS = [c for c in itertools.product(ROLES, PLACES) if c != ("anonymous", "private")]

TABLE = """
            | stranger | member   | left     | facilit. | of other | anon.
            | dm  g  o | dm  g  o | dm  g  o | dm  g  o | dm  g  o | g  o
# Anybody
help        |  -  +  + |  +  +  + |  +  +  + |  +  +  + |  +  +  + | -  -
start       |  +  .  . |  +  .  . |  +  .  . |  +  .  . |  +  .  . | .  .
join        |  -  -  - |  -  -  - |  -  -  - |  -  -  - |  -  -  - | -  -
setup       |  -  -  - |  -  -  - |  -  -  - |  -  -  - |  -  -  - | -  -
# One's own person
language    |  -  -  - |  +  -  - |  +  -  - |  +  -  - |  +  -  - | -  -
link        |  -  -  - |  +  -  - |  +  -  - |  +  -  - |  +  -  - | -  -
data        |  -  -  - |  +  -  - |  +  -  - |  +  -  - |  +  -  - | -  -
forget      |  -  -  - |  +  -  - |  +  -  - |  +  -  - |  +  -  - | -  -
# One's own part in a team: in private
same        |  -  -  - |  +  -  - |  -  -  - |  +  -  - |  +  -  - | -  -
skip        |  -  -  - |  +  -  - |  -  -  - |  +  -  - |  +  -  - | -  -
withdraw    |  -  -  - |  +  -  - |  -  -  - |  +  -  - |  +  -  - | -  -
guide       |  -  -  - |  +  -  - |  -  -  - |  +  -  - |  +  -  - | -  -
note        |  -  -  - |  +  -  - |  -  -  - |  +  -  - |  +  -  - | -  -
cancel      |  -  -  - |  +  -  - |  -  -  - |  +  -  - |  +  -  - | -  -
keep        |  -  -  - |  +  -  - |  -  -  - |  +  -  - |  +  -  - | -  -
take        |  -  -  - |  +  -  - |  -  -  - |  +  -  - |  +  -  - | -  -
announce    |  -  -  - |  +  -  - |  -  -  - |  +  -  - |  +  -  - | -  -
week        |  -  -  - |  +  -  - |  -  -  - |  +  -  - |  +  -  - | -  -
me          |  -  -  - |  +  -  - |  -  -  - |  +  -  - |  +  -  - | -  -
give        |  -  -  - |  +  -  - |  -  -  - |  +  -  - |  +  -  - | -  -
sheet       |  -  -  - |  +  -  - |  -  -  - |  +  -  - |  +  -  - | -  -
away        |  -  -  - |  +  -  - |  -  -  - |  +  -  - |  +  -  - | -  -
back        |  -  -  - |  +  -  - |  -  -  - |  +  -  - |  +  -  - | -  -
timezone    |  -  -  - |  +  -  - |  -  -  - |  +  -  - |  +  -  - | -  -
name        |  -  -  - |  +  -  - |  -  -  - |  +  -  - |  +  -  - | -  -
accept      |  -  -  - |  +  -  - |  -  -  - |  +  -  - |  +  -  - | -  -
public      |  -  -  - |  +  -  - |  -  -  - |  +  -  - |  +  -  - | -  -
leave       |  -  -  - |  +  -  - |  -  -  - |  +  -  - |  +  -  - | -  -
# What members see: in private and in their group
budget      |  -  -  - |  +  +  - |  -  -  - |  +  +  - |  +  -  + | -  -
summary     |  -  -  - |  +  +  - |  -  -  - |  +  +  - |  +  -  + | -  -
history     |  -  -  - |  +  +  - |  -  -  - |  +  +  - |  +  -  + | -  -
projects    |  -  -  - |  +  +  - |  -  -  - |  +  +  - |  +  -  + | -  -
rates       |  -  -  - |  +  +  - |  -  -  - |  +  +  - |  +  -  + | -  -
rules       |  -  -  - |  +  +  - |  -  -  - |  +  +  - |  +  -  + | -  -
charter     |  -  -  - |  +  +  - |  -  -  - |  +  +  - |  +  -  + | -  -
log         |  -  -  - |  +  +  - |  -  -  - |  +  +  - |  +  -  + | -  -
payouts     |  -  -  - |  +  +  - |  -  -  - |  +  +  - |  +  -  + | -  -
payday      |  -  -  - |  +  +  - |  -  -  - |  +  +  - |  +  -  + | -  -
question    |  -  -  - |  +  +  - |  -  -  - |  +  +  - |  +  -  + | -  -
answer      |  -  -  - |  +  +  - |  -  -  - |  +  +  - |  +  -  + | -  -
bucket      |  -  -  - |  +  +  - |  -  -  - |  +  +  - |  +  -  + | -  -
buckets     |  -  -  - |  +  +  - |  -  -  - |  +  +  - |  +  -  + | -  -
fund        |  -  -  - |  +  +  - |  -  -  - |  +  +  - |  +  -  + | -  -
grant       |  -  -  - |  +  +  - |  -  -  - |  +  +  - |  +  -  + | -  -
grants      |  -  -  - |  +  +  - |  -  -  - |  +  +  - |  +  -  + | -  -
donations   |  -  -  - |  +  +  - |  -  -  - |  +  +  - |  +  -  + | -  -
# The commission: here, those who look after the teams
vote        |  -  -  - |  -  -  - |  -  -  - |  +  +  - |  +  -  + | -  -
# Those who look after a team
status      |  -  -  - |  -  -  - |  -  -  - |  +  +  - |  +  -  + | -  -
remind      |  -  -  - |  -  -  - |  -  -  - |  +  +  - |  +  -  + | -  -
open        |  -  -  - |  -  -  - |  -  -  - |  +  +  - |  +  -  + | -  -
close       |  -  -  - |  -  -  - |  -  -  - |  +  +  - |  +  -  + | -  -
reopen      |  -  -  - |  -  -  - |  -  -  - |  +  +  - |  +  -  + | -  -
invite      |  -  -  - |  -  -  - |  -  -  - |  +  +  - |  +  -  + | -  -
members     |  -  -  - |  -  -  - |  -  -  - |  +  +  - |  +  -  + | -  -
facilitator |  -  -  - |  -  -  - |  -  -  - |  +  +  - |  +  -  + | -  -
remove      |  -  -  - |  -  -  - |  -  -  - |  +  +  - |  +  -  + | -  -
settings    |  -  -  - |  -  -  - |  -  -  - |  +  +  - |  +  -  + | -  -
plan        |  -  -  - |  -  -  - |  -  -  - |  +  +  - |  +  -  + | -  -
income      |  -  -  - |  -  -  - |  -  -  - |  +  +  - |  +  -  + | -  -
expense     |  -  -  - |  -  -  - |  -  -  - |  +  +  - |  +  -  + | -  -
payout      |  -  -  - |  -  -  - |  -  -  - |  +  +  - |  +  -  + | -  -
levy        |  -  -  - |  -  -  - |  -  -  - |  +  +  - |  +  -  + | -  -
levies      |  -  -  - |  -  -  - |  -  -  - |  +  +  - |  +  -  + | -  -
campaign    |  -  -  - |  -  -  - |  -  -  - |  +  +  - |  +  -  + | -  -
allocate    |  -  -  - |  -  -  - |  -  -  - |  +  +  - |  +  -  + | -  -
commission  |  -  -  - |  -  -  - |  -  -  - |  +  +  - |  +  -  + | -  -
donation    |  -  -  - |  -  -  - |  -  -  - |  +  +  - |  +  -  + | -  -
share       |  -  -  - |  -  -  - |  -  -  - |  +  +  - |  +  -  + | -  -
fixed       |  -  -  - |  -  -  - |  -  -  - |  +  +  - |  +  -  + | -  -
project     |  -  -  - |  -  -  - |  -  -  - |  +  +  - |  +  -  + | -  -
rate        |  -  -  - |  -  -  - |  -  -  - |  +  +  - |  +  -  + | -  -
# The same, in private alone
export      |  -  -  - |  -  -  - |  -  -  - |  +  -  - |  +  -  - | -  -
contract    |  -  -  - |  -  -  - |  -  -  - |  +  -  - |  +  -  - | -  -
contracts   |  -  -  - |  -  -  - |  -  -  - |  +  -  - |  +  -  - | -  -
"""
"""In private (dm), in the team's group (g), in the other team's group (o)."""

TYPED = {
    "start": "/start {code}",
    "note": "/note service du samedi",
    "away": "/absence 21/12 03/01",
    "timezone": "/fuseau Indian/Reunion",
    "name": "/nom Autre",
    "public": "/public oui",
    "question": "/question {other} tu as fait quoi ?",
    "answer": "/repondre deux services",
    "summary": "/bilan 2026-W48",
    "language": "/langue en",
    "setup": "/installer Autre",
    "settings": "/reglages carry_over no",
    "plan": "/plan 700",
    "week": "/semaine 2026-W48 10",
    "announce": "/annoncer un gros chantier",
    "reopen": "/rouvrir 2026-W48",
    "income": "/recette 12 dons",
    "expense": "/depense 12 peinture",
    "payout": "/versement 12 dons",
    "fixed": "/charges loyer 5",
    "facilitator": "/animateur add {other}",
    "remove": "/exclure {other}",
    "project": "/projet add site",
    "rate": "/tarif café 12",
    "export": "/exporter csv",
    "contract": "/contrat {other} cape 01/09/2026 31/08/2027",
    "levy": "/cotisation employeur urssaf 30,2",
    "bucket": "/cagnotte add Vélo 10 20",
    "campaign": "/campagne Noël 31/12",
    "allocate": "/allouer 10 égal",
    "fund": "/financer 1 5",
    "give": "/donner 1",
    "grant": "/demande 80 four à pain",
    "vote": "/voter 1 oui du pain pour la place",
    "commission": "/commission add {other}",
    "donation": "/don 12 Jeanne Martin",
    "share": "/repartir 5 égal",
}
"""What is typed where the command alone would change nothing, or be none."""

WHEN = {
    "open": "closed",
    "keep": "agreeing",
    "take": "agreeing",
    "charter": "charter",
    "accept": "charter",
    "back": "busy",
    "cancel": "busy",
    "leave": "busy",
    "forget": "busy",
    "sheet": "paid",
    "fund": "funding",
    "give": "funding",
    "vote": "granting",
    "donations": "granting",
    "share": "granting",
}
"""When it is typed, where that is not while a round is open."""


def test_no_command_is_without_a_row() -> None:
    rows = [row for row, _ in table()]
    assert sorted(rows) == sorted(_READERS), "default deny: say in the table who may"


async def test_everybody_may_what_the_table_says(tmp_path: Path, threadless: None) -> None:
    teams = TwoTeams(tmp_path)
    await teams.play()
    wrong = []
    for command, marks in table():
        found = [await mark(teams, command, *column) for column in COLUMNS]
        wrong += [
            f"{command} by {role} in {place}: {got}, not {wanted}"
            for (role, place), got, wanted in zip(COLUMNS, found, marks, strict=True)
            if got != wanted
        ]
    await teams.put_back()
    assert not wrong, "\n".join(wrong)


async def test_amounts_shown_to_those_who_look_after_a_team_are_not_shown_to_the_group(
    tmp_path: Path,
    threadless: None,
) -> None:
    teams = TwoTeams(tmp_path)
    await teams.play()
    stage = await teams.at("open")
    await stage.says("Nadia", "/reglages show_amounts yes")
    assert "30,00" in (await stage.says("Nadia", "/etat"))[0]
    assert "30,00" not in (await stage.says("Nadia", "/etat", group=True))[0]
    await teams.put_back()


def table() -> Iterator[tuple[str, list[str]]]:
    """Read the table, without its heads."""
    for line in TABLE.strip().splitlines()[2:]:
        command, *marks = line.replace("|", " ").split()
        if command != "#":
            yield command, marks


async def mark(teams: TwoTeams, command: str, role: str, place: str) -> str:
    """Let somebody give a command somewhere; say what became of it."""
    stage = await teams.at(WHEN.get(command, "open"))
    heard = len(stage.platform.sent)
    await _give(stage, teams, command, ROLES[role], place)
    sent = stage.platform.sent[heard:]
    changed = teams.stored() != teams.before[0]
    here = PLACES[place] or stage.user(ROLES[role])
    if command != "start":
        not_theirs = 1 if role == "of the other team" else 2
        assert teams.stored(not_theirs) == teams.before[not_theirs], (
            f"{command} by {role}: not theirs"
        )
        strangers = {one.chat_id for one in sent} - _audience(stage, role) - {here}
        assert not strangers, f"{command} by {role} was heard in {strangers}"
    keys = teams.last_said(len(sent))
    if changed:
        await teams.put_back()
    if not sent:
        return "!" if changed else "."
    if not keys[0].startswith(("refusal-", "refused-")):
        return "+"
    one_line = len(sent) == 1 and "\n" not in sent[0].plain and sent[0].chat_id == here
    return "-" if one_line and not changed else "!"


def _audience(stage: Stage, role: str) -> set[str]:
    """List the chats that may hear of what somebody does: their team's."""
    if role == "of the other team":
        return {OTHER_GROUP, *map(stage.user, OTHER_MEMBERS)}
    return {GROUP, *map(stage.user, MEMBERS)} if role in ("member", "facilitator") else set()


async def _give(stage: Stage, teams: TwoTeams, command: str, who: str, place: str) -> None:
    other = "Paul" if who in OTHER_MEMBERS or place == "other group" else "Bob"
    said = TYPED.get(command, f"/{command}").format(code=teams.code, other=other)
    if place == "private":
        await stage.says(who, said)
    else:
        anonymous = who == ROLES["anonymous"]
        await in_group(stage, who, said, PLACES[place], anonymous=anonymous)


if __name__ == "__main__":
    import asyncio
    import sys
    import tempfile

    async def main() -> None:
        with tempfile.TemporaryDirectory() as folder:
            teams = TwoTeams(Path(folder))
            await teams.play()
            for command in sys.argv[1:] or _READERS:
                marks = [await mark(teams, command, *column) for column in COLUMNS]
                sys.stdout.write(f"{command:12} {' '.join(marks)}\n")
            await teams.put_back()

    asyncio.run(main())
