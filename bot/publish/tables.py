"""The weeks and the book as tables: one row a declaration line, one row a posting.

Columns have the same English names in every team, so that a script reads any of them.
"""

from collections.abc import Iterator

from bot.publish.rows import table
from core.app.payday.exporting import Records
from core.domain.money import Unit

EURO = Unit("EUR", 2)
"""What accounts that begin with `euro:` are counted in."""

DECLARATIONS = (
    "week",
    "since",
    "member",
    "name",
    "answer",
    "line",
    "project",
    "amount",
    "hours",
    "note",
    "award",
)

POSTINGS = (
    "seq",
    "at",
    "week",
    "kind",
    "key",
    "account",
    "name",
    "amount",
    "currency",
    "label",
    "hash",
)


def unit_of(records: Records, account: str) -> Unit:
    """Say what an account is counted in: euros, or the team's unit; never both."""
    return EURO if account.startswith("euro:") else records.team.settings.unit


def names_of(records: Records) -> dict[str, str]:
    """Map accounts of members, buckets and projects to what people call them."""
    named = {f"member:{member}": name for member, name in records.names.items()}
    named |= {f"euro:{account}": name for account, name in named.items()}
    named |= {f"allocation:{member}": name for member, name in records.names.items()}
    named |= {f"bucket:{one.bucket.id}": one.bucket.title for one in records.together.buckets}
    named |= {f"project:{project.id}": project.name for project in records.projects}
    return named


def labels_of(records: Records) -> dict[int, str]:
    """Map transactions to the words that were noted with them: what an income was for."""
    labels = {movement.seq: movement.label for movement in records.movements}
    for payout in records.payouts:
        labels |= {payout.seq: payout.label, payout.paid_seq: payout.label}
    return labels


def declarations(records: Records) -> bytes:
    """Write what was declared in closed weeks, and what was granted of each line."""
    return table(DECLARATIONS, _lines(records))


def _lines(records: Records) -> Iterator[tuple[object, ...]]:
    unit = records.team.settings.unit
    projects = {project.id: project.name for project in records.projects}
    for week in records.weeks:
        for one in week.declared:
            said = one.declaration
            who = (said.member_id, records.names[said.member_id], said.answer.value)
            when = (week.round.week, week.round.first_week)
            if not said.counts:
                yield (*when, *who, None, None, None, None, None, None)
            for number, (line, award) in enumerate(one.lines, start=1):
                project = projects[line.project_id] if line.project_id is not None else None
                hours = _hours(line.minutes)
                amounts = unit.decimal(line.amount), hours, line.note, unit.decimal(award)
                yield (*when, *who, number, project, *amounts)


def _hours(minutes: int | None) -> object:
    return None if minutes is None else Unit("h", 2).decimal(round(minutes * 100 / 60))


def postings(records: Records) -> bytes:
    """Write the book, leg by leg, in its order."""
    return table(POSTINGS, _legs(records))


def _legs(records: Records) -> Iterator[tuple[object, ...]]:
    named, labels = names_of(records), labels_of(records)
    for row in records.book:
        label = labels.get(row.seq)
        for leg in row.postings:
            unit = unit_of(records, leg.account)
            where = (leg.account, named.get(leg.account))
            amount = (unit.decimal(leg.amount), unit.name)
            at = row.at.isoformat(timespec="seconds")
            yield (row.seq, at, row.week, row.kind, row.key, *where, *amount, label, row.hash)
