"""One command for each thing a person can ask.

A command is what a typed text, a `/command` and a button all become; behind a button it is stored
(see `core.app.wire`). `team` is None where the speaker has only one team, or the chat is a team's.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from core.domain.calendar import Week


@dataclass(frozen=True, slots=True)
class SaidLine:
    """One line of a declaration as it was said, before the team's projects and rates are known.

    Amounts are exact decimals of units; `minutes` is time; `rate` is units an hour if one was
    given (`café 2h à 12`). Without an amount the time is valued at the rate; with both, as in a
    declaration made again, the amount stands. `count` is how many were said of the unit of time
    called `of` (`1/2 journée`), valued as the team values it.
    """

    amount: Decimal | None = None
    minutes: int | None = None
    rate: Decimal | None = None
    project: str = ""
    note: str = ""
    count: Decimal | None = None
    of: str = ""


@dataclass(frozen=True, slots=True)
class Command:
    """Something a person asks; `team` where it concerns one."""

    team: int | None = None


@dataclass(frozen=True, slots=True)
class Declare(Command):
    """Says what the week was worth. `confirmed` after a *yes* to an unusual amount.

    `announced` after a *yes* to telling the team of a large one.
    """

    lines: tuple[SaidLine, ...] = ()
    confirmed: bool = False
    announced: bool = False


@dataclass(frozen=True, slots=True)
class AskWhich(Command):
    """An amount or a project that can be read in several ways: asks which, counts nothing."""

    readings: tuple[tuple[SaidLine, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class NotUnderstood(Command):
    """A text that says nothing the bot knows. `why` names the refusal in the Fluent files."""

    said: str = ""
    why: str = "unknown"


@dataclass(frozen=True, slots=True)
class Reply(Command):
    """A typed *yes* or *no* to the question that stands."""

    yes: bool = True


@dataclass(frozen=True, slots=True)
class Keep(Command):
    """Leaves everything as it is: the *no* under a question."""


@dataclass(frozen=True, slots=True)
class Same(Command):
    """Declares what the member declared last time."""


@dataclass(frozen=True, slots=True)
class Guide(Command):
    """Declares step by step: which project, how much or how long, a note. Begins, or goes on."""


@dataclass(frozen=True, slots=True)
class GuideProject(Command):
    """Chooses the project a step by step declaration speaks of ("" for none)."""

    project: str = ""


@dataclass(frozen=True, slots=True)
class GuideSays(Command):
    """Types something while a declaration is made step by step.

    `reading` is what it means else, or the step it names (*back*). A button that stands for words
    has only `said`; one that stands for an amount, only `reading`.
    """

    said: str = ""
    reading: Command | None = None


@dataclass(frozen=True, slots=True)
class GuideSkip(Command):
    """Passes a step of it that may be passed: the note."""


@dataclass(frozen=True, slots=True)
class GuideMore(Command):
    """Goes on with another project."""


@dataclass(frozen=True, slots=True)
class GuideBack(Command):
    """Goes one step back."""


@dataclass(frozen=True, slots=True)
class GuideCancel(Command):
    """Gives it up; what was declared before stands."""


@dataclass(frozen=True, slots=True)
class GuideDone(Command):
    """Declares what was said step by step."""


@dataclass(frozen=True, slots=True)
class Change(Command):
    """Says another amount instead of a declaration: the button under its echo."""

    revision: int = 0


@dataclass(frozen=True, slots=True)
class AddNote(Command):
    """Adds a note to a declaration; under an echo, only while that `revision` is what counts.

    `line` says to which of its lines; without `words`, they are asked for.
    """

    revision: int | None = None
    line: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Skip(Command):
    """Not this week."""


@dataclass(frozen=True, slots=True)
class Withdraw(Command):
    """Takes one's declaration back; under an echo, only while that `revision` is what counts."""

    revision: int | None = None


@dataclass(frozen=True, slots=True)
class TakeBack(Command):
    """Withdraws one's declaration because the message that made it was removed."""


@dataclass(frozen=True, slots=True)
class KeepClaim(Command):
    """Stands by one's claim while the team agrees."""


@dataclass(frozen=True, slots=True)
class TakeShare(Command):
    """Takes the proposed share while the team agrees."""


@dataclass(frozen=True, slots=True)
class Announce(Command):
    """Says beforehand that one's claim of this round will be a large one."""

    note: str = ""


@dataclass(frozen=True, slots=True)
class Correct(Command):
    """Corrects the declaration of an earlier week: one's own, or (facilitators) `member`'s.

    `readings` are what was said, as `AskWhich` has them.
    """

    week: Week = Week(2000, 1)
    member: str = ""
    readings: tuple[tuple[SaidLine, ...], ...] = ()
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class SetUp(Command):
    """Makes this group a team. `title` is the group's own where no name was given."""

    name: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Join(Command):
    """Joins the team of an invitation; without a code, says hello."""

    code: str = ""


@dataclass(frozen=True, slots=True)
class JoinHere(Command):
    """Joins the team of the group it is said in, where the bot can open a private chat itself."""


@dataclass(frozen=True, slots=True)
class Link(Command):
    """Makes two accounts one person: a code to type on the other, or the code typed there."""

    code: str = ""


@dataclass(frozen=True, slots=True)
class Leave(Command):
    """Leaves the team; the history stays. `confirmed` after a *yes*."""

    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Help(Command):
    """What one can do here and now."""


@dataclass(frozen=True, slots=True)
class SaidDay:
    """A day as it was said: without a year, the next one there is."""

    day: int
    month: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Away(Command):
    """Is away between two days, both included: no questions. Without an end, until back."""

    since: SaidDay | None = None
    until: SaidDay | None = None


@dataclass(frozen=True, slots=True)
class Back(Command):
    """Is back."""


@dataclass(frozen=True, slots=True)
class SetTimezone(Command):
    """One's own time zone; "" for the team's."""

    timezone: str = ""


@dataclass(frozen=True, slots=True)
class SetName(Command):
    """The name one is shown by in a team."""

    name: str = ""


@dataclass(frozen=True, slots=True)
class ShowCharter(Command):
    """The team's charter."""


@dataclass(frozen=True, slots=True)
class AcceptCharter(Command):
    """Accepts it as it was when it was `shown`; now, where it is typed.

    `then` is what was said before it was accepted: it counts now, as long as its round is open.
    """

    shown: datetime | None = None
    then: Command | None = None
    round_id: int | None = None


@dataclass(frozen=True, slots=True)
class AskQuestion(Command):
    """Asks somebody kindly about their declaration: a name, then the question, as typed."""

    said: str = ""


@dataclass(frozen=True, slots=True)
class AnswerQuestion(Command):
    """Answers a question about one's declaration: this one, or the oldest that waits.

    A named one without words says that one keeps it; `corrects`, that one wants to know how not to.
    """

    question: int | None = None
    words: str = ""
    corrects: bool = False


@dataclass(frozen=True, slots=True)
class ShowLog(Command):
    """What facilitators did."""


@dataclass(frozen=True, slots=True)
class SetLanguage(Command):
    """The language the bot speaks to this person."""

    language: str = ""


@dataclass(frozen=True, slots=True)
class Me(Command):
    """My weeks and my balance."""


@dataclass(frozen=True, slots=True)
class ShowBudget(Command):
    """Plan, declared, available, carried over."""


@dataclass(frozen=True, slots=True)
class ShowSummary(Command):
    """A week's post again; the last closed week without one."""

    week: Week | None = None


@dataclass(frozen=True, slots=True)
class ShowHistory(Command):
    """The weeks so far."""


@dataclass(frozen=True, slots=True)
class ShowRates(Command):
    """The indicative hourly rates: of projects, the base, supplements, units of time."""


@dataclass(frozen=True, slots=True)
class ShowProjects(Command):
    """The projects and their indicative rates."""


@dataclass(frozen=True, slots=True)
class ShowRules(Command):
    """How sharing works in this team."""


@dataclass(frozen=True, slots=True)
class OpenRound(Command):
    """Opens a round now; the current week's without one."""

    week: Week | None = None


@dataclass(frozen=True, slots=True)
class CloseRound(Command):
    """Closes the open round now."""


@dataclass(frozen=True, slots=True)
class Reopen(Command):
    """Lets members correct a closed week, whatever its age; the last one without a week."""

    week: Week | None = None


@dataclass(frozen=True, slots=True)
class Remind(Command):
    """Asks again those who have not answered."""


@dataclass(frozen=True, slots=True)
class ShowStatus(Command):
    """Who has answered and who has not."""


@dataclass(frozen=True, slots=True)
class Invite(Command):
    """The invitation again."""


@dataclass(frozen=True, slots=True)
class ShowMembers(Command):
    """Who is in the team."""


@dataclass(frozen=True, slots=True)
class MakeFacilitator(Command):
    """Gives (or takes) the facilitator's role to a member, by name; taken after a *yes*."""

    name: str = ""
    add: bool = True
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class RemoveMember(Command):
    """Takes somebody out of the team, by name, after a *yes*."""

    name: str = ""
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class ShowSettings(Command):
    """The team's settings."""


@dataclass(frozen=True, slots=True)
class ChooseSetting(Command):
    """Shows one setting, what it does, and the values to choose from."""

    key: str = ""


@dataclass(frozen=True, slots=True)
class ChangeSetting(Command):
    """Sets one of them, from text."""

    key: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class ShowPlan(Command):
    """The plan, week by week."""


@dataclass(frozen=True, slots=True)
class PlanEveryWeekLeft(Command):
    """The same amount for every week left."""

    amount: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class PlanWeek(Command):
    """Another amount for one week, with a note."""

    week: Week = Week(2000, 1)
    amount: Decimal = Decimal(0)
    note: str = ""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One row of a plan file; `number` is its line in the file."""

    number: int
    week: Week
    amount: Decimal
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReplacePlan(Command):
    """Another plan altogether, from a file."""

    rows: tuple[PlanRow, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanTotal(Command):
    """A total spread over a period: so many months or weeks from now, or the weeks left."""

    total: Decimal = Decimal(0)
    months: int | None = None
    weeks: int | None = None


@dataclass(frozen=True, slots=True)
class PlanDeficit(Command):
    """How far below zero the plan lets one week go."""

    week: Week = Week(2000, 1)
    amount: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class MarkedWeek:
    """A week with a note: a holiday."""

    week: Week
    note: str


@dataclass(frozen=True, slots=True)
class MarkHolidays(Command):
    """Notes holidays in the plan; their weeks may get another amount, or a deficit."""

    days: tuple[MarkedWeek, ...] = ()
    amount: Decimal | None = None
    deficit: Decimal | None = None


@dataclass(frozen=True, slots=True)
class AddIncome(Command):
    """Money that came into the pool, with what for."""

    amount: Decimal = Decimal(0)
    label: str = ""


@dataclass(frozen=True, slots=True)
class AddExpense(Command):
    """Money that left the pool, with what for."""

    amount: Decimal = Decimal(0)
    label: str = ""


@dataclass(frozen=True, slots=True)
class ShowFixedCosts(Command):
    """What is paid every week, whatever is declared."""


@dataclass(frozen=True, slots=True)
class SetFixedCost(Command):
    """Pays something every week from now on; 0 ends it."""

    label: str = ""
    amount: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class SetEnvelope(Command):
    """Gives a project a budget of its own inside the plan."""

    name: str = ""
    amount: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class SetKeeper(Command):
    """Names who looks after a project's budget; nobody without a member."""

    name: str = ""
    member: str = ""


@dataclass(frozen=True, slots=True)
class AddProject(Command):
    """Names a project members may declare for."""

    name: str = ""


@dataclass(frozen=True, slots=True)
class CloseProject(Command):
    """Takes a project off the list; its history stays."""

    name: str = ""


@dataclass(frozen=True, slots=True)
class SetRate(Command):
    """An indicative rate: of a project an hour, the team's base, a supplement, or a unit of time.

    `kind` is `project`, `base`, `supplement` or `unit`.
    """

    name: str = ""
    amount: Decimal = Decimal(0)
    kind: str = "project"
