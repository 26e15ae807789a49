"""The audit of declarations: no revision lost, totals that are sums, no claim raised."""

from collections.abc import Iterator, Sequence

from core.app.audit_evidence import Evidence
from core.app.audit_ports import Said
from core.app.history import first_corrected
from core.app.says import Text, text
from core.domain.declaration import Declaration
from core.domain.round import Round


def declared_at_close(evidence: Evidence, round_: Round) -> list[Declaration]:
    """List what a round was decided on, by member: what counted before any correction."""
    first = first_corrected(round_, evidence.corrections)
    found = []
    for member_id, revisions in sorted(evidence.said.get(round_.id, {}).items()):
        before = first.get(member_id)
        found += [
            said.declaration
            for said in revisions
            if (said.counts if before is None else said.declaration.revision == before - 1)
        ]
    return found


def said_breaches(evidence: Evidence) -> list[Text]:
    """Check every revision of every declaration, and what corrections say of them."""
    breaches: list[Text] = []
    for round_ in evidence.rounds:
        for member_id, revisions in sorted(evidence.said.get(round_.id, {}).items()):
            where = {
                "team": evidence.team.name,
                "week": round_.week,
                "member": member_id,
            }
            if (gap := _gap(revisions)) is not None:
                breaches.append(text("breach-revision", **where, number=gap))
            if not all(map(_is_sum, revisions)):
                breaches.append(text("breach-lines", **where))
    return breaches


def _is_sum(said: Said) -> bool:
    """Tell whether a total is the sum of its lines, and zero where nothing was claimed."""
    claim = said.declaration.claim
    return said.placed and said.claim == claim and (said.declaration.counts or not claim)


def _gap(revisions: Sequence[Said]) -> int | None:
    """Find the first revision that is missing, or the last one if it is not what counts."""
    for number, said in enumerate(revisions, start=1):
        if said.declaration.revision != number:
            return number
    last = len(revisions)
    return None if revisions and revisions[-1].counts else max(last, 1)


def raised_breaches(evidence: Evidence, round_: Round) -> Iterator[Text]:
    """Check that agreeing raised nobody's claim, from what each had really declared before it."""
    stances = {stance.member_id: stance for stance in evidence.stances.get(round_.id, ())}
    for one in declared_at_close(evidence, round_) if stances else ():
        stance = stances.get(one.member_id)
        most = stance.claim if stance else 0
        said = {
            each.claim
            for each in evidence.said[round_.id][one.member_id]
            if each.declaration.revision <= one.revision
        }
        taken = stance is not None and stance.answer == "taken" and stance.proposed not in said
        if one.claim > most or most not in {0, *said} or taken:
            where = {"team": evidence.team.name, "week": round_.week, "member": one.member_id}
            yield text("breach-raised", **where)
