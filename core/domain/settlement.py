"""The settlement of a round: what there is to share, and who is granted what of it.

A claim is drawn on the envelopes of its projects first; what remains of it is settled from the
pool by the team's rule. All amounts are minor units.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from core.domain.sharing import AS_DECLARED, Award, Claim, Sharing, proportional, share

PERCENT = 100


@dataclass(frozen=True, slots=True)
class Means:
    """What a round has to share.

    `planned` is what the plan releases for its weeks and `deficit` how far below zero the plan
    lets them go; `carried` was left in the pool by the round before (corrections since then
    included); `income` and `expense` came and went since; `fixed` costs and the `commons` are
    taken off first.
    """

    planned: int
    carried: int
    income: int = 0
    expense: int = 0
    fixed: int = 0
    commons: int = 0
    deficit: int = 0

    @property
    def pool(self) -> int:
        """What the pool holds before the plan's release."""
        return self.carried + self.income - self.expense

    @property
    def available(self) -> int:
        """What can be shared without going below zero; negative after a deficit."""
        return self.planned + self.pool - self.fixed - self.commons

    @property
    def to_share(self) -> int:
        """What can be shared with the deficit the plan foresees for these weeks."""
        return self.available + self.deficit


@dataclass(frozen=True, slots=True)
class Terms:
    """How a team settles: its rule, the fallback past it, how far below zero it may go."""

    rule: str
    fallback: str = "proportional"
    max_deficit: int = 0

    def floor(self, means: Means) -> int:
        """Say how far below zero claims may be granted in full.

        As far as the plan foresees for these weeks; as declared, also as far as the team allows.
        """
        if self.rule == AS_DECLARED:
            return max(self.max_deficit, means.deficit)
        return means.deficit


@dataclass(frozen=True, slots=True)
class Ask:
    """What one member claims; `named` is what of it is for projects, each once: (id, amount)."""

    who: int
    claim: int
    named: tuple[tuple[int, int], ...] = ()

    @classmethod
    def of(cls, who: int, lines: Iterable[tuple[int | None, int]]) -> "Ask":
        """Add up lines, each for a project or (None) for none."""
        claim, named = 0, dict[int, int]()
        for project, amount in lines:
            claim += amount
            if project is not None:
                named[project] = named.get(project, 0) + amount
        return cls(who, claim, tuple(sorted(named.items())))

    @property
    def lines(self) -> tuple[tuple[int | None, int], ...]:
        """The whole claim by project; None is what names none."""
        rest = self.claim - sum(amount for _, amount in self.named)
        return (*self.named, (None, rest)) if rest or not self.named else self.named


@dataclass(frozen=True, slots=True)
class Draw:
    """What one member's claim took out of the envelope of a project."""

    who: int
    project: int
    amount: int


@dataclass(frozen=True, slots=True)
class Settlement:
    """The outcome: awards in the order of the claims, what envelopes gave, the rule that rationed.

    `claimed` and `granted` are sums over envelopes and pool, `drawn` what envelopes gave of it.
    `floor` is how far below zero claims could be granted in full; `short` by how much the claims on
    the pool exceed that.
    """

    awards: tuple[Award, ...]
    draws: tuple[Draw, ...]
    means: Means
    rationed_by: str | None
    claimed: int
    granted: int
    drawn: int
    floor: int
    short: int

    @property
    def left(self) -> int:
        """What remains in the pool; negative is a deficit."""
        return self.means.available - self.granted + self.drawn


def commons_of(planned: int, percent: int, rest: int) -> int:
    """Compute the share kept for the commons: of the plan's amount, never more than is there."""
    return max(0, min(planned * percent // PERCENT, rest))


def settle(
    asks: Sequence[Ask], envelopes: Mapping[int, int], means: Means, terms: Terms, turn: int
) -> Settlement:
    """Settle one round. `envelopes` maps projects to what theirs hold; `turn` is the week's number.

    An envelope that holds less than is asked of it is shared in proportion, whatever the rule:
    what it does not cover is asked of the pool with everything else.
    """
    draws = drawn_on(asks, envelopes, turn)
    taken: dict[int, int] = {}
    for draw in draws:
        taken[draw.who] = taken.get(draw.who, 0) + draw.amount
    claims = tuple([Claim(ask.who, ask.claim - taken.get(ask.who, 0)) for ask in asks])
    floor = terms.floor(means)
    sharing = share(
        terms.rule,
        claims,
        means.to_share,
        fallback=terms.fallback,
        max_deficit=floor - means.deficit,
        turn=turn,
    )
    pooled, drawn = sharing.claimed, sum(taken.values())
    return Settlement(
        _joined(asks, sharing, taken) if taken else sharing.awards,
        draws,
        means,
        sharing.rationed_by,
        claimed=pooled + drawn,
        granted=sharing.granted + drawn,
        drawn=drawn,
        floor=floor,
        short=pooled - max(means.available + floor, 0),
    )


def drawn_on(asks: Sequence[Ask], envelopes: Mapping[int, int], turn: int) -> tuple[Draw, ...]:
    """Say what each claim takes out of the envelopes of its projects."""
    draws = []
    for project in sorted(envelopes):
        wanted = tuple(Claim(ask.who, on_project(ask, project)) for ask in asks)
        shares = proportional(wanted, max(envelopes[project], 0), turn)
        draws += [Draw(int(a.who), project, a.amount) for a in shares if a.amount]
    return tuple(draws)


def on_project(ask: Ask, project: int) -> int:
    """Add up what a claim asks for one project."""
    return sum(amount for its, amount in ask.named if its == project)


def _joined(asks: Sequence[Ask], sharing: Sharing, taken: Mapping[int, int]) -> tuple[Award, ...]:
    return tuple(
        replace(
            award,
            claim=ask.claim,
            amount=award.amount + taken.get(ask.who, 0),
            drawn=taken.get(ask.who, 0),
        )
        for ask, award in zip(asks, sharing.awards, strict=True)
    )


def lowered(amounts: Sequence[int], total: int) -> tuple[int, ...]:
    """Lower the lines of a claim to another total, each in proportion, to the cent."""
    claims = tuple(Claim(n, amount) for n, amount in enumerate(amounts))
    return tuple(award.amount for award in proportional(claims, total, 0))


def by_project(
    asks: Iterable[Ask], awards: Mapping[int, Award], draws: Iterable[Draw]
) -> dict[int | None, tuple[int, int]]:
    """Add up claims and awards by project: (claimed, granted); None is what names no project.

    What envelopes gave is their project's; what the pool granted of a claim is spread over what
    remains of its lines, in proportion.
    """
    totals: dict[int | None, tuple[int, int]] = {}
    taken = {(draw.who, draw.project): draw.amount for draw in draws}
    for ask in asks:
        award = awards[ask.who]
        projects = [project for project, _ in ask.lines]
        asked = [amount for _, amount in ask.lines]
        drawn = [taken.get((ask.who, p), 0) if p is not None else 0 for p in projects]
        rest = [one - part for one, part in zip(asked, drawn, strict=True)]
        pooled = lowered(rest, award.amount - award.drawn)
        for project, claim, part, more in zip(projects, asked, drawn, pooled, strict=True):
            claimed, granted = totals.get(project, (0, 0))
            totals[project] = (claimed + claim, granted + part + more)
    return totals
