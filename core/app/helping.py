"""Help: what somebody can do here and now."""

from core.app.commands import Help
from core.app.ports import Origin, UnitOfWork
from core.app.says import Say, lines, text
from core.domain.refusal import Refusal


async def show_help(_command: Help, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Say what somebody can do where they ask."""
    parts = await uow.teams.memberships(origin.person.id) if origin.person else ()
    if not origin.private:
        return [Say(text("help-group" if origin.team else "help-group-new"))]
    if not parts:
        raise Refusal("no-team")
    looks_after = any(part.facilitator for part in parts)
    return [
        Say(
            text(
                "help-private",
                facilitator=lines(text("help-facilitator") if looks_after else None),
            )
        )
    ]
