"""Corrections: others keep theirs, a week gives no more than it had, what moves adds up."""

from hypothesis import given
from hypothesis import strategies as st

from core.domain.correction import Granted, moved_between, regranted
from core.domain.settlement import Ask, Draw

MONEY = st.integers(0, 10_000)
LINES = st.lists(st.tuples(st.sampled_from([None, 1, 2]), MONEY), max_size=4).map(tuple)
ROOM = st.integers(-500, 5_000)
HELD = st.dictionaries(st.sampled_from([1, 2]), st.integers(-50, 3_000))


def total(lines: tuple[tuple[int | None, int], ...]) -> int:
    return sum(amount for _, amount in lines)


@given(LINES, LINES, ROOM, HELD)
def test_nobody_is_granted_more_than_they_claim_or_than_the_week_had(
    first: tuple[tuple[int | None, int], ...],
    second: tuple[tuple[int | None, int], ...],
    room: int,
    held: dict[int, int],
) -> None:
    before = regranted(Ask.of(7, first), Granted(), room, held)
    left = max(room, 0) - before.pooled
    rest = {project: amount - _of(before, project) for project, amount in held.items()}
    after = regranted(Ask.of(7, second), before, left, rest)
    assert 0 <= after.drawn <= after.award <= after.claim == total(second)
    assert after.pooled <= max(room, 0)
    for project in (1, 2):
        asked = sum(amount for on, amount in second if on == project)
        assert _of(after, project) == min(asked, max(held.get(project, 0), 0))
    assert regranted(
        Ask.of(7, first), after, left - after.pooled + before.pooled, _left(held, after)
    )
    assert regranted(Ask.of(7, second), after, 0, _left(held, after)) == after, "nothing new to say"


@given(LINES, LINES, ROOM, HELD)
def test_what_moves_is_the_difference(
    first: tuple[tuple[int | None, int], ...],
    second: tuple[tuple[int | None, int], ...],
    room: int,
    held: dict[int, int],
) -> None:
    before = regranted(Ask.of(7, first), Granted(), room, held)
    after = regranted(Ask.of(7, second), before, 0, _left(held, before))
    pool, envelopes = moved_between(before, after)
    assert pool + sum(envelopes.values()) == after.award - before.award
    assert all(envelopes.values())


def test_a_late_claim_gets_what_the_week_had_left() -> None:
    assert regranted(Ask(7, 100), Granted(), 40, {}) == Granted(100, 40)
    assert regranted(Ask(7, 100), Granted(), -5, {}) == Granted(100, 0)
    rationed = Granted(100, 50)
    assert regranted(Ask(7, 150), rationed, 0, {}) == Granted(150, 50)
    assert regranted(Ask(7, 30), rationed, 0, {}) == Granted(30, 30)
    cafe = (Draw(7, 1, 25),)
    drawn = regranted(Ask(7, 70, ((1, 60),)), Granted(60, 30, (Draw(7, 1, 20),)), 0, {1: 5})
    assert drawn == Granted(70, 35, cafe)


def _of(granted: Granted, project: int) -> int:
    return sum(draw.amount for draw in granted.draws if draw.project == project)


def _left(held: dict[int, int], granted: Granted) -> dict[int, int]:
    return {project: amount - _of(granted, project) for project, amount in held.items()}
