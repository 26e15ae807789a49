"""What Telegram makes of a text: HTML read strictly, entities found, lengths in UTF-16 units."""

import re
from collections.abc import Iterator

from .wire import ApiError, Json, bad_request

_KINDS = {
    "b": "bold", "strong": "bold",
    "i": "italic", "em": "italic",
    "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough",
    "span": "spoiler", "tg-spoiler": "spoiler",
    "a": "text_link", "code": "code", "pre": "pre",
    "blockquote": "blockquote", "tg-emoji": "custom_emoji",
}  # fmt: skip

_MARK = re.compile(r"[<&]")
_TAG = re.compile(r"""<(/?)([^\s>]*)((?:[^>"']|"[^"]*"|'[^']*')*)>""")
_ATTRIBUTE = re.compile(r"""\s+([^\s=>]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([\w.-]+))""")
_REFERENCE = re.compile(r"&(?:(lt|gt|amp|quot)|#([0-9]{1,7})|#x([0-9a-fA-F]{1,6}));")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}

_FOUND = re.compile(
    r"(?P<url>https?://[^\s<>\"]*[\w/])"
    r"|(?<![\w/<>@])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?)(?![\w/<>@])"
    r"|(?<![\w@])(?P<mention>@[A-Za-z][A-Za-z0-9_]{2,31})(?![\w@])"
    r"|(?<![\w#])(?P<hashtag>#\w*[^\W\d]\w*)"
)
_CLOSED = frozenset({"code", "pre", "text_link", "text_mention"})
_LINK = re.compile(r"(?:https?://)?(?:[\w-]+\.)+\w{2,}(?::\d+)?(?:[/?#]\S*)?|(?:tg|ton)://\S+")
_DROPPED = re.compile("[\r\u2028-\u202e]")
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f]")
_UNCLEAN = re.compile("[\x00-\x09\x0b-\x1f\u2028-\u202e]")
_PERSON = re.compile(r"tg://user\?id=(\d+)")


def utf16(text: str) -> int:
    """Count as Telegram counts: an emoji is two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def is_link(url: str) -> bool:
    """Tell whether Telegram would make a link of it: a public host, or tg://."""
    return _LINK.fullmatch(url) is not None


def found_entities(text: str) -> list[Json]:
    """Find the commands, mentions, hashtags and addresses that Telegram marks by itself."""
    if "/" not in text and "@" not in text and "#" not in text:
        return []
    return [
        {
            "type": match.lastgroup,
            "offset": utf16(text[: match.start()]),
            "length": utf16(match.group()),
        }
        for match in _FOUND.finditer(text)
    ]


def with_found(text: str, entities: list[Json]) -> list[Json]:
    """Add what Telegram marks by itself, except inside links and code."""
    closed = [entity for entity in entities if entity["type"] in _CLOSED]
    extra = [
        entity
        for entity in found_entities(text)
        if not any(_overlap(entity, other) for other in closed)
    ]
    return _sorted([*entities, *extra]) if extra else entities


def covered(text: str, entity: Json) -> str:
    """Read the part of a text that an entity covers."""
    units = text.encode("utf-16-le", "surrogatepass")
    start = entity["offset"] * 2
    return units[start : start + entity["length"] * 2].decode("utf-16-le", "surrogatepass")


def cleaned(text: str) -> str:
    """Drop the carriage returns and direction marks that the server drops, and blank controls."""
    return _CONTROL.sub(" ", _DROPPED.sub("", text)) if _UNCLEAN.search(text) else text


def trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Cut the blanks around a text, as the server does before it measures it."""
    start = utf16(text) - utf16(text.lstrip())
    text = text.strip()
    end = utf16(text)
    kept = []
    for entity in entities:
        first = max(entity["offset"] - start, 0)
        last = min(entity["offset"] + entity["length"] - start, end)
        if last > first:
            kept.append({**entity, "offset": first, "length": last - first})
    return text, kept


def parse_html(html: str) -> tuple[str, list[Json]]:
    """Read Telegram's HTML into a text and its entities.

    Stricter than the server in one thing, which its documentation asks for: an ampersand that
    is not part of an entity is refused, because it betrays a name that was not escaped.
    """
    if "<" not in html and "&" not in html:
        return html, []
    return _Html(html).read()


def _overlap(one: Json, other: Json) -> bool:
    start, end = one["offset"], one["offset"] + one["length"]
    return bool(start < other["offset"] + other["length"] and other["offset"] < end)


def _sorted(entities: list[Json]) -> list[Json]:
    return sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))


class _Html:
    """One reading of one HTML text."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.position = 0
        self.parts: list[str] = []
        self.length = 0
        self.open: list[tuple[str, Json, int]] = []
        self.entities: list[Json] = []

    def read(self) -> tuple[str, list[Json]]:
        while mark := _MARK.search(self.html, self.position):
            self._emit(self.html[self.position : mark.start()])
            self.position = mark.start()
            if mark.group() == "&":
                self._reference()
            else:
                self._tag()
        self._emit(self.html[self.position :])
        if self.open:
            raise self._error(
                f'Can\'t find end tag corresponding to start tag "{self.open[-1][0]}"', at=False
            )
        return "".join(self.parts), _sorted(self.entities)

    def _emit(self, text: str) -> None:
        self.parts.append(text)
        self.length += utf16(text)

    def _error(self, why: str, *, at: bool = True) -> ApiError:
        offset = len(self.html[: self.position].encode())
        place = f" at byte offset {offset}" if at else ""
        return bad_request(f"can't parse entities: {why}{place}")

    def _decoded(self, text: str) -> str:
        return _REFERENCE.sub(self._character, text)

    def _character(self, match: re.Match[str]) -> str:
        name, decimal, hexadecimal = match.groups()
        if name:
            return _NAMED[name]
        code = int(decimal) if decimal else int(hexadecimal, 16)
        if not 0 < code <= 0x10FFFF or 0xD800 <= code <= 0xDFFF:
            raise self._error("Text contains invalid Unicode characters")
        return chr(code)

    def _reference(self) -> None:
        match = _REFERENCE.match(self.html, self.position)
        if match is None:
            raise self._error("Unescaped ampersand")
        self._emit(self._character(match))
        self.position = match.end()

    def _tag(self) -> None:
        match = _TAG.match(self.html, self.position)
        if match is None:
            closing = self.html.startswith("</", self.position)
            raise self._error(f"Unclosed {'end' if closing else 'start'} tag")
        slash, name, attributes = match.groups()
        if slash:
            self._end(name.lower(), attributes)
        else:
            self._start(name.lower(), attributes)
        self.position = match.end()

    def _start(self, tag: str, attributes: str) -> None:
        if tag not in _KINDS:
            raise self._error(f'Unsupported start tag "{tag}"')
        if tag == "blockquote" and attributes.strip() == "expandable":
            self.open.append((tag, {"type": "expandable_blockquote"}, self.length))
            return
        values = dict(self._attributes(tag, attributes))
        if tag == "span" and values.get("class") != "tg-spoiler":
            raise self._error('Tag "span" must have class "tg-spoiler"')
        self.open.append((tag, self._entity(tag, values), self.length))

    def _attributes(self, tag: str, attributes: str) -> Iterator[tuple[str, str]]:
        position = 0
        while match := _ATTRIBUTE.match(attributes, position):
            name, *values = match.groups()
            yield name, self._decoded(next(value for value in values if value is not None))
            position = match.end()
        if attributes[position:].strip():
            raise self._error(
                f'Expected equal sign in declaration of an attribute of the tag "{tag}"'
            )

    def _entity(self, tag: str, values: dict[str, str]) -> Json:
        entity: Json = {"type": _KINDS[tag]}
        if tag == "a":
            entity["url"] = values.get("href", "")
        elif tag == "tg-emoji":
            if not values.get("emoji-id", "").isdecimal():
                raise self._error("Invalid custom emoji identifier specified", at=False)
            entity["custom_emoji_id"] = values["emoji-id"]
        elif tag == "code" and self.open and self.open[-1][0] == "pre":
            language = values.get("class", "")
            if language.startswith("language-"):
                self.open[-1][1]["language"] = language.removeprefix("language-")
                return {}
        return entity

    def _end(self, tag: str, attributes: str) -> None:
        if not self.open:
            raise self._error("Unexpected end tag")
        if attributes.strip():
            raise self._error("Unclosed end tag")
        expected, entity, start = self.open.pop()
        if tag not in ("", expected):
            raise self._error(
                f"Unmatched end tag at byte offset {len(self.html[: self.position].encode())},"
                f' expected "</{expected}>", found "</{tag}>"',
                at=False,
            )
        if entity and self.length > start:
            self._close({**entity, "offset": start, "length": self.length - start})

    def _close(self, entity: Json) -> None:
        if entity["type"] == "text_link":
            entity["url"] = entity["url"] or covered("".join(self.parts), entity)
            if not is_link(entity["url"]):
                return
            if person := _PERSON.fullmatch(entity["url"]):
                name = covered("".join(self.parts), entity)
                user = {"id": int(person.group(1)), "is_bot": False, "first_name": name}
                entity = {**entity, "type": "text_mention", "user": user}
                del entity["url"]
        self.entities.append(entity)
