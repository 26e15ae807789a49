"""What must be so after any number of kills, compared with the same story undisturbed."""

from collections import Counter
from collections.abc import Sequence

from tests.faults.life import Result
from tests.faults.story import USERS

GONE = USERS["Enzo"]
"""The chat of who blocks the bot."""

AUTOMATIC = ("prompt:", "remind:", "summary:", "missed:", "restored:")
"""Messages nobody asked for begin so."""


def wrong(found: Result, wanted: Result) -> list[str]:
    """What is not as it must be; nothing, if all counts once and no message came twice."""
    complaints = [f"audit: {breach}" for breach in found.breaches]
    if found.revisions != wanted.revisions:
        complaints.append(f"declared: {_difference(found.revisions, wanted.revisions)}")
    if found.book != wanted.book:
        complaints.append(f"the book: {_difference(found.book, wanted.book)}")
    if found.events != wanted.events:
        complaints.append(f"handled: {_difference(found.events, wanted.events)}")
    return [*complaints, *_twice(found), *_lost(found, wanted)]


def _twice(found: Result) -> list[str]:
    times = Counter((line["platform"], line["name"]) for line in found.sent if not line["edits"])
    asked = Counter(
        (line["key"].partition("@")[0], line["name"].rpartition("/")[2])
        for line in found.sent
        if line["key"].startswith(AUTOMATIC)
    )
    every = [*times.items(), *asked.items()]
    return [f"sent {number} times: {name}" for name, number in every if number > 1]


def _lost(found: Result, wanted: Result) -> list[str]:
    """Each message of the outbox went out, or is one of those that nobody can know of."""
    complaints = []
    fates = {key: state for key, state, *_ in wanted.letters}
    got = {line["key"].partition("@")[0] for line in found.sent}
    for key, state, chat, _ in found.letters:
        failed = "failed" if chat == GONE else None
        if state not in {"sent", "unknown", failed, fates.get(key)}:
            complaints.append(f"{key} is {state}")
        if state == "sent" and key not in got and not key.startswith("board:"):
            complaints.append(f"{key} is sent, and never was")
    missing = _automatic(wanted) - _automatic(found)
    return [*complaints, *(f"nobody wrote {number} {key}" for key, number in missing.items())]


def _automatic(found: Result) -> Counter[str]:
    """How many messages that nobody asked for there are, of each kind."""
    keys = [key for key, *_ in found.letters if key.startswith(AUTOMATIC)]
    return Counter(key.partition(":")[0] for key in keys)


def _difference(found: Sequence[object], wanted: Sequence[object]) -> str:
    more = [one for one in found if one not in wanted]
    less = [one for one in wanted if one not in found]
    return f"{more} and not {less}" if more or less else "in another order"
