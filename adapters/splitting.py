"""Cutting a long text into messages a platform takes, at line ends, with every tag closed."""

import re

LONGEST = 4096
"""UTF-16 units of a message on Telegram, after its entities are parsed."""

RESERVED = 100
"""Units left free in each part for the tags it closes and opens again."""

_TAG = re.compile(r"<(/?)(\w+)[^>]*>")
_ATOM = re.compile(r"<[^>]*>|&#?\w+;|.", re.DOTALL)


def split(html: str, longest: int = LONGEST) -> list[str]:
    """Cut HTML into parts of at most `longest` UTF-16 units, tags counted in (so never over)."""
    if _units(html) <= longest:
        return [html]
    room = longest - RESERVED
    parts: list[str] = []
    current = ""
    for line in _lines(html, room):
        if current and _units(current) + _units(line) + 1 > room:
            parts.append(current)
            current = line
        else:
            current = f"{current}\n{line}" if current else line
    parts.append(current)
    return _closed(parts)


def _lines(html: str, room: int) -> list[str]:
    lines: list[str] = []
    for line in html.split("\n"):
        rest = line
        while _units(rest) > room:
            cut = _cut(rest, room)
            lines.append(rest[:cut].rstrip())
            rest = rest[cut:]
        lines.append(rest)
    return lines


def _cut(line: str, room: int) -> int:
    """Find where to cut a line too long: after a blank, and never inside a tag or a reference."""
    used = end = blank = 0
    for atom in _ATOM.finditer(line):
        used += _units(atom[0])
        if used > room:
            break
        end = atom.end()
        if atom[0] == " ":
            blank = end
    return blank or end


def _closed(parts: list[str]) -> list[str]:
    """Close the tags open at the end of each part, and open them again in the next."""
    done = []
    standing: list[str] = []
    for part in parts:
        opened = "".join(f"<{tag}>" for tag in standing)
        for match in _TAG.finditer(part):
            if match[1]:
                standing.pop()
            else:
                standing.append(match[2])
        done.append(opened + part + "".join(f"</{tag}>" for tag in reversed(standing)))
    return done


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
