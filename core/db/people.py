"""Persons and accounts in the database."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import and_, case, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.app.ports import Origin
from core.app.records import LinkOffer
from core.db import schema
from core.db.pending import chunks, new_id
from core.domain import names
from core.domain.team import Account, Person

_accounts = schema.accounts
_people = schema.people
_links = schema.links
_tries = schema.link_tries


class PeopleRows:
    """Implements `core.app.ports.People`; remembers what it read within the transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        """Use one transaction's connection."""
        self._connection = connection
        self._by_user: dict[tuple[str, str], Account | None] = {}
        self._persons: dict[int, Person] = {}

    async def load(self, platform: str, user_ids: Collection[str]) -> list[Account]:
        """Read the accounts of many users and their persons at once."""
        found: list[Account] = []
        for part in chunks(sorted(set(user_ids))):
            rows = await self._connection.execute(
                select(_accounts).where(
                    _accounts.c.platform == platform, _accounts.c.user_id.in_(part)
                )
            )
            found += map(_account, rows)
            self._by_user.update({(platform, user_id): None for user_id in part})
        self._by_user.update({(account.platform, account.user_id): account for account in found})
        await self.persons({account.person_id for account in found})
        return found

    async def account(self, platform: str, user_id: str) -> Account | None:
        """See `People.account`."""
        if (platform, user_id) not in self._by_user:
            await self.load(platform, [user_id])
        return self._by_user[platform, user_id]

    async def person(self, person_id: int) -> Person:
        """See `People.person`."""
        return (await self.persons([person_id]))[person_id]

    async def persons(self, person_ids: Collection[int]) -> Mapping[int, Person]:
        """See `People.persons`."""
        missing = [person_id for person_id in person_ids if person_id not in self._persons]
        for part in chunks(missing):
            rows = await self._connection.execute(select(_people).where(_people.c.id.in_(part)))
            self._persons.update(
                {row.id: Person(row.id, row.name, row.language, row.timezone) for row in rows}
            )
        return {person_id: self._persons[person_id] for person_id in person_ids}

    async def accounts(self, person_ids: Collection[int]) -> Mapping[int, Sequence[Account]]:
        """See `People.accounts`."""
        found: dict[int, list[Account]] = {person_id: [] for person_id in person_ids}
        for part in chunks(list(person_ids)):
            rows = await self._connection.execute(
                select(_accounts).where(_accounts.c.person_id.in_(part)).order_by(_accounts.c.id)
            )
            for row in rows:
                found[row.person_id].append(_account(row))
        return found

    async def by_chat(self, platform: str, chat_id: str) -> Account | None:
        """See `People.by_chat`."""
        row = (
            await self._connection.execute(
                select(_accounts).where(
                    _accounts.c.platform == platform, _accounts.c.chat_id == chat_id
                )
            )
        ).first()
        return _account(row) if row else None

    async def register(self, origin: Origin, language: str) -> Account:
        """See `People.register`."""
        name = names.clean(origin.name) or "?"
        insert = _people.insert().values(name=name, language=language)
        person_id = new_id(await self._connection.execute(insert))
        return await self.add_account(origin, person_id)

    async def add_account(self, origin: Origin, person_id: int) -> Account:
        """See `People.add_account`."""
        await self._prefer_none(person_id)
        account = Account(
            0,
            origin.platform,
            origin.user_id,
            person_id,
            origin.chat_id if origin.private else None,
            preferred=True,
        )
        insert = _accounts.insert().values(
            platform=account.platform,
            user_id=account.user_id,
            person_id=person_id,
            chat_id=account.chat_id,
            preferred=True,
        )
        account_id = new_id(await self._connection.execute(insert))
        self._forget(account)
        return replace(account, id=account_id)

    async def reached(self, account: Account, chat_id: str) -> Account:
        """See `People.reached`."""
        if account.chat_id == chat_id and not account.unreachable and account.preferred:
            return account
        if not account.preferred:
            await self._prefer_none(account.person_id)
        await self._connection.execute(
            update(_accounts)
            .where(_accounts.c.id == account.id)
            .values(chat_id=chat_id, unreachable_at=None, preferred=True)
        )
        self._forget(account)
        return replace(account, chat_id=chat_id, unreachable=False, preferred=True)

    async def offer_link(
        self, person_id: int, code_hash: str, now: datetime, expires_at: datetime
    ) -> None:
        """See `People.offer_link`."""
        await self._connection.execute(
            update(_links)
            .where(_links.c.person_id == person_id, _links.c.used_at.is_(None))
            .values(used_at=now)
        )
        insert = _links.insert().values(
            code_hash=code_hash, person_id=person_id, created_at=now, expires_at=expires_at
        )
        await self._connection.execute(insert)

    async def link(self, code_hash: str) -> LinkOffer | None:
        """See `People.link`."""
        row = (
            await self._connection.execute(select(_links).where(_links.c.code_hash == code_hash))
        ).first()
        return LinkOffer(row.person_id, row.expires_at, row.used_at is not None) if row else None

    async def use_link(self, code_hash: str, at: datetime) -> bool:
        """See `People.use_link`."""
        done = await self._connection.execute(
            update(_links)
            .where(_links.c.code_hash == code_hash, _links.c.used_at.is_(None))
            .values(used_at=at)
        )
        return bool(done.rowcount == 1)

    async def link_tries(self, origin: Origin, since: datetime) -> tuple[int, int]:
        """See `People.link_tries`."""
        theirs = and_(_tries.c.platform == origin.platform, _tries.c.user_id == origin.user_id)
        mine, everybodys = (
            await self._connection.execute(
                select(func.sum(case((theirs, 1), else_=0)), func.count()).where(
                    _tries.c.at > since
                )
            )
        ).one()
        return int(mine or 0), int(everybodys)

    async def note_link_try(self, origin: Origin, at: datetime) -> None:
        """See `People.note_link_try`."""
        insert = _tries.insert().values(platform=origin.platform, user_id=origin.user_id, at=at)
        await self._connection.execute(insert)

    async def hand_over(self, account: Account, person_id: int) -> None:
        """See `People.hand_over`."""
        await self._prefer_none(person_id)
        await self._prefer_none(account.person_id)
        await self._connection.execute(
            update(_accounts)
            .where(_accounts.c.person_id == account.person_id)
            .values(person_id=person_id)
        )
        await self._connection.execute(
            update(_accounts).where(_accounts.c.id == account.id).values(preferred=True)
        )
        nobody = names.pseudonym(account.person_id)
        await self._connection.execute(
            update(_people).where(_people.c.id == account.person_id).values(name=nobody)
        )
        self._persons.pop(account.person_id, None)
        self._by_user.clear()

    async def unreachable(self, account: Account, at: datetime) -> None:
        """See `People.unreachable`."""
        await self._connection.execute(
            update(_accounts).where(_accounts.c.id == account.id).values(unreachable_at=at)
        )
        self._forget(account)

    async def _prefer_none(self, person_id: int) -> None:
        await self._connection.execute(
            update(_accounts)
            .where(_accounts.c.person_id == person_id, _accounts.c.preferred)
            .values(preferred=False)
        )

    def _forget(self, account: Account) -> None:
        """Let what was read of an account be read again."""
        self._by_user.pop((account.platform, account.user_id), None)

    async def set_language(self, person_id: int, language: str) -> None:
        """See `People.set_language`."""
        await self._connection.execute(
            update(_people).where(_people.c.id == person_id).values(language=language)
        )
        self._persons.pop(person_id, None)

    async def set_timezone(self, person_id: int, timezone: str | None) -> None:
        """See `People.set_timezone`."""
        await self._connection.execute(
            update(_people).where(_people.c.id == person_id).values(timezone=timezone)
        )
        self._persons.pop(person_id, None)


def _account(row: Any) -> Account:
    return Account(
        row.id,
        row.platform,
        row.user_id,
        row.person_id,
        row.chat_id,
        unreachable=row.unreachable_at is not None,
        preferred=row.preferred,
    )
