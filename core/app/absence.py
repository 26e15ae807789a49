"""Being away, and back; one's own time zone."""

from core.app.commands import Away, Back, SetTimezone
from core.app.ports import Origin, UnitOfWork
from core.app.says import Say
from core.domain.refusal import Refusal


async def away(command: Away, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Note days without questions."""
    raise Refusal("unknown", said="/away")


async def back(command: Back, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """End them."""
    raise Refusal("unknown", said="/back")


async def set_timezone(command: SetTimezone, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Choose one's own time zone."""
    raise Refusal("unknown", said="/set_timezone")
