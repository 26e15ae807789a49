"""The weeks as a picture."""

import asyncio
import io
from collections.abc import Sequence

from bot.i18n import words
from core.app.figures import ClosedWeek
from core.domain.team import Team

WIDTH, HEIGHT, DOTS = 8.0, 4.6, 150
"""Inches and dots an inch: readable on a phone held upright."""

BAR = 0.38
AVAILABLE, CLAIMED, GRANTED, LEFT = "#e4e0d5", "#e8a33d", "#2f7f79", "#7a3b69"


async def weeks_chart(team: Team, weeks: Sequence[ClosedWeek], language: str) -> bytes:
    """Draw what was available, claimed, awarded and carried over, week by week, as a PNG."""
    return await asyncio.to_thread(_draw, team, tuple(weeks), language)


def _draw(team: Team, weeks: tuple[ClosedWeek, ...], language: str) -> bytes:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    to, unit = words(language), team.settings.unit

    def units(minor: int) -> float:
        return float(unit.decimal(minor))

    figure = Figure(figsize=(WIDTH, HEIGHT), dpi=DOTS, layout="constrained")
    axes = figure.add_subplot()
    places = range(len(weeks))
    axes.bar(
        places,
        [max(units(week.available), 0) for week in weeks],
        2.3 * BAR,
        color=AVAILABLE,
        label=to.say("chart-available", {}),
    )
    for shift, colour, key, values in (
        (-BAR / 2, CLAIMED, "chart-claimed", [units(week.claimed) for week in weeks]),
        (BAR / 2, GRANTED, "chart-granted", [units(week.granted) for week in weeks]),
    ):
        at = [place + shift for place in places]
        bars = axes.bar(at, values, BAR, color=colour, label=to.say(key, {}))
        axes.bar_label(bars, [to.number(value) for value in values], padding=2, fontsize=9)
    left = [units(week.left) for week in weeks]
    label = to.say("chart-left", {})
    axes.plot(places, left, color=LEFT, marker="o", linewidth=2, label=label)
    axes.axhline(0, color="#888888", linewidth=0.8)
    axes.set_xticks(places, [f"{week.week}\n{to.dates(week.week)}" for week in weeks])
    axes.set_ylabel(unit.name)
    axes.set_title(to.say("chart-title", {"team": team.name}), loc="left", fontsize=12)
    axes.margins(y=0.12)
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.16), ncols=4, frameon=False, fontsize=9)
    image = io.BytesIO()
    FigureCanvasAgg(figure)
    figure.savefig(image, format="png")
    return image.getvalue()
