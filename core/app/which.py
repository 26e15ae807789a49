"""Telling the readings of what somebody said apart: a label for each, to choose by."""

from collections.abc import Sequence

from core.app.commands import SaidLine
from core.app.ports import UnitOfWork
from core.app.says import Text, text
from core.app.understanding import countable, differ_in_project, understood
from core.domain import names
from core.domain.money import Amount
from core.domain.refusal import Refusal
from core.domain.team import Member, Team

Reading = tuple[SaidLine, ...]


async def which(
    readings: Sequence[Reading], team: Team, member: Member, uow: UnitOfWork
) -> list[tuple[Text, Reading]]:
    """Label each reading that can count: by its total, or by the project in doubt and its amount.

    Raises the `Refusal` of the first where none can.
    """
    by_project = differ_in_project(readings)
    labelled: list[tuple[Text, Reading]] = []
    refusals: list[Refusal] = []
    for reading in countable(readings, team.settings.unit):
        try:
            lines, new = await understood(reading, team, member, uow)
        except Refusal as refusal:
            refusals.append(refusal)
            continue
        if by_project is None:
            total = Amount(sum(line.amount for line in lines), team.settings.unit)
            labelled.append((text("button-amount", amount=total), reading))
        else:
            amount = Amount(lines[by_project].amount, team.settings.unit)
            project = reading[by_project].project
            is_new = names.fold(project) in map(names.fold, new)
            labelled.append((_of_project(project, amount, is_new=is_new), reading))
    if not labelled:
        raise refusals[0]
    return labelled


def _of_project(project: str, amount: Amount, *, is_new: bool) -> Text:
    if is_new:
        return text("button-new-project-amount", project=project, amount=amount)
    return text("button-project-amount", project=project, amount=amount)
