"""What members decide about money, in whatever order: nobody puts in more than they were given.

No bucket is above its maximum, what is cancelled is given back, and the book balances and is what
the audit thinks it should be, on both databases.
"""

import asyncio
import itertools
import tempfile
from collections.abc import Callable, Coroutine, Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any, ClassVar, TypeVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from core.db.engine import Database
from core.db.store import Store
from core.db.upgrade import upgrade
from core.domain.bucket import BucketState
from tests.conftest import DRIVERS, new_url
from tests.peers.stage import Stage

T = TypeVar("T")
MEMBERS = ("Aïcha", "Bob")
WHO = st.sampled_from(MEMBERS)
NUMBER = st.integers(1, 3)
AMOUNT = st.sampled_from(["20", "0,01", "19,99", "500", "0"])
GOAL = st.sampled_from(["20-40", "40-40", "0,01-60"])
STEPS = (
    *("fund", "fund", "fund together", "fund together", "close", "campaign", "costs"),
    *("propose", "change", "allocate", "start", "cancel", "spend", "complete", "give", "keep"),
)


class Deciding(RuleBasedStateMachine):
    """A team proposes, allocates, funds, changes, cancels, completes and spends."""

    urls: Iterator[str]
    reached: ClassVar[set[str]]

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.database = Database(next(self.urls))
        self.titles = (f"Projet {letter}" for letter in itertools.cycle("ABCDEFGHIJ"))
        self.stage = self.run(self._begin())

    def run(self, doing: Coroutine[Any, Any, T]) -> T:
        return self.loop.run_until_complete(doing)

    async def _begin(self) -> Stage:
        await upgrade(self.database)
        stage = Stage(Store(self.database), "2026-11-24T10:00+01:00")
        await stage.joins(await stage.sets_up(), *MEMBERS)
        await stage.says("Nadia", "/reglages commons_share 10")
        await stage.at("2026-11-27T16:00+01:00")
        for who in MEMBERS:
            await stage.says(who, "99,99")
        await stage.at("2026-11-29T20:00+01:00")
        for said in ("/cagnotte add Four 20-60", "/cagnotte soumettre 1"):
            await stage.says("Aïcha", said)
        for said in ("/campagne Noël 30/12", "/allouer 120 égal", "oui"):
            await stage.says("Nadia", said)
        for who in MEMBERS:
            await stage.says(who, "/financer 1 19,99")
        await stage.says("Nadia", "/cagnotte démarrer 1")
        return stage

    @rule(
        what=st.sampled_from(STEPS),
        who=WHO,
        number=NUMBER,
        amount=AMOUNT,
        goal=GOAL,
        one=st.integers(0, 2),
    )
    def something_happens(
        self, what: str, who: str, number: int, amount: str, goal: str, one: int
    ) -> None:
        """One rule for all: of many, an example would leave some out."""
        steps: dict[str, Callable[[], None]] = {
            "propose": lambda: self.propose(who, goal),
            "change": lambda: self.change_goal(number, goal),
            "allocate": lambda: self.allocate(amount, ("égal", "déclaré", "égal commun")[one]),
            "campaign": lambda: self.open_campaign(("", " plafond 50", " cachée")[one]),
            "costs": self.open_costs,
            "close": self.close_campaign,
            "fund": lambda: self.fund(who, number, amount),
            "fund together": lambda: self.fund_the_newest(one, amount),
            "give": lambda: self.give(who, number, amount),
            "start": lambda: self.start(number),
            "complete": lambda: self.complete(number, ("pool", "commons", "funders")[one]),
            "cancel": lambda: self.cancel(number),
            "spend": lambda: self.spend(who, amount, ("four", "projet a", "projet b")[one]),
            "keep": lambda: self.keep(("yes", "no", "no")[one]),
        }
        steps[what]()

    def says(self, who: str, *said: str) -> None:
        for one in said:
            self.run(self.stage.says(who, one))

    def propose(self, who: str, goal: str) -> None:
        self.says(who, f"/cagnotte add {next(self.titles)} {goal}")
        self.says("Nadia", f"/cagnotte soumettre {len(self.run(self._buckets()))}")

    def change_goal(self, number: int, goal: str) -> None:
        self.says("Nadia", f"/cagnotte objectif {number} {goal}")

    def allocate(self, amount: str, how: str) -> None:
        self.says("Nadia", f"/allouer {amount} {how}", "oui")

    def open_campaign(self, terms: str) -> None:
        self.says("Nadia", f"/campagne Festival 30/12{terms}")

    def open_costs(self) -> None:
        self.says("Nadia", "/campagne clore", "oui", "/allouer 80 égal", "oui")
        self.says("Nadia", "/campagne couts loyer 40, thé 0,02")
        for who in MEMBERS:
            self.says(who, f"/financer {len(self.run(self._buckets())) - 1} 20")

    def close_campaign(self) -> None:
        self.says("Nadia", "/campagne clore", "oui")

    def fund(self, who: str, number: int, amount: str) -> None:
        self.says(who, f"/financer {number} {amount}")

    def fund_the_newest(self, back: int, amount: str) -> None:
        number = len(self.run(self._buckets())) - back
        for who in MEMBERS:
            self.says(who, f"/financer {number} {amount}")

    def give(self, who: str, number: int, amount: str) -> None:
        self.says(who, f"/donner {amount} {number}", "oui")

    def start(self, number: int) -> None:
        self.says("Nadia", f"/cagnotte démarrer {number}")

    def complete(self, number: int, leftovers: str) -> None:
        self.says("Nadia", f"/reglages leftovers {leftovers}")
        self.says("Nadia", f"/cagnotte terminer {number}", "oui")

    def cancel(self, number: int) -> None:
        """Whoever funded what is cancelled has everything back, to the minor unit."""
        funded = self.run(self._put(f"bucket:{self.run(self._id(number))}"))
        before = self.run(self._balances())
        was = self.run(self._buckets()).get(number)
        self.says("Nadia", f"/cagnotte annuler {number}", "oui")
        if was is not BucketState.CANCELLED:
            after = self.run(self._balances())
            gone = self.run(self._buckets()).get(number) is BucketState.CANCELLED
            for account, amount in funded.items():
                back = after[account] - before[account]
                assert back == (amount if gone else 0), f"{account} has {back} of {amount} back"
            self.reached.update({"given back"} if gone and any(funded.values()) else ())

    def spend(self, who: str, amount: str, title: str) -> None:
        """Declare for a project, and let the week pass: its envelope gives first."""
        self.run(self.stage.at(self._next_friday()))
        self.says(who, f"{title} {amount}", "oui")
        self.run(self.stage.later(days=2, hours=4))

    def _next_friday(self) -> str:
        now = self.stage.clock.at
        days = (4 - now.weekday()) % 7 or 7
        return (now.replace(hour=15, minute=0) + timedelta(days=days)).isoformat()

    def keep(self, keep: str) -> None:
        self.says("Nadia", f"/reglages keep_allocations {keep}")

    async def _balances(self) -> dict[str, int]:
        async with self.stage.store.work() as work:
            return dict(await work.book.balances(1, ""))

    async def _buckets(self) -> dict[int, BucketState]:
        async with self.stage.store.work() as work:
            return {one.number: one.state for one in await work.buckets.all(1)}

    async def _id(self, number: int) -> int:
        async with self.stage.store.work() as work:
            return next((b.id for b in await work.buckets.all(1) if b.number == number), 0)

    async def _put(self, bucket: str) -> Mapping[str, int]:
        """Add up, leg by leg, what each account put into a bucket."""
        found: dict[str, int] = {}
        async with self.stage.store.work() as work:
            for row in await work.book.transactions(1):
                if any(leg.account == bucket for leg in row.postings):
                    for leg in row.postings:
                        if leg.account.startswith(("allocation:", "member:")):
                            found[leg.account] = found.get(leg.account, 0) - leg.amount
        return found

    @invariant()
    def the_money_is_where_it_was_put(self) -> None:
        self.run(self._holds())

    async def _holds(self) -> None:
        assert await self.stage.audit() == []
        balances = await self._balances()
        assert sum(balances.values()) == 0
        async with self.stage.store.work() as work:
            book = await work.book.transactions(1)
            for bucket in await work.buckets.all(1):
                assert 0 <= balances.get(f"bucket:{bucket.id}", 0) <= bucket.maximum
        given: dict[str, int] = {}
        for row in book:
            assert sum(leg.amount for leg in row.postings) == 0
            for leg in row.postings:
                if leg.account.startswith("allocation:"):
                    used = given.setdefault(leg.account, 0)
                    outside = row.kind in ("allocate", "return")
                    given[leg.account] = used + (leg.amount if outside else 0)
        for account, allocated in given.items():
            put = allocated - balances[account]
            assert balances[account] >= 0, account
            assert put >= 0, f"{account} has more than it was allocated"
        self.reached.update(row.kind for row in book)
        self.reached.update(["expense"] if balances.get("expense") else [])

    def teardown(self) -> None:
        self.run(self.database.dispose())
        self.loop.close()


@pytest.mark.parametrize(("driver", "examples"), [(DRIVERS[0], 6), (DRIVERS[1], 2)])
def test_whatever_is_decided_the_money_is_where_it_was_put(
    driver: str, examples: int, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Few sequences, always the same: what they reach is more than one would think of."""

    class There(Deciding):
        reached: ClassVar[set[str]] = set()
        urls = (
            new_url(driver, Path(tempfile.mkdtemp(dir=tmp_path)), request)
            for _ in itertools.count()
        )

    few = settings(
        max_examples=examples,
        stateful_step_count=25,
        deadline=None,
        derandomize=True,
        database=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(There, settings=few)
    assert There.reached >= {"allocate", "fund", "refund", "given back", "start", "return"}
    if driver == DRIVERS[0]:
        assert There.reached >= {"complete", "gift", "put-back", "expense"}
