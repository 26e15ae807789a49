"""Breaks a promise, in a copy of the program, and sees that the simulation says which.

`python -m tests.simulation.mutants` (`make mutations`): a line for each; exit code 1 if one of
them lives a dozen short seeds without being seen, or is only seen because something crashed.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.faults.mutations import Change, changed, copied

FIRST, SEEDS = 1, 12
PATIENCE = 600.0
"""Seconds after which a mutant is stuck."""


@dataclass(frozen=True)
class Mutant:
    """What the program does wrong, how it is made to, and what the first breach must say."""

    named: str
    changes: Sequence[Change]
    says: str


_HANDLED = "await work.inbox.handled([task.arrived.id for task in mine]"
_DECLARED = (
    'return [said, *await _announced(uow, team, member, round_, origin, "")] if says else [said]'
)
_THEIR_PERSON = "person = await work.people.person(account.person_id) if account else None\n"

MUTANTS = (
    # Sent once; what cannot be known is said
    Mutant(
        "what is unknown is sent again",
        [("bot/courier.py", "if error.unknown or error.permanent or", "if error.permanent or")],
        "was shown twice",
    ),
    Mutant(
        "what was in flight is sent again after a restart",
        [
            (
                "core/db/mail.py",
                '.values(state="unknown", error="the process ended',
                '.values(state="waiting", error="the process ended',
            )
        ],
        "was shown twice",
    ),
    Mutant(
        "a message counts as sent before its request",
        [("core/db/mail.py", 'values(state="in_flight",', 'values(state="sent", sent_at=at,')],
        "is said to be sent, and nobody saw it",
    ),
    Mutant(
        "what is unknown is kept from who looks after the team",
        [("core/db/mail.py", '.in_(("failed", "unknown"))', '.in_(("failed",))')],
        "nobody knows whether .* was asked, and it is not said",
    ),
    Mutant(
        "which reminders were sent is not noted",
        [
            (
                "core/app/reminding.py",
                "set(begun) - set(await uow.rounds.reminded(round_.id))",
                "set(begun)",
            ),
            (
                "core/app/reminding.py",
                "await uow.rounds.remind(round_.id, at, sum(slot == at for _, slot in silent))",
                "pass",
            ),
            ("core/app/reminding.py", "str(int(slot.timestamp()", "str(int(now.timestamp()"),
            ("core/db/store.py", ".where(schema.teams.c.next_due_at <= now)", ""),
        ],
        "reminded twice from noon to noon",
    ),
    Mutant(
        "a week that was closed later than it is now is opened again",
        [
            (
                "core/app/tick.py",
                "    if timetable.opens(week) <= now:\n",
                "    for one in await uow.rounds.all(team.id):\n"
                "        ends = min(one.closed_at, timetable.closes(one.week))\n"
                "        week = one.week if ends > now and not one.missed else week\n"
                "    if timetable.opens(week) <= now:\n",
            ),
            ("core/db/store.py", ".where(schema.teams.c.next_due_at <= now)", ""),
            (
                "core/db/migrations/versions/0003_reconciliation.py",
                'sa.UniqueConstraint("team_id", "week", name=op.f("uq_rounds_team_id_week")),',
                "",
            ),
        ],
        "asked twice about",
    ),
    # Never lost, never counted twice
    Mutant(
        "an update is acknowledged before it is stored",
        [
            (
                "bot/desk.py",
                "await self._store.receive(platform, events, position, self._clock.now())",
                "store = self._store.receive(platform, events, position, self._clock.now())\n"
                "            asyncio.ensure_future(store)",
            )
        ],
        "was acknowledged and is not stored",
    ),
    Mutant(
        "an update is noted as handled in a transaction of its own",
        [
            (
                "bot/desk.py",
                f"    {_HANDLED}",
                f'async with self._store.work("desk.batch") as work:\n            {_HANDLED}',
            )
        ],
        r"what .* said once .* counts 2 times",
    ),
    Mutant(
        "an update that comes again is stored again",
        [
            (
                "core/db/migrations/versions/0001_the_week.py",
                'sa.UniqueConstraint("platform", "event_id", name=op.f('
                '"uq_inbox_platform_event_id")),',
                "",
            ),
            (
                "core/db/mail.py",
                'insert.on_conflict_do_nothing(index_elements=["platform", "event_id"])',
                "insert",
            ),
        ],
        r"what .* said once .* counts \d times",
    ),
    Mutant(
        "what is declared just before the close is dropped",
        [
            (
                "core/app/closing.py",
                "    settlement = await settlement_of(uow, team, round_, asks)\n    closing",
                "    last = round_.closes_at.replace(hour=round_.closes_at.hour - 1, minute=50)\n"
                "    said = {a.who: await uow.rounds.current(round_.id, a.who) for a in asks}\n"
                "    asks = [ask for ask in asks if said[ask.who].at < last]\n"
                "    settlement = await settlement_of(uow, team, round_, asks)\n    closing",
            )
        ],
        "the close waits, the book is not right",
    ),
    Mutant(
        "every revision counts in the awards",
        [
            (
                "core/db/rounds.py",
                "select(_revisions.c.member_id, _revisions.c.claim)\n"
                "            .select_from(_current)\n"
                "            .where(_heads.c.round_id == round_id, _revisions.c.answer ==",
                "select(_revisions.c.member_id, func.sum(_revisions.c.claim))\n"
                "            .join(_heads, and_(_heads.c.round_id == _revisions.c.round_id,\n"
                "                               _heads.c.member_id == _revisions.c.member_id))\n"
                "            .group_by(_revisions.c.member_id)\n"
                "            .where(_heads.c.round_id == round_id, _revisions.c.answer ==",
            )
        ],
        "the close waits, the book is not right",
    ),
    Mutant(
        "an edit is added to what it corrects",
        [
            (
                "core/app/declaring.py",
                "Answer.DECLARED, lines_, origin.now",
                "Answer.DECLARED, (*(before.lines if origin.edit and before else ()), *lines_),"
                " origin.now",
            )
        ],
        "never said",
    ),
    Mutant(
        "a late edit changes the closed week",
        [
            (
                "core/app/declaring.py",
                "    return team, member, await the_open_round(uow, team, origin.now)\n",
                "    for one in await uow.rounds.all(team.id) if origin.edit else ():\n"
                "        said = await uow.rounds.current(one.id, member.id)\n"
                "        if said is not None and said.source == origin.source:\n"
                "            return team, member, one\n"
                "    return team, member, await the_open_round(uow, team, origin.now)\n",
            )
        ],
        "audit: .*breach-award",
    ),
    Mutant(
        "weeks that were missed are skipped",
        [("core/app/tick.py", "        missed.append(week)\n", "")],
        "is in no round",
    ),
    Mutant(
        "what is left is not carried over where weeks were missed",
        [
            (
                "core/app/closing.py",
                "carry_over, percent = team.settings.carry_over, team",
                "carry_over, percent = team.settings.carry_over and settlement is not None, team",
            )
        ],
        "were left, and .* are carried over",
    ),
    Mutant(
        "the group is told claims for awards",
        [("core/app/summary.py", "award.claim, award.amount)", "award.claim, award.claim)")],
        "the group was told",
    ),
    # Nobody sees or changes what is not theirs
    Mutant(
        "the group is told what somebody declares while the week is open",
        [
            (
                "core/app/declaring.py",
                _DECLARED,
                'told = text("status-amount-row", name=member.name, amount=_amount(claim, team))\n'
                '    key = f"told:{round_.id}:{member.id}:{revision}"\n'
                "    return [said, Say(told, ToGroup(team.id), key=key)]",
            )
        ],
        "is told while the week is open",
    ),
    Mutant(
        "who looks after the team reads what others declare, with their words",
        [
            (
                "core/app/declaring.py",
                _DECLARED,
                "from core.app.says import Private\n"
                '    key = f"told:{round_.id}:{member.id}:{revision}"\n'
                '    return [said, Say(text("kept", standing=said.text), Private(1), key=key)]',
            )
        ],
        "'s words in",
    ),
    Mutant(
        "a button does what it offers for whoever presses it",
        [
            (
                "bot/desk.py",
                "origin.person is None or option.person_id != origin.person.id:",
                "False:",
            )
        ],
        "pressed what was offered to another, and it was done",
    ),
    Mutant(
        "who is away is asked",
        [
            (
                "core/app/presence.py",
                "for absence in absences if absence.covers(day)",
                "for absence in ()",
            )
        ],
        "is away and was not to be asked",
    ),
    Mutant(
        "what was said in the team outlives who is forgotten",
        [
            (
                "core/db/erasing.py",
                "    await _said_in_team(connection, member.team_id, mates, hide)\n",
                "",
            )
        ],
        "was forgotten and is still in outbox",
    ),
    Mutant(
        "who has two accounts is always answered on the first",
        [
            (
                "bot/desk.py",
                _THEIR_PERSON,
                f"{_THEIR_PERSON}"
                "        if person is not None and incoming.private:\n"
                "            first = (await work.people.accounts([person.id]))[person.id][0]\n"
                "            incoming = replace(\n"
                "                incoming, platform=first.platform, chat_id=first.chat_id)\n",
            )
        ],
        "asked on matrix, answered on telegram",
    ),
)


def main() -> int:
    """Try each, or those whose number is given; print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulation.mutants")
    parser.add_argument("numbers", type=int, nargs="*")
    wanted = [MUTANTS[number - 1] for number in parser.parse_args().numbers] or MUTANTS
    missed = 0
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for mutant, first in zip(wanted, pool.map(_first_breach, wanted), strict=True):
            found = re.search(mutant.says, first) is not None
            missed += not found
            verdict = "found" if found else "MISSED"
            number = MUTANTS.index(mutant) + 1
            print(f"{number:2} {mutant.named:64} {verdict:6} {first[:160]}", flush=True)  # noqa: T201
    return 1 if missed else 0


def _first_breach(mutant: Mutant) -> str:
    """Let a mutant live in a copy until a promise is broken; give what it says, or how it ended."""
    with tempfile.TemporaryDirectory(prefix="mutant-") as folder:
        copy = Path(folder)
        copied(copy)
        for file, what, instead in mutant.changes:
            changed(copy / file, what, instead)
        seeds = (f"--first={FIRST}", f"--seeds={SEEDS}", "--short", "--jobs=1", "--until-broken")
        try:
            ran = subprocess.run(
                [sys.executable, "-m", "tests.simulation", *seeds],
                cwd=copy,
                env={**os.environ, "PYTHONPATH": str(copy)},
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                timeout=PATIENCE,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return "it is stuck"
    said = ran.stdout.splitlines()
    breaches = [line for line in said if line.startswith("seed ")]
    return next(iter(breaches), said[-1] if said else "it said nothing")


if __name__ == "__main__":
    sys.exit(main())
