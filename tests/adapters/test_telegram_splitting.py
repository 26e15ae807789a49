"""Cutting long texts: whatever is said, Telegram takes every part and nothing is lost."""

import html
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.splitting import split
from tests.peers.botapi.text import parse_html, utf16

MOST = 300

words = st.text(st.sampled_from("aé🚲&<>\"' "), min_size=1, max_size=400)
tags = st.sampled_from(["b", "i", "code", ""])


@st.composite
def lines(draw: st.DrawFn) -> str:
    said = html.escape(draw(words), quote=False)
    tag = draw(tags)
    return f"<{tag}>{said}</{tag}>" if tag else said


def squeezed(html_text: str) -> str:
    """What people read, its blanks left out: a cut may replace one."""
    return re.sub(r"\s", "", parse_html(html_text)[0])


@given(st.lists(lines(), min_size=1, max_size=12), st.booleans())
def test_every_part_is_well_formed_fits_and_nothing_is_lost(said: list[str], bold: bool) -> None:
    text = "\n".join(said)
    text = f"<u>{text}</u>" if bold else text
    parts = split(text, MOST)
    assert all(utf16(part) <= MOST for part in parts)
    assert "".join(squeezed(part) for part in parts) == squeezed(text)


def test_a_text_that_fits_is_not_touched() -> None:
    text = "<b>Équipe</b>\n\n• Aïcha : 45,00 K\n"
    assert split(text) == [text]


def test_lines_stay_whole() -> None:
    rows = [f"• membre {n} : demandé 45,00 K, accordé 45,00 K" for n in range(400)]
    parts = split("\n".join(rows))
    assert len(parts) > 1
    assert "\n".join(parts).split("\n") == rows


@pytest.mark.parametrize("long", ["x" * 9000, "🚲" * 5000, "&amp;" * 2000, "<b>x</b>" * 1500])
def test_even_one_endless_word_is_cut(long: str) -> None:
    parts = split(long)
    assert all(utf16(part) <= 4096 for part in parts)
    assert "".join(squeezed(part) for part in parts) == squeezed(long)
    assert all(utf16(one) > 1000 for one, _ in pairwise(parts)), "in few pieces"
