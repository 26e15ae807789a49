"""Votes on a request: what decides it, and when."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.grant import GrantState, check_voters, decided
from core.domain.refusal import Refusal

OPEN, YES, NO = GrantState.OPEN, GrantState.GRANTED, GrantState.REFUSED


@pytest.mark.parametrize(
    ("yes", "no", "voters", "quorum", "becomes"),
    [
        (0, 0, 5, 3, OPEN),
        (2, 2, 5, 3, OPEN),
        (3, 0, 5, 3, YES),
        (3, 2, 5, 3, YES),
        (0, 3, 5, 3, NO),
        (2, 3, 5, 3, NO),
        # Yes cannot be reached, but one voice alone does not refuse: all are heard.
        (0, 1, 3, 3, OPEN),
        (1, 1, 3, 3, OPEN),
        (2, 1, 3, 3, NO),
        (0, 2, 4, 3, OPEN),
        (2, 2, 4, 3, NO),
        (1, 0, 1, 1, YES),
        (0, 1, 1, 1, NO),
    ],
)
def test_what_votes_decide(
    yes: int, no: int, voters: int, quorum: int, becomes: GrantState
) -> None:
    assert decided(yes, no, voters, quorum) is becomes


@st.composite
def ballots(draw: st.DrawFn) -> tuple[list[bool], int]:
    """The votes of a whole commission, in the order they come, and a quorum it can reach."""
    votes = draw(st.lists(st.booleans(), min_size=1, max_size=9))
    return votes, draw(st.integers(1, len(votes)))


def after(votes: list[bool], voters: int, quorum: int) -> GrantState:
    yes = sum(votes)
    return decided(yes, len(votes) - yes, voters, quorum)


@given(ballots())
def test_once_decided_no_further_vote_could_have_changed_it(ballot: tuple[list[bool], int]) -> None:
    votes, quorum = ballot
    states = [after(votes[:n], len(votes), quorum) for n in range(len(votes) + 1)]
    assert states[0] is OPEN
    assert states[-1] is (YES if sum(votes) >= quorum else NO)
    first = next(n for n, state in enumerate(states) if state is not OPEN)
    assert set(states[first:]) == {states[-1]}
    assert quorum <= first


@given(ballots())
def test_a_yes_more_never_refuses_and_a_no_more_never_grants(
    ballot: tuple[list[bool], int],
) -> None:
    votes, quorum = ballot
    *before, last = votes
    then, now = after(before, len(votes), quorum), after(votes, len(votes), quorum)
    if then is OPEN and len(before) + 1 < len(votes):
        assert now in ((OPEN, YES) if last else (OPEN, NO))


def test_a_commission_that_can_never_say_yes_does_not_vote() -> None:
    check_voters(3, 3)
    with pytest.raises(Refusal, match="grant-quorum"):
        check_voters(2, 3)
