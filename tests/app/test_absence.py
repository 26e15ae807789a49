"""Absence: whoever is away is left in peace, granted nothing by default, never called silent."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

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
    assert await stage.at("2026-11-28T07:59+13:00") == []
    (question,) = await stage.at("2026-11-28T08:00+13:00")
    assert "Que valait" in question


async def test_an_absence_counts_in_all_of_somebodys_teams_or_the_one_a_button_names(
    store: Store,
) -> None:
    stage = await on_stage(store, "Aïcha", "Bob")
    stage.platform.admins.add(("-200", stage.user("Omar")))
    await stage.says("Omar", "/installer Jardin", group=True, chat_id="-200")
    (code,) = {k.invite for s in stage.platform.sent if s.chat_id == "-200" for k in s.keys}
    assert code is not None
    await stage.joins(code, "Bob")
    (answer,) = await stage.says("Bob", "/absence 27/11 04/12")
    assert "Jardin et Kpa-Cité" in answer
    await stage.at(OPENING)
    assert said(stage, "Bob", "Que valait") == 0
    welcome, *questions = await stage.says("Bob", "/retour")
    assert "Jardin" in welcome
    assert "Kpa-Cité" in welcome
    assert len(questions) == 2


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


async def test_a_large_team_takes_as_few_statements_as_a_small_one(store: Store) -> None:
    stage = await on_stage(store, "Aïcha", "Bob")
    await stage.says("Nadia", "/reglages remind sam 23:00")
    await stage.says("Bob", "/fuseau America/Montreal")
    code = next(key.invite for one in stage.group() for key in one.keys if key.invite)
    few: list[int] = []
    for week, joining in (("28", 0), ("05", 40)):
        await stage.joins(code or "", *(f"N{number}" for number in range(joining)))
        month = "11" if week == "28" else "12"
        opening = datetime.fromisoformat(f"2026-{month}-{week}T16:00+01:00") - timedelta(days=1)
        for at in (opening, opening + timedelta(hours=31), opening + timedelta(hours=40)):
            stage.clock.at = at.astimezone(UTC)
            with counted(store) as statements:
                await stage.ticker.tick()
            few.append(len(statements))
            await stage.courier.drain()
        await stage.at((opening + timedelta(hours=52)).isoformat())
    assert few[1] > 5, "something happened"
    assert all(many <= small + 4 for small, many in zip(few[:3], few[3:], strict=True)), few
