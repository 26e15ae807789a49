"""Names that look alike: nobody in a team can be taken for somebody else there.

The signs are those that Unicode's table of confusables (UTS #39) lists for a Latin letter or a
digit, without what `names.fold` reduces to it anyway. Capitals look like other letters than small
ones do, so both are looked at.
"""

import re
from collections.abc import Collection
from unicodedata import category

from core.domain import names

_LIKE = {
    "a": "ɑαаᎪᗅ⍺ꓮ𐊠𖽀",
    "b": "ƅβвьᏏᏴᑲᖯᗷꓐꞵ𐊂𐊡𐌁",
    "c": "ςсᏟᴄⲥꓚ𐊢𐌂𐐽𐔜𑣩𑣲🝌",
    "d": "ԁᎠᏧᑯᗞᗪꓒꓓ",
    "e": "εеҽᎬ℮⋿ⴹꓰꬲ𐊆𑣆𑣎",
    "f": "ſϝքᖴẝꓝꞙꬵ𐊇𐊥𐔥𑣂𝈓",
    "g": "ƍɡԍցᏀᏳᶃꓖ",
    "h": "ηнһհᎻᏂᕼⲏꓧ𐋏",
    "j": "ʝϳјᎫᒍꓙ",
    "k": "κкᏦᛕⲕꓗ𐔘",
    "l": "ıǀɩɪιіӏ۱ᎥᏞᒪᛁⅠ∣⍳⏽│ⲓⳑⵏꓡꓲꙇＩ𐊊𐌉𐌠𐑃𐔦𑣃𑣒𖼖𖼨𝈪",
    "m": "μϻмᎷᗰᛖⲙꓟ𐊰𐌑",
    "n": "Νոռⲛꓠ𐔓",
    "o": "οσоօ۵०০੦૦ଠ୦௦౦೦ഠ൦๐໐ဝ၀ჿዐᴏᴑⲟⵔ〇ꓳꬽ𐊒𐊫𐐬𐓪𐔖𑓐𑣈𑣕𑣗𑣠",
    "p": "ρрᏢᑭ⍴ⲣꓑ𐊕",
    "q": "ԛգզⵕ",
    "r": "ʀгᎡᎱᏒᖇᴦⲅꓣꭇꭈ𐓜𖼵𝈖",
    "s": "ƽѕտᏕᏚꓢꜱ𐊖𐑈𑣁𖼺",
    "t": "τтᎢ⊤⟙ⲧꓔ𐊗𐊱𐌕𑢼𖼊🝨",
    "u": "ʋυսሀᑌᴜ∪⋃ꓴꞟꭎꭒ𐓶𑣘𖽂",
    "v": "νѵ۷Ꮩᐯᴠ∨⋁ⴸꓦꛟ𐔝𑜆𑣀𖼈𝈍",
    "w": "ɯѡԝաᎳᏔᴡꓪ𑜊𑜎𑜏𑣦𑣯",
    "x": "×χхᕁᕽ᙭ᚷ╳⤫⤬⨯ⲭⵝꓫꭓ𐊐𐊴𐌗𐌢𐔧𑣬",
    "y": "ɣʏΥγуүყᎩᎽᶌỿⲩꓬꭚ𐊲𑢤𑣜𖽃",
    "z": "ζᏃᴢꓜ𐋵𑣄𑣉𑣥",
}
_SEEN = str.maketrans({char: letter for letter, chars in _LIKE.items() for char in chars}) | {
    ord("i"): "l",
    ord("1"): "l",
    ord("|"): "l",
    ord("0"): "o",
}
_PAIRS = (("rn", "m"), ("vv", "w"))

_ROLES = frozenset(
    (
        "admin",
        "administrateur",
        "administratrice",
        "administrator",
        "animateur",
        "animateurice",
        "animatrice",
        "facilitateur",
        "facilitatrice",
        "facilitator",
        "semainier",
    )
)
"""What only the bot says of somebody: no name says it by itself."""


def look(name: str) -> str:
    """Reduce a name to what is seen of it at a glance: two that give the same look alike.

    >>> look("Аlехis  B.") == look("ALEXlS-B")
    True
    """
    seen = names.clean(name, longest=1000).translate(_SEEN)
    folded = names.fold(seen).casefold().translate(_SEEN)
    shown = "".join(char for char in folded if category(char)[0] in "LNS")
    for pair, letter in _PAIRS:
        shown = shown.replace(pair, letter)
    return shown or folded


def alike(name: str, others: Collection[str]) -> bool:
    """Tell whether a name is, or looks like, one of these."""
    folded, seen = names.fold(name), look(name)
    return any(folded == names.fold(other) or seen == look(other) for other in others)


def distinct(name: str, others: Collection[str]) -> str:
    """Return `name`, numbered if it is, or looks like, one of `others`."""
    candidate, number = name, 1
    while alike(candidate, others):
        number += 1
        candidate = f"{name} {number}"
    return candidate


def claims_role(name: str) -> bool:
    """Tell whether a name says that its bearer looks after a team, or is the bot."""
    return any(look(word) in _ROLE_LOOKS for word in _words(name))


def modest(name: str) -> str:
    """Leave out of a name what claims a role."""
    words = _words(name)
    kept = [part for part in words if look(part) not in _ROLE_LOOKS]
    if kept == words:
        return names.clean(name)
    return names.clean("".join(kept)).strip(" -–—_.,;:/|()[]{}<>·•*")


def _words(name: str) -> list[str]:
    """Cut a name into words and what stands between them."""
    return re.split(r"(\W+)", names.clean(name))


_ROLE_LOOKS = frozenset(map(look, _ROLES))
