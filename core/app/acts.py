"""What facilitators did, for the team to read."""

from core.app.commands import ShowLog
from core.app.ports import Origin, UnitOfWork
from core.app.says import Say
from core.domain.refusal import Refusal


async def show_log(command: ShowLog, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """List the last acts."""
    raise Refusal("unknown", said="/show_log")
