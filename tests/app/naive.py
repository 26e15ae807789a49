"""A team's money computed a second time, in the plainest way, from what DESIGN says of it.

Nothing here knows how the product computes: it counts in whole cents and exact fractions, keeps
its state in dicts, and shares nothing with `core` but the name of a week.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from core.domain.calendar import Week

Lines = list[tuple[str, int]]
"""What somebody asks, in cents, project by project; "" is no project."""

Shares = dict[str, int]

SCHOOL_HOLIDAYS = {
    "A": "2025-W43 2025-W44 2025-W52 2026-W01 2026-W07 2026-W08 2026-W15 2026-W16 2026-W28 2026-W29"
    " 2026-W30 2026-W31 2026-W32 2026-W33 2026-W34 2026-W35 2026-W43 2026-W44 2026-W52 2026-W53"
    " 2027-W07 2027-W08 2027-W15 2027-W16"
    " 2027-W27 2027-W28 2027-W29 2027-W30 2027-W31 2027-W32 2027-W33 2027-W34"
    " 2027-W43 2027-W44 2027-W51 2027-W52 2028-W08 2028-W09 2028-W17 2028-W18"
    " 2028-W27 2028-W28 2028-W29 2028-W30 2028-W31 2028-W32 2028-W33 2028-W34 2028-W35",
    "B": "2025-W43 2025-W44 2025-W52 2026-W01 2026-W08 2026-W09 2026-W16 2026-W17 2026-W28 2026-W29"
    " 2026-W30 2026-W31 2026-W32 2026-W33 2026-W34 2026-W35 2026-W43 2026-W44 2026-W52 2026-W53"
    " 2027-W08 2027-W09 2027-W16 2027-W17"
    " 2027-W27 2027-W28 2027-W29 2027-W30 2027-W31 2027-W32 2027-W33 2027-W34"
    " 2027-W43 2027-W44 2027-W51 2027-W52 2028-W06 2028-W07 2028-W15 2028-W16"
    " 2028-W27 2028-W28 2028-W29 2028-W30 2028-W31 2028-W32 2028-W33 2028-W34 2028-W35",
    "C": "2025-W43 2025-W44 2025-W52 2026-W01 2026-W09 2026-W10 2026-W17 2026-W18 2026-W28 2026-W29"
    " 2026-W30 2026-W31 2026-W32 2026-W33 2026-W34 2026-W35 2026-W43 2026-W44 2026-W52 2026-W53"
    " 2027-W06 2027-W07 2027-W14 2027-W15"
    " 2027-W27 2027-W28 2027-W29 2027-W30 2027-W31 2027-W32 2027-W33 2027-W34"
    " 2027-W43 2027-W44 2027-W51 2027-W52 2028-W07 2028-W08 2028-W16 2028-W17"
    " 2028-W27 2028-W28 2028-W29 2028-W30 2028-W31 2028-W32 2028-W33 2028-W34 2028-W35",
}
"""The school years 2025–2028, copied from the official calendar."""

HOLIDAYS_KNOWN_UNTIL = Week(2028, 35)


# The rules of sharing -------------------------------------------------------------------------


def in_turn(names: list[str], turn: int) -> list[str]:
    """Equals, one after the other; who begins changes from week to week."""
    return [names[(turn + place) % len(names)] for place in range(len(names))]


def rounded(exact: dict[str, Fraction], claims: Shares, turn: int) -> Shares:
    """Whole cents; those left over go to the largest remainders, then claims, then by turns."""
    given = {who: share.numerator // share.denominator for who, share in exact.items()}
    left = sum(exact.values()) - sum(given.values())
    equals: dict[tuple[Fraction, int], list[str]] = {}
    for who, share in exact.items():
        equals.setdefault((share - given[who], claims[who]), []).append(who)
    for alike in sorted(equals, reverse=True):
        for who in in_turn(equals[alike], turn):
            if left > 0:
                given[who] += 1
                left -= 1
    assert left == 0
    return given


def proportional(claims: Shares, pool: int, turn: int) -> Shares:
    total = sum(claims.values())
    exact = {who: Fraction(claim * pool, total or 1) for who, claim in claims.items()}
    return rounded(exact, claims, turn)


def handed_out(given: Shares, left: int, claims: Shares, among: list[str], turn: int) -> Shares:
    """A cent each to the larger claims first, by turns among equal ones, until none is left."""
    for claim in sorted({claims[who] for who in among}, reverse=True):
        for who in in_turn([who for who in among if claims[who] == claim], turn):
            if left > 0:
                given[who] += 1
                left -= 1
    assert left == 0
    return given


def equal_awards(claims: Shares, pool: int, turn: int) -> Shares:
    """Raise one ceiling for all, cent by cent, as far as it goes (by halving the distance)."""
    ceiling, too_high = 0, max(claims.values()) + 1
    while too_high - ceiling > 1:
        middle = (ceiling + too_high) // 2
        if sum(min(claim, middle) for claim in claims.values()) <= pool:
            ceiling = middle
        else:
            too_high = middle
    given = {who: min(claim, ceiling) for who, claim in claims.items()}
    above = [who for who, claim in claims.items() if claim > ceiling]
    return handed_out(given, pool - sum(given.values()), claims, above, turn)


def equal_losses(claims: Shares, pool: int, turn: int) -> Shares:
    """Raise one cut for all, cent by cent, until what is left of the claims fits."""
    too_low, cut = -1, max(claims.values())
    while cut - too_low > 1:
        middle = (too_low + cut) // 2
        if sum(max(claim - middle, 0) for claim in claims.values()) <= pool:
            cut = middle
        else:
            too_low = middle
    given = {who: max(claim - cut, 0) for who, claim in claims.items()}
    touched = [who for who, claim in claims.items() if claim >= cut]
    return handed_out(given, pool - sum(given.values()), claims, touched, turn)


def filled(most: dict[str, Fraction], pool: Fraction) -> dict[str, Fraction]:
    """Pour a pool into all alike, into nobody more than their most."""
    got = dict.fromkeys(most, Fraction(0))
    while pool > 0:
        thirsty = [who for who in most if got[who] < most[who]]
        step = min(pool / len(thirsty), *(most[who] - got[who] for who in thirsty))
        for who in thirsty:
            got[who] += step
        pool -= step * len(thirsty)
    return got


def talmud(claims: Shares, pool: int, turn: int) -> Shares:
    """Up to half of all claims, the same for all up to half of theirs; past it, the same loss."""
    halves = {who: Fraction(claim, 2) for who, claim in claims.items()}
    total = sum(claims.values())
    if 2 * pool <= total:
        return rounded(filled(halves, Fraction(pool)), claims, turn)
    lost = filled(halves, Fraction(total - pool))
    return rounded({who: claims[who] - lost[who] for who in claims}, claims, turn)


def rationed(rule: str, claims: Shares, pool: int, turn: int) -> Shares:
    """Share a pool that is too small; of one that is not, everybody gets what they claim."""
    if sum(claims.values()) <= pool:
        return dict(claims)
    if pool <= 0:
        return dict.fromkeys(claims, 0)
    rules = {
        "proportional": proportional,
        "equal_awards": equal_awards,
        "equal_losses": equal_losses,
        "talmud": talmud,
    }
    return rules[rule](claims, pool, turn)


# A team ---------------------------------------------------------------------------------------


@dataclass
class Granted:
    """What counts for somebody in a closed round: the claim, and where the award came from."""

    claim: int = 0
    pooled: int = 0
    draws: Shares = field(default_factory=dict)

    @property
    def award(self) -> int:
        return self.pooled + sum(self.draws.values())


@dataclass
class Settled:
    """What a round would grant, or granted, and what there was."""

    planned: int
    deficit: int
    carried: int
    income: int
    expense: int
    fixed: int
    commons: int
    available: int
    floor: int
    limit: int
    rule: str | None
    granted: dict[str, Granted]

    @property
    def claimed(self) -> int:
        return sum(one.claim for one in self.granted.values())

    @property
    def awarded(self) -> int:
        return sum(one.award for one in self.granted.values())

    @property
    def pooled(self) -> int:
        return sum(one.pooled for one in self.granted.values())

    @property
    def missing(self) -> int:
        """What is asked of the pool beyond what it may give."""
        drawn = self.awarded - self.pooled
        return self.claimed - drawn - max(self.available + self.floor, 0)


@dataclass
class Round:
    """A round: the weeks it settles, the answers as they count today, and how it ended.

    An answer is `declared`, `skipped` or `withdrawn`, with what it asks. `at_close` is what was
    decided then; `today` what counts after corrections; `stood` what each asked when the team
    began to agree, with the share proposed.
    """

    weeks: list[Week]
    answers: dict[str, tuple[str, Lines]] = field(default_factory=dict)
    at_close: Settled | None = None
    answers_at_close: dict[str, tuple[str, Lines]] = field(default_factory=dict)
    present: list[str] = field(default_factory=list)
    left: int = 0
    today: dict[str, Granted] = field(default_factory=dict)
    missed: bool = False
    stood: dict[str, tuple[int, int]] | None = None

    @property
    def week(self) -> Week:
        return self.weeks[-1]

    @property
    def closed(self) -> bool:
        return self.at_close is not None

    def asks(self) -> dict[str, Lines]:
        return {who: lines for who, (how, lines) in self.answers.items() if how == "declared"}


def claim_of(lines: Lines) -> int:
    return sum(amount for _, amount in lines)


def asked_for(lines: Lines, project: str) -> int:
    return sum(amount for its, amount in lines if its == project)


def months_later(day: date, months: int) -> date:
    """The same day so many months on, or the last one of that month."""
    year, month = day.year + (day.month - 1 + months) // 12, (day.month - 1 + months) % 12 + 1
    following = date(year + month // 12, month % 12 + 1, 1)
    return min(date(year, month, 1) + timedelta(days=day.day - 1), following - timedelta(days=1))


class Cooperative:
    """One team's figures. Every method is something said in chat, or something the clock does."""

    def __init__(self, first: Week, weekly: int, weeks: int) -> None:
        self.first = first
        self.plan: dict[Week, int] = {first + n: weekly for n in range(weeks)}
        self.deficits: dict[Week, int] = {}
        self.rule, self.fallback = "as_declared", "proportional"
        self.max_deficit = 0
        self.carry_over = True
        self.commons_percent = 0
        self.cadence = "weekly"
        self.members: list[str] = []
        self.gone: set[str] = set()
        self.projects: list[str] = []
        self.envelopes: Shares = {}
        self.held: Shares = {}
        self.fixed: Shares = {}
        self.rounds: list[Round] = []
        self.pool = 0
        self.released = 0
        self.income = self.expense = self.commons = 0
        self.new_income = self.new_expense = 0
        self.balances: Shares = {}

    # The calendar

    def due(self, week: Week) -> Week:
        """The first week from this one on that is asked about."""
        while not self._asked_about(week):
            week = week + 1
        return week

    def _asked_about(self, week: Week) -> bool:
        if self.cadence == "two-weeks":
            return (week.monday - self.first.monday).days % 14 == 0
        if self.cadence == "monthly":
            return week.thursday.month != (week.thursday + timedelta(days=7)).month
        return True

    def next_asked(self) -> Week:
        return self.due(max(self.rounds[-1].week + 1, self.first) if self.rounds else self.first)

    def covered(self) -> set[Week]:
        """The weeks that closed rounds settled."""
        return {week for one in self.rounds if one.closed for week in one.weeks}

    def open_round(self) -> Round | None:
        return next((one for one in self.rounds if not one.closed), None)

    def catch_up(self, current: Week) -> list[Round]:
        """Close what was not even asked before this week: its budget stays in the pool."""
        missed = []
        while self.next_asked() < current:
            one = self._begin(self.next_asked())
            self.end(one, missed=True)
            missed.append(one)
        return missed

    def open(self, current: Week) -> Round | None:
        return self._begin(current) if self.next_asked() == current else None

    def since(self, week: Week, before: list[Week]) -> Week:
        """The first of the weeks a round settles: all since the one before, if not asked weekly.

        The first round after the cadence changed also does.
        """
        if before and (self.cadence != "weekly" or week == self.first):
            return max(before) + 1
        return week if self.cadence == "weekly" else min([week, *self.plan])

    def new_cadence(self, cadence: str, current: Week) -> None:
        """From now on, asked so often; counted from this week."""
        self.cadence, self.first = cadence, current

    def _begin(self, week: Week) -> Round:
        since = self.since(week, [one.week for one in self.rounds])
        one = Round([since + n for n in range((week.monday - since.monday).days // 7 + 1)])
        self.rounds.append(one)
        return one

    # The plan

    def left(self, current: Week) -> list[Week]:
        """The weeks of the plan that are not closed and not past; those of an open round count."""
        one = self.open_round()
        since = min(current, one.weeks[0]) if one else current
        covered = self.covered()
        return sorted(week for week in self.plan if week >= since and week not in covered)

    def plan_every_week(self, current: Week, amount: int) -> None:
        for week in self.left(current):
            self.plan[week] = amount

    def plan_total(self, current: Week, total: int, months: int | None) -> None:
        """Odd cents go to the first weeks; what was planned beyond the new end is gone."""
        left = self.left(current)
        start = left[0]
        weeks = [start + n for n in range(len(left))]
        if months is not None:
            weeks, end = [start], months_later(start.monday, months)
            while (weeks[-1] + 1).monday < end:
                weeks.append(weeks[-1] + 1)
        for week in left:
            del self.plan[week]
        for place, week in enumerate(weeks):
            self.plan[week] = total // len(weeks) + (1 if place < total % len(weeks) else 0)
        self.deficits = {w: d for w, d in self.deficits.items() if w in self.plan}

    def holidays(self, current: Week, zone: str, amount: int, deficit: int | None) -> None:
        named = SCHOOL_HOLIDAYS[zone].split()
        for week in self.left(current):
            if str(week) in named:
                self.plan[week] = amount
                if deficit is not None:
                    self.deficits[week] = deficit

    def set_envelope(self, current: Week, project: str, amount: int) -> None:
        """What an envelope has more leaves the coming weeks in proportion; less goes back."""
        more = amount - self.envelopes.get(project, 0)
        covered = self.covered()
        coming = sorted(week for week in self.plan if week >= current and week not in covered)
        parts = {str(week): self.plan[week] for week in coming}
        if not any(parts.values()):
            parts = dict.fromkeys(parts, 1)
        rest = sum(self.plan[week] for week in coming) - more
        whole = sum(parts.values())
        exact = {week: Fraction(part * rest, whole) for week, part in parts.items()}
        shared = rounded(exact, parts, 0)
        for week in coming:
            self.plan[week] = shared[str(week)]
        self.held[project] = self.held.get(project, 0) + more
        self.released += more
        self.envelopes[project] = amount
        if not amount:
            del self.envelopes[project]

    # The pool

    def add_income(self, amount: int) -> None:
        self.pool += amount
        self.income += amount
        self.new_income += amount

    def add_expense(self, amount: int) -> None:
        self.pool -= amount
        self.expense += amount
        self.new_expense += amount

    def what_there_is(self, weeks: Iterable[Week]) -> Settled:
        """The plan's weeks and the pool, less what is paid first; nobody asks anything yet."""
        weeks = list(weeks)
        planned = sum(self.plan.get(week, 0) for week in weeks)
        deficit = max(self.deficits.get(week, 0) for week in weeks)
        fixed = sum(self.fixed.values()) * len(weeks)
        there = planned + self.pool - fixed
        commons = max(min(planned * self.commons_percent // 100, there), 0)
        carried = self.pool - self.new_income + self.new_expense
        return Settled(
            planned,
            deficit,
            carried,
            self.new_income,
            self.new_expense,
            fixed,
            commons,
            available=there - commons,
            floor=max(deficit, self.max_deficit if self.rule == "as_declared" else 0),
            limit=0,
            rule=None,
            granted={},
        )

    def settle(self, one: Round) -> Settled:
        """What a round's close would grant now: envelopes first, the rest by the rule."""
        settled = self.what_there_is(one.weeks)
        turn = one.week.number
        asks = {who: lines for who in self.members if (lines := one.asks().get(who)) is not None}
        for who, lines in asks.items():
            settled.granted[who] = Granted(claim_of(lines))
        for project in self.envelopes:
            wanted = {who: asked_for(lines, project) for who, lines in asks.items()}
            for who, part in rationed(
                "proportional", wanted, max(self.held[project], 0), turn
            ).items():
                if part:
                    settled.granted[who].draws[project] = part
        claims = {who: g.claim - sum(g.draws.values()) for who, g in settled.granted.items()}
        total = sum(claims.values())
        in_full = max(settled.available + settled.floor, 0)
        to_share = max(settled.available + settled.deficit, 0)
        settled.limit = in_full
        if self.rule == "as_declared" and total <= settled.available + settled.floor:
            shares = claims
        else:
            by = self.fallback if self.rule in ("as_declared", "agree") else self.rule
            shares = rationed(by, claims, to_share, turn)
            if total > to_share:
                settled.rule = by
                settled.limit = to_share
        for who, share in shares.items():
            settled.granted[who].pooled = share
        return settled

    def end(self, one: Round, *, missed: bool = False) -> Settled:
        """Close a round: everything moves, and what is left stays, or lapses if it is not carried.

        A deficit stays whatever the team decided.
        """
        settled = self.settle(one)
        one.missed = missed
        one.at_close = settled
        one.answers_at_close = dict(one.answers)
        one.present = [who for who in self.members if who not in self.gone]
        one.today = {
            who: Granted(g.claim, g.pooled, dict(g.draws)) for who, g in settled.granted.items()
        }
        self.released += settled.planned
        self.expense += settled.fixed
        self.commons += settled.commons
        self.pool = settled.available - settled.pooled
        for who, granted in settled.granted.items():
            self.balances[who] = self.balances.get(who, 0) + granted.award
            for project, part in granted.draws.items():
                self.held[project] -= part
        if not self.carry_over and self.pool > 0:
            self.released -= self.pool
            self.pool = 0
        one.left = self.pool
        self.new_income = self.new_expense = 0
        return settled

    def correct(self, week: Week, who: str, lines: Lines) -> tuple[Granted, Granted]:
        """Another claim for a closed week: others keep theirs, the pool gives what it had left."""
        one = next(one for one in self.rounds if week in one.weeks)
        assert one.at_close is not None
        was = one.today.get(who, Granted())
        room = one.at_close.limit - sum(granted.pooled for granted in one.today.values())
        now = Granted(claim_of(lines))
        for project in dict.fromkeys([*was.draws, *self.envelopes]):
            had = was.draws.get(project, 0)
            part = min(asked_for(lines, project), had + max(self.held.get(project, 0), 0))
            if part:
                now.draws[project] = part
        now.pooled = min(now.claim - sum(now.draws.values()), was.pooled + max(room, 0))
        self.pool -= now.pooled - was.pooled
        for project in {*was.draws, *now.draws}:
            self.held[project] -= now.draws.get(project, 0) - was.draws.get(project, 0)
        self.balances[who] = self.balances.get(who, 0) + now.award - was.award
        one.today[who] = now
        one.answers[who] = ("declared", lines)
        return was, now

    # Agreeing

    def exceeds(self, one: Round) -> bool:
        return self.settle(one).missing > 0

    def agreeing(self, one: Round) -> None:
        """Note what each asked, and the share that is proposed."""
        granted = self.settle(one).granted
        one.stood = {who: (g.claim, g.award) for who, g in granted.items() if g.claim}

    def takes_share(self, one: Round, who: str) -> None:
        """Every line is lowered in proportion, to the proposed share in all."""
        assert one.stood is not None
        _, lines = one.answers[who]
        one.answers[who] = ("declared", lowered(lines, one.stood[who][1]))

    # What people look at

    def last_declared(self, who: str) -> Lines | None:
        """What `/pareil` says again: the last round before the open one in which they declared."""
        for one in reversed(self.rounds):
            if one.closed and one.answers.get(who, ("", []))[0] == "declared":
                return one.answers[who][1]
        return None

    def accounts(self) -> Shares:
        """Every account of the book, by the names of people and projects."""
        found = {
            "pool": self.pool,
            "plan": -self.released,
            "income": -self.income,
            "expense": self.expense,
            "commons": self.commons,
        }
        found |= {f"member {who}": amount for who, amount in self.balances.items()}
        found |= {f"project {project}": amount for project, amount in self.held.items()}
        return {account: amount for account, amount in found.items() if amount}

    def by_project(
        self, asks: dict[str, Lines], granted: dict[str, Granted]
    ) -> dict[str, tuple[int, int]]:
        """Claimed and granted for each project; "" for none.

        What the pool gave of a claim is spread over what the envelopes left of its lines.
        """
        claimed: Shares = {}
        awarded: Shares = {}
        order = [*self.projects, ""]
        for who, lines in asks.items():
            totals = {project: asked_for(lines, project) for project in order}
            draws = granted[who].draws
            rest = {project: totals[project] - draws.get(project, 0) for project in order}
            spread = proportional(rest, granted[who].pooled, 0)
            for project in order:
                given = draws.get(project, 0) + spread[project]
                claimed[project] = claimed.get(project, 0) + totals[project]
                awarded[project] = awarded.get(project, 0) + given
        return {
            project: (claimed[project], awarded[project]) for project in claimed if claimed[project]
        }


def lowered(lines: Lines, total: int) -> Lines:
    """Lower a claim's lines to another total, each in proportion."""
    claims = {str(place): amount for place, (_, amount) in enumerate(lines)}
    shared = proportional(claims, total, 0)
    return [(project, shared[str(place)]) for place, (project, _) in enumerate(lines)]
