"""Who may say what where: every command, by everybody, everywhere.

One table says it all. `+` is carried out; `-` is refused politely: one line, and nothing changed;
`.` is ignored: nothing said, and nothing changed. What is not in the table is nobody's to do: a
command without a row fails. Two teams are on stage, so that those who look after one are seen to
reach nothing of the other.
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
"""

TYPED = {
    "start": "/start {code}",
    "note": "/note service du samedi",
    "away": "/absence 21/12 03/01",
    "timezone": "/fuseau Indian/Reunion",
    "name": "/nom Autre",
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
    "fixed": "/charges loyer 5",
    "facilitator": "/animateur add {other}",
    "remove": "/exclure {other}",
    "project": "/projet add site",
    "rate": "/tarif café 12",
}
"""What is typed where the command alone would change nothing, or be none."""

WHEN = {"open": "closed", "keep": "agreeing", "take": "agreeing", "accept": "charter"}
"""When it is typed, where that is not while a round is open."""


def test_no_command_is_without_a_row() -> None:
    rows = [row for row, _ in table()]
    assert sorted(rows) == sorted(_READERS), "default deny: say in the table who may"


async def test_everybody_may_what_the_table_says(tmp_path: Path) -> None:
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


def table() -> Iterator[tuple[str, list[str]]]:
    """Read the table."""
    for line in TABLE.strip().splitlines()[2:]:
        command, *marks = line.replace("|", " ").split()
        yield command, marks


async def mark(teams: TwoTeams, command: str, role: str, place: str) -> str:
    """Let somebody give a command somewhere; say what became of it."""
    stage = await teams.at(WHEN.get(command, "open"))
    before, others, said = teams.stored(), _not_theirs(teams, role), len(teams.said())
    heard = len(stage.platform.sent)
    await _give(stage, teams, command, ROLES[role], place)
    keys, sent = teams.said()[said:], stage.platform.sent[heard:]
    changed = teams.stored() != before
    if command != "start":
        assert _not_theirs(teams, role) == others, f"{command} by {role} reached the other team"
    theirs = OTHER_MEMBERS if role == "of the other team" else MEMBERS
    group = OTHER_GROUP if role == "of the other team" else GROUP
    hear = {stage.user(who) for who in theirs} if role in _INSIDE else set()
    hear |= {group} if role in _INSIDE else set()
    here = PLACES[place] or stage.user(ROLES[role])
    leaks = {one.chat_id for one in sent} - hear - {here}
    assert command == "start" or not leaks, f"{command} by {role} was heard in {leaks}"
    if changed:
        await teams.put_back()
    if not sent:
        return "!" if changed else "."
    if not keys[0].startswith(("refusal-", "refused-")):
        return "+"
    one_line = len(sent) == 1 and "\n" not in sent[0].plain and sent[0].chat_id == here
    return "-" if one_line and not changed else "!"


_INSIDE = {"member", "facilitator", "of the other team"}


async def _give(stage: Stage, teams: TwoTeams, command: str, who: str, place: str) -> None:
    other = "Paul" if who in OTHER_MEMBERS or place == "other group" else "Bob"
    said = TYPED.get(command, f"/{command}").format(code=teams.code, other=other)
    if place == "private":
        await stage.says(who, said)
    else:
        anonymous = who == ROLES["anonymous"]
        await in_group(stage, who, said, PLACES[place], anonymous=anonymous)


def _not_theirs(teams: TwoTeams, role: str) -> object:
    """Read what is stored of the team somebody has nothing to say in."""
    return teams.stored(team=1 if role == "of the other team" else 2)


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
                print(f"{command:12}", " ".join(marks), flush=True)
            await teams.put_back()

    asyncio.run(main())
