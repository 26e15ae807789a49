"""The payday's commands, as typed: see `bot/slash.py`."""

from collections.abc import Callable

from bot.cae_words import read_contract, read_files, read_levy, read_sheet
from bot.payout_words import read_payday, read_payout
from core.app import commands as c
from core.app.payday import commands as p
from core.domain import names
from core.domain.refusal import Refusal

_PUBLIC = {"": None, "oui": True, "yes": True, "non": False, "no": False}


def _public(rest: str) -> c.Command:
    said = names.fold(rest)
    if said not in _PUBLIC:
        raise Refusal("usage")
    return p.SetPublic(public=_PUBLIC[said])


READERS: dict[str, Callable[[str], c.Command]] = {
    "payout": lambda rest: read_files(rest) or read_payout(rest),
    "payouts": lambda _rest: p.ShowPayouts(),
    "payday": read_payday,
    "sheet": read_sheet,
    "contract": read_contract,
    "contracts": lambda _rest: p.ShowContracts(),
    "levy": read_levy,
    "levies": lambda _rest: p.ShowLevies(),
    "export": lambda rest: p.Export(format=rest),
    "public": _public,
    "data": lambda _rest: p.MyData(),
    "forget": lambda _rest: p.Forget(),
}

FRENCH: dict[str, str] = {
    "versement": "payout",
    "versements": "payouts",
    "paie": "payday",
    "fiche": "sheet",
    "contrat": "contract",
    "contrats": "contracts",
    "cotisation": "levy",
    "cotisations": "levies",
    "exporter": "export",
    "donnees": "data",
    "oublier": "forget",
}
