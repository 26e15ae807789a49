"""Names and notes that mean harm are shown harmlessly: outgoing HTML is parsed strictly."""

import unicodedata
from html.parser import HTMLParser

import pytest

from adapters.chat import Outgoing
from adapters.splitting import split
from core.db.store import Store
from tests.peers.stage import Stage

ALLOWED = {"b", "i", "code", "table", "thead", "tbody", "tr", "th", "td"}

HOSTILE = {
    "tag": "<b>gras",
    "closing": "</pre></code>fin",
    "entity": "&amp;&lt;x&gt;",
    "attribute": '<a href="tg://user?id=1">clic</a>',
    "script": "<script>alert(1)</script>",
    "bidi": "abc\u202edef\u2066ghi\u200f",
    "long": "é" * 10_000,
    "formula": '=HYPERLINK("http://x")',
    "lines": "un\ndeux\r\ntrois\u2028quatre",
    "fluent": "{ $team } { 1 }",
    "invisible": "\u200b\u2060\ufeffvu\u00ad",
    "zalgo": "Z\u0335\u0341a\u0336\u0342",
    "everyone": "@everyone #un /aide",
    "control": "a\x00b\x1b[31mc\x07",
}


class Strict(HTMLParser):
    """Refuses whatever is not the little HTML that every platform can show."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.open: list[str] = []
        self.said = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED, tag
        assert not attrs, attrs
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        assert not set(data) & set("<>&"), data
        self.said += data

    def handle_entityref(self, name: str) -> None:
        assert name in {"amp", "lt", "gt", "quot"}, name

    def handle_charref(self, name: str) -> None:
        assert name in {"x27", "39"}, name

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(data)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)


def parsed(html: str) -> str:
    """Parse what was sent; what a reader sees of it."""
    strict = Strict()
    strict.feed(html)
    strict.close()
    assert not strict.open, f"never closed: {strict.open}"
    return strict.said


def harmless(sent: Outgoing) -> None:
    for html in (sent.html, sent.rich or sent.html):
        parsed(html)
    for part in split(sent.html, 4096):
        parsed(part)
    for char in sent.plain:
        known = char == "\n" or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Zl"}
        assert known, f"{char!r} in {sent.plain[:200]!r}"


@pytest.mark.parametrize("kind", HOSTILE)
async def test_hostile_words_are_shown_and_do_nothing(store: Store, kind: str) -> None:
    words = HOSTILE[kind]
    stage = Stage(store, "2026-11-24T10:00+01:00")
    stage.platform.admins.add(("-100", stage.user("Nadia")))
    await stage.says("Nadia", f"/setup {words}", group=True)
    code = next(key.invite for said in stage.group() for key in said.keys if key.invite)
    mine = {"user_id": stage.user("Méchant"), "name": words, "language": "fr"}
    await stage.says("Méchant", f"/start {code}", sender=mine)
    await stage.joins(code, "Aïcha")
    for said in (
        f"/projet add {words}",
        f"/recette 12 {words}",
        f"/depense 3 {words}",
        f"/charges {words} 1",
        f"/plan 2026-W50 300 {words}",
        f"/plan source espéré {words}",
        f"/reglages charter {words}",
    ):
        await stage.says("Nadia", said)
    await stage.says("Aïcha", "/accepter")
    await stage.says("Méchant", "/accepter")
    await stage.at("2026-11-27T16:00+01:00")
    await stage.says("Méchant", "20")
    await stage.says("Méchant", f"20 : {words}")
    await stage.says("Aïcha", f"{words} 12")
    await stage.says("Aïcha", "30")
    await stage.says("Aïcha", words)
    await stage.says("Méchant", f"/nom {words}")
    await stage.says("Aïcha", f"/note {words}")
    await stage.at("2026-11-29T20:00+01:00")
    await stage.says("Aïcha", f"/question {words} {words}")
    for said in ("/bilan", "/budget", "/projets", "/tarifs", "/historique", "/journal", "/charte"):
        await stage.says("Aïcha", said)
    for said in ("/membres", "/plan", "/reglages", "/charges", "/etat"):
        await stage.says("Nadia", said)
    assert len(stage.platform.sent) > 25
    for sent in stage.platform.sent:
        harmless(sent)
    post = next(said for said in stage.group() if "Total demandé" in said.plain)
    rows = [line for line in post.plain.split("\n") if line.startswith("• ")]
    assert len(rows) == 2, "one line for each who answered"
    assert await stage.audit() == []
