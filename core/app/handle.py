"""One door for every command: from what was asked, by whom, to what is said back."""

from dataclasses import replace

from core.app import (
    absence,
    acts,
    arriving,
    budget,
    choosing,
    closing,
    correcting,
    declaring,
    echoes,
    envelopes,
    figures,
    guided,
    helping,
    linking,
    membership,
    noting,
    planning,
    projects,
    questions,
    rates,
    revising,
    rules,
    settings,
    summary,
    treasury,
    weekly,
)
from core.app import commands as c
from core.app.access import SeveralTeamsError, which_team
from core.app.buckets import handle as buckets
from core.app.membership import TeamDefaults
from core.app.payday import handle as payday
from core.app.ports import Origin, UnitOfWork
from core.app.says import Say, lines, text
from core.domain import names
from core.domain.refusal import Refusal

QUOTED = 60
"""Characters of what somebody said that a refusal quotes."""

_ABOUT_AMOUNTS = (
    *("amount-", "hours-", "lines-", "time-"),
    *("not-understood", "project-closed", "edited-command"),
)


async def handle(
    command: c.Command, origin: Origin, uow: UnitOfWork, defaults: TeamDefaults
) -> list[Say]:
    """Carry out a command; a refusal becomes the line that says why, and changes nothing."""
    try:
        says = await _noted(command, origin, uow, defaults)
    except SeveralTeamsError as several:
        if len(several.teams) > 1:
            return which_team(command, several.teams)
        meant = replace(command, team=several.teams[0].id)
        return await handle(meant, origin, uow, defaults)
    except Refusal as refusal:
        says = [await _refused(refusal, origin, uow)]
    return await _of_their_team(says, command, origin, uow)


async def _of_their_team(
    says: list[Say], command: c.Command, origin: Origin, uow: UnitOfWork
) -> list[Say]:
    """Note on what is said which team it is of: the one spoken for, or the speaker's only one."""
    if origin.person is None or origin.team is not None:
        return says
    team_id = command.team
    if team_id is None:
        parts = await uow.teams.memberships(origin.person.id)
        team_id = parts[0].team_id if len(parts) == 1 else None
    return [say if say.team_id else replace(say, team_id=team_id) for say in says]


def refused(refusal: Refusal) -> Say:
    """Say why something was refused; what was said is quoted as far as one line has room."""
    args = dict(refusal.args_by_name)
    if isinstance(args.get("said"), str):
        args["said"] = names.clean(args["said"], QUOTED)
    return Say(text(f"refusal-{refusal.key}", **args), notice=True)


async def _refused(refusal: Refusal, origin: Origin, uow: UnitOfWork) -> Say:
    """Say the same, and after a declaration that was not understood also what stands."""
    said = refused(refusal)
    standing = None
    if refusal.key.startswith(_ABOUT_AMOUNTS):
        standing = await echoes.standing_of(origin, uow)
    if standing is None:
        return said
    both = text("refused-standing", refusal=said.text, standing=lines(standing))
    return replace(said, text=both)


async def _noted(
    command: c.Command, origin: Origin, uow: UnitOfWork, defaults: TeamDefaults
) -> list[Say]:
    """Carry out a command; what a facilitator did is noted for the team."""
    found = await acts.before(command, origin, uow)
    says = await _dispatch(command, origin, uow, defaults)
    if found is not None:
        await acts.note(command, found, says, origin, uow)
    return says


async def _dispatch(  # noqa: C901 - one line a command, nothing else
    command: c.Command, origin: Origin, uow: UnitOfWork, defaults: TeamDefaults
) -> list[Say]:
    for dispatch in (payday.dispatch, buckets.dispatch):
        if (done := await dispatch(command, origin, uow)) is not None:
            return done
    match command:
        case c.Declare():
            return await declaring.declare(command, origin, uow)
        case c.AskWhich():
            return await declaring.ask_which(command, origin, uow)
        case c.Reply():
            return await _reply(command, origin, uow, defaults)
        case c.Keep():
            return await declaring.keep(command, origin, uow)
        case c.Same():
            return await declaring.same(command, origin, uow)
        case c.Guide() | c.GuideProject() | c.GuideSays() | c.GuideSkip() | c.GuideMore():
            return await guided.guide(command, origin, uow)
        case c.GuideBack() | c.GuideCancel() | c.GuideDone():
            return await guided.guide(command, origin, uow)
        case c.Change():
            return await noting.change(command, origin, uow)
        case c.AddNote():
            return await noting.add_note(command, origin, uow)
        case c.Away():
            return await absence.away(command, origin, uow)
        case c.Back():
            return await absence.back(command, origin, uow)
        case c.SetTimezone():
            return await absence.set_timezone(command, origin, uow)
        case c.SetName():
            return await arriving.set_name(command, origin, uow)
        case c.ShowCharter():
            return await arriving.show_charter(command, origin, uow)
        case c.AcceptCharter():
            says, then = await arriving.accept_charter(command, origin, uow)
            return [*says, *await handle(then, origin, uow, defaults)] if then else says
        case c.AskQuestion():
            return await questions.ask_question(command, origin, uow)
        case c.AnswerQuestion():
            return await questions.answer_question(command, origin, uow)
        case c.ShowLog():
            return await acts.show_log(command, origin, uow)
        case c.ShowRates():
            return await rates.show_rates(command, origin, uow)
        case c.ChooseSetting():
            return await choosing.choose_setting(command, origin, uow)
        case c.Skip():
            return await declaring.skip(command, origin, uow)
        case c.Withdraw():
            return await declaring.withdraw(command, origin, uow)
        case c.Announce():
            return await declaring.announce(command, origin, uow)
        case c.TakeBack():
            return await declaring.take_back(origin, uow)
        case c.SetUp():
            return await membership.set_up(command, origin, uow, defaults)
        case c.Join():
            return await membership.join(command, origin, uow)
        case c.JoinHere():
            return await membership.join_here(origin, uow)
        case c.Link():
            return await linking.link(command, origin, uow)
        case c.Leave():
            return await membership.leave(command, origin, uow)
        case c.Invite():
            return await membership.invite(command, origin, uow)
        case c.ShowMembers():
            return await membership.show_members(command, origin, uow)
        case c.MakeFacilitator():
            return await membership.make_facilitator(command, origin, uow)
        case c.RemoveMember():
            return await membership.remove_member(command, origin, uow)
        case c.SetLanguage():
            return await membership.set_language(command, origin, uow)
        case c.OpenRound():
            return await weekly.open_now(command, origin, uow)
        case c.CloseRound():
            return await closing.close_now(command, origin, uow)
        case c.KeepClaim():
            return await revising.keep_claim(command, origin, uow)
        case c.TakeShare():
            return await revising.take_share(command, origin, uow)
        case c.Correct():
            return await correcting.correct(command, origin, uow)
        case c.Reopen():
            return await correcting.reopen(command, origin, uow)
        case c.Remind():
            return await weekly.remind_now(command, origin, uow)
        case c.ShowStatus():
            return await figures.show_status(command, origin, uow)
        case c.ShowBudget():
            return await budget.show_budget(command, origin, uow)
        case c.ShowSummary():
            return await summary.show_summary(command, origin, uow)
        case c.ShowHistory():
            return await figures.show_history(command, origin, uow)
        case c.Me():
            return await figures.me(command, origin, uow)
        case c.ShowPlan():
            return await planning.show_plan(command, origin, uow)
        case c.PlanEveryWeekLeft():
            return await planning.plan_every_week_left(command, origin, uow)
        case c.PlanWeek():
            return await planning.plan_week(command, origin, uow)
        case c.ReplacePlan():
            return await planning.replace_plan(command, origin, uow)
        case c.PlanTotal():
            return await planning.plan_total(command, origin, uow)
        case c.PlanDeficit():
            return await planning.plan_deficit(command, origin, uow)
        case c.MarkHolidays():
            return await planning.mark_holidays(command, origin, uow)
        case c.AddIncome():
            return await treasury.add_income(command, origin, uow)
        case c.AddExpense():
            return await treasury.add_expense(command, origin, uow)
        case c.ShowFixedCosts():
            return await treasury.show_fixed_costs(command, origin, uow)
        case c.SetFixedCost():
            return await treasury.set_fixed_cost(command, origin, uow)
        case c.SetEnvelope():
            return await envelopes.set_envelope(command, origin, uow)
        case c.SetKeeper():
            return await envelopes.set_keeper(command, origin, uow)
        case c.ShowSettings():
            return await choosing.show_settings(command, origin, uow)
        case c.ChangeSetting():
            return await settings.change_setting(command, origin, uow)
        case c.ShowProjects():
            return await projects.show_projects(command, origin, uow)
        case c.ShowRules():
            return await rules.show_rules(command, origin, uow)
        case c.AddProject():
            return await projects.add_project(command, origin, uow)
        case c.CloseProject():
            return await projects.close_project(command, origin, uow)
        case c.SetRate():
            return await rates.set_rate(command, origin, uow)
        case c.Help():
            return await helping.show_help(command, origin, uow)
        case c.NotUnderstood(why="not-understood") if origin.person is None:
            raise Refusal("no-team")
        case c.NotUnderstood():
            raise Refusal(command.why, said=command.said)
    raise TypeError(f"no use case for {type(command).__name__}")


async def _reply(
    command: c.Reply, origin: Origin, uow: UnitOfWork, defaults: TeamDefaults
) -> list[Say]:
    """Carry out what a typed *yes* or *no* answers: the option of the question that stands."""
    if origin.person is None:
        raise Refusal("no-team")
    options = await uow.prompts.standing_question(origin.person.id)
    wanted = [o for o in options if isinstance(o.command, c.Keep) is not command.yes]
    if not options:
        raise Refusal("no-question")
    await uow.prompts.end_questions(origin.person.id, origin.now)
    return await handle(wanted[0].command, origin, uow, defaults)
