"""Settings to choose from: what each does, and a button for every value it can have."""

from core.app.access import facilitator_of
from core.app.commands import ChangeSetting, ChooseSetting, ShowSettings
from core.app.ports import Origin, UnitOfWork
from core.app.says import Lines, Option, Passage, Say, Table, Text, lines, text
from core.app.settings import NONE, in_short, known_key, written
from core.domain.bucket import LEFTOVERS
from core.domain.calendar import Cadence
from core.domain.payout import MODES
from core.domain.sharing import RATIONING, RULES
from core.domain.team import LANGUAGES, Team

_YES_OR_NO = ("yes", "no")

_EXPLAINED: dict[str, tuple[str, ...]] = {
    "rule": RULES,
    "fallback": tuple(RATIONING),
    "cadence": tuple(Cadence),
    "carry_over": _YES_OR_NO,
    "raise_cap": _YES_OR_NO,
    "private_until_close": _YES_OR_NO,
    "running_total": _YES_OR_NO,
    "show_amounts": _YES_OR_NO,
    "language": LANGUAGES,
    "payout_mode": MODES,
    "approve_buckets": _YES_OR_NO,
    "keep_allocations": _YES_OR_NO,
    "leftovers": LEFTOVERS,
}
"""Every value of these, each with what it does."""

_USUAL: dict[str, tuple[str, ...]] = {
    "open": ("thu 18:00", "fri 16:00", "fri 18:00", "sat 10:00"),
    "close": ("sun 18:00", "sun 20:00", "mon 09:00", "mon 12:00"),
    "remind": ("sat 18:00, sun 12:00", "sun 12:00", NONE),
    "quiet": ("22:00-08:00", "20:00-09:00", NONE),
    "correct_weeks": ("1", "4", "8"),
    "euro_rate": ("1", "0.5", "0.1"),
    "volunteer_word": (NONE,),
    "quorum": ("2", "3", "5"),
    "commons_share": ("0", "5", "10"),
}
"""The usual values of these; any other can be typed. A word of a team's own has to be."""


async def show_settings(command: ShowSettings, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """List the settings with their values, as one would type them; a button for each to choose."""
    team, _ = await facilitator_of(uow, origin, command)
    values = written(team.settings)
    rows = tuple((key, in_short(value), _effect(key)) for key, value in values.items())
    listed = Table("setting-row", ("key", "value", "effect"), rows)
    options = tuple(
        Option(text("button-setting", key=key), ChooseSetting(team=team.id, key=key))
        for key, value in values.items()
        if _offered(key, value)
    )
    return [Say(text("settings", team=team.name, settings=listed), options=options)]


async def choose_setting(command: ChooseSetting, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Show one setting, what it does, and the values to choose from."""
    team, _ = await facilitator_of(uow, origin, command)
    key = known_key(command.key)
    value = written(team.settings)[key]
    values = _offered(key, value)
    said = text(
        "setting",
        key=key,
        effect=_effect(key),
        value=Passage(value),
        values=_explained(key),
        choice="listed" if key in _EXPLAINED else "usual" if values else "free",
    )
    return [Say(said, options=tuple(_choice(team, key, one) for one in values))]


def _offered(key: str, value: str) -> list[str]:
    """List what a setting can be changed to by a button: not the value it has."""
    return [one for one in _EXPLAINED.get(key) or _USUAL.get(key, ()) if one != value]


def _explained(key: str) -> Lines:
    said = [
        text(f"value-{key.replace('_', '-')}-{value.replace('_', '-')}", value=value)
        for value in _EXPLAINED.get(key, ())
    ]
    return lines(*said)


def _choice(team: Team, key: str, value: str) -> Option:
    return Option(
        text("button-value", value="none" if value == NONE else value),
        ChangeSetting(team=team.id, key=key, value=value),
    )


def _effect(key: str) -> Text:
    return text(f"setting-{key.replace('_', '-')}")
