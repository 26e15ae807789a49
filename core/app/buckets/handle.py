"""The door for the commands about buckets: see `core.app.handle`."""

from core.app.commands import Command
from core.app.ports import Origin, UnitOfWork
from core.app.says import Say


async def dispatch(command: Command, origin: Origin, uow: UnitOfWork) -> list[Say] | None:
    """Carry out a command about buckets; None for any other."""
    match command:
        case _:
            return None
