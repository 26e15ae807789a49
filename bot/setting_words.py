"""What is typed after `/settings`."""

from bot.amounts import amount
from bot.plan_words import read_plan_words
from core.app import commands as c
from core.app.settings import NONE
from core.domain.refusal import Refusal

_AMOUNTS = frozenset(("max_deficit", "ceiling", "announce"))


def read_setting_words(rest: str) -> c.Command:
    """Read the key of a setting, and its new value if there is one. Raises `Refusal`.

    An amount is read as everywhere, and never guessed. The plan, which a new team's settings begin
    with as well, has a command of its own.
    """
    key, *value = rest.split(maxsplit=1) or [""]
    folded = key.lower().replace("-", "_")
    if folded == "plan":
        return _plan("".join(value))
    if not key:
        return c.ShowSettings()
    if not value:
        return c.ChooseSetting(key=key)
    said = value[0]
    if folded in _AMOUNTS and said != NONE:
        said = f"{amount(said):f}"
    return c.ChangeSetting(key=key, value=said)


def _plan(rest: str) -> c.Command:
    try:
        return read_plan_words(rest)
    except Refusal as refusal:
        if refusal.key == "usage":
            raise Refusal("usage-plan") from None
        raise
