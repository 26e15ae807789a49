"""The whole of a team's records as JSON, in the shape the README documents.

Amounts are strings with their unit's decimals; `version` grows when a key changes its meaning.
"""

import json
from typing import Any

from bot.publish.shape_buckets import together
from bot.publish.tables import EURO, unit_of
from core.app.payday.exporting import Declared, Records, WeekRecord
from core.domain.book import Posting, Transaction
from core.domain.team import MILLION

VERSION = 1


def written(records: Records) -> bytes:
    """Write everything as one JSON object."""
    return f"{json.dumps(shaped(records), ensure_ascii=False, indent=1)}\n".encode()


def shaped(records: Records) -> dict[str, Any]:
    """Give the same as plain objects."""
    settings = records.team.settings
    plain = settings.unit.plain
    return {
        "version": VERSION,
        "team": {
            "name": records.team.name,
            "language": settings.language,
            "timezone": settings.timezone,
            "unit": {"name": settings.unit.name, "decimals": settings.unit.decimals},
        },
        "book": {
            "head": records.head,
            "transactions": [_transaction(records, row) for row in records.book],
            "balances": {
                account: unit_of(records, account).plain(amount)
                for account, amount in sorted(records.balances.items())
            },
        },
        "members": [
            {"id": member, "account": f"member:{member}", "name": name}
            for member, name in records.names.items()
        ],
        "projects": [
            {"id": one.id, "account": f"project:{one.id}", "name": one.name, "closed": one.closed}
            for one in records.projects
        ],
        **together(records.together, settings.unit),
        "plan": [
            {
                "week": str(one.week),
                "amount": plain(one.amount),
                "note": one.note,
                "deficit": plain(one.deficit),
            }
            for one in records.plan
        ],
        "weeks": [_week(records, week) for week in records.weeks],
        "corrections": _corrections(records),
        "movements": [
            {"seq": one.seq, "label": one.label, "author": one.author_id}
            for one in records.movements
        ],
        "payouts": _payouts(records),
    }


def _transaction(records: Records, row: Transaction) -> dict[str, Any]:
    return {
        "seq": row.seq,
        "kind": row.kind,
        "week": str(row.week),
        "key": row.key,
        "at": row.at.isoformat(),
        "previous": row.previous,
        "hash": row.hash,
        "postings": [_posting(records, leg) for leg in row.postings],
    }


def _posting(records: Records, leg: Posting) -> dict[str, str]:
    return {"account": leg.account, "amount": unit_of(records, leg.account).plain(leg.amount)}


def _week(records: Records, week: WeekRecord) -> dict[str, Any]:
    plain = records.team.settings.unit.plain
    figures, closing = week.figures, week.closing
    means = ("planned", "carried", "income", "expense", "fixed", "commons", "deficit")
    return {
        "week": str(figures.week),
        "since": str(week.round.first_week),
        "missed": figures.missed,
        **{name: plain(getattr(closing.means, name)) for name in means},
        "available": plain(figures.available),
        "claimed": plain(figures.claimed),
        "granted": plain(figures.granted),
        "left": plain(figures.left),
        "rationed_by": closing.rationed_by,
        "head": closing.head,
        "declarations": [_declared(records, one) for one in week.declared],
    }


def _declared(records: Records, one: Declared) -> dict[str, Any]:
    plain = records.team.settings.unit.plain
    said = one.declaration
    return {
        "member": said.member_id,
        "answer": said.answer.value,
        "revision": said.revision,
        "at": said.at.isoformat(),
        "claim": plain(one.claim),
        "award": plain(one.award),
        "lines": [
            {
                "project": line.project_id,
                "amount": plain(line.amount),
                "minutes": line.minutes,
                "note": line.note,
                "award": plain(award),
            }
            for line, award in one.lines
        ],
    }


def _corrections(records: Records) -> list[dict[str, Any]]:
    plain = records.team.settings.unit.plain
    weeks = {week.round.id: str(week.round.week) for week in records.weeks}
    return [
        {
            "week": weeks[one.round_id],
            "number": one.number,
            "member": one.member_id,
            "revision": one.revision,
            "claim": plain(one.claim),
            "award": plain(one.award),
            "author": one.author_id,
            "at": one.at.isoformat(),
        }
        for one in records.corrections
    ]


def _payouts(records: Records) -> list[dict[str, Any]]:
    rows = {row.seq: row for row in records.book}
    return [
        {
            "number": one.number,
            "at": one.at.isoformat(),
            "label": one.label,
            "mode": one.mode,
            "offered": EURO.plain(one.offered),
            "euro_rate": f"{one.euro_rate // MILLION}.{one.euro_rate % MILLION:06d}",
            "cutoff": one.cutoff.isoformat() if one.cutoff else None,
            "author": one.author_id,
            "units": [_posting(records, leg) for leg in rows[one.seq].postings],
            "euros": [_posting(records, leg) for leg in rows[one.paid_seq].postings],
        }
        for one in records.payouts
    ]
