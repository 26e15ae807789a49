"""The bank's invariant, whatever people do in whatever order, on both databases."""

import asyncio
import itertools
import os
import tempfile
from collections.abc import Coroutine, Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar, TypeVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bot.backup import back_up
from bot.config import Config
from bot.restore import restore
from core.app.budget import budget_of
from core.app.history import granted_in
from core.db.engine import Database
from core.db.store import Store, Work
from core.db.upgrade import upgrade
from core.domain.book import PAYOUT, POOL, member_account
from core.domain.calendar import week_at
from tests.conftest import DRIVERS, new_url
from tests.peers.stage import Stage

T = TypeVar("T")
MEMBERS = ("Aïcha", "Bob", "Chloé")
AMOUNTS = st.sampled_from(["0", "0,01", "45", "199,99", "250", "700"])
WHO = st.sampled_from(MEMBERS)


class Bank(RuleBasedStateMachine):
    """A team lives its weeks in any order of events; `url` is the database's."""

    urls: Iterator[str]
    folder: Path
    reached: ClassVar[set[str]]

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        url = next(self.urls)
        self.file = Path(tempfile.mkdtemp(dir=self.folder)) / "copy.tar"
        self.config = Config.model_validate(
            {
                "database": {"url": url},
                "retention": {"erasures": self.file.with_name("erasures.txt")},
            }
        )
        self.copied: dict[str, int] | None = None
        self.database = Database(url)
        self.stage = self.run(self._begin())

    def run(self, doing: Coroutine[Any, Any, T]) -> T:
        return self.loop.run_until_complete(doing)

    async def _begin(self) -> Stage:
        await upgrade(self.database)
        stage = Stage(Store(self.database), "2026-11-24T10:00+01:00")
        self.code = await stage.sets_up()
        await stage.joins(self.code, *MEMBERS)
        await stage.at("2026-11-27T16:00+01:00")
        for who in MEMBERS:
            await stage.says(who, "199,99")
        await stage.at("2026-11-29T20:00+01:00")
        await stage.at("2026-12-04T16:00+01:00")
        return stage

    def says(self, who: str, said: str) -> None:
        self.run(self.stage.says(who, said))

    @rule(who=WHO, amount=AMOUNTS)
    def declare(self, who: str, amount: str) -> None:
        self.says(who, amount)
        self.says(who, "oui")

    @rule(who=WHO)
    def skip(self, who: str) -> None:
        self.says(who, "/passe")

    @rule(who=WHO, amount=AMOUNTS)
    def correct(self, who: str, amount: str) -> None:
        self.says(who, f"/semaine 2026-W48 {amount}")
        self.says(who, "oui")

    @rule()
    def week_passes(self) -> None:
        self.run(self.stage.later(days=2, hours=4))
        self.run(self.stage.later(days=4, hours=20))

    @rule()
    def close(self) -> None:
        self.says("Nadia", "/fermer")

    @rule(amount=st.sampled_from(["1200", "0,03"]))
    def income(self, amount: str) -> None:
        self.says("Nadia", f"/recette {amount} don")

    @rule(amount=st.sampled_from(["80", "2000"]))
    def expense(self, amount: str) -> None:
        self.says("Nadia", f"/depense {amount} peinture")

    @rule(amount=st.sampled_from(["100", "0,07", "3000"]), mode=st.sampled_from(["", " ancien"]))
    def payout(self, amount: str, mode: str) -> None:
        self.says("Nadia", f"/versement {amount} ville{mode}")
        self.says("Nadia", "oui")

    @rule(who=WHO)
    def forget(self, who: str) -> None:
        before = self.run(self._balances())
        self.says(who, "/oublier")
        self.says(who, "oui")
        assert self.run(self._balances()) == before

    @rule(who=WHO)
    def join(self, who: str) -> None:
        self.says(who, f"/start {self.code}")

    @rule()
    def copy(self) -> None:
        self.copied = self.run(self._balances())
        assert back_up(self.config, self.file, force=True, clock=self.stage.clock) == 0

    @precondition(lambda self: self.copied is not None)
    @rule()
    def restore(self) -> None:
        self.run(self.database.dispose())
        assert restore(self.config, self.file, clock=self.stage.clock) == 0
        self.run(self.stage.restarts())
        assert self.run(self._balances()) == self.copied
        self.reached.add("restored")

    async def _balances(self) -> dict[str, int]:
        async with self.stage.store.work() as work:
            return dict(await work.book.balances(1, ""))

    @invariant()
    def the_bank_holds(self) -> None:
        self.run(self._holds())

    async def _holds(self) -> None:
        assert await self.stage.audit() == []
        async with self.stage.store.work() as work:
            book = await work.book.transactions(1)
            for row in book:
                assert sum(posting.amount for posting in row.postings) == 0
            balances = await work.book.balances(1, "")
            euros = sum(a for name, a in balances.items() if name.startswith("euro:"))
            assert euros == 0
            assert sum(balances.values()) - euros == 0
            await self._figures_agree(work, balances)

    async def _figures_agree(self, work: Work, balances: Mapping[str, int]) -> None:
        """What is shown is what the book says: the pool, and each member's balance."""
        team = await work.teams.get(1)
        week = week_at(self.stage.clock.now(), team.settings.timezone)
        budget = await budget_of(work, team, week)
        assert budget.means.pool == balances.get(POOL, 0)
        granted = dict.fromkeys((m.id for m in await work.teams.members(1)), 0)
        for round_ in await work.rounds.all(1):
            for who, one in (await granted_in(work, team, round_)).items():
                granted[who] += one.award
        paid = dict.fromkeys(granted, 0)
        book = await work.book.transactions(1)
        for row in book:
            if row.kind == "payout":
                for posting in row.postings:
                    if posting.account.startswith("member:"):
                        paid[int(posting.account.removeprefix("member:"))] -= posting.amount
        assert budget.granted == sum(granted.values())
        assert balances.get(PAYOUT, 0) == sum(paid.values())
        for who in granted:
            assert balances.get(member_account(who), 0) == granted[who] - paid[who]
        self.reached.update(row.kind for row in book)
        if any(member.name.startswith("№") for member in await work.teams.members(1)):
            self.reached.add("forgotten")

    def teardown(self) -> None:
        self.run(self.database.dispose())
        self.loop.close()


@pytest.mark.parametrize("driver", DRIVERS[:2])
def test_whatever_happens_the_bank_holds(
    driver: str, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Few sequences, always the same: what they reach is more than one would think of."""
    if driver != DRIVERS[0]:
        programs = request.getfixturevalue("postgres").bin_path
        monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")

    class There(Bank):
        folder = tmp_path
        reached: ClassVar[set[str]] = set()
        urls = (
            new_url(driver, Path(tempfile.mkdtemp(dir=tmp_path)), request)
            for _ in itertools.count()
        )

    few = settings(
        max_examples=6,
        stateful_step_count=20,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(There, settings=few)
    assert There.reached >= {"award", "correction", "income", "expense", "payout", "paid"}
    assert There.reached >= {"restored", "forgotten"}
