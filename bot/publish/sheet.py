"""A member's pay-request sheet: one payout on A4, ready to attach to an invoice."""

import asyncio
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from adapters.chat import File
from bot.i18n import Words, words
from core.app.payday.cae import PaidLine, Papers, Sheet, SheetWeek, papers_of
from core.app.says import Document
from core.db.store import Work
from core.domain import names
from core.domain.cae import Estimate
from core.domain.calendar import zone
from core.domain.money import Amount
from core.domain.payout import EURO

FONT = "DejaVu"
"""Brought by matplotlib: it has the letters and the spaces of both languages."""

MARGIN = 18
WIDTHS = (36, 78, 28, 32)
"""Of the columns, in millimetres: together the width of A4 between the margins."""

LINE, SMALL, NORMAL, TITLE = 5.0, 9, 10, 16
BOX, CLOSING = 24, 90
"""Heights: a place to write in, and all that comes after the table, which stays together."""

_SPACES = re.compile(r"  +")
_HIGH = re.compile(r" (?=[:;!?»%])|(?<=«) ")
"""Where French does not break a line."""


async def made(work: Work, document: Document, _language: str) -> File:
    """Make the sheet a document is about, in the language of the member."""
    team = await work.teams.get(document.team)
    number, member_id = document.about
    papers = await papers_of(work, team, number, member_id)
    (sheet,) = papers.sheets
    person = await work.people.person(sheet.member.person_id)
    to = words(person.language)
    name = to.say("sheet-file-name", {"number": number, "name": _bare(sheet.member.name)})
    return File(f"{name}.pdf", "application/pdf", await asyncio.to_thread(drawn, papers, sheet, to))


def drawn(papers: Papers, sheet: Sheet, to: Words) -> bytes:
    """Draw a sheet as a PDF."""
    page = _Page(to)
    _head(page, papers, sheet)
    _weeks(page, papers, sheet)
    _foot(page, papers, sheet)
    page.pdf.set_creation_date(papers.payout.at)
    page.pdf.set_title(page.say("sheet-title"))
    return bytes(page.pdf.output())


class _Page:
    """The paper, and the words that are put on it."""

    def __init__(self, to: Words) -> None:
        from fpdf import FPDF
        from matplotlib import get_data_path

        class Paper(FPDF):
            def footer(self) -> None:
                """Number the pages."""
                self.set_y(-MARGIN)
                self.set_font(FONT, "", SMALL)
                self.cell(0, LINE, f"{self.page_no()} / {{nb}}", align="R")

        self.to = to
        self.pdf = Paper(format="A4")
        fonts = Path(get_data_path()) / "fonts" / "ttf"
        self.pdf.add_font(FONT, "", fonts / "DejaVuSans.ttf")
        self.pdf.add_font(FONT, "B", fonts / "DejaVuSans-Bold.ttf")
        self._known = self.pdf.fonts[FONT.lower()].cmap  # type: ignore[union-attr]
        self.pdf.set_lang(to.language)
        self.pdf.set_margin(MARGIN)
        self.pdf.set_auto_page_break(auto=True, margin=MARGIN)
        self.pdf.add_page()

    def say(self, key: str, args: Mapping[str, str | int] | None = None) -> str:
        """Write a message as it is printed."""
        return self.set(self.to.say(key, args or {}))

    def set(self, said: str) -> str:
        """Set words: without what the font cannot draw, nor breaks before high punctuation."""
        shown = "".join(sign for sign in said if ord(sign) in self._known)
        shown = _SPACES.sub(" ", shown).strip()
        return _HIGH.sub("\u00a0", shown) if self.to.language == "fr" else shown

    def euros(self, cents: int) -> str:
        """Write an amount of euros, with the sign that is as wide as a digit."""
        return self.to.amount(Amount(cents, EURO)).replace("-", "\N{MINUS SIGN}")

    def keep(self, height: float) -> None:
        """Go on on another page where so much would not fit on this one."""
        if self.pdf.will_page_break(height):
            self.pdf.add_page()

    def put(self, said: str, size: float = NORMAL, style: str = "", width: float = 0) -> None:
        """Put a paragraph on the page."""
        self.pdf.set_font(FONT, style, size)
        self.pdf.multi_cell(width, size * 0.5, said, align="L", new_x="LMARGIN", new_y="NEXT")

    def pair(self, said: str, value: str, style: str = "") -> None:
        """Put a figure after what it is, at the right margin."""
        self.pdf.set_font(FONT, style, NORMAL)
        self.pdf.cell(sum(WIDTHS[:3]), LINE + 1, said)
        self.pdf.cell(WIDTHS[3], LINE + 1, value, align="R", new_x="LMARGIN", new_y="NEXT")


def _head(page: _Page, papers: Papers, sheet: Sheet) -> None:
    team, payout = papers.team, papers.payout
    day = payout.at.astimezone(zone(team.settings.timezone)).date()
    page.put(page.say("sheet-title"), TITLE, "B")
    page.pdf.ln(3)
    page.put(page.say("sheet-team", {"team": team.name}))
    if team.settings.siren:
        page.put(page.say("sheet-siren", {"siren": _grouped(team.settings.siren)}))
    page.put(page.say("sheet-member", {"name": sheet.member.name}))
    about: dict[str, str | int] = {"number": payout.number, "day": page.to.day(day)}
    page.put(page.say("sheet-payout", about))
    page.put(page.say("sheet-for", {"label": payout.label}))
    page.pdf.ln(4)


def _weeks(page: _Page, papers: Papers, sheet: Sheet) -> None:
    from fpdf.fonts import FontFace

    unit = papers.team.settings.unit
    page.pdf.set_font(FONT, "", SMALL)
    heads = [page.say(f"sheet-column-{name}") for name in ("week", "work", "units", "euros")]
    with page.pdf.table(
        col_widths=WIDTHS,
        line_height=LINE,
        v_align="TOP",
        text_align=("LEFT", "LEFT", "RIGHT", "RIGHT"),
        borders_layout="HORIZONTAL_LINES",
        headings_style=FontFace(emphasis="BOLD", fill_color=(238, 235, 226)),
        padding=(1, 1),
    ) as table:
        table.row(heads)
        for week in sheet.weeks:
            for number, line in enumerate(week.lines):
                units = page.to.amount(Amount(line.units, unit))
                when = "" if number else _when(page, week)
                table.row([when, _work(page, line), units, page.euros(line.cents)])
        bold = FontFace(emphasis="BOLD")
        units = page.to.amount(Amount(sheet.units, unit))
        table.row([page.say("sheet-total"), "", units, page.euros(sheet.cents)], style=bold)


def _when(page: _Page, week: SheetWeek) -> str:
    return f"{week.weeks}\n{page.set(page.to.dates(week.weeks.first, week.weeks.last))}"


def _work(page: _Page, line: PaidLine) -> str:
    """Say what a line is for: its project, its time, its note."""
    parts = [page.set(line.project) or page.say("no-project")]
    if line.minutes:
        hours: dict[str, str | int] = {"hours": line.minutes // 60, "minutes": line.minutes % 60}
        time = page.say("sheet-hours", hours)
        parts[0] = f"{parts[0]} ({time})"
    if note := page.set(line.note):
        parts.append(note)
    return "\n".join(parts)


def _foot(page: _Page, papers: Papers, sheet: Sheet) -> None:
    """Put what the total is, what may be left of it, and the places for a number and a name."""
    page.keep(CLOSING)
    page.pdf.ln(2)
    page.put(page.say("sheet-value", {"value": page.say("cae-label")}), SMALL)
    page.pdf.ln(3)
    if sheet.contribution is not None:
        page.pair(page.say("sheet-contribution"), page.euros(-sheet.contribution))
        page.pair(page.say("sheet-budget"), page.euros(sheet.cents - sheet.contribution))
    if sheet.estimate is not None:
        _estimate(page, papers, sheet.estimate)
    else:
        missing = "levies" if sheet.contribution is not None else "contribution"
        page.put(page.say("sheet-no-estimate", {"missing": missing}), SMALL)
    page.pdf.ln(6)
    page.keep(BOX)
    _boxes(page, [page.say("sheet-invoice"), page.say("sheet-signature")])


def _estimate(page: _Page, papers: Papers, estimate: Estimate) -> None:
    page.pair(page.say("sheet-employer"), page.euros(-estimate.employer))
    page.pair(page.say("sheet-gross"), page.euros(estimate.gross))
    if estimate.employee is not None and estimate.net is not None:
        page.pair(page.say("sheet-employee"), page.euros(-estimate.employee))
        page.pair(page.say("sheet-net"), page.euros(estimate.net), "B")
    levies = sorted(papers.levies, key=lambda one: one.side, reverse=True)
    entered = [f"{levy.label} {page.to.percent(levy.rate, 10_000)}" for levy in levies]
    page.pdf.ln(1)
    said = page.say("sheet-estimate", {"levies": page.to.row(tuple(entered))})
    page.put(said, SMALL)


def _boxes(page: _Page, titles: Sequence[str]) -> None:
    """Draw places to write in, side by side."""
    width = (sum(WIDTHS) - 6) / len(titles)
    top = page.pdf.get_y()
    for place, title in enumerate(titles):
        left = MARGIN + place * (width + 6)
        page.pdf.rect(left, top, width, BOX)
        page.pdf.set_xy(left + 2, top + 1)
        page.pdf.set_font(FONT, "", SMALL)
        page.pdf.cell(width - 4, LINE, title)


def _grouped(siren: str) -> str:
    return "\u00a0".join((siren[:3], siren[3:6], siren[6:]))


def _bare(name: str) -> str:
    """Give a name as part of a file's name, in letters that every system has."""
    return "-".join(re.findall(r"[a-z0-9]+", names.fold(name))) or "membre"
