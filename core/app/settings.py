"""A team's settings, as facilitators type and change them: the keys of `team_defaults`."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from core.app.access import facilitator_of
from core.app.arriving import charter_changed
from core.app.buckets.choices import set_leftovers
from core.app.commands import ChangeSetting
from core.app.payday.worth import rate_written, set_euro_rate, set_payout_mode
from core.app.ports import Origin, UnitOfWork
from core.app.says import Say, When, text
from core.app.weekly import plan_wake
from core.domain import names
from core.domain.cae import Bands, siren
from core.domain.calendar import Cadence, Slot, week_at, zone
from core.domain.grant import MOST_VOTES
from core.domain.money import Unit
from core.domain.plan import LONGEST, Source, SourceState
from core.domain.refusal import Refusal
from core.domain.settlement import PERCENT
from core.domain.sharing import RATIONING, RULES
from core.domain.team import LANGUAGES, NO_QUIET, Quiet, Settings

_YES = {"oui", "yes", "true", "on", "1"}
_NO = {"non", "no", "false", "off", "0"}
_CADENCES = {
    "hebdomadaire": Cadence.WEEKLY,
    "semaine": Cadence.WEEKLY,
    "quinzaine": Cadence.TWO_WEEKS,
    "biweekly": Cadence.TWO_WEEKS,
    "mensuel": Cadence.MONTHLY,
    "mois": Cadence.MONTHLY,
}
_SOURCES = {
    "hoped": SourceState.HOPED,
    "espere": SourceState.HOPED,
    "acquired": SourceState.ACQUIRED,
    "acquis": SourceState.ACQUIRED,
}

NONE = "-"
"""How a setting that is off is written."""

LONGEST_CHARTER = 3000
"""With what is said around it, it still fits one message."""

LONGEST_UNIT = 16
MOST_DECIMALS = 4

LONGEST_WORD = 20
"""What a week of 0 is called has to fit a button."""

SHOWN = 100
"""Characters of a value shown in a list."""

MOST_HOURS = 168
"""A team may take a week to agree; then the next round is there."""


async def change_setting(command: ChangeSetting, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Set one of them; a timetable takes effect at once, an open round's close included."""
    team, _ = await facilitator_of(uow, origin, command)
    key = known_key(command.key)
    settings = _READERS[key](team.settings, command.value.strip())
    if settings.open == settings.close:
        raise Refusal("open-is-close", slot=settings.open)
    round_ = await uow.rounds.open_round(team.id)
    if settings.unit.decimals != team.settings.unit.decimals and (
        round_ or await uow.rounds.all(team.id) or await uow.plans.of(team.id)
    ):
        raise Refusal("decimals-fixed", decimals=team.settings.unit.decimals)
    if round_ is not None and settings.private_until_close != team.settings.private_until_close:
        until = When(round_.ends_at, team.settings.timezone)
        raise Refusal("private-while-open", week=round_.week, until=until)
    differs = settings.charter != team.settings.charter
    charter_at = await charter_changed(uow, team, origin.now) if differs else None
    begins = week_at(origin.now, settings.timezone) if key == "cadence" else None
    changed = await uow.teams.change(team, settings, charter_at=charter_at, first_week=begins)
    if round_ is not None and round_.is_open and key in {"close", "timezone"}:
        closes_at = changed.timetable.manual_close(round_.week, origin.now)
        round_ = await uow.rounds.change(replace(round_, closes_at=closes_at))
    await plan_wake(uow, changed, origin.now, round_)
    value = in_short(written(settings)[key])
    effect = text(f"setting-{key.replace('_', '-')}")
    return [Say(text("setting-changed", key=key, value=value, effect=effect))]


def known_key(said: str) -> str:
    """Read the key of a setting. Raises `Refusal`."""
    key = said.lower().replace("-", "_")
    if key not in _READERS:
        raise Refusal("setting-unknown", said=said, known=", ".join(_READERS))
    return key


def in_short(value: str) -> str:
    """Give what fits a line of a value that may be as long as a charter."""
    return names.clean(value, SHOWN)


def written(settings: Settings) -> dict[str, str]:
    """Write settings as one would type them."""
    return {
        "language": settings.language,
        "timezone": settings.timezone,
        "unit": settings.unit.name,
        "open": str(settings.open),
        "remind": ", ".join(str(slot) for slot in settings.remind) or NONE,
        "close": str(settings.close),
        "rule": settings.rule,
        "fallback": settings.fallback,
        "max_deficit": settings.unit.plain(settings.max_deficit),
        "carry_over": _yes_or_no(settings.carry_over),
        "cadence": settings.cadence.value,
        "revise_hours": str(settings.revise_hours),
        "correct_weeks": str(settings.correct_weeks),
        "source": _source_written(settings.source),
        "ceiling": _amount_written(settings, settings.limits.ceiling),
        "raise_cap": _yes_or_no(settings.limits.raise_cap),
        "commons": str(settings.limits.commons),
        "announce": _amount_written(settings, settings.limits.announce),
        "quiet": _quiet_written(settings.quiet),
        "private_until_close": _yes_or_no(settings.private_until_close),
        "running_total": _yes_or_no(settings.running_total),
        "show_amounts": _yes_or_no(settings.show_amounts),
        "volunteer_word": settings.volunteer_word or NONE,
        "charter": settings.charter or NONE,
        "euro_rate": rate_written(settings.euro_rate),
        "payout_mode": settings.payout_mode,
        "cae": settings.cae or NONE,
        "siren": settings.siren or NONE,
        "approve_buckets": _yes_or_no(settings.approve_buckets),
        "keep_allocations": _yes_or_no(settings.keep_allocations),
        "leftovers": settings.leftovers,
        "quorum": str(settings.quorum),
        "commons_share": str(settings.commons_share),
    }


def _yes_or_no(on: bool) -> str:
    return "yes" if on else "no"


def _amount_written(settings: Settings, minor: int | None) -> str:
    return NONE if minor is None else settings.unit.plain(minor)


def _quiet_written(quiet: Quiet) -> str:
    return NONE if quiet == NO_QUIET else str(quiet)


def _source_written(source: Source | None) -> str:
    return NONE if source is None else f"{source.state} {source.label}".strip()


def _language(settings: Settings, said: str) -> Settings:
    if said.lower() not in LANGUAGES:
        raise Refusal("language-unknown", said=said)
    return replace(settings, language=said.lower())


def _timezone(settings: Settings, said: str) -> Settings:
    return replace(settings, timezone=zone(said).key)


def _unit(settings: Settings, said: str) -> Settings:
    """Read a name, and the decimals after it where they are said: `grain de sel 0`."""
    name, _, decimals = said.rpartition(" ")
    if not name or not decimals.isdigit():
        return replace(settings, unit=Unit(unit_name(said), settings.unit.decimals))
    return replace(settings, unit=Unit(unit_name(name), _whole(decimals, 0, MOST_DECIMALS)))


def unit_name(said: str) -> str:
    """Read what a team calls its unit. Raises `Refusal`: a digit in it would be part of amounts."""
    name = names.clean(said)
    if not name or len(name) > LONGEST_UNIT or any(map(str.isdigit, name)):
        raise Refusal("unit-form", said=said)
    return name


def _open(settings: Settings, said: str) -> Settings:
    return replace(settings, open=Slot.parse(said))


def _close(settings: Settings, said: str) -> Settings:
    return replace(settings, close=Slot.parse(said))


def _remind(settings: Settings, said: str) -> Settings:
    slots = () if said in {NONE, "[]"} else tuple(map(Slot.parse, said.strip("[]").split(",")))
    return replace(settings, remind=tuple(sorted(set(slots))))


def _rule(settings: Settings, said: str) -> Settings:
    if said not in RULES:
        raise Refusal("rule-unknown", said=said, known=", ".join(RULES))
    return replace(settings, rule=said)


def _fallback(settings: Settings, said: str) -> Settings:
    if said not in RATIONING:
        raise Refusal("rule-unknown", said=said, known=", ".join(RATIONING))
    return replace(settings, fallback=said)


def _max_deficit(settings: Settings, said: str) -> Settings:
    return replace(settings, max_deficit=_minor(settings, said))


def _minor(settings: Settings, said: str) -> int:
    try:
        amount = Decimal(said)
    except InvalidOperation:
        raise Refusal("amount-form", said=said) from None
    return settings.unit.minor(amount)


def _carry_over(settings: Settings, said: str) -> Settings:
    return replace(settings, carry_over=_is_yes(said))


def _is_yes(said: str) -> bool:
    if said.lower() not in _YES | _NO:
        raise Refusal("yes-or-no", said=said)
    return said.lower() in _YES


def _cadence(settings: Settings, said: str) -> Settings:
    known = {**{one.value: one for one in Cadence}, **_CADENCES}
    found = known.get(names.fold(said).replace(" ", "-"))
    if found is None:
        raise Refusal("cadence-unknown", said=said, known=", ".join(Cadence))
    return replace(settings, cadence=found)


def _revise_hours(settings: Settings, said: str) -> Settings:
    return replace(settings, revise_hours=_whole(said, 1, MOST_HOURS))


def _correct_weeks(settings: Settings, said: str) -> Settings:
    return replace(settings, correct_weeks=_whole(said, 0, LONGEST))


def _whole(said: str, least: int, most: int) -> int:
    number = int(said) if said.isascii() and said.isdecimal() and len(said) < 6 else -1
    if not least <= number <= most:
        raise Refusal("whole-number", said=said, least=least, most=most)
    return number


def _source(settings: Settings, said: str) -> Settings:
    if said == NONE:
        return replace(settings, source=None)
    state, _, label = said.partition(" ")
    found = _SOURCES.get(names.fold(state))
    if found is None:
        raise Refusal("source-form", said=said)
    return replace(settings, source=Source(found, names.clean(label, 100)))


def _ceiling(settings: Settings, said: str) -> Settings:
    return replace(settings, limits=replace(settings.limits, ceiling=_limit(settings, said)))


def _announce(settings: Settings, said: str) -> Settings:
    return replace(settings, limits=replace(settings.limits, announce=_limit(settings, said)))


def _limit(settings: Settings, said: str) -> int | None:
    return None if said == NONE else _minor(settings, said) or None


def _raise_cap(settings: Settings, said: str) -> Settings:
    return replace(settings, limits=replace(settings.limits, raise_cap=_is_yes(said)))


def _commons(settings: Settings, said: str) -> Settings:
    return replace(settings, limits=replace(settings.limits, commons=_percent(said)))


def _percent(said: str) -> int:
    return _whole(said.removesuffix("%").strip(), 0, PERCENT)


def _quiet(settings: Settings, said: str) -> Settings:
    quiet = NO_QUIET if said == NONE else Quiet.parse(said)
    return replace(settings, quiet=NO_QUIET if quiet.since == quiet.until else quiet)


def _private_until_close(settings: Settings, said: str) -> Settings:
    return replace(settings, private_until_close=_is_yes(said))


def _running_total(settings: Settings, said: str) -> Settings:
    return replace(settings, running_total=_is_yes(said))


def _show_amounts(settings: Settings, said: str) -> Settings:
    return replace(settings, show_amounts=_is_yes(said))


def _volunteer_word(settings: Settings, said: str) -> Settings:
    word = "" if said == NONE else names.clean(said, LONGEST_WORD)
    return replace(settings, volunteer_word=word)


def _charter(settings: Settings, said: str) -> Settings:
    if said == NONE:
        return replace(settings, charter="")
    if len(said) > LONGEST_CHARTER:
        raise Refusal("charter-too-long", most=LONGEST_CHARTER, length=len(said))
    return replace(settings, charter=clean_charter(said))


def clean_charter(said: str) -> str:
    """Keep the lines of a charter, without marks nobody sees and without rows of empty lines."""
    rows = [names.clean(row, len(row)) for row in said.split("\n")]
    kept = [row for row, above in zip(rows, ["", *rows], strict=False) if row or above]
    return "\n".join(kept).strip()


def _cae(settings: Settings, said: str) -> Settings:
    return replace(settings, cae="" if said == NONE else str(Bands.parse(said)))


def _siren(settings: Settings, said: str) -> Settings:
    return replace(settings, siren="" if said == NONE else siren(said))


_READERS: dict[str, Callable[[Settings, str], Settings]] = {
    "language": _language,
    "timezone": _timezone,
    "unit": _unit,
    "open": _open,
    "remind": _remind,
    "close": _close,
    "rule": _rule,
    "fallback": _fallback,
    "max_deficit": _max_deficit,
    "carry_over": _carry_over,
    "cadence": _cadence,
    "revise_hours": _revise_hours,
    "correct_weeks": _correct_weeks,
    "source": _source,
    "ceiling": _ceiling,
    "raise_cap": _raise_cap,
    "commons": _commons,
    "announce": _announce,
    "quiet": _quiet,
    "private_until_close": _private_until_close,
    "running_total": _running_total,
    "show_amounts": _show_amounts,
    "volunteer_word": _volunteer_word,
    "charter": _charter,
    "euro_rate": set_euro_rate,
    "payout_mode": set_payout_mode,
    "cae": _cae,
    "siren": _siren,
    "approve_buckets": lambda settings, said: replace(settings, approve_buckets=_is_yes(said)),
    "keep_allocations": lambda settings, said: replace(settings, keep_allocations=_is_yes(said)),
    "leftovers": set_leftovers,
    "quorum": lambda settings, said: replace(settings, quorum=_whole(said, 1, MOST_VOTES)),
    "commons_share": lambda settings, said: replace(settings, commons_share=_percent(said)),
}
