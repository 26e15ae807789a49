"""The same hostile words everywhere people can put any, in a team that is on both platforms.

All that leaves is read as strictly as a platform might, has the lines it would have with tame
words in it, shows what can be seen of a name, and was stored where PostgreSQL would have room.
"""

import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any
from unicodedata import category

import pytest
from sqlalchemy import String, func, select

from adapters.chat import Manner, Outgoing
from adapters.matrix import writing
from adapters.splitting import LONGEST, split
from bot.render import render, without_markup
from core.app import says, wire
from core.db import schema
from core.db.store import Store
from tests.peers.botapi.text import parse_html, utf16
from tests.peers.stage import GROUP, Stage

ROOM = "!room"
TAME = "Zoé"

ZALGO = "Z" + "\u0301\u0316\u0337\u0489" * 30 + "o"

SEEN = {
    "</pre></b></code>": "</pre></b></code>",
    '<a href="tg://user?id=1">moi</a>': '<a href="tg://user?id=1">moi</a>',
    "</td></tr></table><h1>x": "</td></tr></table><h1>x",
    "&amp; &lt;i&gt; &#60; &": "&amp; &lt;i&gt; &#60; &",
    "\u202egnp.exe\u2066\u200f": "gnp.exe",
    "é" * 10_000: "é" * 39 + "…",
    '=HYPERLINK("http://x")': '=HYPERLINK("http://x")',
    "un\nautre\r\nfin\u2028et\u2029\x0bla\u0085": "un autre fin et la",
    "{$x} { $name } {": "{$x} { $name } {",
    "🦆" * 500: "🦆" * 39 + "…",
    ZALGO: "\u0179\u0337\u0316\u0489o",
    "@everyone": "@everyone",
    "#": "#",
    "$\\frac{1}{0}$ *_`[x](y)~ %s": "$\\frac{1}{0}$ *_`[x](y)~ %s",
    "\x00\x1b[31mrouge\x07": "[31mrouge",
    "sur\ud800rogate": "surrogate",
    "\ufdfa" * 60: "\ufdfa" * 39 + "…",
    "\u200b\u3164\u2800\u0301": "?",
}
"""What somebody writes, and what is to be seen of it where it is a display name."""

PLAIN = frozenset({"b", "i", "code", "pre"})
TABLES = PLAIN | {"table", "thead", "tbody", "tr", "th", "td"}


class Strict(HTMLParser):
    """Reads HTML as a platform without mercy would: known tags alone, closed in order, bare."""

    def __init__(self, allowed: frozenset[str]) -> None:
        super().__init__(convert_charrefs=False)
        self.allowed = allowed
        self.standing: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in self.allowed, tag
        assert self.get_starttag_text() == f"<{tag}>", attrs
        if tag != "br":
            self.standing.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.standing, f"</{tag}> closes nothing"
        assert self.standing.pop() == tag

    def handle_data(self, data: str) -> None:
        assert "<" not in data, data
        assert "&" not in data, data
        self.text += data

    def handle_entityref(self, name: str) -> None:
        self.text += {"lt": "<", "gt": ">", "amp": "&"}[name]

    def handle_charref(self, name: str) -> None:
        raise AssertionError(name)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(data)


def read(html: str, allowed: frozenset[str] = PLAIN) -> str:
    """Read HTML strictly; give its text. An entity without its end is one left open."""
    strict = Strict(allowed)
    strict.feed(html)
    strict.close()
    assert not strict.standing, html
    assert html.count("&") == sum(html.count(one) for one in ("&lt;", "&gt;", "&amp;")), html
    return strict.text


@pytest.mark.parametrize("said", SEEN, ids=lambda said: ascii(said[:12]))
async def test_it_is_words_and_nothing_else(said: str, store: Store) -> None:
    stage = Stage(store, "2026-11-24T10:00+01:00")
    await _talk(stage, said)
    for one in stage.platform.sent:
        _is_harmless(one)
        assert "s’est cassé" not in one.plain, "every line was answered"
    summary = next(one for one in stage.group() if "demandé" in one.plain)
    assert f"\n• {SEEN[said]} : demandé " in summary.plain
    assert [one.rich for one in stage.platform.sent if one.chat_id == ROOM and one.rich]
    await _keeps_to_its_lines(store)
    await _has_room(store)
    assert await stage.audit() == []


async def _talk(stage: Stage, said: str) -> None:
    """Put words wherever people can."""

    async def step(who: str, typed: str | None, **more: object) -> None:
        sender = {"user_id": stage.user(who), "name": said if who == "Hostile" else who}
        await stage.says(who, typed, **{"sender": sender, **more})  # type: ignore[arg-type]

    stage.matrix.manner = Manner(sign="!", links=False, tables=True)
    stage.platform.admins.add((GROUP, stage.user("Nadia")))
    stage.matrix.admins.add((ROOM, stage.user("Nadia")))
    room = {"on": stage.matrix, "group": True, "chat_id": ROOM, "chat_title": said}
    matrix = {"on": stage.matrix, "chat_id": "!Nadia"}
    await step("Nadia", "/setup", group=True, chat_title=said)
    code = next(key.invite for key in stage.platform.sent[-1].keys if key.invite)
    for who in ("Nadia", "Hostile", "Bob"):
        await step(who, f"/start {code}")
    await step("Nadia", "/lier")
    secret = stage.platform.sent[-1].plain.split("/lier ")[1].split()[0]
    await step("Nadia", f"!lier {secret}", **matrix)
    await step("Nadia", "!setup", **room)
    await step("Marie", "!join", **{**room, "sender": {"user_id": "@marie", "name": said}})
    note = " ".join(said.split())[:300]
    for who, typed in (
        ("Nadia", f"/projet add {said}"), ("Nadia", f"/tarif {said} 12"),
        ("Nadia", f"/recette 12 {said}"), ("Nadia", f"/depense 5 {said}"),
        ("Nadia", f"/charges {said} 5"), ("Nadia", f"/plan 2026-W52 0 {said}"),
        ("Nadia", f"/plan source espéré {said}"), ("Nadia", f"/projet budget {said} 50"),
        ("Nadia", f"/reglages unit {said}"), ("Nadia", f"/reglages volunteer_word {said}"),
        ("Nadia", "/ouvrir"), ("Nadia", "/projets"), ("Nadia", "/plan"), ("Nadia", "/charges"),
        ("Nadia", "/tarifs"), ("Nadia", "/reglages"), ("Nadia", "/membres"),
        ("Hostile", f"/annoncer {said}"), ("Hostile", "20"), ("Hostile", f"20 : {note}"),
        ("Bob", "12"), ("Bob", f"{note} 20"), ("Bob", f"/note {said}"), ("Bob", said),
        ("Bob", f"/nom {said}"), ("Bob", f"/{said}"), ("Bob", f"/langue {said}"),
        ("Bob", f"/fuseau {said}"), ("Bob", f"/lier {said}"), ("Bob", f"/semaine {said}"),
        ("Nadia", f"/animateur add {said}"), ("Nadia", f"/exclure {said}"), ("Nadia", "non"),
        ("Nadia", f"/reglages {said} x"), ("Nadia", f"/question {said}"), ("Nadia", "/etat"),
        ("Nadia", f"/question Bob {said[:200]}"), ("Bob", f"/repondre {said[:200]}"),
        ("Nadia", f"/question Bob encore {said[:200]}"), ("Nadia", "/fermer"),
        ("Nadia", "/bilan"), ("Nadia", "/budget"), ("Nadia", "/journal"), ("Hostile", "/moi"),
        ("Nadia", f"/semaine 2026-W48 @{said}: 10"), ("Nadia", f"/projet close {said}"),
    ):  # fmt: skip
        await step(who, typed)
    await step("Nadia", None, crowd=(said,), **matrix)
    await step("Nadia", f"/reglages charter {said}")
    await step("Nadia", "/charte")


def _is_harmless(said: Outgoing) -> None:
    assert read(said.html) == said.plain == without_markup(said.html)
    assert parse_html(said.html)[0] == said.plain, "Telegram reads the same"
    if said.rich:
        read(said.rich, TABLES)
    for text in (said.plain, *(key.label for key in said.keys)):
        hidden = {char for char in text if category(char)[0] == "C" and char != "\n"}
        assert not hidden, f"{hidden!r} in {text!r}"
    assert all("\n" not in key.label for key in said.keys)
    assert all(utf16(part) <= LONGEST for part in split(said.html))
    for part in writing.parts(said):
        read(writing.content_of(said, part, last=True)["formatted_body"], TABLES | {"br"})


async def _keeps_to_its_lines(store: Store) -> None:
    """Check that no message has more lines than it would have with tame words in it."""
    async with store.work() as work:
        for row in await work._connection.execute(select(schema.outbox.c.text)):
            said = wire.loads(row.text)
            assert render(said, "fr").count("\n") == render(_tamed(said), "fr").count("\n"), said


def _tamed(value: Any) -> Any:
    """Put a tame name where somebody's words stand, and leave the words that choose a form."""
    match value:
        case str() if not re.fullmatch(r"[a-z-]*", value):
            return TAME
        case tuple():
            return tuple(map(_tamed, value))
        case says.Text():
            return says.Text(value.key, {name: _tamed(arg) for name, arg in value.args.items()})
        case says.Table():
            return replace(value, rows=_tamed(value.rows))
        case says.Names():
            return says.Names(_tamed(value.names))
        case says.Lines() | says.Row():
            return replace(value, texts=_tamed(value.texts))
    return value


async def _has_room(store: Store) -> None:
    """Check that PostgreSQL, which counts, would have had room for all that is stored."""
    async with store.work() as work:
        for table in schema.metadata.tables.values():
            for column in table.columns:
                if isinstance(column.type, String) and column.type.length:
                    most = select(func.max(func.length(column)))
                    length = (await work._connection.execute(most)).scalar() or 0
                    assert length <= column.type.length, f"{table.name}.{column.name}"
