"""Dialogues as transcripts: what is said, and below it all that the bot answered, to whom.

    @ 2026-11-27T16:00+01:00          time passes, the tick runs
    Aïcha: 45                         said in private
    Aïcha (group): /budget            said in the group
    Aïcha (edit): 50                  corrects her last message
    Aïcha (old edit): 50              corrects the one before it
    Aïcha presses: Oui                a button under the last message that has it
    Bob presses Aïcha's: Oui          a button that is not his
    Nadia (file): /plan               sends a file with this caption; its rows follow, after "~ "
    joins: Dina                       follows the invitation last shown in the group
    > Aïcha | C’est noté : 45,00 K    what the bot said, to whom; lines and buttons go on below
            | [Oui] [Non]

Spaces that do not break are written as spaces. `‹…›` stands for what changes from run to run.
A dialogue begins with `team:` and its people; the first looks after it, the others joined.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from adapters.chat import Outgoing
from tests.peers.stage import GROUP, Stage

_SAID = re.compile(
    r"(?P<who>[^:>@#|(]+?)"
    r"(?: \((?P<how>group|edit|old edit|file)\)| (?P<press>presses)(?: (?P<of>.+)'s)?)?"
    r": (?P<what>.*)"
)


@dataclass(frozen=True)
class Step:
    """One thing that happens, and what the bot is expected to say because of it."""

    line: str
    rows: tuple[str, ...]
    answers: tuple[str, ...]


def steps(file: Path) -> Iterator[Step]:
    """Read a transcript."""
    line, rows, answers = "", [], []  # type: str, list[str], list[str]
    for written in file.read_text(encoding="utf-8").splitlines():
        if not written.strip() or written.startswith("#"):
            continue
        if written.startswith("~ "):
            rows.append(written[2:])
        elif written.startswith("> ") or written.lstrip().startswith("|"):
            answers.append(written)
        else:
            if line:
                yield Step(line, tuple(rows), tuple(answers))
            line, rows, answers = written, [], []
    yield Step(line, tuple(rows), tuple(answers))


async def happens(stage: Stage, step: Step) -> list[str]:
    """Let one step happen; return what the bot said, written as in a transcript."""
    before = len(stage.platform.sent)
    if step.line.startswith("@ "):
        await stage.at(step.line[2:])
    elif step.line.startswith("team: "):
        first, *others = step.line.removeprefix("team: ").split(", ")
        await stage.joins(await stage.sets_up(first), *others)
        return []
    elif step.line.startswith("joins: "):
        codes = [key.invite for said in stage.group() for key in said.keys if key.invite]
        await stage.joins(codes[-1], step.line.removeprefix("joins: "))
    else:
        await _said(stage, step)
    return written(stage, stage.platform.sent[before:])


def written(stage: Stage, sent: Sequence[Outgoing]) -> list[str]:
    """Write messages as in a transcript."""
    lines: list[str] = []
    for message in sent:
        margin = f"> {'group' if message.chat_id == GROUP else stage.name_of(message.chat_id)} | "
        text = message.plain.replace("\u00a0", " ").replace("\u202f", " ").split("\n")
        if message.keys:
            text.append(" ".join(f"[{key.label}]" for key in message.keys).replace("\u00a0", " "))
        for row in text:
            lines.append(f"{margin}{row}".rstrip().replace("\u202f", " "))
            margin = " " * (len(margin) - 2) + "| "
    return lines


def agree(expected: Sequence[str], got: Sequence[str]) -> bool:
    """Compare lines; `‹…›` stands for anything."""
    return len(expected) == len(got) and all(
        re.fullmatch(re.escape(one).replace("‹…›", ".+"), other)
        for one, other in zip(expected, got, strict=True)
    )


async def _said(stage: Stage, step: Step) -> None:
    match = _SAID.fullmatch(step.line)
    assert match, f"not a line of a transcript: {step.line}"
    who, how, what = match["who"], match["how"], match["what"]
    if match["press"]:
        await stage.presses(who, what, of=match["of"])
    elif how == "file":
        content = "\n".join(step.rows).encode()
        stage.platform.files["file"] = content
        file = {"file_id": "file", "name": "plan.csv", "size": len(content)}
        await stage.says(who, what, file=file)
    else:
        back = {"edit": 1, "old edit": 2}.get(how or "")
        edits = stage.message_of(who, back) if back else None
        await stage.says(who, what, group=how == "group", edits=edits)
