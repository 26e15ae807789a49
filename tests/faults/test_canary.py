"""Private words never reach a group, nor anybody else: each is looked for in all that is sent."""

import pytest

from core.db.store import Store
from tests.peers.stage import GROUP, Stage

WORDS = {
    "xylophage": "not understood",
    "yourte": "not understood after a declaration",
    "zibeline": "the note of a declaration taken back",
    "41,37": "an amount that was changed before the close",
    "42,61": "an amount the team keeps private until the close",
    "kumquat": "a name that was refused",
    "lamproie": "a command that is none",
    "mirabelle": "a draft that was given up",
    "jacaranda": "a forwarded message",
    "Pacific/Tarawa": "one's time zone",
    "2026-12-24": "when one is away",
    "OUISTITIXX": "a wrong code",
    "narval": "a file without a command",
    "tapir": "an unknown setting",
}
"""What is put in a private place, and which."""

TYPED = (
    ("Aïcha", "xylophage"),
    ("Aïcha", "41,37"),
    ("Aïcha", "42,61"),
    ("Aïcha", "yourte yourte"),
    ("Bob", "13 : zibeline"),
    ("Bob", "/retirer"),
    ("Bob", "/nom animateur kumquat"),
    ("Bob", "/lamproie"),
    ("Bob", "/guider"),
    ("Bob", "mirabelle"),
    ("Bob", "annuler"),
    ("Bob", "/annuler"),
    ("Bob", "/fuseau Pacific/Tarawa"),
    ("Bob", "/absence 24/12 24/12"),
    ("Bob", "/moi"),
    ("Bob", "/lier OUISTITIXX"),
    ("Nadia", "/reglages tapir 3"),
    ("Aïcha", "/moi"),
)


@pytest.mark.parametrize("on", ["telegram", "matrix"])
async def test_what_is_said_in_private_is_heard_by_nobody_else(store: Store, on: str) -> None:
    stage = Stage(store, "2026-11-27T17:00+01:00", on=on)
    await stage.joins(await stage.sets_up(), "Nadia", "Aïcha", "Bob")
    await stage.says("Nadia", "/reglages private_until_close yes")
    await stage.says("Nadia", "/ouvrir")
    for who, typed in TYPED:
        await stage.says(who, typed)
        await stage.says("Nadia", "/etat")
        await stage.says("Nadia", "/etat", group=True)
    await stage.says("Bob", "jacaranda", forwarded=True)
    stage.platform.files["f"] = b"narval,1\n"
    await stage.says("Bob", "narval", file={"file_id": "f", "name": "narval", "size": 9})
    for command in ("/budget", "/bilan", "/historique", "/projets", "/journal", "/regles", "/aide"):
        await stage.says("Nadia", command)
        await stage.says("Nadia", command, group=True)
        await stage.says("Aïcha", command)
    await stage.says("Nadia", "/relancer")
    await stage.at("2026-11-28T18:00+01:00")
    before_close = len(stage.platform.sent)
    _is_private(stage, before_close, WORDS)
    await stage.says("Nadia", "/fermer")
    for command in ("/bilan", "/historique", "/journal"):
        await stage.says("Nadia", command, group=True)
    after = {word: where for word, where in WORDS.items() if word != "42,61"}
    _is_private(stage, len(stage.platform.sent), after)
    assert any("42,61" in one.plain for one in stage.group()), "the post says what counts"
    assert await stage.audit() == []


def _is_private(stage: Stage, until: int, words: dict[str, str]) -> None:
    """Check that only who said a word hears it again."""
    speaks = {"41,37": "Aïcha", "42,61": "Aïcha", "xylophage": "Aïcha", "yourte": "Aïcha"}
    for one in stage.platform.sent[:until]:
        everything = " ".join((one.html, one.rich or "", *(key.label for key in one.keys)))
        for word, where in words.items():
            who = speaks.get(word, "Nadia" if word == "tapir" else "Bob")
            if word in everything:
                assert one.chat_id == stage.user(who), f"{where}: {word} in {one.plain}"
                assert one.private, f"{where}: {word} to whoever reads along"
    assert GROUP in {one.chat_id for one in stage.platform.sent[:until]}


async def test_every_row_says_whom_it_is_for(store: Store) -> None:
    """Rows for one person are in a chat that is theirs alone; the database would refuse others."""
    stage = Stage(store, "2026-11-27T17:00+01:00")
    await stage.joins(await stage.sets_up(), "Nadia", "Aïcha")
    await stage.says("Nadia", "/ouvrir")
    await stage.says("Aïcha", "12")
    await stage.says("Nadia", "/fermer")
    for one in stage.platform.sent:
        assert one.private == (one.chat_id != GROUP)
