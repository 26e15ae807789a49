"""Which team a reply concerns: that of the message it answers, for people who are in several."""

from adapters.chat import Incoming
from bot.render import labels
from core.app.ports import Origin
from core.db.store import Work


async def team_replied_to(work: Work, incoming: Incoming, origin: Origin) -> int | None:
    """Find the team of the message a text replies to, or that offered something in it.

    None where there is nothing to ask: no reply, or somebody who is in one team only.
    """
    if not incoming.private or not incoming.reply_to or origin.person is None:
        return None
    teams = {part.team_id for part in await work.teams.memberships(origin.person.id)}
    if len(teams) < 2:
        return None
    where = (incoming.platform, incoming.chat_id, incoming.reply_to)
    told = await work.outbox.told_of(*where)
    if told is not None:
        return told if told in teams else None
    offer = await work.outbox.offered(*where)
    for _, button in labels(offer.buttons, offer.language) if offer else ():
        option = await work.prompts.find(button.token)
        if option is not None and option.command.team in teams:
            return option.command.team
    return None
