"""The book: what a close writes sums to zero, and no word of it can change unseen."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.domain.book import (
    COMMONS,
    EXPENSE,
    GENESIS,
    PLAN,
    POOL,
    Entry,
    Kind,
    Posting,
    chained,
    closing_entries,
    member_account,
    project_account,
)
from core.domain.calendar import Week
from core.domain.settlement import Ask, Means, Settlement, Terms, settle
from core.domain.sharing import RATIONING, RULES

WEEK = Week.parse("2026-W48")
NOW = datetime(2026, 11, 29, 19, tzinfo=UTC)


MONEY = st.integers(0, 10**6)
MEANS = st.builds(
    Means,
    planned=MONEY,
    carried=st.integers(-(10**6), 10**6),
    income=MONEY,
    expense=MONEY,
    fixed=MONEY,
    commons=MONEY,
    deficit=MONEY,
)
LINES = st.lists(st.tuples(st.sampled_from([None, 1, 2]), MONEY), min_size=1, max_size=3)
TERMS = st.builds(
    Terms, st.sampled_from(RULES), st.sampled_from(sorted(RATIONING)), max_deficit=MONEY
)


@given(MEANS, st.lists(LINES, max_size=6), st.booleans(), TERMS, MONEY, MONEY)
def test_every_entry_is_zero_and_every_account_ends_where_it_should(
    means: Means,
    claims: list[list[tuple[int | None, int]]],
    carry_over: bool,
    terms: Terms,
    first: int,
    second: int,
) -> None:
    asks = [Ask.of(who, lines) for who, lines in enumerate(claims, 1)]
    envelopes = {1: first, 2: second}
    settled = settle(asks, envelopes, means, terms, 48)
    entries = closing_entries(WEEK, means, settled, carry_over=carry_over)
    totals: dict[str, int] = {}
    for entry in entries:
        assert sum(posting.amount for posting in entry.postings) == 0
        for posting in entry.postings:
            totals[posting.account] = totals.get(posting.account, 0) + posting.amount
    left = means.available - settled.granted + settled.drawn
    assert means.pool + totals.get(POOL, 0) == (left if carry_over else min(left, 0))
    assert totals.get(EXPENSE, 0) == means.fixed
    assert totals.get(COMMONS, 0) == means.commons
    for ask, award in zip(asks, settled.awards, strict=True):
        assert totals.get(member_account(ask.who), 0) == award.amount <= ask.claim
    _a_share_is_put_back(entries, settled, carry_over=carry_over)
    for project, held in envelopes.items():
        asked = sum(amount for ask in asks for on, amount in ask.lines if on == project)
        assert -totals.get(project_account(project), 0) == min(held, asked), "envelopes first"
    if settled.rationed_by is None:
        assert settled.granted == settled.claimed
        assert left >= -terms.floor(means) or settled.claimed == settled.drawn
    else:
        assert settled.granted - settled.drawn == max(means.to_share, 0)


def _a_share_is_put_back(
    entries: tuple[Entry, ...], settled: Settlement, *, carry_over: bool
) -> None:
    """With a share for the commons there is one entry more: each award's part, rounded down."""
    for percent in (1, 10, 100):
        more = closing_entries(
            WEEK, settled.means, settled, carry_over=carry_over, commons_share=percent
        )
        added = [entry for entry in more if entry not in entries]
        parts = {
            member_account(int(award.who)): part
            for award in settled.awards
            if (part := award.amount * percent // 100)
        }
        assert [entry for entry in more if entry in entries] == list(entries)
        assert [entry.kind for entry in added] == [Kind.PUT_BACK] * bool(parts)
        for entry in added:
            legs = {posting.account: posting.amount for posting in entry.postings}
            assert legs == {COMMONS: sum(parts.values())} | {who: -p for who, p in parts.items()}


def test_the_hash_covers_every_word() -> None:
    means = Means(planned=600_00, carried=0)
    settled = settle([Ask(7, 45_00)], {}, means, Terms("as_declared"), 48)
    entry = closing_entries(WEEK, means, settled, carry_over=True)[0]
    written = chained(entry, team_id=1, at=NOW, seq=1, previous=GENESIS)
    assert written.digest() == written.hash
    changes = {
        "team_id": 2,
        "seq": 2,
        "kind": "award",
        "week": WEEK + 1,
        "key": "x",
        "postings": (Posting(PLAN, -600_01), Posting(POOL, 600_01)),
        "at": NOW + timedelta(microseconds=1),
        "previous": "f" * 64,
    }
    assert changes.keys() | {"hash"} == set(written.__slots__)
    for field, value in changes.items():
        assert replace(written, **{field: value}).digest() != written.hash, field  # type: ignore[arg-type]
