"""Questions about declarations: asked kindly, answered by the author, seen together by the team."""

from collections.abc import Sequence

from core.app.access import member_of
from core.app.commands import AnswerQuestion, AskQuestion
from core.app.ports import Origin, UnitOfWork
from core.app.posting import reachable
from core.app.records import Question
from core.app.says import Names, Option, Private, Say, Table, Text, ToGroup, Weeks, text
from core.domain import names
from core.domain.declaration import Declaration
from core.domain.money import Amount
from core.domain.refusal import Refusal
from core.domain.round import Round
from core.domain.team import Member, Team

LONGEST = 300
"""Characters of a question, and of an answer: a line or two on a phone."""

MOST_ASKED = 3
"""Questions one member may have waiting: asking is not pressing."""

MOST_ABOUT = 5
"""Questions that may wait for one member, whoever asked."""

MOST_NAMED = 20
"""Members named to somebody who wrote no name we know."""


async def ask_question(command: AskQuestion, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Put a question to its author in private. The same one again changes nothing."""
    team, asker = await member_of(uow, origin, command)
    members = await uow.teams.members(team.id)
    about, rest = _addressed(command.said, members)
    words = _checked(rest, "usage-question")
    if about.id == asker.id:
        raise Refusal("question-yourself")
    asked = Say(text("question-asked", asker=asker.name, name=about.name))
    present = {member.id for member in members if member.active}
    waiting = [q for q in await uow.talk.open_questions(team.id) if q.about_id in present]
    mine = [one for one in waiting if one.asker_id == asker.id]
    if any(one.about_id == about.id and one.words == words for one in mine):
        return [asked]
    if len(mine) >= MOST_ASKED:
        raise Refusal("question-many", most=MOST_ASKED)
    if sum(one.about_id == about.id for one in waiting) >= MOST_ABOUT:
        raise Refusal("question-crowd", name=about.name, most=MOST_ABOUT)
    found = await _asked_about(uow, about)
    if found is None:
        raise Refusal("question-nothing", name=about.name)
    accounts = await uow.people.accounts([about.person_id])
    if reachable(accounts.get(about.person_id, ())) is None:
        raise Refusal("question-unreachable", name=about.name)
    question = await uow.talk.ask(
        Question(0, team.id, found[0].id, asker.id, about.id, words, origin.now)
    )
    return [asked, _told(question, team, asker, about, *found)]


async def answer_question(command: AnswerQuestion, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Show the group what the author says, beside the question; or tell them how to correct."""
    question, team, about = await _question_of(command, origin, uow)
    round_, declaration = await _round_of(uow, question)
    if command.corrects:
        open_ = "yes" if round_.closed_at is None else "no"
        return [Say(text("question-correct", week=round_.week, open=open_))]
    keeps = command.question is not None and not command.words
    words = "" if keeps else _checked(command.words, "usage-answer")
    if not await uow.talk.answer(question.id, words, origin.now):
        raise Refusal("question-answered")
    asker = next(m for m in await uow.teams.members(team.id) if m.id == question.asker_id)
    shown = text(
        "question-shown",
        asker=asker.name,
        name=about.name,
        week=Weeks(round_.first_week, round_.week),
        claim=_claim(team, round_, declaration),
        words=question.words,
        answer=text("question-kept", name=about.name)
        if keeps
        else text("question-said", name=about.name, answer=words),
    )
    told = Say(shown, ToGroup(team.id), key=f"question:{question.id}:answer")
    if not origin.private:
        return [told]
    return [Say(text("question-thanks", name=about.name)), told]


async def questions_waiting(
    uow: UnitOfWork, team: Team, round_: Round | None = None
) -> Text | None:
    """List what nobody has answered yet; for a closed week's post, what was asked before it."""
    members = {member.id: member for member in await uow.teams.members(team.id)}
    until = round_.closed_at if round_ is not None else None
    rows = tuple(
        (members[one.asker_id].name, members[one.about_id].name, one.words)
        for one in await uow.talk.open_questions(team.id)
        if members[one.about_id].active and (until is None or one.asked_at < until)
    )
    if not rows:
        return None
    listed = Table("question-waiting-row", ("asker", "name", "words"), rows)
    return text("questions-waiting", count=len(rows), questions=listed)


def _told(
    question: Question,
    team: Team,
    asker: Member,
    about: Member,
    round_: Round,
    declaration: Declaration,
) -> Say:
    """Tell the author what is asked, and how to answer."""
    return Say(
        text(
            "question-told",
            name=about.name,
            asker=asker.name,
            week=Weeks(round_.first_week, round_.week),
            claim=_claim(team, round_, declaration),
            words=question.words,
        ),
        to=Private(about.person_id),
        options=(
            Option(
                text("button-question-keep"), AnswerQuestion(team=team.id, question=question.id)
            ),
            Option(
                text("button-question-correct"),
                AnswerQuestion(team=team.id, question=question.id, corrects=True),
            ),
        ),
        key=f"question:{question.id}",
    )


def _claim(team: Team, round_: Round, declaration: Declaration | None) -> Text | str:
    """Say what was claimed, where the team knows it already: not while the round is open."""
    known = round_.closed_at is not None or round_.is_revising
    if declaration is None or not declaration.counts or not known:
        return ""
    return text("question-claim", claim=Amount(declaration.claim, team.settings.unit))


async def _asked_about(uow: UnitOfWork, about: Member) -> tuple[Round, Declaration] | None:
    """Find the declaration a question is about: what the team can see last of theirs.

    That is the one the team is agreeing on, else the last closed one, else the open one.
    """
    declared = [one for one in await uow.rounds.of_member(about.id) if one[1].counts]
    revising = [one for one in declared if one[0].is_revising]
    closed = [one for one in declared if one[0].closed_at is not None]
    best = revising or closed or declared
    return best[-1] if best else None


async def _round_of(uow: UnitOfWork, question: Question) -> tuple[Round, Declaration | None]:
    rounds = await uow.rounds.all(question.team_id)
    round_ = next(one for one in rounds if one.id == question.round_id)
    return round_, await uow.rounds.current(round_.id, question.about_id)


async def _question_of(
    command: AnswerQuestion, origin: Origin, uow: UnitOfWork
) -> tuple[Question, Team, Member]:
    """Find which question somebody answers: the one named, or the oldest about them."""
    parts = list(await uow.teams.memberships(origin.person.id)) if origin.person else []
    if not parts or not origin.private or command.team is not None:
        _, part = await member_of(uow, origin, command)
        parts = [part]
    waiting = [
        (question, part)
        for part in parts
        for question in await uow.talk.open_questions(part.team_id)
        if question.about_id == part.id and command.question in (None, question.id)
    ]
    if not waiting:
        raise Refusal("question-none" if command.question is None else "question-answered")
    question, about = min(waiting, key=lambda one: one[0].id)
    return question, await uow.teams.get(about.team_id), about


def _addressed(said: str, members: Sequence[Member]) -> tuple[Member, str]:
    """Split what was typed into whom it is for and the question: the longest name it begins with.

    Like everywhere, the beginning of a name will do if only one member's begins so.
    """
    words = said.removeprefix("@").split()
    heads = [
        (names.fold(" ".join(words[:count]).rstrip(":,")), " ".join(words[count:]).lstrip(":, "))
        for count in range(min(len(words), names.LONGEST), 0, -1)
    ]
    present = {names.fold(member.name): member for member in members if member.active}
    for head, rest in heads:
        if head in present:
            return present[head], rest
    for head, rest in heads:
        begins = [member for name, member in present.items() if head and name.startswith(head)]
        if len(begins) == 1:
            return begins[0], rest
        if begins:
            raise Refusal("question-which", names=_named(begins))
    gone = {names.fold(member.name): member for member in members if not member.active}
    for head, _ in heads:
        if head in gone:
            raise Refusal("question-left", name=gone[head].name)
    if not heads:
        raise Refusal("usage-question")
    shown = [member for member in present.values() if member.declares]
    raise Refusal("question-whom", names=_named(shown), count=len(shown))


def _named(members: Sequence[Member]) -> Names:
    shown = sorted((member.name for member in members), key=str.casefold)
    return Names((*shown[:MOST_NAMED], *(["…"] if len(shown) > MOST_NAMED else [])))


def _checked(said: str, usage: str) -> str:
    """Make words safe to show; a question cut short would be another question."""
    words = names.clean(said, LONGEST + 1)
    if not words:
        raise Refusal(usage)
    if len(words) > LONGEST:
        raise Refusal("question-too-long", most=LONGEST)
    return words
