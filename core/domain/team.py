"""Who takes part: teams and their settings, people, accounts, members, projects."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from core.domain.calendar import Cadence, Slot, Timetable, Week, zone
from core.domain.limits import Limits
from core.domain.money import Unit
from core.domain.plan import Source
from core.domain.refusal import Refusal
from core.domain.settlement import Terms

LANGUAGES = ("fr", "en")
DEFAULT_UNIT = Unit("K", 2)
NO_LIMITS = Limits()
MILLION = 1_000_000
FRIDAY_16 = Slot(4, 16, 0)
SATURDAY_18 = Slot(5, 18, 0)
SUNDAY_12 = Slot(6, 12, 0)
SUNDAY_20 = Slot(6, 20, 0)

_QUIET = re.compile(r"(\d{1,2})(?:[:h](\d{2})|h)?\s*-\s*(\d{1,2})(?:[:h](\d{2})|h)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours in which nobody is reminded, on the wall of each member: from `since` to `until`.

    `since` may be later than `until`: the night. The same time twice is no quiet at all.
    """

    since: time
    until: time

    @classmethod
    def parse(cls, text: str) -> "Quiet":
        """Read `22:00-08:00` or `22h-8h`; anything else is a `Refusal`."""
        match = _QUIET.fullmatch(text.strip())
        if match is None:
            raise Refusal("quiet-form", said=text)
        first, second, third, fourth = (int(part or 0) for part in match.groups())
        if max(first, third) > 23 or max(second, fourth) > 59:
            raise Refusal("quiet-form", said=text)
        return cls(time(first, second), time(third, fourth))

    def over(self, at: datetime, timezone: str) -> datetime:
        """Give the first instant from `at` on that is not quiet on the wall of a time zone."""
        local = at.astimezone(zone(timezone))
        wall = local.time().replace(tzinfo=None)
        night = self.since > self.until
        quiet = (
            wall >= self.since or wall < self.until if night else self.since <= wall < self.until
        )
        if not quiet or self.since == self.until:
            return at
        day = local.date() + timedelta(days=1) if night and wall >= self.since else local.date()
        return datetime.combine(day, self.until, local.tzinfo).astimezone(UTC)

    def __str__(self) -> str:
        return f"{self.since:%H:%M}-{self.until:%H:%M}"


NO_QUIET = Quiet(time(0), time(0))
NIGHT = Quiet(time(22), time(8))


@dataclass(frozen=True, slots=True)
class Settings:
    """What a team decides for itself (CONTRACT: `team_defaults`, then `/settings` in chat).

    `max_deficit` and the limits are in minor units of `unit`. Under the rule *agree* the team has
    `revise_hours` to agree; members correct their closed weeks themselves for `correct_weeks`.

    With `private_until_close` nobody sees an amount or a sum of them before the close. Otherwise
    questions show the `running_total`, and `/status` what each declared if `show_amounts`.
    `volunteer_word` is how a week of 0 is called. `charter` is shown to newcomers, who accept it.

    `euro_rate` is what a unit is worth when real money comes, in millionths of a euro, and
    `payout_mode` how a payout is shared. `cae` are the bands of the CAE's contribution as typed,
    `siren` the number that its accounts carry.

    With `approve_buckets` a facilitator opens a bucket for funding; what was not put into one by
    the end of a campaign stays with its member if `keep_allocations`. What is left of a completed
    bucket goes to `leftovers`: the pool, the commons, or those who funded it. `quorum` votes of
    the commission decide on a grant. `commons_share` percent of each award are put back.
    """

    language: str = "fr"
    timezone: str = "Europe/Paris"
    unit: Unit = DEFAULT_UNIT
    open: Slot = FRIDAY_16
    remind: tuple[Slot, ...] = (SATURDAY_18, SUNDAY_12)
    close: Slot = SUNDAY_20
    rule: str = "as_declared"
    fallback: str = "proportional"
    max_deficit: int = 0
    carry_over: bool = True
    cadence: Cadence = Cadence.WEEKLY
    revise_hours: int = 24
    correct_weeks: int = 4
    source: Source | None = None
    limits: Limits = NO_LIMITS
    private_until_close: bool = False
    running_total: bool = True
    show_amounts: bool = False
    volunteer_word: str = ""
    quiet: Quiet = NO_QUIET
    charter: str = ""
    euro_rate: int = MILLION
    payout_mode: str = "proportional"
    cae: str = ""
    siren: str = ""
    approve_buckets: bool = False
    keep_allocations: bool = False
    leftovers: str = "pool"
    quorum: int = 3
    commons_share: int = 0

    @property
    def shows_total(self) -> bool:
        """Whether questions show what was declared so far."""
        return self.running_total and not self.private_until_close

    @property
    def shows_amounts(self) -> bool:
        """Whether facilitators see who declared what before the close."""
        return self.show_amounts and not self.private_until_close

    @property
    def terms(self) -> Terms:
        """How a round is settled."""
        return Terms(self.rule, self.fallback, self.max_deficit)

    def timetable(self, anchor: Week) -> Timetable:
        """Say when rounds open, remind and close; every two weeks is counted from `anchor`."""
        return Timetable(self.open, self.remind, self.close, self.timezone, self.cadence, anchor)


@dataclass(frozen=True, slots=True)
class Team:
    """One cooperative.

    `first_week` is the first its timetable may open by itself, since it was set up or its cadence
    changed; a team asked every two weeks counts them from it. `charter_at` is when its charter last
    changed, None if it never did.
    """

    id: int
    name: str
    settings: Settings
    invite_code: str
    first_week: Week
    created_at: datetime
    charter_at: datetime | None = None

    @property
    def timetable(self) -> Timetable:
        """When its rounds open, remind and close."""
        return self.settings.timetable(self.first_week)


@dataclass(frozen=True, slots=True)
class Group:
    """A group chat of a team, on one platform."""

    platform: str
    chat_id: str
    team_id: int
    title: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, whatever accounts they write from. `language` is what the bot speaks to them.

    `timezone` is theirs, None where it is their team's.
    """

    id: int
    name: str
    language: str
    timezone: str | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """One chat identity of a person.

    `chat_id` is the private chat, None until the person has written there: until then the
    platform does not let the bot begin. `unreachable` after the platform said it never will
    again (blocked); a message from the person clears it. `preferred` is where its person was last
    heard in private: one account of each.
    """

    id: int
    platform: str
    user_id: str
    person_id: int
    chat_id: str | None
    unreachable: bool = False
    preferred: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    """A person's part in one team. One may hold both roles.

    `declares` is False for a facilitator who set the team up and never joined as a member: such a
    person is not asked. `joined_at` is when they began to declare; `left_at` is set by leaving or
    being removed, and the history stays. `charter_at` is when they accepted the team's charter.
    `public` if they agreed to be named in what the team shows outside; in the `commission`
    they decide on grants.
    """

    id: int
    team_id: int
    person_id: int
    name: str
    declares: bool
    facilitator: bool
    joined_at: datetime
    left_at: datetime | None = None
    charter_at: datetime | None = None
    public: bool = False
    commission: bool = False

    @property
    def active(self) -> bool:
        """Whether they are in the team now."""
        return self.left_at is None

    @property
    def asked(self) -> bool:
        """Whether rounds ask them."""
        return self.active and self.declares

    def bound_by(self, team: Team) -> bool:
        """Whether they accepted the charter their team has now, or it has none."""
        if not team.settings.charter:
            return True
        if self.charter_at is None:
            return False
        return team.charter_at is None or self.charter_at >= team.charter_at


@dataclass(frozen=True, slots=True)
class Absence:
    """Days a member is away, both included; without an end until they say they are back."""

    member_id: int
    since: date
    until: date | None

    def covers(self, day: date) -> bool:
        """Tell whether they are away on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


class RateKind(StrEnum):
    """What an indicative rate is for: any hour, a constraint or responsibility, a unit of time."""

    BASE = "base"
    SUPPLEMENT = "supplement"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class Rate:
    """An indicative rate beside those of projects, in minor units: an hour, or for a unit each."""

    kind: RateKind
    label: str
    amount: int


@dataclass(frozen=True, slots=True)
class Project:
    """What contributions are for. `rate` in minor units an hour, where the team named one.

    `envelope` is all that was ever set aside for it inside the plan, None where it has no budget
    of its own; what it still holds is its account's balance. `keeper` is the member who looks
    after it (*soucieux*).
    """

    id: int
    team_id: int
    name: str
    rate: int | None = None
    closed: bool = False
    envelope: int | None = None
    keeper: int | None = None


@dataclass(frozen=True, slots=True)
class FixedCost:
    """What a team pays every week, whatever is declared: it comes first. In minor units."""

    id: int
    label: str
    amount: int
