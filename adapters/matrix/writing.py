"""From an `Outgoing` to the content of Matrix events."""

import hashlib
import html as markup
import json
import re
from collections.abc import Sequence
from typing import Any

from adapters.chat import Key, Outgoing
from adapters.matrix.reading import keycap
from adapters.splitting import split

MOST_NUMBERS = 9
"""Options that have a keycap of their own; the others are answered with their words."""

WHOLE = 36_000
"""Bytes of JSON an event may hold before it is cut: Matrix takes 65,536, a third of it lost to
encryption, and room is left for the buttons."""

CUT = 3_500
"""UTF-16 units of a part: even if all of it is emoji, written twice, it fits."""

_TAG = re.compile(r"<[^>]+>")
_AROUND_TABLE = re.compile(r"<br>(?=<table>)|(?<=</table>)<br>")


def parts(outgoing: Outgoing) -> Sequence[str]:
    """Cut a message into events; tables are drawn where everything fits in one."""
    for html in filter(None, (outgoing.rich, outgoing.html)):
        if len(json.dumps([html, outgoing.plain])) <= WHOLE:
            return [html]
    return split(outgoing.html, CUT)


def content_of(outgoing: Outgoing, part: str, *, last: bool) -> dict[str, Any]:
    """Write one event: a body that reads well alone, and the same formatted."""
    whole = part in {outgoing.html, outgoing.rich}
    body = outgoing.plain if whole else markup.unescape(_TAG.sub("", part))
    formatted = _AROUND_TABLE.sub("", part.replace("\n", "<br>"))
    if last and outgoing.keys:
        lines = numbered(outgoing.keys)
        body = "\n".join([body, *lines])
        formatted = "<br>".join([formatted, *(markup.escape(line, quote=False) for line in lines)])
    return {
        "msgtype": "m.text",
        "body": body,
        "format": "org.matrix.custom.html",
        "formatted_body": formatted,
        "m.mentions": {},
    }


def written_over(event_id: str, content: dict[str, Any]) -> dict[str, Any]:
    """Write an edit of an event of ours; who cannot show edits sees the new words after a star."""
    return {
        **content,
        "body": f"* {content['body']}",
        "formatted_body": f"* {content['formatted_body']}",
        "m.new_content": content,
        "m.relates_to": {"rel_type": "m.replace", "event_id": event_id},
    }


def numbered(keys: Sequence[Key]) -> list[str]:
    """Write options as lines, each after the number that chooses it."""
    return [
        f"{keycap(number) if number <= MOST_NUMBERS else f'{number}.'} {key.label}"
        for number, key in enumerate(keys, start=1)
    ]


def reaction(event_id: str, number: int) -> dict[str, Any]:
    """Write the reaction that stands for an option."""
    return {
        "m.relates_to": {"rel_type": "m.annotation", "event_id": event_id, "key": keycap(number)}
    }


def transaction(key: str, part: str) -> str:
    """Name a part of a message so that it is the same event however often it is sent."""
    return hashlib.sha256(f"{key}\0{part}".encode()).hexdigest()[:40]
