"""What the use cases need from outside: a unit of work over what is stored, and a clock.

A unit of work is one database transaction. Reading a team through it locks that team until the
transaction ends, so that what is decided from what was read stays true.
"""

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from core.app.audit_ports import EvidenceRows
from core.app.buckets.grant_ports import GrantRows
from core.app.buckets.ports import BucketRows
from core.app.payday.ports import PaydayRows, Rights
from core.app.records import (
    Act,
    Closing,
    Correction,
    Delivery,
    Draft,
    Letter,
    LinkOffer,
    Movement,
    Offered,
    Question,
    Stance,
)
from core.domain.book import Entry, Kind, Transaction
from core.domain.calendar import Week
from core.domain.declaration import Answer, Declaration
from core.domain.payout import Move
from core.domain.plan import PlannedWeek
from core.domain.round import Round
from core.domain.settlement import Ask, Draw
from core.domain.sharing import Award
from core.domain.team import (
    Absence,
    Account,
    FixedCost,
    Group,
    Member,
    Person,
    Project,
    Rate,
    Settings,
    Team,
)


class Clock(Protocol):
    """Where the time comes from; the demo and the tests bring their own."""

    def now(self) -> datetime:
        """Give the present instant, aware, in UTC."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Who said something, where and when.

    `person` is None for somebody never seen before; `name` and `language` are what the platform
    says of them. `team` is the group's team. `source` names the message, for later edits; `edit`
    says this is one. `now` is when it was said; `heard_at`, when it reached us, is never what a
    platform says. `runs_chat`: the platform says they may speak for the group. `private_chat` is
    the private chat just opened with them, where the platform lets the bot do that.
    """

    platform: str
    chat_id: str
    user_id: str
    private: bool
    now: datetime
    name: str
    language: str
    account: Account | None = None
    person: Person | None = None
    team: Team | None = None
    source: str = ""
    edit: bool = False
    pressed: bool = False
    runs_chat: bool = False
    private_chat: str | None = None
    heard_at: datetime | None = None


class People(Protocol):
    """Persons and their accounts."""

    async def account(self, platform: str, user_id: str) -> Account | None:
        """Find an account."""

    async def person(self, person_id: int) -> Person:
        """Find a person by id."""

    async def persons(self, person_ids: Collection[int]) -> Mapping[int, Person]:
        """Find several."""

    async def accounts(self, person_ids: Collection[int]) -> Mapping[int, Sequence[Account]]:
        """List the accounts of several persons."""

    async def register(self, origin: Origin, language: str) -> Account:
        """Make a person and their first account of a newcomer."""

    async def reached(self, account: Account, chat_id: str) -> Account:
        """Note where an account is reached in private; its person is asked there from now on."""

    async def set_language(self, person_id: int, language: str) -> None:
        """Choose the language spoken to a person."""

    async def set_timezone(self, person_id: int, timezone: str | None) -> None:
        """Note somebody's own time zone; None for their team's."""

    async def by_chat(self, platform: str, chat_id: str) -> Account | None:
        """Find whose private chat this is."""

    async def unreachable(self, account: Account, at: datetime) -> None:
        """Note that the platform refuses to carry messages to an account."""

    async def offer_link(
        self, person_id: int, code_hash: str, now: datetime, expires_at: datetime
    ) -> None:
        """Store a code that makes another account this person's; older ones end."""

    async def link(self, code_hash: str) -> LinkOffer | None:
        """Find a code by its hash."""

    async def use_link(self, code_hash: str, at: datetime) -> bool:
        """Use a code; False if it was used before."""

    async def link_tries(self, origin: Origin, since: datetime) -> tuple[int, int]:
        """Count the wrong codes typed since then: by an account, and by all together."""

    async def note_link_try(self, origin: Origin, at: datetime) -> None:
        """Note that an account typed a wrong code."""

    async def add_account(self, origin: Origin, person_id: int) -> Account:
        """Make an account nobody has known yet another one of a person."""

    async def hand_over(self, account: Account, person_id: int) -> None:
        """Make an account, and all others of its person, another person's."""


class Teams(Protocol):
    """Teams, their groups, members and projects."""

    async def get(self, team_id: int) -> Team:
        """Find and lock a team."""

    async def by_group(self, platform: str, chat_id: str) -> Team | None:
        """Find the team whose group chat this is."""

    async def by_code(self, code: str) -> Team | None:
        """Find the team of an invitation."""

    async def add(
        self, name: str, settings: Settings, code: str, first_week: Week, now: datetime
    ) -> Team:
        """Make a team."""

    async def change(
        self,
        team: Team,
        settings: Settings,
        invite_code: str | None = None,
        charter_at: datetime | None = None,
        first_week: Week | None = None,
    ) -> Team:
        """Store other settings; if given, another invitation, charter's date and first week."""

    async def groups(self, team_id: int) -> Sequence[Group]:
        """List a team's group chats."""

    async def add_group(self, group: Group) -> None:
        """Give a team its group chat on a platform."""

    async def chat_moved(self, platform: str, old: str, new: str) -> None:
        """Follow a group or a private chat to its new id, with what still waits to be sent."""

    async def wake_at(self, team_id: int, at: datetime) -> None:
        """Note when the tick has something to do for this team."""

    async def members(self, team_id: int) -> Sequence[Member]:
        """List everybody who is or was in a team, by name."""

    async def roster(self, team_id: int, at: datetime | None) -> Sequence[tuple[int, str, bool]]:
        """List everybody who is or was in a team: member id, name, whether to be asked then.

        *Then* is at an instant, or now.
        """

    async def memberships(self, person_id: int) -> Sequence[Member]:
        """List a person's parts in teams, present ones only."""

    async def add_member(
        self,
        team_id: int,
        person_id: int,
        name: str,
        at: datetime,
        *,
        declares: bool,
        facilitator: bool,
    ) -> Member:
        """Take a person into a team."""

    async def change_member(self, member: Member) -> None:
        """Store a member's changed roles or leaving."""

    async def hand_over(self, old_person: int, new_person: int) -> None:
        """Make a person's parts in teams another's, except where that one has or had one."""

    async def projects(self, team_id: int) -> Sequence[Project]:
        """List a team's projects, closed ones too."""

    async def add_project(self, team_id: int, name: str) -> Project:
        """Add a project."""

    async def change_project(self, project: Project) -> None:
        """Store a project's changed rate, envelope, keeper or state."""

    async def fixed_costs(self, team_id: int) -> Sequence[FixedCost]:
        """List what a team pays every week, by label."""

    async def set_fixed_cost(self, team_id: int, label: str, amount: int) -> None:
        """Pay this every week from now on; an amount of 0 ends it."""


class Rounds(Protocol):
    """Rounds, and what was declared in them."""

    async def open_round(self, team_id: int) -> Round | None:
        """Find the round that is not closed, open or revising: there is at most one."""

    async def is_open(self, round_id: int) -> bool:
        """Whether a round is not closed yet, by id."""

    async def of_week(self, team_id: int, week: Week) -> Round | None:
        """Find the round that settles a week."""

    async def all(self, team_id: int) -> Sequence[Round]:
        """List a team's rounds by week."""

    async def add(self, round_: Round) -> Round:
        """Store a new round (its id is ignored) and give it back with its id."""

    async def change(self, round_: Round) -> Round:
        """Store when a round ends, whether it is revising, how long it may be corrected."""

    async def close(self, round_: Round, at: datetime) -> Round:
        """Close a round. Closing twice raises."""

    async def reminded(self, round_id: int) -> Collection[datetime]:
        """List the reminder times already dealt with."""

    async def remind(self, round_id: int, due_at: datetime, asked: int) -> None:
        """Note that a reminder was dealt with, and how many were asked."""

    async def reminded_by_hand(self, round_id: int) -> Mapping[int, tuple[int, datetime]]:
        """Map members to how often they were reminded by hand, and when last."""

    async def remind_by_hand(
        self, round_id: int, numbers: Mapping[int, int], at: datetime
    ) -> Collection[int]:
        """Note reminders by hand, by member the how many-th; give the members not noted before."""

    async def current(self, round_id: int, member_id: int) -> Declaration | None:
        """Find a member's current declaration, with its lines."""

    async def declarations(self, round_id: int) -> Sequence[Declaration]:
        """List a round's current declarations, with their lines."""

    async def revision(self, round_id: int, member_id: int, revision: int) -> Declaration | None:
        """Find an earlier declaration, with its lines."""

    async def claims(self, round_id: int) -> Sequence[tuple[int, Answer, int]]:
        """List (member, answer, claim) of a round's current declarations."""

    async def who_answered(self, round_id: int, answer: Answer) -> Collection[int]:
        """List the members who answered so."""

    async def asks(self, round_id: int) -> Sequence[Ask]:
        """List what a round's current declarations claim, project by project, by member."""

    async def named_first(self, round_: Round) -> Mapping[int, Collection[int]]:
        """Map projects that no other round's declarations ever named to who did in this one."""

    async def declare(self, declaration: Declaration) -> None:
        """Store a new revision; it becomes the current one."""

    async def last_claims(self, member_id: int, team_id: int) -> Sequence[int]:
        """List a member's claims in closed rounds of the last twelve weeks, oldest first."""

    async def recent_claims(self, team_id: int, rounds: int) -> Mapping[int, Sequence[int]]:
        """List every member's claims in so many last closed rounds, oldest first."""

    async def last_declared(
        self, member_ids: Collection[int], before: Round
    ) -> Mapping[int, Declaration]:
        """Find what members declared in the last earlier round each declared in."""

    async def of_member(self, member_id: int) -> Sequence[tuple[Round, Declaration]]:
        """List a member's rounds with what they declared, by week."""

    async def stances(self, round_id: int) -> Sequence[Stance]:
        """List where members stood when their team had to agree, by member."""

    async def propose(self, stances: Sequence[Stance]) -> None:
        """Store what each is proposed."""

    async def answer(self, stance: Stance) -> None:
        """Store what somebody said to it."""

    async def announce(self, round_id: int, member_id: int, at: datetime) -> None:
        """Note that somebody said beforehand that their claim would be a large one."""

    async def announced(self, round_id: int, member_id: int) -> bool:
        """Tell whether they did."""


class Settled(Protocol):
    """What closes decided, and the corrections since."""

    async def settle(
        self, closing: Closing, awards: Sequence[Award], draws: Sequence[Draw]
    ) -> None:
        """Store what a close decided."""

    async def closing(self, round_id: int) -> Closing | None:
        """Find the figures of a round's close."""

    async def closings(self, team_id: int) -> Mapping[int, Closing]:
        """Find the figures of all closes of a team, by round."""

    async def booked(self, team_id: int) -> tuple[int, int]:
        """Sum up the income, and the expenses with fixed costs, that closes counted so far."""

    async def awards(self, round_id: int) -> Sequence[Award]:
        """List what a close granted, by member."""

    async def draws(self, round_id: int) -> Sequence[tuple[int, Draw]]:
        """List what envelopes gave, each with the correction it is of: 0 for the close."""

    async def correct(self, correction: Correction, draws: Sequence[Draw]) -> None:
        """Store a correction, with all that envelopes give the member from now on."""

    async def corrections(self, team_id: int) -> Sequence[Correction]:
        """List a team's corrections, by round and number."""

    async def granted_to(self, member_id: int) -> Mapping[int, int]:
        """Map rounds to what their closes granted one member, corrections left out."""

    async def of_projects(self, team_id: int) -> Sequence[tuple[int, Ask]]:
        """List (round, what was asked) of closed rounds, for claims that named a project."""


class Talk(Protocol):
    """What conversations leave behind."""

    async def absences(self, team_id: int) -> Sequence[Absence]:
        """List who said they are away, past and to come: one absence a member."""

    async def set_absence(self, member_id: int, since: date, until: date | None) -> None:
        """Note days somebody is away, instead of those noted before."""

    async def end_absence(self, member_id: int) -> bool:
        """Forget them; False if there were none."""

    async def note_away(self, round_id: int, member_ids: Collection[int]) -> None:
        """Note who was away when a round closed."""

    async def away_at_close(self, round_id: int) -> Collection[int]:
        """List who was."""

    async def note_act(self, act: Act) -> None:
        """Note what a facilitator did."""

    async def acts(self, team_id: int, most: int) -> Sequence[Act]:
        """List the last acts, oldest first."""

    async def acts_of(self, team_id: int, key: str) -> Sequence[Act]:
        """List all acts whose text has this key."""

    async def ask(self, question: Question) -> Question:
        """Store a question (its id is ignored) and give it back with its id."""

    async def question(self, question_id: int) -> Question | None:
        """Find a question."""

    async def open_questions(self, team_id: int) -> Sequence[Question]:
        """List what nobody has answered yet, oldest first."""

    async def answer(self, question_id: int, answer: str, at: datetime) -> bool:
        """Store an answer; False if there was one already."""

    async def draft(self, member_id: int) -> Draft | None:
        """Find a declaration being made step by step."""

    async def keep_draft(self, draft: Draft, at: datetime) -> None:
        """Store where it stands, instead of what was stored."""

    async def drop_draft(self, member_id: int) -> None:
        """Forget it."""

    async def rates(self, team_id: int) -> Sequence[Rate]:
        """List the indicative rates beside those of projects."""

    async def set_rate(self, team_id: int, rate: Rate) -> None:
        """Set one; an amount of 0 ends it."""


class Plans(Protocol):
    """The plan of a team, week by week."""

    async def of(self, team_id: int) -> tuple[PlannedWeek, ...]:
        """Read the whole plan, in order."""

    async def released(self, team_id: int, since: Week, week: Week) -> PlannedWeek:
        """Add up what the plan gives the weeks from `since` to `week`."""

    async def put(self, team_id: int, week: PlannedWeek) -> None:
        """Set one week."""

    async def replace(self, team_id: int, plan: Sequence[PlannedWeek]) -> None:
        """Put another plan in its place."""


class Book(Protocol):
    """The ledger. Balances are sums of its postings, and nothing else keeps a figure."""

    async def head(self, team_id: int) -> tuple[int, str]:
        """Read the last transaction's number and hash (0 and GENESIS of an empty book)."""

    async def append(self, team_id: int, entries: Sequence[Entry], at: datetime) -> str:
        """Add transactions at the end of the chain; give the new head."""

    async def balance(self, team_id: int, account: str) -> int:
        """Sum an account's postings."""

    async def balances(
        self, team_id: int, prefix: str, until: datetime | None = None
    ) -> Mapping[str, int]:
        """Sum the postings of every account whose name begins so; with `until`, as it was then."""

    async def moves(self, team_id: int, account: str) -> Sequence[Move]:
        """List what went into an account and out of it, in the order of the book."""

    async def moved(
        self,
        team_id: int,
        account: str,
        kinds: Collection[Kind],
        after: datetime | None,
        until: datetime | None = None,
    ) -> int:
        """Sum what some kinds of transactions moved into an account after an instant."""

    async def next_number(self, team_id: int, kind: Kind, week: Week) -> int:
        """Count on: the number the next transaction of a kind in a week has."""

    async def note(self, team_id: int, movement: Movement) -> None:
        """Store the words of an income or an expense."""

    async def movements(self, team_id: int) -> Sequence[Movement]:
        """List them, by transaction."""

    async def transactions(self, team_id: int, since: int = 0) -> Sequence[Transaction]:
        """Read the whole book in order, or what follows its transaction number `since`."""


class Outbox(Protocol):
    """What is to be sent."""

    async def post(self, letters: Sequence[Letter]) -> None:
        """Add messages to send; one whose key was ever used is left out."""

    async def undelivered(self, keys_like: str) -> Sequence[Delivery]:
        """List messages with such keys that failed or whose fate is unknown."""


class Prompts(Protocol):
    """Options offered to people."""

    async def offer(self, options: Sequence[Offered]) -> None:
        """Store the options of one prompt."""

    async def find(self, token: str) -> Offered | None:
        """Find an option."""

    async def press(self, option: Offered, at: datetime) -> bool:
        """Use an option; False if it was used before."""

    async def standing_question(self, person_id: int) -> Sequence[Offered]:
        """Find the options of the question a person was last asked, if it still stands."""

    async def end_questions(self, person_id: int, at: datetime) -> None:
        """Let a person's questions no longer stand."""

    async def hand_over(self, old_person: int, new_person: int) -> None:
        """Make what was offered to a person another person's."""


class UnitOfWork(Protocol):
    """One transaction over everything stored."""

    @property
    def people(self) -> People:
        """Persons and accounts."""

    @property
    def teams(self) -> Teams:
        """Teams and who is in them."""

    @property
    def rounds(self) -> Rounds:
        """Rounds and declarations."""

    @property
    def talk(self) -> Talk:
        """What conversations leave behind."""

    @property
    def settled(self) -> Settled:
        """Closes and corrections."""

    @property
    def plans(self) -> Plans:
        """Plans."""

    @property
    def book(self) -> Book:
        """The ledger."""

    @property
    def evidence(self) -> EvidenceRows:
        """What the audit reads."""

    @property
    def payday(self) -> PaydayRows:
        """Payouts, contracts, social charges."""

    @property
    def buckets(self) -> BucketRows:
        """Buckets and campaigns."""

    @property
    def grants(self) -> GrantRows:
        """Grants, donations, what was shared out."""

    @property
    def rights(self) -> Rights:
        """People's rights over what is kept about them."""

    @property
    def outbox(self) -> Outbox:
        """What is to be sent."""

    @property
    def prompts(self) -> Prompts:
        """Options offered."""

    def attempt(self) -> AbstractAsyncContextManager[None]:
        """Undo what is written within if it raises; what came before stays."""

    def mint(self) -> str:
        """Make a new unguessable code of letters, digits, `-` and `_`."""

    def spell(self, alphabet: str, length: int) -> str:
        """Make a new unguessable word of an alphabet."""
