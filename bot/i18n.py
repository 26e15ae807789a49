"""The words: Fluent files, one folder a language, and numbers and dates as each writes them."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.lists import format_list
from babel.numbers import NumberPattern, format_decimal, format_percent, parse_pattern
from fluent.runtime import FluentBundle, FluentResource

from core.domain.calendar import Week
from core.domain.money import Amount
from core.domain.team import LANGUAGES

FOLDER = Path(__file__).parent / "texts"
NO_BREAK = "\u00a0"

LONG = 1000
"""Fluent refuses longer arguments (a table of a large team, a charter): they are put in after."""


class Words:
    """All messages of one language. A missing message or variable raises: it is a bug."""

    def __init__(self, language: str) -> None:
        """Read every file of the language."""
        self.language = language
        self._locale = Locale(language)
        self._bundle = FluentBundle([language], use_isolating=False)
        for file in sorted((FOLDER / language).glob("*.ftl")):
            self._bundle.add_resource(FluentResource(file.read_text(encoding="utf-8")))
        self._when = self.say("when-pattern", {})
        self._day = self.say("day-pattern", {})

    def has(self, key: str) -> bool:
        """Tell whether there is such a message."""
        return self._bundle.has_message(key)

    def say(self, key: str, args: Mapping[str, str | int]) -> str:
        """Write one message. Raises `KeyError` or `ValueError` for what only a bug can cause."""
        if not self._bundle.has_message(key):
            raise KeyError(f"no message {key} in {self.language}")
        pattern = self._bundle.get_message(key).value
        if pattern is None:
            raise KeyError(f"message {key} of {self.language} has no text")
        long = {
            f"\1{name}\1": value
            for name, value in args.items()
            if isinstance(value, str) and len(value) > LONG
        }
        marks = {mark.strip("\1"): mark for mark in long}
        said, errors = self._bundle.format_pattern(pattern, {**args, **marks})
        if errors:
            raise ValueError(f"{key} in {self.language}: {errors}")
        whole = str(said)
        for mark, value in long.items():
            whole = whole.replace(mark, value)
        return whole

    def amount(self, amount: Amount) -> str:
        """Write an amount: `1 234,50 K` with the spaces that do not break."""
        number = amount.unit.decimal(amount.minor)
        value = format_decimal(number, _with_decimals(amount.unit.decimals), locale=self._locale)
        return f"{value}{NO_BREAK}{amount.unit.name}"

    def number(self, value: float) -> str:
        """Write a number without its unit, with no more decimals than it has."""
        return str(format_decimal(value, _pattern("#,##0.##"), locale=self._locale))

    def when(self, at: datetime, timezone: str) -> str:
        """Write an instant as it is on the wall of a time zone."""
        return format_datetime(at, self._when, tzinfo=ZoneInfo(timezone), locale=self._locale)

    def day(self, day: date) -> str:
        """Write a day with its year: `lundi 21 décembre 2026`."""
        return format_date(day, self._day, locale=self._locale)

    def dates(self, since: Week, week: Week) -> str:
        """Write the days from the first of a week to the last of another: `23–29 nov.`."""
        first, last = since.monday, week.sunday
        begin = "d MMM" if first.month != last.month else "d"
        start = format_date(first, begin, locale=self._locale)
        return f"{start}–{format_date(last, 'd MMM', locale=self._locale)}"

    def percent(self, part: int, whole: int) -> str:
        """Write a part of a whole as a percentage."""
        share = Decimal(part) / Decimal(whole) if whole else Decimal(0)
        return format_percent(share, _pattern("#,##0.0#\u00a0%"), locale=self._locale)

    def row(self, names: tuple[str, ...]) -> str:
        """Write names in a row: `Aïcha, Bob et Chloé`."""
        return format_list(names, locale=self._locale)


@cache
def words(language: str) -> Words:
    """Get the words of a language, read once."""
    if language not in LANGUAGES:
        raise KeyError(language)
    return Words(language)


@cache
def _pattern(written: str) -> NumberPattern:
    """Read how a number is written, once: a message has dozens of them."""
    return parse_pattern(written)


def _with_decimals(decimals: int) -> NumberPattern:
    return _pattern("#,##0" + ("." + "0" * decimals if decimals else ""))
