"""What leaves for Matrix: a body that reads alone, tables, numbered lines, never too large."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from adapters.chat import Key, Outgoing
from adapters.matrix.writing import content_of, numbered, parts, transaction

KEYS = (Key("Oui", "a"), Key("Non, <merci>", "b"))
MOST = 65_536 * 3 // 4 - 2_000
"""Bytes of an event once encrypted (base64) and signed."""


def message(html: str, **more: Any) -> Outgoing:
    plain = html.replace("<b>", "").replace("</b>", "").replace("&lt;", "<").replace("&amp;", "&")
    return Outgoing("k", "!room", private=True, html=html, plain=plain, **more)


def test_the_options_are_lines_with_the_number_that_chooses_them() -> None:
    content = content_of(
        message("Tu <b>confirmes</b> ?", keys=KEYS), "Tu <b>confirmes</b> ?", last=True
    )
    assert content["body"] == "Tu confirmes ?\n1️⃣ Oui\n2️⃣ Non, <merci>"
    assert content["formatted_body"] == ("Tu <b>confirmes</b> ?<br>1️⃣ Oui<br>2️⃣ Non, &lt;merci&gt;")
    assert content["m.mentions"] == {}, "nobody's phone rings because of a name in a text"
    assert numbered([Key(str(n)) for n in range(11)])[8:] == ["9️⃣ 8", "10. 9", "11. 10"]


def test_a_table_is_drawn_where_everything_fits_and_the_body_has_lines() -> None:
    rich = "Bilan\n<table><tr><td>Aïcha</td></tr></table>\nTotal"
    outgoing = message("Bilan\n• Aïcha\nTotal", rich=rich)
    assert parts(outgoing) == [rich]
    content = content_of(outgoing, rich, last=True)
    assert content["body"] == "Bilan\n• Aïcha\nTotal"
    assert content["formatted_body"] == "Bilan<table><tr><td>Aïcha</td></tr></table>Total"


def test_a_table_too_large_for_one_event_goes_line_by_line() -> None:
    lines = "\n".join(f"• {n} 🚲" for n in range(4_000))
    outgoing = message(lines, rich=f"<table>{lines}</table>", keys=KEYS)
    found = parts(outgoing)
    assert len(found) > 1
    assert "\n".join(found) == lines


@given(st.lists(st.text("aé€🚲<&\n", min_size=1, max_size=400), min_size=1, max_size=60))
def test_no_event_is_ever_too_large(said: list[str]) -> None:
    html = "\n".join(said).replace("&", "&amp;").replace("<", "&lt;") * 5
    outgoing = message(html, keys=KEYS)
    found = parts(outgoing)
    for part in found:
        content = content_of(outgoing, part, last=part is found[-1])
        assert len(json.dumps(content)) < MOST


def test_the_same_part_of_the_same_message_is_the_same_transaction() -> None:
    assert transaction("prompt:1:2@2026", "0") == transaction("prompt:1:2@2026", "0")
    others = {transaction("prompt:1:2@2026", "1"), transaction("prompt:1:2@2027", "0")}
    assert transaction("prompt:1:2@2026", "0") not in others
    assert all(len(txn) <= 64 and txn.isalnum() for txn in others)
