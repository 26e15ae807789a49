"""Commands typed with a slash or an exclamation mark, in both languages (CONTRACT)."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from bot.grammar import number
from core.app import commands as c
from core.domain import names
from core.domain.calendar import Week
from core.domain.refusal import Refusal

_COMMAND = re.compile(r"[/!](?P<name>[^\s@/!]+)(?:@(?P<bot>\w+))?(?:\s+(?P<rest>.*))?", re.DOTALL)
_MONEY = re.compile(r"(?P<number>[\d][\d .,’'\u00a0\u202f\u2009]*)(?:€|euros?)?$")


@dataclass(frozen=True, slots=True)
class Slash:
    """A typed command: what it asks, and whether another bot was meant or the name is unknown."""

    name: str
    bot: str | None
    command: c.Command | None


def slash(text: str, *, title: str = "") -> Slash | None:
    """Read a text as a command; None if it is none. `title` is the group's, for `/setup`.

    A command whose arguments are wrong becomes `NotUnderstood`, with the usage it should have had.
    """
    match = _COMMAND.fullmatch(text.strip())
    if match is None:
        return None
    known = _NAMES.get(names.fold(match["name"]))
    if known is None:
        return Slash(match["name"], match["bot"], None)
    rest = (match["rest"] or "").strip()
    try:
        command = _READERS[known](rest)
    except Refusal as refusal:
        if refusal.key == "usage":
            command = c.NotUnderstood(said=known, why=f"usage-{known}")
        else:
            command = c.NotUnderstood(said=rest, why=refusal.key)
    if isinstance(command, c.SetUp):
        command = c.SetUp(name=command.name, title=title)
    return Slash(known, match["bot"], command)


def spelled(html: str, sign: str) -> str:
    """Write the commands named in a text with the sign a platform has for them."""
    return html if sign == "/" else _NAMED.sub(rf"{sign}\1", html)


def takes_file(caption: str) -> bool:
    """Tell whether a file sent with this caption is meant for a command."""
    match = _COMMAND.fullmatch(caption.strip())
    return match is not None and _NAMES.get(names.fold(match["name"])) == "plan"


def amount(said: str) -> Decimal:
    """Read the amount of a command; one that could be read in two ways is a `Refusal`."""
    match = _MONEY.fullmatch(said.strip())
    values = number(match["number"]) if match else ()
    if len(values) != 1:
        raise Refusal("amount-ambiguous" if values else "amount-form", said=said)
    return values[0]


def _nothing(command: c.Command) -> Callable[[str], c.Command]:
    return lambda _rest: command


def _week(make: Callable[[Week | None], c.Command]) -> Callable[[str], c.Command]:
    return lambda rest: make(Week.parse(rest) if rest else None)


def _join(rest: str) -> c.Command:
    return c.Join(code=rest.split(maxsplit=1)[0] if rest else "")


def _set_up(rest: str) -> c.Command:
    return c.SetUp(name=rest)


def _plan(rest: str) -> c.Command:
    if not rest:
        return c.ShowPlan()
    first, _, others = rest.partition(" ")
    if not re.match(r"\d{4}-?[wWsS]", first):
        return c.PlanEveryWeekLeft(amount=amount(rest))
    week = Week.parse(first)
    written = re.match(
        r"\s*(\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?(?!\d)|[\d.,]+)\s*", others
    )
    if written is None:
        raise Refusal("usage")
    note = others[written.end() :].removeprefix("€").strip()
    return c.PlanWeek(week=week, amount=amount(written[1]), note=note)


def _settings(rest: str) -> c.Command:
    key, _, value = rest.partition(" ")
    if not key:
        return c.ShowSettings()
    if not value.strip():
        raise Refusal("usage")
    return c.ChangeSetting(key=key, value=value.strip())


def _facilitator(rest: str) -> c.Command:
    verb, _, name = rest.partition(" ")
    verbs = {"add": True, "ajouter": True, "remove": False, "retirer": False}
    if verb.lower() not in verbs or not name.strip():
        raise Refusal("usage")
    return c.MakeFacilitator(name=name.strip(), add=verbs[verb.lower()])


def _remove(rest: str) -> c.Command:
    if not rest:
        raise Refusal("usage")
    return c.RemoveMember(name=rest)


def _language(rest: str) -> c.Command:
    known = {"fr": "fr", "francais": "fr", "french": "fr", "en": "en", "anglais": "en"}
    said = names.fold(rest)
    return c.SetLanguage(language={**known, "english": "en"}.get(said, said[:8]))


def _project(rest: str) -> c.Command:
    verb, _, name = rest.partition(" ")
    if not name.strip():
        raise Refusal("usage")
    if verb.lower() in {"add", "ajouter"}:
        return c.AddProject(name=name.strip())
    if verb.lower() in {"close", "fermer"}:
        return c.CloseProject(name=name.strip())
    raise Refusal("usage")


def _rate(rest: str) -> c.Command:
    name, _, value = rest.rpartition(" ")
    if not name.strip():
        raise Refusal("usage")
    return c.SetRate(name=name.strip(), amount=amount(value))


_READERS: dict[str, Callable[[str], c.Command]] = {
    "start": _join,
    "join": _nothing(c.JoinHere()),
    "help": _nothing(c.Help()),
    "same": _nothing(c.Same()),
    "skip": _nothing(c.Skip()),
    "withdraw": _nothing(c.Withdraw()),
    "me": _nothing(c.Me()),
    "budget": _nothing(c.ShowBudget()),
    "summary": _week(lambda week: c.ShowSummary(week=week)),
    "history": _nothing(c.ShowHistory()),
    "projects": _nothing(c.ShowProjects()),
    "rates": _nothing(c.ShowProjects()),
    "rules": _nothing(c.ShowRules()),
    "language": _language,
    "link": lambda rest: c.Link(code=rest),
    "leave": _nothing(c.Leave()),
    "setup": _set_up,
    "invite": _nothing(c.Invite()),
    "open": _week(lambda week: c.OpenRound(week=week)),
    "close": _nothing(c.CloseRound()),
    "remind": _nothing(c.Remind()),
    "status": _nothing(c.ShowStatus()),
    "settings": _settings,
    "plan": _plan,
    "members": _nothing(c.ShowMembers()),
    "facilitator": _facilitator,
    "remove": _remove,
    "project": _project,
    "rate": _rate,
}

_FRENCH = {
    "aide": "help",
    "pareil": "same",
    "passe": "skip",
    "retirer": "withdraw",
    "moi": "me",
    "bilan": "summary",
    "historique": "history",
    "projets": "projects",
    "tarifs": "rates",
    "regles": "rules",
    "langue": "language",
    "rejoindre": "join",
    "lier": "link",
    "partir": "leave",
    "installer": "setup",
    "inviter": "invite",
    "ouvrir": "open",
    "fermer": "close",
    "relancer": "remind",
    "etat": "status",
    "reglages": "settings",
    "membres": "members",
    "animateur": "facilitator",
    "exclure": "remove",
    "projet": "project",
    "tarif": "rate",
}

_NAMES = {name: name for name in _READERS} | _FRENCH

_NAMED = re.compile(rf"(?<![\w/<])/({'|'.join(_NAMES)})\b")
"""A command named in a text: never a closing tag, a date or an address."""

FRENCH_OF = {english: french for french, english in _FRENCH.items()}
"""The French name of each command that has one."""
