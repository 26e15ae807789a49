"""People's rights over what is kept about them, in the database."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from core.db import schema
from core.db.belongings import belongings
from core.db.erasing import empty_what_arrived, erase, last_chats, let_go, rewrite_acts
from core.db.pending import Pending
from core.db.retention import empty_old
from core.domain import names


class RightsRows:
    """Implements `core.app.payday.ports.Rights`, and what keeps the promises made there."""

    def __init__(
        self, connection: AsyncConnection, pending: Pending, erased: Callable[[], None]
    ) -> None:
        """Use one transaction's connection; `erased` is called when rows are no longer so."""
        self._connection = connection
        self._pending = pending
        self._erased = erased

    async def rename(self, team_id: int, old: str, new: str) -> None:
        """See `Rights.rename`."""
        members = schema.members
        rows = await self._connection.execute(
            select(members.c.name).where(members.c.team_id == team_id)
        )
        others = {names.fold(row.name) for row in rows} - {names.fold(old)}
        hide = partial(names.hidden, known=(old,), instead=new, others=others)
        await rewrite_acts(self._connection, team_id, hide)

    async def erase(self, person_id: int, at: datetime) -> None:
        """See `Rights.erase`."""
        await self._pending.flush()
        await erase(self._connection, person_id, at)
        self._erased()

    async def erasures(self) -> Mapping[int, datetime]:
        """Map those who were erased to when."""
        rows = await self._connection.execute(select(schema.erasures))
        return {row.person_id: row.at for row in rows}

    async def parts(self, person_id: int) -> Sequence[tuple[int, int]]:
        """List (team, member) of all their parts in teams, those they left too."""
        members = schema.members
        rows = await self._connection.execute(
            select(members.c.team_id, members.c.id)
            .where(members.c.person_id == person_id)
            .order_by(members.c.team_id)
        )
        return [(row.team_id, row.id) for row in rows]

    async def belongings(self, person_id: int) -> dict[str, object]:
        """Read everything about somebody: see `core.db.belongings`."""
        await self._pending.flush()
        return await belongings(self._connection, person_id)

    async def last_chats(self) -> Sequence[tuple[str, str, str]]:
        """List (message, platform, chat) of last messages that are out, or given up."""
        return await last_chats(self._connection)

    async def let_go(self, key: str) -> None:
        """Keep no longer where a last message went."""
        await let_go(self._connection, key)

    async def empty_what_arrived(self) -> None:
        """Empty all events that were dealt with."""
        await empty_what_arrived(self._connection)

    async def empty_old(self, handled_before: datetime, sent_before: datetime) -> int:
        """Empty what is not kept any longer: see `core.db.retention`."""
        return await empty_old(self._connection, handled_before, sent_before)
