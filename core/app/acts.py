"""What facilitators do, for the whole team to read.

One place for all of it: `core.app.handle` shows every command here before and after it is carried
out. What only asked first, or was refused, is no act.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.app import commands as c
from core.app.access import facilitator_of, member_of
from core.app.buckets import acts as of_buckets
from core.app.membership import pick_member
from core.app.payday import commands as p
from core.app.ports import Origin, UnitOfWork
from core.app.records import Act
from core.app.says import Say, Table, Text, When, text
from core.app.settings import in_short, known_key, written
from core.domain import names
from core.domain.money import Amount
from core.domain.round import Round
from core.domain.team import Member, Project, Team

MOST_SHOWN = 20

_LABEL = 60
"""Characters of a label or note that the log repeats."""

NOTED = (
    c.OpenRound
    | c.CloseRound
    | c.Reopen
    | c.Remind
    | c.Correct
    | c.Invite
    | c.MakeFacilitator
    | c.RemoveMember
    | c.ChangeSetting
    | c.PlanEveryWeekLeft
    | c.PlanTotal
    | c.PlanWeek
    | c.PlanDeficit
    | c.MarkHolidays
    | c.ReplacePlan
    | c.AddIncome
    | c.AddExpense
    | c.SetFixedCost
    | c.AddProject
    | c.CloseProject
    | c.SetRate
    | c.SetEnvelope
    | c.SetKeeper
    | p.Payout
    | p.AnnouncePayday
    | p.Export
    | p.PayoutFiles
    | p.SetContract
    | p.SetLevy
    | of_buckets.NOTED
)
"""The commands that are acts, unless they only look: see `_only_looks`."""


@dataclass(frozen=True, slots=True)
class Before:
    """How things stood when a facilitator's command began."""

    team: Team
    author: Member
    members: Sequence[Member]
    round_: Round | None


@dataclass(frozen=True, slots=True)
class Done:
    """A facilitator's command that was carried out: what it found, what it left, what it said."""

    before: Before
    team: Team
    projects: Sequence[Project]
    round_: Round | None
    answer: Text


async def before(command: c.Command, origin: Origin, uow: UnitOfWork) -> Before | None:
    """Look at what a facilitator's command is about to change; None for any other command."""
    if not isinstance(command, NOTED) or _only_looks(command):
        return None
    team, author = await facilitator_of(uow, origin, command)
    members = tuple(await uow.teams.members(team.id))
    return Before(team, author, members, await uow.rounds.open_round(team.id))


async def note(
    command: c.Command, found: Before, says: Sequence[Say], origin: Origin, uow: UnitOfWork
) -> None:
    """Note what was done, unless it was only asked about or changed nothing."""
    if says[0].question:
        return
    team = await uow.teams.get(found.team.id)
    projects = await uow.teams.projects(team.id)
    standing = await uow.rounds.open_round(team.id)
    told = _told(command, Done(found, team, projects, standing, says[0].text))
    if told is not None:
        await uow.talk.note_act(Act(team.id, found.author.id, origin.now, told))


async def show_log(command: c.ShowLog, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """List the last acts, the latest at the end."""
    team, _ = await member_of(uow, origin, command)
    named = {member.id: member.name for member in await uow.teams.members(team.id)}
    rows = tuple(
        (When(act.at, team.settings.timezone), named[act.member_id], act.text)
        for act in await uow.talk.acts(team.id, MOST_SHOWN)
    )
    listed = Table("act-row", ("at", "name", "act"), rows) if rows else text("acts-none")
    return [Say(text("acts", team=team.name, acts=listed))]


def _only_looks(command: c.Command) -> bool:
    """Tell apart what is everybody's to do: correcting one's own week, seeing the payday."""
    match command:
        case c.Correct(member=member):
            return not member
        case p.AnnouncePayday(day=day, cancels=cancels):
            return day is None and not cancels
    return of_buckets.only_looks(command)


def _told(command: c.Command, done: Done) -> Text | None:
    return (
        _of_rounds(command, done)
        or _of_money(command, done)
        or _of_team(command, done)
        or _of_cae(command, done)
        or of_buckets.told(command, done.answer)
    )


def _of_rounds(command: c.Command, done: Done) -> Text | None:
    said = done.answer.args
    match command:
        case c.OpenRound():
            return text("act-open", week=said["week"])
        case c.CloseRound() if done.before.round_ is not None:
            agrees = "no" if done.round_ is None else "yes"
            return text("act-close", week=done.before.round_.week, agrees=agrees)
        case c.Reopen():
            return text("act-reopen", week=said["week"])
        case c.Remind() if said["count"]:
            return text("act-remind", count=said["count"])
        case c.Correct(week=week):
            return text("act-correct", week=week, name=said["name"], claim=said["claim"])
    return None


def _of_money(command: c.Command, done: Done) -> Text | None:
    match command:
        case c.PlanEveryWeekLeft(amount=amount):
            return text("act-plan-all", amount=_amount(amount, done.team))
        case c.PlanTotal(total=total):
            return text("act-plan-total", total=_amount(total, done.team))
        case c.PlanWeek(week=week, amount=amount, note=words):
            amount_ = _amount(amount, done.team)
            return text("act-plan-week", week=week, amount=amount_, note=_noted(words))
        case c.PlanDeficit(week=week, amount=amount):
            return text("act-plan-deficit", week=week, amount=_amount(amount, done.team))
        case c.MarkHolidays():
            return text("act-plan-holidays", count=done.answer.args["count"])
        case c.ReplacePlan(rows=rows):
            return text("act-plan-file", count=len(rows))
        case c.AddIncome(amount=amount, label=label):
            return text("act-income", amount=_amount(amount, done.team), label=_short(label))
        case c.AddExpense(amount=amount, label=label):
            return text("act-expense", amount=_amount(amount, done.team), label=_short(label))
        case c.SetFixedCost(amount=amount, label=label):
            return text("act-fixed", amount=_amount(amount, done.team), label=_short(label))
        case p.Payout(label=label):
            return text("act-payout", total=done.answer.args["total"], label=_short(label))
        case p.AnnouncePayday(cancels=cancels):
            off = "yes" if cancels else "no"
            return text("act-payday", day=done.answer.args["day"], off=off)
    return None


def _of_team(command: c.Command, done: Done) -> Text | None:
    match command:
        case p.Export(format=kind) if kind:
            return text("act-export", format=names.fold(kind))
        case c.Invite():
            return text("act-invite")
        case c.MakeFacilitator(name=name, add=add):
            return text("act-role", name=_member(name, done), given="yes" if add else "no")
        case c.RemoveMember(name=name):
            return text("act-remove", name=_member(name, done))
        case c.ChangeSetting(key=key):
            return _setting(known_key(key), done)
        case c.AddProject(name=name):
            return text("act-project-add", project=_project(name, done))
        case c.CloseProject(name=name):
            return text("act-project-close", project=_project(name, done))
        case c.SetRate(name=name, amount=amount, kind=kind):
            rate = _amount(amount, done.team)
            return text("act-rate", kind=kind, name=_project(name, done), amount=rate)
        case c.SetEnvelope(name=name, amount=amount):
            amount_ = _amount(amount, done.team)
            return text("act-envelope", project=_project(name, done), amount=amount_)
        case c.SetKeeper(name=name, member=member):
            keeper = _member(member, done)
            return text("act-keeper", project=_project(name, done), name=keeper)
    return None


def _of_cae(command: c.Command, done: Done) -> Text | None:
    said = done.answer.args
    match command:
        case p.PayoutFiles():
            return text("act-files", number=said["number"])
        case p.SetContract():
            return text("act-contract", name=said["name"])
        case p.SetLevy():
            key = "act-levy-ended" if said["none"] == "yes" else "act-levy"
            args = {name: said[name] for name in ("side", "label", "rate")}
            return text(key, **args)
    return None


def _setting(key: str, done: Done) -> Text | None:
    old = in_short(written(done.before.team.settings)[key])
    new = in_short(written(done.team.settings)[key])
    if done.before.team.settings == done.team.settings:
        return None
    return text("act-setting", key=key, old=old, new=new)


def _member(said: str, done: Done) -> str:
    return pick_member([one for one in done.before.members if one.active], said).name


def _project(said: str, done: Done) -> str:
    """Give a project's own name; what is said of a rate may be the name of something else."""
    wanted = names.fold(said)
    found = [one.name for one in done.projects if names.fold(one.name) == wanted]
    return found[0] if found else _short(said)


def _noted(words: str) -> Text | str:
    return text("act-note", note=_short(words)) if words else ""


def _short(words: str) -> str:
    return names.clean(words, _LABEL)


def _amount(said: Decimal, team: Team) -> Amount:
    return Amount(team.settings.unit.minor(said), team.settings.unit)
