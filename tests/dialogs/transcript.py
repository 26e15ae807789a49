"""Dialogues as transcripts: what is said, and below it all that the bot answered, to whom.

    @ 2026-11-27T16:00+01:00          time passes, the tick runs
    Aïcha: 45                         said in private
    Aïcha (group): /budget            said in the group
    Aïcha (edit): 50                  corrects her last message
    Aïcha (old edit): 50              corrects the one before it
    Aïcha presses: Oui                a button under the last message that has it
    Aïcha presses the old: Oui        the same under the message that had it before
    Bob presses Aïcha's: Oui          a button that is not his
    Nadia (file): /plan               sends a file with this caption; its rows follow, after "~ "
    joins: Dina                       follows the invitation last shown in the group
    restarts                          the bot's process ends, another begins on the same database
    > Aïcha | C’est noté : 45,00 K    what the bot said, to whom; lines and buttons go on below
            | [Oui] [Non]

Spaces that do not break are written as spaces. `‹…›` stands for what changes from run to run.
    > group (Telegram) | …            said only there; see `ways`, which plays it on both platforms

A dialogue begins with `team:` and its people; the first looks after it, the others joined.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from adapters.chat import Outgoing
from tests.dialogs.ways import Answer, answer, answers, typed
from tests.peers.stage import GROUP, Stage

_SAID = re.compile(
    r"(?P<who>[^:>@#|(]+?)"
    r"(?: \((?P<how>group|edit|old edit|file)\)"
    r"| (?P<press>presses)(?P<old> the old)?(?: (?P<of>.+)'s)?)?"
    r": (?P<what>.*)"
)


@dataclass(frozen=True)
class Step:
    """One thing that happens, and what the bot is expected to say because of it."""

    line: str
    rows: tuple[str, ...]
    answers: tuple[Answer, ...]


def steps(file: Path) -> Iterator[Step]:
    """Read a transcript."""
    line, rows, said = "", [], []  # type: str, list[str], list[str]
    for written in file.read_text(encoding="utf-8").splitlines():
        if not written.strip() or written.startswith("#"):
            continue
        if written.startswith("~ "):
            rows.append(written[2:])
        elif written.startswith("> ") or written.lstrip().startswith("|"):
            said.append(written)
        else:
            if line:
                yield Step(line, tuple(rows), tuple(answers(said)))
            line, rows, said = written, [], []
    yield Step(line, tuple(rows), tuple(answers(said)))


async def happens(stage: Stage, step: Step) -> list[Answer]:
    """Let one step happen; return what the bot said."""
    before = len(stage.platform.sent)
    if step.line.startswith("@ "):
        await stage.at(step.line[2:])
    elif step.line == "restarts":
        await stage.restarts()
    elif step.line.startswith("team: "):
        first, *others = step.line.removeprefix("team: ").split(", ")
        await stage.joins(await stage.sets_up(first), *others)
        return []
    elif step.line.startswith("joins: "):
        codes = [key.invite for said in stage.group() for key in said.keys if key.invite]
        await stage.joins(codes[-1] if codes else "", step.line.removeprefix("joins: "))
    else:
        await _said(stage, step)
    return [_heard(stage, sent) for sent in stage.platform.sent[before:]]


def _heard(stage: Stage, sent: Outgoing) -> Answer:
    who = "group" if sent.chat_id == GROUP else stage.name_of(sent.chat_id)
    return answer(who, sent, stage.platform.name)


async def _said(stage: Stage, step: Step) -> None:
    match = _SAID.fullmatch(step.line)
    assert match, f"not a line of a transcript: {step.line}"
    who, how, what = match["who"], match["how"], typed(match["what"], stage.platform.name)
    if match["press"]:
        await stage.presses(who, what, of=match["of"], back=2 if match["old"] else 1)
    elif how == "file":
        content = "\n".join(step.rows).encode()
        stage.platform.files["file"] = content
        file = {"file_id": "file", "name": "plan.csv", "size": len(content)}
        await stage.says(who, what, file=file)
    else:
        back = {"edit": 1, "old edit": 2}.get(how or "")
        edits = stage.message_of(who, back) if back else None
        await stage.says(who, what, group=how == "group", edits=edits)
