"""The door for the payday's commands: see `core.app.handle`."""

from core.app.commands import Command
from core.app.payday import announcing, cae, contracts, exporting, levies, payouts, rights
from core.app.payday import commands as p
from core.app.ports import Origin, UnitOfWork
from core.app.says import Say


async def dispatch(  # noqa: C901 - one line a command, nothing else
    command: Command, origin: Origin, uow: UnitOfWork
) -> list[Say] | None:
    """Carry out a command of the payday; None for any other."""
    match command:
        case p.Payout():
            return await payouts.payout(command, origin, uow)
        case p.ShowPayouts():
            return await payouts.show_payouts(command, origin, uow)
        case p.AnnouncePayday():
            return await announcing.announce_payday(command, origin, uow)
        case p.PayoutFiles():
            return await cae.payout_files(command, origin, uow)
        case p.ShowSheet():
            return await cae.show_sheet(command, origin, uow)
        case p.SetContract():
            return await contracts.set_contract(command, origin, uow)
        case p.ShowContracts():
            return await contracts.show_contracts(command, origin, uow)
        case p.SetLevy():
            return await levies.set_levy(command, origin, uow)
        case p.ShowLevies():
            return await levies.show_levies(command, origin, uow)
        case p.Export():
            return await exporting.export(command, origin, uow)
        case p.SetPublic():
            return await rights.set_public(command, origin, uow)
        case p.MyData():
            return await rights.my_data(origin)
        case p.Forget():
            return await rights.forget(command, origin, uow)
    return None
