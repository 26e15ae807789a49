"""Arriving in a team: its charter, the name one is shown by."""

from core.app.commands import AcceptCharter, SetName, ShowCharter
from core.app.ports import Origin, UnitOfWork
from core.app.says import Say
from core.domain.refusal import Refusal


async def set_name(command: SetName, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Choose the name one is shown by."""
    raise Refusal("unknown", said="/set_name")


async def show_charter(command: ShowCharter, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Show the charter."""
    raise Refusal("unknown", said="/show_charter")


async def accept_charter(command: AcceptCharter, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Accept it."""
    raise Refusal("unknown", said="/accept_charter")
