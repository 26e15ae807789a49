"""The command lists that chat clients show: by language, in private and in groups."""

from bot.i18n import words
from bot.slash import FRENCH_OF
from core.domain.team import LANGUAGES

_PRIVATE = (
    "me",
    "budget",
    "same",
    "guide",
    "note",
    "cancel",
    "skip",
    "withdraw",
    "week",
    "summary",
    "history",
    "payouts",
    "projects",
    "buckets",
    "fund",
    "campaign",
    "grants",
    "give",
    "donations",
    "rules",
    "status",
    "remind",
    "open",
    "close",
    "plan",
    "income",
    "expense",
    "payout",
    "payday",
    "members",
    "invite",
    "settings",
    "log",
    "charter",
    "name",
    "away",
    "back",
    "language",
    "link",
    "data",
    "forget",
    "leave",
    "help",
)
_GROUP = (
    "budget",
    "summary",
    "history",
    "projects",
    "buckets",
    "fund",
    "campaign",
    "grants",
    "rules",
    "question",
    "log",
    "status",
    "setup",
    "help",
)


def menu() -> dict[tuple[str, bool], list[tuple[str, str]]]:
    """Give (language, private?) -> (command, description); language "" is everybody else's."""
    shown = {}
    for language in ("", *LANGUAGES):
        for private in (True, False):
            names = _PRIVATE if private else _GROUP
            shown[language, private] = [_entry(name, language or "fr") for name in names]
    return shown


def _entry(name: str, language: str) -> tuple[str, str]:
    shown = FRENCH_OF.get(name, name) if language == "fr" else name
    return shown, words(language).say(f"command-{name}", {})
