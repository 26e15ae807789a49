"""Sixteen months of ten cooperatives at a time, said in chat; every figure computed twice.

Each seed is a team that plays its plan through the real desk, use cases, clock and SQLite book.
`naive.Cooperative` computes the same figures from what was said, without the product's help; after
every close, and at the end, both have to agree to the cent.
"""

import json
import random
import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from sqlalchemy import select

from bot.backlog import BATCH
from bot.render import plain
from core.app import wire
from core.app.records import Closing
from core.app.says import Text
from core.db import schema
from core.db.store import Store
from core.domain.calendar import Week
from core.domain.money import Amount
from tests.app.naive import (
    HOLIDAYS_KNOWN_UNTIL,
    SCHOOL_HOLIDAYS,
    Cooperative,
    Granted,
    Lines,
    Round,
    Shares,
    claim_of,
    lowered,
)
from tests.peers.stage import Stage

SEEDS, TOWNS, WEEKS = 100, 10, 70
TOWNS_AT_ONCE = 2
"""Towns played by `make test`; `make long` plays all of them."""

RULES = (
    "as_declared",
    "as_declared with a deficit",
    "proportional",
    "equal_awards",
    "equal_losses",
    "talmud",
    "agree",
)
CADENCES = ("monthly", "two-weeks", "weekly", "monthly", "two-weeks", "two-weeks")
"""Of fourteen seeds each, which have every rule with and without carrying over."""
RATIONING = ("proportional", "equal_awards", "equal_losses", "talmud")
PROJECTS = ("café", "site", "jardin")
PEOPLE = ("Aïcha", "Bob", "Chloé", "Dany", "Enzo", "Fatou", "Gaël", "Hana")
FACILITATOR = "Nadia"

Message = tuple[str, str]
"""Who says what, in private."""


# What people say ------------------------------------------------------------------------------


def written(cents: int) -> str:
    return str(cents // 100) if cents % 100 == 0 else f"{cents // 100},{cents % 100:02d}"


def declared(lines: Lines) -> str:
    """Lines as somebody types them."""
    parts = [f"{project} {written(amount)}".strip() for project, amount in lines]
    return (", " if all(project for project, _ in lines) else " + ").join(parts)


class Story:
    """One cooperative: what its people say, and what that makes of its money by hand.

    Every method that speaks returns what is said and has told `hand` of it.
    """

    def __init__(self, seed: int, first: Week) -> None:
        self.seed = seed
        self.first = first
        self.chance = random.Random(seed)
        self.rule = RULES[seed % 7]
        self.weekly = self.chance.choice([80_00, 150_00, 333_33, 600_00])
        self.hand = Cooperative(first, 600_00, WEEKS)
        self.cadence = CADENCES[seed // 14 % len(CADENCES)]
        self.people = list(PEOPLE[: self.chance.choice([4, 4, 4, 5, 6, 7])])
        self.late = PEOPLE[len(self.people)] if self.chance.random() < 0.3 else None
        self.leaves = self.people[1] if self.chance.random() < 0.2 else None
        self.wavers = self.chance.random() < 0.25
        self.team_id = 0
        self.said: list[str] = []
        self.accounts: dict[str, str] = {}
        if self.chance.random() < 0.2:
            self.people.insert(0, FACILITATOR)  # the first in the team, so the first in turn

    @property
    def name(self) -> str:
        return f"Coop {self.seed}"

    def joins(self) -> list[Message]:
        self.hand.members += self.people
        return [(who, "") for who in self.people]

    def begins(self) -> list[Message]:
        """The facilitator says how the team shares, and what it plans."""
        rule = self.rule.split()[0]
        said = [
            *self._sets("rule", rule),
            *self._sets("fallback", self.chance.choice(RATIONING)),
            *self._sets("carry_over", "yes" if self.seed // 7 % 2 else "no"),
            *self._sets("cadence", self.cadence),
        ]
        if self.rule.endswith("deficit"):
            said += self._sets("max_deficit", written(self.weekly // 2))
        if self.chance.random() < 0.4:
            said += self._sets("commons", str(self.chance.choice([3, 5, 7, 12])))
        for project in PROJECTS[: self.chance.randint(0, 3)]:
            self.hand.projects.append(project)
            said.append(f"/projet add {project}")
        if self.chance.random() < 0.5:
            total, months = self.weekly * WEEKS + self.chance.randint(0, 99), 16
            self.hand.plan_total(self.first, total, months)
            said.append(f"/plan total {written(total)} {months} mois")
        else:
            self.hand.plan_every_week(self.first, self.weekly)
            said.append(f"/plan {written(self.weekly)}")
        if self.chance.random() < 0.5:
            said += self._plans_holidays(self.first)
        for project in self.hand.projects:
            if self.chance.random() < 0.5:
                said += self._sets_envelope(self.first, project)
        return [(FACILITATOR, one) for one in said]

    # Between rounds, and while one is open

    def changes(self, current: Week, *, between: bool) -> list[Message]:
        """Who facilitates looks after the money; people come and go; something is corrected."""
        said: list[Message] = []
        if self.chance.random() < (0.4 if between else 0.22):
            ways = [
                self._adds_income,
                self._adds_income,
                self._adds_expense,
                self._adds_expense,
                self._pays_every_week,
                self._plans_week,
                self._plans_week,
                self._plans_week,
                self._plans_deficit,
                self._plans_deficit,
                self._plans_anew,
                self._changes_an_envelope,
                self._changes_an_envelope,
                self._changes_an_envelope,
                self._plans_holidays,
            ]
            if self.wavers:
                ways.append(self._changes_its_mind)
            said += [(FACILITATOR, one) for one in self.chance.choice(ways)(current)]
        if between:
            said += self._comes_and_goes(current)
            if self.wavers and self.chance.random() < 0.02:
                cadence = self.chance.choice(CADENCES)
                self.hand.new_cadence(cadence, current)
                said.append((FACILITATOR, f"/reglages cadence {cadence}"))
        return said

    def _sets(self, key: str, value: str) -> list[str]:
        match key:
            case "commons":
                self.hand.commons_percent = int(value)
            case "max_deficit":
                self.hand.max_deficit = round(float(value.replace(",", ".")) * 100)
            case "carry_over":
                self.hand.carry_over = value == "yes"
            case _:
                setattr(self.hand, key, value)
        return [f"/reglages {key} {value}"]

    def _changes_its_mind(self, _current: Week) -> list[str]:
        match self.chance.choice(["rule", "fallback", "carry_over", "max_deficit", "commons"]):
            case "rule":
                return self._sets("rule", self.chance.choice(["as_declared", "agree", *RATIONING]))
            case "fallback":
                return self._sets("fallback", self.chance.choice(RATIONING))
            case "carry_over":
                return self._sets("carry_over", "no" if self.hand.carry_over else "yes")
            case "max_deficit":
                return self._sets("max_deficit", written(self._some(0, 1)))
            case _:
                return self._sets("commons", str(self.chance.randint(0, 20)))

    def _some(self, least: float, most: float) -> int:
        """An amount between parts of a week's plan: mostly round, sometimes to the cent."""
        cents = int(self.weekly * self.chance.uniform(least, most))
        step = self.chance.choice([500, 500, 100, 1])
        return max(cents // step, 1) * step

    def _adds_income(self, _current: Week) -> list[str]:
        amount = self._some(0.1, 1.5)
        self.hand.add_income(amount)
        return [f"/recette {written(amount)} subvention"]

    def _adds_expense(self, _current: Week) -> list[str]:
        amount = self._some(0.05, 0.8)
        self.hand.add_expense(amount)
        return [f"/depense {written(amount)} peinture"]

    def _pays_every_week(self, _current: Week) -> list[str]:
        label = self.chance.choice(["loyer", "internet"])
        amount = self._some(0.01, 0.15)
        if label in self.hand.fixed and self.chance.random() < 0.4:
            amount = 0
        self.hand.fixed[label] = amount
        if not amount:
            del self.hand.fixed[label]
        return [f"/charges {label} {written(amount)}"]

    def _plans_week(self, current: Week) -> list[str]:
        left = self.hand.left(current)
        if not left:
            return []
        week = self.chance.choice([*left[:12], left[-1] + 1])
        amount = self.chance.choice([0, 0, self._some(0.3, 2)])
        self.hand.plan[week] = amount
        return [f"/plan {week} {written(amount)} vacances"]

    def _plans_deficit(self, current: Week) -> list[str]:
        left = self.hand.left(current)
        if not left:
            return []
        week = self.chance.choice(left[:8])
        deficit = self.chance.choice([0, self._some(0.1, 1)])
        self.hand.deficits[week] = deficit
        return [f"/plan deficit {week} {written(deficit)}"]

    def _plans_anew(self, current: Week) -> list[str]:
        left = self.hand.left(current)
        if not left:
            return []
        if self.chance.random() < 0.5:
            amount = self._some(0.5, 1.5)
            self.hand.plan_every_week(current, amount)
            return [f"/plan {written(amount)}"]
        total = self._some(0.6, 1.3) * len(left) + self.chance.choice([0, 1, 17])
        months = 16 if self.chance.random() < 0.3 else None
        self.hand.plan_total(current, total, months)
        return [f"/plan total {written(total)}" + (f" {months} mois" if months else "")]

    def _plans_holidays(self, current: Week) -> list[str]:
        zone = self.chance.choice("ABC")
        if max(self.hand.plan) > HOLIDAYS_KNOWN_UNTIL:
            return []
        if not {str(week) for week in self.hand.left(current)} & set(SCHOOL_HOLIDAYS[zone].split()):
            return []
        amount = self.chance.choice([0, self._some(0.2, 0.6)])
        deficit = self.chance.choice([None, self._some(0.2, 0.6)])
        self.hand.holidays(current, zone, amount, deficit)
        words = "" if deficit is None else f" découvert {written(deficit)}"
        return [f"/plan vacances {zone} {written(amount)}{words}"]

    def _changes_an_envelope(self, current: Week) -> list[str]:
        if not self.hand.projects:
            return []
        return self._sets_envelope(current, self.chance.choice(self.hand.projects))

    def _sets_envelope(self, current: Week, project: str) -> list[str]:
        """Not less than was spent already, nor much more than the coming weeks have."""
        covered = self.hand.covered()
        coming = [w for w in self.hand.plan if w >= current and w not in covered]
        there = sum(self.hand.plan[week] for week in coming)
        had = self.hand.envelopes.get(project, 0)
        spent = had - self.hand.held.get(project, 0)
        most = had + there // 3
        amount = min(max(spent, self._some(0, 4)), most)
        if self.chance.random() < 0.2:
            amount = spent
        if not coming or amount == had or amount < spent:
            return []
        self.hand.set_envelope(current, project, amount)
        return [f"/projet budget {project} {written(amount)}"]

    def _comes_and_goes(self, current: Week) -> list[Message]:
        age = current - self.first
        if self.late is not None and age >= 20:
            who, self.late = self.late, None
            self.people.append(who)
            self.hand.members.append(who)
            return [(who, "")]
        if self.leaves is not None and age >= 35:
            who, self.leaves = self.leaves, None
            self.people.remove(who)
            self.hand.gone.add(who)
            return [(who, "/partir")]
        return []

    # Declaring

    def answers(self) -> list[Message]:
        """Most people answer, each in their way; some say nothing."""
        one = self.hand.open_round()
        if one is None:
            return []
        there = self.hand.what_there_is(one.weeks)
        mood = self.chance.choice([0.2, 0.6, 0.9, 1.0, 1.1, 1.6, 3])
        total = max(there.available, there.planned // 2, self.weekly // 2) * mood
        said: list[Message] = []
        for who in self.people:
            way = self.chance.random()
            if way < 0.35:
                continue
            if way < 0.4:
                one.answers[who] = ("skipped", [])
                said.append((who, "/passe"))
            elif way < 0.45 and (again := self.hand.last_declared(who)) is not None:
                one.answers[who] = ("declared", again)
                said.append((who, "/pareil"))
            else:
                said.append(self._declares(one, who, total / len(self.people)))
        return said

    def _declares(self, one: Round, who: str, about: float) -> Message:
        others = list(one.asks().values())
        lines = self._lines(self._near(about))
        if others and self.chance.random() < 0.35:
            lines = self.chance.choice(others)
            if self.chance.random() < 0.5:
                lines = self._lines(claim_of(lines))
        one.answers[who] = ("declared", lines)
        if claim_of(lines) == 0:
            return who, self.chance.choice(["0", "rien"])
        return who, declared(lines)

    def _near(self, about: float) -> int:
        cents = int(about * self.chance.uniform(0.4, 1.6))
        step = self.chance.choice([500, 500, 100, 1])
        return 0 if self.chance.random() < 0.04 else max(cents // step * step, step)

    def _lines(self, claim: int) -> Lines:
        """A claim as one amount, or in parts for several projects."""
        names = [*self.hand.projects, ""]
        count = self.chance.choice([1, 1, 2, 3])
        if claim < 100 or len(names) == 1 or self.chance.random() < 0.4:
            return [("", claim)]
        chosen = self.chance.sample(names, min(count, len(names)))
        parts = [("", 0)] * 0
        for project in chosen[:-1]:
            part = claim // len(chosen) // self.chance.choice([1, 1, 2])
            parts.append((project, part))
        return [*parts, (chosen[-1], claim - sum(part for _, part in parts))]

    def second_thoughts(self) -> list[Message]:
        """Some take their answer back or say another amount; a round may be closed by hand."""
        one = self.hand.open_round()
        if one is None or self.chance.random() > 0.2:
            return []
        said: list[Message] = []
        for who in self.chance.sample(self.people, 2):
            how, lines = one.answers.get(who, ("withdrawn", []))
            if how == "withdrawn":
                continue
            way = self.chance.random()
            if way < 0.35:
                one.answers[who] = ("withdrawn", [])
                said.append((who, "/retirer"))
            elif way < 0.5:
                one.answers[who] = ("skipped", [])
                said.append((who, "/passe"))
            else:
                said.append(self._declares(one, who, claim_of(lines) or self.weekly / 5))
        return said

    def closes_by_hand(self) -> bool:
        return self.hand.open_round() is not None and self.chance.random() < 0.04

    # Correcting

    def corrects(self, current: Week, *, between: bool) -> tuple[Message, Week, str, Lines] | None:
        """Somebody corrects a closed week: who declared, or for them who facilitates."""
        if self.chance.random() > (0.2 if between else 0.11):
            return None
        closed = [one for one in self.hand.rounds if one.closed]
        if not closed:
            return None
        one = closed[-1 - min(int(self.chance.expovariate(0.6)), len(closed) - 1)]
        who = self.chance.choice(one.present)
        was = one.today.get(who, Granted())
        room = self.weekly // 3 if was.claim == 0 else was.claim
        claim = self.chance.choice([0, was.award, self._near(room), self._near(2 * room)])
        lines = self._lines(claim)
        week = self.chance.choice(one.weeks)
        said = declared(lines) if claim else "0"
        alone = who not in self.hand.gone and current - one.week <= 4
        if alone and self.chance.random() < 0.6:
            return (who, f"/semaine {week} {said}"), week, who, lines
        return (FACILITATOR, f"/semaine {week} @{who}: {said}"), week, who, lines

    # Agreeing

    def takes_a_stand(self, one: Round) -> list[Message]:
        """While the team agrees, each keeps the claim, takes the share, or asks for less.

        It is over as soon as nothing is missing: nobody says anything after that.
        """
        assert one.stood is not None
        said: list[Message] = []
        for who, (claim, proposed) in one.stood.items():
            way = self.chance.random()
            if way < 0.3:
                said.append((who, "/garder"))
            elif way < 0.6:
                self.hand.takes_share(one, who)
                said.append((who, "/prendre"))
            elif way < 0.8:
                lines = self._lower(one, who, claim, proposed)
                said.append((who, declared(lines)))
            elif way < 0.85:
                one.answers[who] = ("skipped", [])
                said.append((who, "/passe"))
            if not self.hand.exceeds(one):
                self.hand.end(one)
                return said
        if self.chance.random() < 0.15:
            self.hand.end(one)
            said.append((FACILITATOR, "/fermer"))
        return said

    def _lower(self, one: Round, who: str, claim: int, proposed: int) -> Lines:
        total = self.chance.choice([claim, (claim + proposed) // 2, proposed, proposed // 2])
        lines = self.chance.choice([lowered(one.answers[who][1], total), [("", total)]])
        one.answers[who] = ("declared", lines)
        return lines


# What the product says ------------------------------------------------------------------------

_AMOUNT = r"(-?[\d\u202f]+,\d\d)\u00a0K"
_MEANS = {
    "income": "Plus les recettes",
    "expense": "Moins les dépenses",
    "fixed": "Moins ce qui est payé chaque semaine",
    "commons": "Moins la part du commun",
}


def cents(said: str) -> int:
    return int(re.sub(r"[^\d-]", "", said))


def told(post: str, pattern: str) -> int:
    """The one amount that a text gives after these words; 0 if it does not speak of it."""
    found = re.findall(f"^{pattern} ?: {_AMOUNT}", post, re.MULTILINE)
    assert len(found) < 2, (pattern, post)
    return cents(found[0]) if found else 0


def rows(post: str) -> dict[str, tuple[int, int]]:
    found = re.findall(rf"^• (.+?) : demandé {_AMOUNT}, accordé {_AMOUNT}$", post, re.MULTILINE)
    assert len({name for name, _, _ in found}) == len(found)
    return {name: (cents(claim), cents(award)) for name, claim, award in found}


def by_project(post: str) -> dict[str, tuple[int, int]]:
    """What is said of each project: claimed, granted."""
    found = re.findall(rf"^– (.+) : {_AMOUNT} accordés sur {_AMOUNT}$", post, re.MULTILINE)
    return {name: (cents(claim), cents(award)) for name, award, claim in found}


def named(post: str, pattern: str) -> set[str]:
    found = re.search(f"^(?:{pattern}) ?: (.+)$", post, re.MULTILINE)
    return set(re.split(", | et ", found[1])) if found else set()


class Differences:
    """Compares, and says of which team and week it was."""

    def __init__(self, story: Story, where: str) -> None:
        self.story = story
        self.where = f"seed {story.seed}, {where}"

    def same(self, what: str, product: object, by_hand: object) -> None:
        if product != by_hand:
            said = "\n".join(self.story.said[-30:])
            pytest.fail(
                f"{self.where}, {what}: the product says {product}, by hand it is {by_hand}.\n"
                f"What was said last:\n{said}",
                pytrace=False,
            )


def check_post(story: Story, one: Round, post: str) -> None:
    """Compare all that the week's post says."""
    check = Differences(story, f"{one.week}, post")
    hand, settled = story.hand, one.at_close
    assert settled is not None
    people, _, rest = post.partition("\n\n")
    granted = settled.granted
    check.same("awards", rows(people), {who: (g.claim, g.award) for who, g in granted.items()})
    answers = one.answers_at_close
    skipped = {who for who, (how, _) in answers.items() if how == "skipped"}
    check.same("skipped", named(people, "Passe cette semaine|Passent cette semaine"), skipped)
    silent = set(one.present) - skipped - granted.keys()
    check.same("silent", named(people, "N’a pas répondu|N’ont pas répondu"), silent)
    check.same("claimed", told(rest, "Total demandé"), settled.claimed)
    check.same("granted", told(rest, "Total accordé"), settled.awarded)
    budget = rf"^Budget de.*? : {_AMOUNT}, plus {_AMOUNT} reportés(?: : {_AMOUNT} disponibles)?$"
    found = re.search(budget, rest, re.MULTILINE)
    assert found, post
    available = cents(found[3]) if found[3] else told(rest, "Disponible")
    check.same("planned", cents(found[1]), settled.planned)
    check.same("carried", cents(found[2]), settled.carried)
    check.same("available", available, settled.available)
    for name, words in _MEANS.items():
        check.same(name, told(rest, words), getattr(settled, name))
    check.same("left", told(rest, "Reporté à la semaine suivante"), one.left)
    coming = [amount for week, amount in hand.plan.items() if week > one.week]
    plan = re.search(rf"^Reste au plan : {_AMOUNT} pour (\d+) semaine", rest, re.MULTILINE)
    check.same(
        "plan", (cents(plan[1]), int(plan[2])) if plan else (0, 0), (sum(coming), len(coming))
    )
    asks = {who: lines for who, (how, lines) in answers.items() if how == "declared"}
    totals = hand.by_project(asks, granted)
    if set(totals) - {""}:
        mine = {project or "sans projet": both for project, both in totals.items()}
        check.same("projects", by_project(rest), mine)
    drawn: Shares = {}
    for one_granted in granted.values():
        for project, part in one_granted.draws.items():
            drawn[project] = drawn.get(project, 0) + part
    envelopes = re.findall(rf"^De l’enveloppe (.+) d’abord : {_AMOUNT}, pour", rest, re.MULTILINE)
    check.same("envelopes", {project: cents(part) for project, part in envelopes}, drawn)


def check_closing(story: Story, one: Round, closing: Closing) -> None:
    """Compare the figures stored with a close."""
    check = Differences(story, f"{one.week}, close")
    settled = one.at_close
    assert settled is not None
    means = closing.means
    for name in ("planned", "deficit", "carried", "income", "expense", "fixed", "commons"):
        check.same(name, getattr(means, name), getattr(settled, name))
    check.same("available", means.available, settled.available)
    check.same("claimed", closing.claimed, settled.claimed)
    check.same("granted", closing.granted, settled.awarded)
    check.same("drawn", closing.drawn, settled.awarded - settled.pooled)
    check.same("left", closing.left, one.left)
    check.same("rule", closing.rationed_by, settled.rule)


def check_budget(story: Story, current: Week, said: str) -> None:
    """Compare what `/budget` says."""
    check = Differences(story, f"{current}, /budget")
    hand, one = story.hand, story.hand.open_round()
    closed = [each for each in hand.rounds if each.at_close is not None]
    if one is not None:
        weeks = one.weeks
    else:
        week = hand.due(current)
        while week in [each.week for each in hand.rounds]:
            week = hand.due(week + 1)
        before = [each.week for each in hand.rounds if each.week < week]
        since = hand.since(week, before)
        weeks = [since + n for n in range(week - since + 1)]
    there = hand.what_there_is(weeks)
    check.same("week", said.splitlines()[0].split(" (")[0][-8:], str(weeks[-1]))
    check.same("planned", told(said, "Budget de.*?"), there.planned)
    check.same("carried", told(said, "Reporté"), there.carried)
    check.same("income", told(said, "Recettes"), there.income)
    check.same("expense", -told(said, "Dépenses"), there.expense)
    check.same("fixed", -told(said, "Payé chaque semaine"), there.fixed)
    check.same("commons", -told(said, "Part du commun"), there.commons)
    check.same("available", told(said, "Disponible"), there.available)
    check.same("deficit", told(said, "Le plan permet un découvert de"), there.deficit)
    granted = sum(g.award for each in closed for g in each.today.values())
    check.same("granted", told(said, "Accordé jusqu’ici"), granted if _asked(closed) else 0)
    coming = [w for w in hand.plan if w > weeks[-1] and w not in hand.covered()]
    plan = re.search(rf"le plan a encore {_AMOUNT} pour (\d+) semaine", said)
    left = (sum(hand.plan[w] for w in coming), len(coming))
    check.same("plan", (cents(plan[1]), int(plan[2])) if plan else (0, 0), left)
    if one is not None and one.asks():
        claimed = sum(claim_of(lines) for lines in one.asks().values())
        check.same("declared", cents(_first(rf"Déclaré : {_AMOUNT}", said)), claimed)
        rest = there.available + there.deficit - claimed
        words = rf"il {'resterait' if rest >= 0 else 'manquerait'} {_AMOUNT}\.$"
        check.same("would be left", cents(_first(words, said)), abs(rest))
    check_habits(check, _asked(closed), said)
    check_forecast(check, hand, [*weeks, *sorted(coming)], said)
    check_projects(check, hand, closed, said)


def check_habits(check: Differences, asked: list[Round], said: str) -> None:
    """Compare how often the team claimed less and more than there was."""
    rest = []
    for one in asked:
        assert one.at_close is not None
        drawn = one.at_close.awarded - one.at_close.pooled
        rest.append(one.at_close.available - (one.at_close.claimed - drawn))
    words = rf"Sur (\d+) tours? : (\d+) sous le budget \({_AMOUNT} .*?\), (\d+) .*?\({_AMOUNT} de"
    found = re.search(words, said)
    under, over = [r for r in rest if r > 0], [-r for r in rest if r < 0]
    mine = (len(rest), len(under), sum(under), len(over), sum(over)) if rest else None
    check.same("habits", tuple(map(cents, found.groups())) if found else None, mine)


def check_forecast(check: Differences, hand: Cooperative, weeks: list[Week], said: str) -> None:
    """Compare what is left at the plan's end at the pace of the last rounds.

    Where it goes without saying: everything that is left is carried over, and nothing else than
    the plan and what is paid every week takes part.
    """
    last = _asked([one for one in hand.rounds if one.closed])[-8:]
    drawn = any(granted.draws for one in last for granted in one.today.values())
    if not last or not hand.carry_over or hand.commons_percent or drawn:
        return
    granted = sum(g.award for one in last for g in one.today.values())
    pace = round(Fraction(granted, sum(len(one.weeks) for one in last)))
    pool, short = hand.pool, ""
    for week in [week for week in weeks if week in hand.plan]:
        pool += hand.plan[week] - sum(hand.fixed.values()) - pace
        if pool < -hand.deficits.get(week, 0) and not short:
            short = str(week)
    words = (
        rf"Au rythme actuel \({_AMOUNT} par semaine\), il (resterait|manquerait) {_AMOUNT} à la fin"
    )
    found = re.search(words, said)
    assert found, said
    at_end = cents(found[3]) * (1 if found[2] == "resterait" else -1)
    check.same("forecast", (cents(found[1]), at_end), (pace, pool))
    out = re.search(r"l’argent manque à partir de (\S+)", said)
    check.same("runs out", out[1] if out else "", short)


def check_projects(check: Differences, hand: Cooperative, closed: list[Round], said: str) -> None:
    """Compare what went to each project so far, and what the envelopes hold."""
    totals: dict[str, tuple[int, int]] = {}
    for one in closed:
        for project, both in hand.by_project(one.asks(), one.today).items():
            claimed, granted = totals.get(project, (0, 0))
            totals[project] = (claimed + both[0], granted + both[1])
    totals.pop("", None)
    check.same("projects", by_project(said), totals)
    words = rf"^Enveloppe (.+) : il reste {_AMOUNT} sur {_AMOUNT}$"
    envelopes = {p: (cents(h), cents(e)) for p, h, e in re.findall(words, said, re.MULTILINE)}
    check.same("envelopes", envelopes, {p: (hand.held[p], e) for p, e in hand.envelopes.items()})


def check_me(story: Story, who: str, said: str) -> None:
    """Compare what `/moi` says."""
    check = Differences(story, f"/moi of {who}")
    mine: dict[str, tuple[int, int] | str] = {}
    for one in [one for one in story.hand.rounds if who in one.answers][-12:]:
        how, lines = one.answers[who]
        award = one.today[who].award if who in one.today else 0
        declares = (claim_of(lines), award) if one.closed else "open"
        mine[str(one.week)] = {"skipped": "skipped", "withdrawn": "withdrawn"}.get(how, declares)
    states = {"tu as passé": "skipped", "retiré": "withdrawn"}
    shown: dict[str, tuple[int, int] | str] = {
        week: states.get(state, "open")
        for week, state in re.findall(
            r"^• (\S+) : (tu as passé|retiré|.* ouvert)$", said, re.MULTILINE
        )
    }
    check.same("weeks", shown | rows(said), mine)
    check.same("balance", told(said, "Ton solde"), story.hand.balances.get(who, 0))


def _asked(closed: Iterable[Round]) -> list[Round]:
    return [one for one in closed if not one.missed]


def _first(pattern: str, said: str) -> str:
    found = re.search(pattern, said, re.MULTILINE)
    assert found, (pattern, said)
    return found[1]


# A town ---------------------------------------------------------------------------------------

Reply = tuple[str, Text]
"""To whom the bot said what, in private."""


class Town(Stage):
    """Several cooperatives with one bot; nothing leaves its outbox, it is read there."""

    def __init__(self, store: Store, first: Week, seeds: Iterable[int]) -> None:
        super().__init__(store, f"{first.monday}T10:00+01:00")
        self.stories = [Story(seed, first) for seed in seeds]
        self._read = 0
        self._names: dict[str, tuple[Story, str]] = {}

    def chat(self, story: Story, who: str) -> str:
        chat = self.user(f"{story.seed} {who}")
        self._names[chat] = (story, who)
        return chat

    def now(self, week: Week, day: int, hour: int) -> None:
        """It is that hour in Paris, give or take summer; the clock does not tick yet."""
        at = datetime.fromisoformat(f"{week.monday}T00:00+01:00") + timedelta(days=day, hours=hour)
        self.clock.at = at

    async def say(self, said: Iterable[tuple[Story, str, str]], group: bool = False) -> list[Reply]:
        """People say things, all at once; return what they are answered, in order."""
        events = []
        for story, who, words in said:
            story.said.append(f"{self.clock.at:%a %d %b %Hh} {who}: {words}")
            chat = self.chat(story, who)
            message = {
                "chat_id": f"-{story.seed + 1}" if group else chat,
                "private": not group,
                "sender": {"user_id": chat, "name": who, "language": "fr"},
                "text": words,
                "message_id": str(next(self._message)),
                "chat_title": story.name if group else "",
                "at": self.clock.now().isoformat(),
            }
            events.append((f"e{next(self._event)}", json.dumps(message)))
        if not events:
            return []
        await self.desk.receive("telegram", events, None)
        for _ in range(0, len(events), BATCH):
            await self.desk.handle_waiting()
        return await self.replies()

    async def replies(self) -> list[Reply]:
        """Read what was answered; the posts of closed weeks are compared on the way."""
        table = schema.outbox
        async with self.store.reading() as connection:
            found = await connection.execute(
                select(table.c.id, table.c.key, table.c.chat_id, table.c.text)
                .where(table.c.id > self._read)
                .order_by(table.c.id)
            )
            new = found.all()
        replies: list[Reply] = []
        posts: dict[int, str] = {}
        for row in new:
            self._read = row.id
            if row.key.startswith("reply:"):
                replies.append((row.chat_id, wire.loads(row.text)))
            elif row.key.startswith("summary:"):
                posts[int(row.key.split(":")[1])] = plain(wire.loads(row.text), "fr")
        await self._compare(posts)
        return replies

    async def talk(
        self, said: Iterable[tuple[Story, str, str]], then: Iterable[tuple[Story, str, str]] = ()
    ) -> list[Reply]:
        """The same; whoever is asked to confirm says yes, and then come further things said.

        Nobody is refused anything.
        """
        everything: list[Reply] = []
        now, later = list(said), list(then)
        while now or later:
            replies = await self.say(now or later)
            for chat, text in replies:
                story, who = self._names[chat]
                refused = str(text) if text.key.startswith("refusal") else ""
                Differences(story, who).same("refused", refused, "")
            later = later if now else []
            yes = [chat for chat, text in dict(replies).items() if text.key.startswith("ask-")]
            now, later = [*((*self._names[chat], "oui") for chat in yes), *later], []
            everything += replies
        return everything

    async def tick(self) -> None:
        await self.ticker.tick()
        assert await self.replies() == []

    async def gather(self) -> None:
        """Set the teams up, and let people follow their invitations."""
        for story in self.stories:
            self.platform.admins.add((f"-{story.seed + 1}", self.chat(story, FACILITATOR)))
        await self.say([(s, FACILITATOR, f"/setup {s.name}") for s in self.stories], group=True)
        ids = await self.store.team_ids()
        self._codes = {}
        async with self.store.work() as work:
            for story, team_id in zip(self.stories, ids, strict=True):
                story.team_id = team_id
                self._codes[story.seed] = (await work.teams.get(team_id)).invite_code
        await self.talk(self._spoken({s: s.joins() for s in self.stories}))
        await self.talk(self._spoken({s: s.begins() for s in self.stories}))

    def _spoken(self, said: Mapping[Story, list[Message]]) -> list[tuple[Story, str, str]]:
        return [
            (story, who, words or f"/start {self._codes[story.seed]}")
            for story, messages in said.items()
            for who, words in messages
        ]

    async def changes(self, week: Week, *, between: bool) -> list[Reply]:
        """What is changed, declared and, last, corrected; each correction is compared."""
        said = {s: s.changes(week, between=between) for s in self.stories}
        for story in self.stories if not between else ():
            said[story] += story.answers()
        mine: dict[Story, tuple[Granted, Granted]] = {}
        apart: dict[Story, list[Message]] = {}
        for story in self.stories:
            found = story.corrects(week, between=between)
            if found is not None:
                message, corrected, who, lines = found
                mine[story] = story.hand.correct(corrected, who, lines)
                busy = message[0] in [who for who, _ in said[story]]
                (apart.setdefault(story, []) if busy else said[story]).append(message)
        thoughts = {s: s.second_thoughts() for s in self.stories if not between}
        replies = await self.talk(self._spoken(said), then=self._spoken(thoughts))
        replies += await self.talk(self._spoken(apart))
        for chat, text in replies:
            if text.key == "correction-noted":
                story, _ = self._names[chat]
                was, now = mine.pop(story)
                check = Differences(story, f"{week}, correction of {text.args['week']}")
                for key, amount in (("claim", now.claim), ("award", now.award), ("had", was.award)):
                    shown = text.args[key]
                    assert isinstance(shown, Amount)
                    check.same(key, shown.minor, amount)
        assert not mine, [story.seed for story in mine]
        return replies

    async def closes(self, week: Week) -> None:
        """The clock closes, or lets a team agree; those that agree have a day for it."""
        for story in self.stories:
            one = story.hand.open_round()
            if one is None:
                continue
            late = story.hand.due(one.week + 1) < week
            asks = story.hand.rule == "agree" and one.stood is None and not late
            if asks and story.hand.exceeds(one):
                story.hand.agreeing(one)
                continue
            story.hand.end(one)
        await self.tick()

    async def agrees(self) -> bool:
        """Those who are asked once more say where they stand."""
        agreeing = [s for s in self.stories if (one := s.hand.open_round()) and one.stood]
        said = {}
        for story in agreeing:
            one = story.hand.open_round()
            assert one is not None
            said[story] = story.takes_a_stand(one)
        await self.talk(self._spoken(said))
        return bool(agreeing)

    async def week(self, week: Week) -> None:
        """A week of all teams."""
        if week.number % 2:
            self.now(week, 2, 12)
            await self.changes(week, between=True)
            await self.looks(week, some=True)
        self.now(week, 4, 16)
        for story in self.stories:
            story.hand.open(week)
        await self.tick()
        self.now(week, 5, 10)
        await self.changes(week, between=False)
        await self.looks(week, some=True)
        by_hand = [story for story in self.stories if story.closes_by_hand()]
        for story in by_hand:
            one = story.hand.open_round()
            assert one is not None
            if story.hand.rule == "agree" and story.hand.exceeds(one):
                story.hand.agreeing(one)
            else:
                story.hand.end(one)
        await self.talk([(story, FACILITATOR, "/fermer") for story in by_hand])
        if by_hand:
            await self.agrees()

    async def ends(self, week: Week) -> None:
        self.now(week, 6, 20)
        await self.closes(week)
        self.now(week, 7, 9)
        if await self.agrees():
            self.now(week, 7, 20)
            await self.closes(week)

    async def up_again(self, week: Week) -> None:
        """After weeks without the bot, it closes what stood open, then counts what it missed."""
        self.now(week, 1, 11)
        missed = {}
        for story in self.stories:
            one = story.hand.open_round()
            agrees = one is not None and story.hand.due(one.week + 1) >= week
            if one is not None and not (
                agrees and story.hand.rule == "agree" and story.hand.exceeds(one)
            ):
                story.hand.end(one)
            elif one is not None:
                story.hand.agreeing(one)
            if story.hand.open_round() is None:
                missed[story] = story.hand.catch_up(week)
        await self.tick()
        await self.agrees()
        self.now(week, 2, 11)
        await self.closes(week)

    async def looks(self, week: Week, *, some: bool) -> None:
        """People ask for `/budget` and `/moi`: now and then, or all of them."""
        asks = []
        for story in self.stories:
            if not some or story.chance.random() < 0.01:
                asks.append((story, FACILITATOR, "/budget"))
                people = story.chance.sample(story.people, 1 if some else 3)
                asks += [(story, who, "/moi") for who in people]
        for (story, who, words), (_, text) in zip(asks, await self.talk(asks), strict=True):
            said = plain(text, "fr")
            if words == "/budget":
                check_budget(story, week, said)
            else:
                check_me(story, who, said)

    async def _compare(self, posts: Mapping[int, str]) -> None:
        """Compare each week that was just closed: its post, its figures, the whole book."""
        if not posts:
            return
        by_team = {story.team_id: story for story in self.stories}
        async with self.store.work() as work:
            found = await work._connection.execute(
                select(schema.rounds.c.id, schema.rounds.c.team_id, schema.rounds.c.week).where(
                    schema.rounds.c.id.in_(list(posts))
                )
            )
            for row in found.all():
                story = by_team[row.team_id]
                check = Differences(story, f"{row.week}")
                one = next((one for one in story.hand.rounds if one.week == row.week), None)
                check.same("closed", True, one is not None and one.closed)
                assert one is not None
                check_post(story, one, posts[row.id])
                closing = await work.settled.closing(row.id)
                assert closing is not None
                check_closing(story, one, closing)
                await self._check_book(story, check, work)

    async def _check_book(self, story: Story, check: Differences, work: Any) -> None:
        balances = await work.book.balances(story.team_id, "")
        if {account for account in balances if ":" in account} - story.accounts.keys():
            for member in await work.teams.members(story.team_id):
                story.accounts[f"member:{member.id}"] = f"member {member.name}"
            for project in await work.teams.projects(story.team_id):
                story.accounts[f"project:{project.id}"] = f"project {project.name}"
        book = {
            story.accounts.get(name, name): amount for name, amount in balances.items() if amount
        }
        check.same("book", book, story.hand.accounts())

    async def check_all(self) -> None:
        """Compare every round and the whole book, at the end."""
        async with self.store.work() as work:
            for story in self.stories:
                rounds = await work.rounds.all(story.team_id)
                closings = await work.settled.closings(story.team_id)
                mine = [(one.weeks[0], one.week, one.missed) for one in story.hand.rounds]
                check = Differences(story, "at the end")
                got = [(r.first_week, r.week, r.missed) for r in rounds]
                check.same("rounds", got, mine)
                for round_, one in zip(rounds, story.hand.rounds, strict=True):
                    check_closing(story, one, closings[round_.id])
                plan = {p.week: (p.amount, p.deficit) for p in await work.plans.of(story.team_id)}
                hand = story.hand
                planned = {w: (a, hand.deficits.get(w, 0)) for w, a in hand.plan.items()}
                check.same("plan", plan, planned)
                await self._check_book(story, check, work)


@pytest.mark.parametrize(
    "town",
    [pytest.param(t, marks=[pytest.mark.long] if t >= TOWNS_AT_ONCE else []) for t in range(TOWNS)],
)
async def test_sixteen_months_by_hand(town: int, store: Store) -> None:
    first = Week.parse("2025-W40") + town
    players = Town(store, first, range(town, SEEDS, TOWNS))
    await sixteen_months(players, town, first)
    assert await players.audit() == []


async def sixteen_months(players: Town, town: int, first: Week) -> None:
    await players.gather()
    weather = random.Random(f"town {town}")
    down = set()
    if town % 3 == 1:
        begins = weather.randrange(10, 50)
        down = set(range(begins, begins + weather.randint(2, 6)))
    for number in range(WEEKS):
        week = first + number
        if number in down:
            continue
        if number - 1 in down:
            await players.up_again(week)
        await players.week(week)
        if number + 1 not in down or weather.random() < 0.5:
            await players.ends(week)
    last = first + WEEKS
    players.now(last, 0, 21)
    await players.looks(last, some=False)
    await players.check_all()
