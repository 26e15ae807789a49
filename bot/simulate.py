"""`semainier plan simulate`: the rest of the plan under each rule."""

import json
import sys
from datetime import UTC, datetime

from rich.console import Console
from rich.table import Table

from bot.config import Config
from bot.console import OK, WRONG_USE, complain, language
from bot.i18n import Words, words
from bot.process import on_team
from core.app.says import text
from core.app.simulating import Simulation, simulate
from core.db.store import Work
from core.domain.forecast import Course
from core.domain.money import Amount
from core.domain.refusal import Refusal
from core.domain.team import Team


async def simulate_team(config: Config, name: str, *, as_json: bool) -> int:
    """Compare the rules over the rest of a team's plan; print a table or JSON."""

    async def use(work: Work, team: Team) -> int:
        try:
            simulation = await simulate(work, team, datetime.now(UTC))
        except Refusal as refusal:
            complain(text(f"refusal-{refusal.key}", **refusal.args_by_name))
            return WRONG_USE
        if as_json:
            sys.stdout.write(f"{json.dumps(_plain(simulation), ensure_ascii=False)}\n")
        else:
            _print(simulation, words(language()))
        return OK

    return await on_team(config, name, use)


def _plain(simulation: Simulation) -> dict[str, object]:
    plain = simulation.team.settings.unit.plain
    return {
        course.terms.rule: {
            "claimed": plain(course.claimed),
            "granted": plain(course.granted),
            "at_end": plain(course.at_end),
            "lowest": plain(course.lowest),
            "rationed": course.rationed,
            "runs_out": str(course.runs_out) if course.runs_out else None,
        }
        for course in simulation.courses
    }


def _print(simulation: Simulation, to: Words) -> None:
    unit = simulation.team.settings.unit
    console = Console(highlight=False)
    title: dict[str, str | int] = {
        "team": simulation.team.name,
        "weeks": len(simulation.outset.coming),
        "rounds": len(simulation.outset.history),
        "claimed": to.amount(Amount(simulation.courses[0].claimed, unit)),
    }
    console.print(to.say("simulate-title", title), markup=False)
    table = Table(box=None, pad_edge=False)
    table.add_column(to.say("simulate-rule", {}))
    for heading in ("granted", "end", "lowest", "short", "worst", "out"):
        table.add_column(to.say(f"simulate-{heading}", {}), justify="right")
    for course in simulation.courses:
        table.add_row(*_row(course, simulation, to))
    console.print(table)


def _row(course: Course, simulation: Simulation, to: Words) -> list[str]:
    unit = simulation.team.settings.unit
    return [
        course.terms.rule,
        *(
            to.number(float(unit.decimal(minor)))
            for minor in (course.granted, course.at_end, course.lowest)
        ),
        str(course.rationed),
        to.percent(*course.worst),
        str(course.runs_out) if course.runs_out else to.say("simulate-never", {}),
    ]
