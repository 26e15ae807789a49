"""Twelve people, and somebody who is none of them: what they say in a week, and to whom."""

import itertools
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from adapters.chat import Key
from tests.simulation.chat import TELEGRAM, Chat

NAMES = (
    *("Nadia", "Aïcha", "Bob", "Chloé", "Dany", "Enzo"),
    *("Fatou", "Gaël", "Hana", "Inès", "Jules", "Kenza"),
)
TEAM = "Kpa-Cité"

HOUR, DAY = 3600.0, 86_400.0
ANSWERS = (4 * DAY + 17 * HOUR, 5 * DAY + 19 * HOUR, 6 * DAY + 19 * HOUR)
LATE = 6 * DAY + 19.95 * HOUR
"""When people have time for the bot, in seconds from Monday 0:00: most after they were asked or
reminded, some when it is all but over."""


@dataclass
class Person:
    """Somebody with a phone. `canary` are words only said in private."""

    name: str
    platform: str
    user_id: str
    canary: str
    typed: set[int] = field(default_factory=set)
    keys: list[Key] = field(default_factory=list)
    """Buttons seen, the newest last."""
    last: str = ""
    away: tuple[datetime, date, date] | None = None
    """Since when the bot knows of it, and from which day to which they are."""
    forgotten: datetime | None = None

    @property
    def chat_id(self) -> str:
        return self.user_id if self.platform == TELEGRAM else f"!{self.user_id}"

    def is_away(self, at: datetime, zone: tzinfo) -> bool:
        """Tell whether the bot knew at an instant that they are away then."""
        if self.away is None:
            return False
        known, since, until = self.away
        return known < at and since <= at.astimezone(zone).date() <= until


class People:
    """Everybody; what they do goes to their platforms. `at` plans something for later."""

    def __init__(
        self,
        chance: random.Random,
        chats: dict[str, Chat],
        now: Callable[[], datetime],
        at: Callable[[float, Callable[[], object]], None],
    ) -> None:
        self.chance, self.chats, self._now, self._at = chance, chats, now, at
        platforms = list(chats)
        self.all = [
            Person(name, platforms[n % len(platforms)], f"u{n}", f"motdepasse{n}x")
            for n, name in enumerate(NAMES)
        ]
        self.stranger = Person("Zoé", platforms[0], "u99", "motdepasse99x")
        self.elsewhere: Person | None = None
        """Who looks after the team, on the other platform."""
        self.leaver = chance.choice(self.all[1:])
        """Who sooner or later wants to be forgotten: nobody speaks of them."""
        self.by_chat = {(p.platform, p.chat_id): p for p in (*self.all, self.stranger)}
        self.meddled: dict[str, str] = {}
        """Presses of what was offered to another, and who pressed."""
        self._numbers = itertools.count(1)
        self._amounts = self._different()

    @property
    def nadia(self) -> Person:
        return self.all[0]

    def _different(self) -> Iterator[int]:
        """Amounts in cents, none of them twice."""
        cents = [n for n in range(10_01, 60_00) if n % 100]
        self.chance.shuffle(cents)
        yield from itertools.cycle(cents)

    # What can be done with a phone ------------------------------------------------------------

    def says(self, who: Person, words: str | None, *, group: bool = False, **more: Any) -> None:
        """Somebody types something, or does something else that the platform tells of.

        Who was forgotten has nothing more to say.
        """
        if who.forgotten:
            return
        chat = self.chats[who.platform]
        message_id = more.pop("message_id", f"t{next(self._numbers)}")
        if words and chat.manner.sign == "!":
            words = f"!{words[1:]}" if words.startswith("/") else words
        if not group:
            chat.chats.add(who.chat_id)
        chat.happened(
            {
                "chat_id": chat.group if group else who.chat_id,
                "private": not group,
                "sender": {"user_id": who.user_id, "name": who.name, "language": "fr"},
                "text": words,
                "message_id": message_id,
                "chat_title": TEAM if group else "",
                "at": self._now().isoformat(),
                **more,
            }
        )
        if not group and words and not more:
            who.last = message_id

    def presses(self, who: Person, token: str) -> str:
        number = next(self._numbers)
        self.says(who, None, pressed=token, press_id=f"q{number}", message_id=f"p{number}")
        return f"q{number}"

    def amount(self, who: Person) -> str:
        """An amount that was never said before, as somebody types it."""
        cents = next(self._amounts)
        who.typed.add(cents)
        return f"{cents // 100},{cents % 100:02d}"

    def declares(self, who: Person) -> None:
        words = self.amount(who)
        way = self.chance.random()
        if way < 0.2:
            words = f"{self.chance.choice(('café', 'jardin'))} {words} : {who.canary}"
        elif way < 0.3:
            words += f" : {who.canary}"
        self.says(who, words)

    def edits(self, who: Person) -> None:
        if who.last:
            self.says(who, self.amount(who), edit=True, message_id=who.last)

    def chooses(self, who: Person) -> None:
        """A button: of the last message mostly, or of an old one."""
        if who.keys:
            back = self.chance.choice([1, 2, 3, 4, 9])
            key = who.keys[-min(back, len(who.keys))]
            if key.label == "Finalement, je suis là":
                who.away = None
            self.presses(who, key.token)

    def meddles(self, who: Person) -> None:
        """Somebody sends another's token; or what is none of theirs."""
        other = self.chance.choice(self.all)
        if other is not who and other.keys:
            self.meddled[self.presses(who, other.keys[-1].token)] = who.name

    def acts(self, who: Person) -> None:
        """One of the things that people do while they are asked."""
        way = self.chance.random()
        if way < 0.62:
            self.declares(who)
        elif way < 0.72:
            self.chooses(who)
        elif way < 0.8:
            self.edits(who)
        elif way < 0.92:
            words = ("/passe", "/retirer", "/pareil", "/moi", "0", "1.200", "-5", "/aide")
            who.typed |= {1_20, 1200_00}  # what 1.200 may mean
            self.says(who, self.chance.choice(words))
        elif way < 0.96:
            self.says(who, f"{who.canary} et autre chose")
        else:
            self.meddles(who)

    # A week -----------------------------------------------------------------------------------

    def plan_week(self, monday: float, week: str, before: str) -> None:
        """Plan what everybody does from this Monday on (seconds of the true time)."""
        chance = self.chance
        for who in self.all:
            if chance.random() < 0.14:
                continue
            begins = (
                monday
                + chance.choice((*ANSWERS, *ANSWERS, *ANSWERS, LATE))
                + chance.random() * HOUR / 10
            )
            self._at(begins, lambda who=who: self.acts(who))  # type: ignore[misc]
            if chance.random() < 0.2:
                again = begins + chance.choice([30, HOUR, DAY])
                self._at(again, lambda who=who: self.acts(who))  # type: ignore[misc]
        if chance.random() < 0.1:
            who = chance.choice(self.all)
            words = f"/semaine {before} {self.amount(who)}"
            self._at(monday + 2 * DAY + 12 * HOUR, lambda: self.says(who, words))
        if chance.random() < 0.06:
            self._at(
                monday + 5 * DAY,
                lambda: self.chance.choice([self.declares, self.meddles])(self.stranger),
            )
        if chance.random() < 0.08:
            self._blocks(chance.choice(self.all[1:]), monday + 3 * DAY * chance.random() * 2)
        self._looks_after(monday, week)

    def _blocks(self, who: Person, at: float) -> None:
        """Somebody blocks the bot, and thinks better of it days later."""
        chat = self.chats[who.platform]

        def thinks_better() -> None:
            chat.gone.discard(who.chat_id)
            self.says(who, "/start")

        self._at(at, lambda: chat.gone.add(who.chat_id))
        self._at(at + 4 * DAY, thinks_better)

    def _looks_after(self, monday: float, week: str) -> None:
        chance, nadia = self.chance, self.nadia
        other = chance.choice([name for name in NAMES[1:] if name != self.leaver.name])
        said: list[tuple[float, float, str, bool]] = [
            (0.15, 2 * DAY + 10 * HOUR, f"/recette {chance.randint(50, 300)} subvention", False),
            (0.1, 2 * DAY + 11 * HOUR, f"/depense {chance.randint(10, 90)} peinture", False),
            (0.05, 2 * DAY + 12 * HOUR, f"/plan {chance.randint(200, 700)}", False),
            (0.04, 2 * DAY + 13 * HOUR, f"/reglages rule {chance.choice(RULES)}", False),
            (0.05, 3 * DAY + 10 * HOUR, "/ouvrir", False),
            (0.06, 6 * DAY + 10 * HOUR, "/fermer", False),
            (0.1, 5 * DAY + 12 * HOUR, "/relancer", False),
            (0.05, 6 * DAY + 11 * HOUR, f"/question {other} pour quoi faire ?", True),
            (0.05, 1 * DAY + 11 * HOUR, "/budget", True),
            (0.03, 1 * DAY + 12 * HOUR, f"/rouvrir {week}", False),
            (0.6, 6 * DAY + 14 * HOUR, "/etat", False),
        ]
        for likely, after, words, group in said:
            if chance.random() < likely:
                at = monday + after + chance.random() * 600
                self._at(at, lambda w=words, g=group: self.says(nadia, w, group=g))  # type: ignore[misc]
        if chance.random() < 0.2:
            who = chance.choice(self.all)
            self._at(monday + 9 * HOUR, lambda: self.says(who, _absence(self._now())))
        if chance.random() < 0.06:
            self._at(monday + 2 * DAY + 10 * HOUR, lambda: self.says(self.leaver, "/oublier"))
        elsewhere = self.elsewhere
        if elsewhere is not None and chance.random() < 0.2:
            self._at(monday + 3 * DAY + 9 * HOUR, lambda: self.says(elsewhere, "/moi"))


RULES = ("as_declared", "proportional", "equal_awards", "equal_losses", "talmud", "agree")


def _absence(now: datetime) -> str:
    """From this Monday to Saturday: who is back on Sunday is asked then."""
    until = now + timedelta(days=5)
    return f"/absence {now.day}/{now.month} {until.day}/{until.month}"
