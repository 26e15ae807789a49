"""What the database refuses by itself, on SQLite and on PostgreSQL.

A transaction of the book is written postings first, then its header. The header seals it: the
header is refused unless its postings sum to zero and it continues the chain; a posting is refused
once its header stands; a posting without a header fails the deferred foreign key at commit. No
row of the book, and no revision of a declaration, can be changed or removed.
"""

from collections.abc import Sequence

FROZEN = ("transactions", "postings", "revisions", "revision_lines", "awards", "closes")
"""What the first schema freezes; later tables are frozen by their own migrations."""

_SUMS = (
    "(SELECT count(*) FROM postings WHERE team_id = NEW.team_id AND seq = NEW.seq) = 0"
    " OR (SELECT sum(amount) FROM postings WHERE team_id = NEW.team_id AND seq = NEW.seq) <> 0"
)
_CHAIN = (
    "NEW.previous <> coalesce((SELECT hash FROM transactions"
    " WHERE team_id = NEW.team_id AND seq = NEW.seq - 1),"
    f" CASE WHEN NEW.seq = 1 THEN '{'0' * 64}' ELSE '' END)"
)
_SEALED = "EXISTS (SELECT 1 FROM transactions WHERE team_id = NEW.team_id AND seq = NEW.seq)"

_OF_THIS = "(SELECT account FROM postings WHERE team_id = NEW.team_id AND seq = NEW.seq)"
_FLOOR = (
    "EXISTS (SELECT 1 FROM postings p WHERE p.team_id = NEW.team_id"
    f" AND (p.account LIKE 'allocation:%' OR p.account LIKE 'bucket:%') AND p.account IN {_OF_THIS}"
    " GROUP BY p.account HAVING sum(p.amount) < 0)"
)
_GOAL = (
    "EXISTS (SELECT 1 FROM buckets b WHERE b.team_id = NEW.team_id"
    f" AND 'bucket:' || b.id IN {_OF_THIS}"
    " AND (SELECT sum(p.amount) FROM postings p WHERE p.team_id = NEW.team_id"
    " AND p.account = 'bucket:' || b.id) > b.maximum)"
)

_OVERLAP = (
    "EXISTS (SELECT 1 FROM contracts c WHERE c.member_id = NEW.member_id"
    " AND (c.until IS NULL OR c.until >= NEW.since)"
    " AND (NEW.until IS NULL OR c.since <= NEW.until))"
)
_YEAR = (
    "NEW.kind = 'cape' AND CAST(NEW.until AS text) >="
    " CAST(CAST(substr(CAST(NEW.since AS text), 1, 4) AS integer) + 1 AS text)"
    " || substr(CAST(NEW.since AS text), 5)"
)

_OVERPAID = (
    "NEW.kind = 'payout' AND EXISTS (SELECT 1 FROM postings p WHERE p.team_id = NEW.team_id"
    f" AND p.account LIKE 'member:%' AND p.account IN {_OF_THIS}"
    " GROUP BY p.account HAVING sum(p.amount) < 0)"
)

_OVERGIVEN = _OVERPAID.replace("'payout'", "'gift'")

_LATER = {
    "overpaid": (_OVERPAID, "a payout takes no more than a balance"),
    "overlap": (_OVERLAP, "contracts of a member do not overlap"),
    "year": (_YEAR, "a CAPE lasts at most twelve months"),
    "floor": (_FLOOR, "an allocation or a bucket cannot go below zero"),
    "goal": (_GOAL, "a bucket takes no more than its maximum"),
    "overgiven": (_OVERGIVEN, "a gift takes no more than a balance"),
}
"""Guards of later schemas, by name."""

_GUARDS = (
    ("transactions", "balance", _SUMS, "a transaction must sum to zero"),
    ("transactions", "chain", _CHAIN, "a transaction must continue the chain"),
    ("postings", "sealed", _SEALED, "the transaction is sealed"),
)


def sqlite() -> list[str]:
    """Statements that create the triggers on SQLite."""
    statements = [
        statement
        for table, name, condition, message in _GUARDS
        for statement in _guard("sqlite", table, name, condition, message)
    ]
    return statements + freezing("sqlite", FROZEN)


def postgresql() -> list[str]:
    """Statements that create the same on PostgreSQL (one at a time: asyncpg takes no more)."""
    statements = [
        statement
        for table, name, condition, message in _GUARDS
        for statement in _guard("postgresql", table, name, condition, message)
    ]
    statements.append(
        "CREATE FUNCTION frozen() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " RAISE EXCEPTION '%: rows are never changed', TG_TABLE_NAME USING ERRCODE = '23514';"
        " END $$"
    )
    return statements + freezing("postgresql", FROZEN)


def guarding(dialect: str, table: str, guards: Sequence[str]) -> list[str]:
    """Statements after which a table refuses rows that break these guards of a later schema."""
    return [
        statement for name in guards for statement in _guard(dialect, table, name, *_LATER[name])
    ]


def _guard(dialect: str, table: str, name: str, condition: str, message: str) -> list[str]:
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER {table}_{name} BEFORE INSERT ON {table} WHEN {condition}"
            f" BEGIN SELECT raise(ABORT, '{message}'); END"
        ]
    return [
        f"CREATE FUNCTION {table}_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" IF {condition} THEN RAISE EXCEPTION '{message}' USING ERRCODE = '23514';"
        " END IF; RETURN NEW; END $$",
        f"CREATE TRIGGER {table}_{name} BEFORE INSERT ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION {table}_{name}()",
    ]


_HERE = "{table}.platform = NEW.platform AND {table}.chat_id = NEW.chat_id"
_IN_GROUP = f"EXISTS (SELECT 1 FROM groups WHERE {_HERE.format(table='groups')})"
_WITH_SOMEBODY = f"EXISTS (SELECT 1 FROM accounts WHERE {_HERE.format(table='accounts')})"
_PRIVATE_WAITS = (
    f"EXISTS (SELECT 1 FROM outbox WHERE {_HERE.format(table='outbox')}"
    " AND outbox.audience = 'private' AND outbox.state IN ('waiting', 'in_flight'))"
)
_APART = (
    (
        "outbox",
        f"(NEW.audience = 'private' AND {_IN_GROUP}) OR"
        f" (NEW.audience = 'group' AND NEW.team_id IS NOT NULL AND {_WITH_SOMEBODY})",
        "private words do not go to a group, nor words for a group to one person",
        ("platform", "chat_id", "audience"),
    ),
    (
        "groups",
        f"{_WITH_SOMEBODY} OR {_PRIVATE_WAITS}",
        "a private chat is not a group",
        ("platform", "chat_id"),
    ),
    ("accounts", _IN_GROUP, "a group is not a private chat", ("platform", "chat_id")),
)
"""Per table: when a row is refused, why, and the columns whose change is looked at too.

What is said to whoever is in somebody's private chat (that they are not alone) is no team's.
"""


def keeping_apart(dialect: str) -> list[str]:
    """Statements after which private chats and groups, and what goes to each, are kept apart."""
    found = []
    for table, condition, message, columns in _APART:
        events = {"insert": "INSERT", "update": f"UPDATE OF {', '.join(columns)}"}
        if dialect == "sqlite":
            found += [
                f"CREATE TRIGGER {table}_apart_{name} BEFORE {event} ON {table} WHEN {condition}"
                f" BEGIN SELECT raise(ABORT, '{message}'); END"
                for name, event in events.items()
            ]
        else:
            found += [
                f"CREATE FUNCTION {table}_apart() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                f" IF {condition} THEN RAISE EXCEPTION '{message}'"
                " USING ERRCODE = '23514'; END IF; RETURN NEW; END $$",
                f"CREATE TRIGGER {table}_apart BEFORE {' OR '.join(events.values())} ON {table}"
                f" FOR EACH ROW EXECUTE FUNCTION {table}_apart()",
            ]
    return found


def freezing(dialect: str, tables: Sequence[str]) -> list[str]:
    """Statements after which the rows of some tables are never changed or removed."""
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table}"
            f" BEGIN SELECT raise(ABORT, '{table}: rows are never changed'); END"
            for table in tables
            for verb in ("update", "delete")
        ]
    return [
        f"CREATE TRIGGER {table}_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION frozen()"
        for table in tables
    ]


def thawing(dialect: str, table: str) -> list[str]:
    """Statements that undo `freezing` for one table: a migration may have to fill a new column."""
    if dialect == "sqlite":
        return [f"DROP TRIGGER {table}_no_{verb}" for verb in ("update", "delete")]
    return [f"DROP TRIGGER {table}_frozen ON {table}"]


ERASABLE = {
    "revisions": (
        "source",
        ("round_id", "member_id", "revision", "answer", "claim", "at"),
    ),
    "revision_lines": (
        "note",
        ("round_id", "member_id", "revision", "position", "project_id", "amount", "minutes"),
    ),
}
"""The words of two frozen tables that can be erased, and the columns that never change."""


def erasing(dialect: str) -> list[str]:
    """Statements after which a person's words can be erased from two frozen tables.

    One change of a row is let through: from words to none, and nothing else with it.
    """
    same = "IS" if dialect == "sqlite" else "IS NOT DISTINCT FROM"
    found = []
    for table, (words, others) in ERASABLE.items():
        kept = " AND ".join(f"NEW.{column} {same} OLD.{column}" for column in others)
        erases = f"OLD.{words} <> '' AND NEW.{words} = '' AND {kept}"
        if dialect == "sqlite":
            found += [
                f"DROP TRIGGER {table}_no_update",
                f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} WHEN NOT ({erases})"
                f" BEGIN SELECT raise(ABORT, '{table}: rows are never changed'); END",
            ]
        else:
            found += [
                f"DROP TRIGGER {table}_frozen ON {table}",
                f"CREATE TRIGGER {table}_frozen BEFORE DELETE OR TRUNCATE ON {table}"
                " FOR EACH STATEMENT EXECUTE FUNCTION frozen()",
                f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}"
                f" FOR EACH ROW WHEN (NOT ({erases})) EXECUTE FUNCTION frozen()",
            ]
    return found


def statements(dialect: str) -> list[str]:
    """Statements for a dialect by its SQLAlchemy name."""
    return sqlite() if dialect == "sqlite" else postgresql()
