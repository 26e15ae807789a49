"""The book: what a close writes sums to zero, and no word of it can change unseen."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.domain.book import GENESIS, PLAN, POOL, Posting, chained, closing_entries
from core.domain.calendar import Week
from core.domain.sharing import Claim, share

WEEK = Week.parse("2026-W48")
NOW = datetime(2026, 11, 29, 19, tzinfo=UTC)


@given(
    st.integers(0, 10**6),
    st.integers(-(10**6), 10**6),
    st.lists(st.integers(0, 10**6), max_size=6),
    st.booleans(),
    st.integers(0, 10**6),
)
def test_every_entry_is_zero_and_the_pool_keeps_what_is_left(
    planned: int, pool: int, claims: list[int], carry_over: bool, floor: int
) -> None:
    asked = tuple(Claim(who, amount) for who, amount in enumerate(claims, 1))
    sharing = share("as_declared", asked, planned + pool, max_deficit=floor)
    entries = closing_entries(WEEK, planned, sharing, pool, carry_over=carry_over)
    totals: dict[str, int] = {}
    for entry in entries:
        assert sum(posting.amount for posting in entry.postings) == 0
        for posting in entry.postings:
            totals[posting.account] = totals.get(posting.account, 0) + posting.amount
    left = planned + pool - sharing.granted
    assert pool + totals.get(POOL, 0) == (left if carry_over else min(left, 0))
    members = {f"member:{who}": claim for who, claim in enumerate(claims, 1)}
    assert all(totals.get(account, 0) <= claim for account, claim in members.items())


def test_the_hash_covers_every_word() -> None:
    sharing = share("as_declared", (Claim(7, 45_00),), 600_00)
    entry = closing_entries(WEEK, 600_00, sharing, 0, carry_over=True)[0]
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
