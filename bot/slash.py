"""Commands typed with a slash or an exclamation mark, in both languages (CONTRACT)."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot import slash_buckets, slash_payday
from bot.allocation_file import allocations_reader
from bot.amounts import amount, amount_first
from bot.days import day
from bot.grammar import readings
from bot.plan_file import read_plan
from bot.plan_words import read_plan_words
from bot.setting_words import read_setting_words
from bot.vocabulary import NO_WORDS, Vocabulary
from core.app import commands as c
from core.domain import names
from core.domain.calendar import Week
from core.domain.refusal import Refusal

_COMMAND = re.compile(r"[/!](?P<name>[^\s@/!]+)(?:@(?P<bot>\w+))?(?:\s+(?P<rest>.*))?", re.DOTALL)


_BETWEEN = frozenset(("au", "to", "du", "from", "-", "–"))
_RATE = re.compile(
    r"(?P<name>.*?[^\s:=])[\s:=]+(?P<amount>\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?|[\d.,]+)"
    r"\s*(?:€|euros?)?\s*(?:/\s*h\w*|de l['’]heure|an hour)?",
    re.IGNORECASE,
)
_KINDS = {
    "base": "base",
    "supplement": "supplement",
    "unit": "unit",
    "unite": "unit",
}
_WHOSE = re.compile(r"\s*@(?P<name>[^:]+?)\s*:\s*")


@dataclass(frozen=True, slots=True)
class Slash:
    """A typed command: what it asks, and whether another bot was meant or the name is unknown."""

    name: str
    bot: str | None
    command: c.Command | None


def slash(text: str, *, title: str = "", vocabulary: Vocabulary = NO_WORDS) -> Slash | None:
    """Read a text as a command; None if it is none. `title` is the group's, for `/setup`.

    `vocabulary` is what the speaker's teams call things.

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
        command = _correct(rest, vocabulary) if known == "week" else _READERS[known](rest)
    except Refusal as refusal:
        if refusal.key == "usage":
            command = c.NotUnderstood(said=known, why=f"usage-{known}")
        else:
            said = refusal.args_by_name.get("said", rest)
            command = c.NotUnderstood(said=str(said), why=refusal.key)
    if isinstance(command, c.SetUp):
        command = c.SetUp(name=command.name, title=title)
    return Slash(known, match["bot"], command)


def spelled(html: str, sign: str) -> str:
    """Write the commands named in a text with the sign a platform has for them."""
    return html if sign == "/" else _NAMED.sub(rf"{sign}\1", html)


def file_reader(caption: str) -> Callable[[bytes], c.Command] | None:
    """Find what reads a file sent with this caption; None where no command takes one.

    Raises `Refusal` for a command that does, with a wrong word after it.
    """
    match = _COMMAND.fullmatch(caption.strip())
    known = _NAMES.get(names.fold(match["name"])) if match is not None else None
    if match is None or known not in _FILES:
        return None
    return _FILES[known]((match["rest"] or "").strip())


def _nothing(command: c.Command) -> Callable[[str], c.Command]:
    return lambda _rest: command


def _week(make: Callable[[Week | None], c.Command]) -> Callable[[str], c.Command]:
    return lambda rest: make(Week.parse(rest) if rest else None)


def _join(rest: str) -> c.Command:
    return c.Join(code=rest.split(maxsplit=1)[0] if rest else "")


def _set_up(rest: str) -> c.Command:
    return c.SetUp(name=rest)


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


def _note(rest: str) -> c.Command:
    return c.AddNote(words=rest)


def _name(rest: str) -> c.Command:
    if not rest:
        raise Refusal("usage")
    return c.SetName(name=rest)


def _away(rest: str) -> c.Command:
    """Read `21/12 03/01`, `2026-12-21 2027-01-03`, one day, or nothing: from now on."""
    days = [day(said) for said in rest.replace("→", " ").split() if said not in _BETWEEN]
    if len(days) > 2:
        raise Refusal("usage")
    return c.Away(since=days[0] if days else None, until=days[1] if len(days) > 1 else None)


def _language(rest: str) -> c.Command:
    known = {"fr": "fr", "francais": "fr", "french": "fr", "en": "en", "anglais": "en"}
    said = names.fold(rest)
    return c.SetLanguage(language={**known, "english": "en"}.get(said, said[:8]))


def _project(rest: str) -> c.Command:
    verb, _, name = rest.partition(" ")
    if not name.strip():
        raise Refusal("usage")
    match names.fold(verb):
        case "add" | "ajouter":
            return c.AddProject(name=name.strip())
        case "close" | "fermer":
            return c.CloseProject(name=name.strip())
        case "budget" | "enveloppe":
            return _budget_of_project(name.strip())
        case "keeper" | "soucieux" | "soucieuse":
            return _keeper_of_project(name.strip())
    raise Refusal("usage")


def _budget_of_project(rest: str) -> c.Command:
    name, _, value = rest.rpartition(" ")
    if not name.strip():
        raise Refusal("usage")
    return c.SetEnvelope(name=name.strip(), amount=amount(value))


def _keeper_of_project(rest: str) -> c.Command:
    """Read `PROJECT : NAME`, or `PROJECT NAME` where both are one word."""
    name, colon, member = rest.partition(":")
    if not colon:
        name, _, member = rest.partition(" ")
    if not name.strip() or not member.strip():
        raise Refusal("usage")
    return c.SetKeeper(name=name.strip(), member=member.strip())


def _rate(rest: str) -> c.Command:
    """Read `café 12`, `base 12`, `+ nuit 3` or `unité journée 84`."""
    said = _RATE.fullmatch(rest)
    if said is None:
        raise Refusal("usage")
    value = amount(said["amount"])
    first, _, others = said["name"].partition(" ")
    kind = "supplement" if first.startswith("+") else _KINDS.get(names.fold(first), "project")
    if kind == "base" and not others:
        return c.SetRate(amount=value, kind="base")
    label = f"{first.removeprefix('+')} {others}" if first.startswith("+") else others
    if kind in ("project", "base") or not label.strip():
        return c.SetRate(name=said["name"], amount=value)
    return c.SetRate(name=label.strip(), amount=value, kind=kind)


def _fixed(rest: str) -> c.Command:
    if not rest:
        return c.ShowFixedCosts()
    label, _, value = rest.rpartition(" ")
    if not label.strip():
        raise Refusal("usage")
    return c.SetFixedCost(label=label.strip(), amount=amount(value))


def _income(rest: str) -> c.Command:
    value, label = amount_first(rest)
    return c.AddIncome(amount=value, label=label)


def _expense(rest: str) -> c.Command:
    value, label = amount_first(rest)
    return c.AddExpense(amount=value, label=label)


def _correct(rest: str, vocabulary: Vocabulary = NO_WORDS) -> c.Command:
    """Read `2026-W47 café 20`, or for somebody else `2026-W47 @Name: café 20`."""
    week, _, said = rest.partition(" ")
    if not said.strip():
        raise Refusal("usage")
    whose = _WHOSE.match(said)
    if whose is not None:
        said = said[whose.end() :]
    name = whose["name"].strip() if whose else ""
    found = readings(said.strip(), vocabulary)
    return c.Correct(week=Week.parse(week), member=name, readings=found)


_READERS: dict[str, Callable[[str], c.Command]] = {
    "start": _join,
    "join": _nothing(c.JoinHere()),
    "help": _nothing(c.Help()),
    "same": _nothing(c.Same()),
    "skip": _nothing(c.Skip()),
    "withdraw": _nothing(c.Withdraw()),
    "guide": _nothing(c.Guide()),
    "note": _note,
    "cancel": _nothing(c.GuideCancel()),
    "away": _away,
    "back": _nothing(c.Back()),
    "timezone": lambda rest: c.SetTimezone(timezone=rest),
    "name": _name,
    "charter": _nothing(c.ShowCharter()),
    "accept": _nothing(c.AcceptCharter()),
    "question": lambda rest: c.AskQuestion(said=rest),
    "answer": lambda rest: c.AnswerQuestion(words=rest),
    "log": _nothing(c.ShowLog()),
    "me": _nothing(c.Me()),
    "budget": _nothing(c.ShowBudget()),
    "summary": _week(lambda week: c.ShowSummary(week=week)),
    "history": _nothing(c.ShowHistory()),
    "projects": _nothing(c.ShowProjects()),
    "rates": _nothing(c.ShowRates()),
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
    "settings": read_setting_words,
    "plan": read_plan_words,
    "week": _correct,
    "keep": _nothing(c.KeepClaim()),
    "take": _nothing(c.TakeShare()),
    "announce": lambda rest: c.Announce(note=rest),
    "reopen": _week(lambda week: c.Reopen(week=week)),
    "income": _income,
    "expense": _expense,
    "fixed": _fixed,
    "members": _nothing(c.ShowMembers()),
    "facilitator": _facilitator,
    "remove": _remove,
    "project": _project,
    "rate": _rate,
    **slash_payday.READERS,
    **slash_buckets.READERS,
}

_FRENCH = {
    "aide": "help",
    "pareil": "same",
    "passe": "skip",
    "retirer": "withdraw",
    "moi": "me",
    "guider": "guide",
    "annuler": "cancel",
    "absence": "away",
    "retour": "back",
    "fuseau": "timezone",
    "nom": "name",
    "charte": "charter",
    "accepter": "accept",
    "repondre": "answer",
    "journal": "log",
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
    "semaine": "week",
    "garder": "keep",
    "prendre": "take",
    "annoncer": "announce",
    "rouvrir": "reopen",
    "recette": "income",
    "depense": "expense",
    "charges": "fixed",
    "tarif": "rate",
    **slash_payday.FRENCH,
    **slash_buckets.FRENCH,
}

_FILES: dict[str, Callable[[str], Callable[[bytes], c.Command]]] = {
    "plan": lambda _rest: read_plan,
    "allocate": allocations_reader,
}
"""Commands that take a file, by what stands after them in its caption."""

_NAMES = {name: name for name in _READERS} | _FRENCH

_NAMED = re.compile(rf"(?<![\w/<])/({'|'.join(_NAMES)})\b")
"""A command named in a text: never a closing tag, a date or an address."""

FRENCH_OF = {english: french for french, english in _FRENCH.items()}
"""The French name of each command that has one."""
