"""What the CAE keeps, and the social charges a team entered: its own figures, never ours."""

from collections.abc import Sequence
from decimal import Decimal

from core.app.access import facilitator_of
from core.app.payday.commands import SetLevy, ShowLevies
from core.app.payday.ports import Levy
from core.app.ports import Origin, UnitOfWork
from core.app.says import Percent, Say, Table, Text, lines, text
from core.domain import names
from core.domain.cae import CENTS, WHOLE, Bands
from core.domain.money import Amount
from core.domain.payout import EURO
from core.domain.refusal import Refusal
from core.domain.team import Team

SIDES = {
    "employer": "employer",
    "employeur": "employer",
    "patronal": "employer",
    "patronale": "employer",
    "employee": "employee",
    "salarie": "employee",
    "salariee": "employee",
    "salarial": "employee",
    "salariale": "employee",
}
LABEL_LENGTH = 60


async def set_levy(command: SetLevy, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Note a social charge in percent of the gross salary; 0 ends it."""
    team, _ = await facilitator_of(uow, origin, command)
    side = SIDES.get(names.fold(command.side))
    label = names.clean(command.label, LABEL_LENGTH)
    if side is None or not label:
        raise Refusal("usage-levy")
    rate = _rate(command.rate)
    known = [one for one in await uow.payday.levies(team.id) if one.side == side]
    if not rate and names.fold(label) not in {names.fold(one.label) for one in known}:
        raise Refusal("levy-unknown", said=label)
    await uow.payday.set_levy(team.id, Levy(label, side, rate))
    said = text("levy-set", side=side, label=label, rate=Percent(rate, WHOLE), none=_is(not rate))
    return [Say(said)]


async def show_levies(command: ShowLevies, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """List what the CAE keeps and the charges that were entered, and say what is missing."""
    team, _ = await facilitator_of(uow, origin, command)
    levies = await uow.payday.levies(team.id)
    said = text(
        "levies",
        team=team.name,
        contribution=contribution_said(team),
        employer=_side("employer", levies),
        employee=_side("employee", levies),
        label=text("cae-label"),
    )
    return [Say(said)]


def bands_of(team: Team) -> Bands | None:
    """Give what the team's CAE keeps; None where nobody entered it."""
    return Bands.parse(team.settings.cae) if team.settings.cae else None


def contribution_said(team: Team) -> Text:
    """Say what the team's CAE keeps, band by band, or that nobody entered it."""
    bands = bands_of(team)
    if bands is None:
        return text("contribution-none")
    rows = tuple(
        (Percent(band.rate, WHOLE), Amount(band.above, EURO), _is(band.above > 0))
        for band in bands.bands
    )
    return text("contribution", bands=Table("contribution-row", ("rate", "above", "more"), rows))


def _side(side: str, levies: Sequence[Levy]) -> Text:
    rows = tuple((one.label, Percent(one.rate, WHOLE)) for one in levies if one.side == side)
    listed = Table("levy-row", ("label", "rate"), rows)
    return text("levies-side", side=side, levies=listed if rows else lines(text("levies-none")))


def _rate(percent: Decimal) -> int:
    """Read percents of at most two decimals as ten-thousandths. Raises `Refusal`."""
    exact = percent * CENTS
    if not 0 <= exact <= WHOLE or exact != exact.to_integral_value():
        raise Refusal("levy-rate")
    return int(exact)


def _is(so: bool) -> str:
    return "yes" if so else "no"
