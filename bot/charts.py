"""The weeks as a picture, for a phone held upright."""

import asyncio
import io
import textwrap
import threading

from adapters.chat import File
from bot.i18n import Words, words
from core.app.says import WeeksChart
from core.domain.money import Amount

WIDTH, DOTS = 5.0, 180
"""Inches, and dots an inch: on a phone's screen the letters are as large as a message's."""

MARGINS, ROW = 1.5, 0.52
"""Inches above and below the weeks, and for each week: many weeks make a higher picture."""

BAR, SMALL = 0.34, 8.5
TITLE, TICKS = 48, 4
AVAILABLE, CLAIMED, GRANTED, LEFT = "#e4e0d5", "#e8a33d", "#2f7f79", "#7a3b69"

_one_at_a_time = threading.Lock()
"""Matplotlib is not made for several threads."""


async def drawn(chart: WeeksChart, language: str) -> File:
    """Draw what was available, claimed, awarded and carried over, week by week, as a PNG."""
    to = words(language)
    content = await asyncio.to_thread(_draw, chart, to)
    return File(to.say("chart-file", {}), "image/png", content)


def _draw(chart: WeeksChart, to: Words) -> bytes:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.patheffects import withStroke

    def units(minor: int) -> float:
        return float(chart.unit.decimal(minor))

    def amount(minor: int) -> str:
        return _with_glyphs(to.amount(Amount(minor, chart.unit)))

    weeks = chart.weeks
    rows = range(len(weeks))
    with _one_at_a_time:
        size = (WIDTH, MARGINS + ROW * len(weeks))
        figure = Figure(figsize=size, dpi=DOTS, layout="constrained")
        axes = figure.add_subplot()
        available = [max(units(week.available), 0) for week in weeks]
        label = to.say("chart-available", {})
        axes.barh(rows, available, 2.5 * BAR, color=AVAILABLE, label=label)
        for shift, colour, key, values in (
            (-BAR / 2, CLAIMED, "chart-claimed", [week.claimed for week in weeks]),
            (BAR / 2, GRANTED, "chart-granted", [week.granted for week in weeks]),
        ):
            lengths = [units(minor) for minor in values]
            places = [row + shift for row in rows]
            bars = axes.barh(places, lengths, BAR, color=colour, label=to.say(key, {}))
            said = [amount(minor) for minor in values]
            for number in axes.bar_label(bars, said, padding=3, fontsize=SMALL, parse_math=False):
                number.set_path_effects([withStroke(linewidth=2, foreground="white")])
        left = [units(week.left) for week in weeks]
        label = to.say("chart-left", {})
        axes.plot(left, rows, "D", color=LEFT, markeredgecolor="white", markersize=8, label=label)
        axes.axvline(0, color="#888888", linewidth=0.8)
        axes.set_yticks(rows, [f"{week.week}\n{to.dates(week.week, week.week)}" for week in weeks])
        axes.set_ylim(len(weeks) - 0.5, -0.5)
        axes.margins(x=0.06)
        axes.locator_params(axis="x", nbins=TICKS)
        axes.xaxis.set_major_formatter(lambda value, _: to.number(value))
        axes.tick_params(labelsize=SMALL)
        axes.spines[["top", "right"]].set_visible(False)
        title = _with_glyphs(to.say("chart-title", {"team": chart.team_name}))
        lines = textwrap.wrap(title, TITLE, max_lines=2, placeholder="…")
        figure.suptitle("\n".join(lines), x=0.02, ha="left", fontsize=11, parse_math=False)
        figure.legend(loc="outside lower center", ncols=2, frameon=False, fontsize=SMALL)
        image = io.BytesIO()
        FigureCanvasAgg(figure)
        figure.savefig(image, format="png")
    return image.getvalue()


def _with_glyphs(said: str) -> str:
    """Leave out what the font cannot draw, such as pictographs: it would be an empty box."""
    from matplotlib.font_manager import FontProperties, findfont, get_font

    known = get_font(findfont(FontProperties())).get_charmap()
    return "".join(sign for sign in said if ord(sign) in known).strip()
