"""Absence: whoever is away is left in peace, granted nothing by default, and never called silent."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from sqlalchemy import event

from core.app.absence import _span
from core.app.commands import Away, SaidDay
from core.db.store import Store
from core.domain.refusal import Refusal
from tests.peers.stage import Stage

TUESDAY = "2026-11-24T10:00+01:00"
OPENING = "2026-11-27T16:00+01:00"
SATURDAY = "2026-11-28T18:00+01:00"
SUNDAY = "2026-11-29T12:00+01:00"
CLOSE = "2026-11-29T20:00+01:00"
NOVEMBER = date(2026, 11, 24)


async def on_stage(store: Store, *names: str) -> Stage:
    stage = Stage(store, TUESDAY)
    await stage.joins(await stage.sets_up(), *names)
    return stage


def said(stage: Stage, who: str, words: str) -> int:
    """How many messages with such words somebody got."""
    return sum(words in one.plain for one in stage.heard(who))


def day(written: str) -> SaidDay:
    found = [int(part) for part in written.split("/")]
    return SaidDay(found[0], found[1], found[2] if len(found) > 2 else None)


@pytest.mark.parametrize(
    ("today", "since", "until", "meant"),
    [
        (NOVEMBER, "21/12", "3/1", (date(2026, 12, 21), date(2027, 1, 3))),
        (date(2026, 12, 24), "21/12", "3/1", (date(2026, 12, 21), date(2027, 1, 3))),
        (NOVEMBER, "24/11", "24/11", (NOVEMBER, NOVEMBER)),
        (NOVEMBER, "20/11", "30/11", (date(2026, 11, 20), date(2026, 11, 30))),
        (NOVEMBER, "23/11", None, (date(2027, 11, 23), date(2027, 11, 23))),
        (NOVEMBER, "29/2", None, (date(2028, 2, 29), date(2028, 2, 29))),
        (NOVEMBER, "1/2/2027", "3/3", (date(2027, 2, 1), date(2027, 3, 3))),
        (NOVEMBER, None, None, (NOVEMBER, None)),
    ],
)
def test_which_days_are_meant(
    today: date, since: str | None, until: str | None, meant: tuple[date, date | None]
) -> None:
    command = Away(since=day(since) if since else None, until=day(until) if until else None)
    if since == "29/2":
        with pytest.raises(Refusal, match="away-far"):
            _span(command, NOVEMBER)
        today = date(2027, 11, 24)
    assert _span(command, today) == meant


@pytest.mark.parametrize(
    ("since", "until", "why"),
    [
        ("3/1", "21/12", "away-order"),
        ("10/12", "5/12", "away-order"),
        ("1/1/2025", "5/1/2025", "away-over"),
        ("1/1/2027", "5/1/9999", "away-far"),
        ("31/2", None, "day-form"),
        ("1/13", None, "day-form"),
        ("1/1/0", None, "day-form"),
    ],
)
def test_days_that_cannot_be_meant_are_refused(since: str, until: str | None, why: str) -> None:
    with pytest.raises(Refusal, match=why):
        _span(Away(since=day(since), until=day(until) if until else None), NOVEMBER)


async def test_nobody_away_is_asked_reminded_silent_or_granted_anything(store: Store) -> None:
    stage = await on_stage(store, "Aïcha", "Bob")
    await stage.says("Bob", "/absence 27/11 30/11")
    for when in (OPENING, SATURDAY, SUNDAY):
        await stage.at(when)
    assert said(stage, "Aïcha", "Que valait") == 1
    assert said(stage, "Aïcha", "il manque ta réponse") == 2
    assert said(stage, "Bob", "Que valait") + said(stage, "Bob", "il manque") == 0
    (counted,) = await stage.says("Nadia", "/etat")
    assert "0 sur 1" in counted
    (post,) = await stage.at(CLOSE)
    assert "N’a pas répondu : Aïcha" in post
    assert "Absents : Bob" in post
    assert await stage.audit() == []


async def test_a_post_shown_again_still_names_who_was_away_then(store: Store) -> None:
    stage = await on_stage(store, "Aïcha", "Bob")
    await stage.says("Bob", "/absence 27/11 30/11")
    await stage.at(OPENING)
    (post,) = await stage.at(CLOSE)
    await stage.says("Bob", "/retour")
    await stage.says("Aïcha", "/absence")
    (again,) = await stage.says("Nadia", "/bilan")
    assert again == post


async def test_who_is_away_may_still_declare_and_is_granted_it(store: Store) -> None:
    stage = await on_stage(store, "Aïcha", "Bob")
    await stage.says("Bob", "/absence")
    await stage.at(OPENING)
    (echo,) = await stage.says("Bob", "20")
    assert "C’est noté" in echo
    (counted,) = await stage.says("Nadia", "/etat")
    assert "A répondu : Bob" in counted
    (post,) = await stage.at(CLOSE)
    assert "Bob : demandé 20,00" in post
    assert "Absents" not in post


async def test_back_during_a_round_asks_at_once_and_once(store: Store) -> None:
    stage = await on_stage(store, "Aïcha", "Bob")
    await stage.says("Bob", "/absence")
    await stage.at(OPENING)
    welcome, question = await stage.says("Bob", "/retour")
    assert "est ouverte jusqu’à" in welcome
    assert "Que valait" in question
    await stage.says("Bob", "/absence")
    assert len(await stage.says("Bob", "/retour")) == 1
    assert said(stage, "Bob", "Que valait") == 1
    await stage.at(SATURDAY)
    assert said(stage, "Bob", "il manque ta réponse") == 1


async def test_the_day_after_an_absence_asks_once_after_the_quiet_hours(store: Store) -> None:
    stage = await on_stage(store, "Aïcha", "Bob")
    await stage.says("Bob", "/absence 27/11")
    await stage.at(OPENING)
    assert await stage.at("2026-11-28T07:59+01:00") == []
    (question,) = await stage.at("2026-11-28T08:00+01:00")
    assert "Bob" in question
    assert "Que valait" in question
    for when in ("2026-11-28T08:01+01:00", SATURDAY, SUNDAY, CLOSE):
        await stage.at(when)
    assert said(stage, "Bob", "Que valait") == 1
    assert said(stage, "Bob", "il manque ta réponse") == 2


async def test_who_answered_before_the_day_after_is_not_asked(store: Store) -> None:
    stage = await on_stage(store, "Aïcha", "Bob")
    await stage.says("Bob", "/absence 27/11")
    await stage.at(OPENING)
    await stage.says("Bob", "20")
    assert await stage.at("2026-11-28T08:00+01:00") == []


async def test_the_day_is_the_one_of_the_team(store: Store) -> None:
    stage = await on_stage(store, "Aïcha", "Bob")
    await stage.says("Nadia", "/reglages timezone Pacific/Auckland")
    await stage.says("Nadia", "/reglages quiet -")
    await stage.says("Bob", "/absence 27/11")
    await stage.at("2026-11-27T16:00+13:00")
    assert said(stage, "Bob", "Que valait") == 0
    assert await stage.at("2026-11-27T23:59+13:00") == []
    (question,) = await stage.at("2026-11-28T00:00+13:00")
    assert "Que valait" in question


async def test_an_absence_counts_in_all_of_somebodys_teams(store: Store) -> None:
    stage = await on_stage(store, "Aïcha", "Bob")
    other = Stage(store, TUESDAY)
    other._event, other._ids, other._message = stage._event, stage._ids, stage._message
    import tests.peers.stage as peers

    before, peers.GROUP = peers.GROUP, "-200"
    try:
        code = await other.sets_up("Omar")
    finally:
        peers.GROUP = before
    await stage.joins(code, "Bob")
    (answer,) = await stage.says("Bob", "/absence 27/11 04/12")
    assert "Kpa-Cité et Kpa-Cité" in answer
    await stage.at(OPENING)
    assert said(stage, "Bob", "Que valait") == 0


@contextmanager
def counted(store: Store) -> Iterator[list[str]]:
    """Every statement sent to the database meanwhile."""
    statements: list[str] = []

    def note(*args: object) -> None:
        statements.append(str(args[2]))

    engine = store.database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)


async def test_opening_and_reminding_many_takes_as_few_queries_as_a_few(store: Store) -> None:
    stage = await on_stage(store, *(f"M{n}" for n in range(2)))
    await stage.says("M0", "/fuseau America/Montreal")
    few: list[int] = []
    for weeks, joining in enumerate((0, 30)):
        code = next(key.invite for one in stage.group() for key in one.keys if key.invite)
        await stage.joins(code, *(f"N{n}" for n in range(joining)))
        for when in ("2026-11-27T16:00+01:00", "2026-11-28T18:00+01:00"):
            at = date(2026, 11, int(when[8:10]))
            later = at.toordinal() + 7 * weeks
            stage.clock.at = stage.clock.at.fromisoformat(
                date.fromordinal(later).isoformat() + when[10:]
            )
            with counted(store) as statements:
                await stage.ticker.tick()
            few.append(len(statements))
            await stage.courier.drain()
        await stage.at(
            date.fromordinal(date(2026, 11, 29).toordinal() + 7 * weeks).isoformat()
            + "T20:00+01:00"
        )
    assert few[2] <= few[0] + 3, few
    assert few[3] <= few[1] + 3, few
