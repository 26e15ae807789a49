"""What people ask about real money, files and their own data: see `core.app.commands`."""

from dataclasses import dataclass
from decimal import Decimal

from core.app.commands import Command, SaidDay


@dataclass(frozen=True, slots=True)
class Payout(Command):
    """Shares real money out, in euros, against the balances in the book.

    `mode` is how (the team's own if ""). `shown` stands for the shares that were shown: where they
    have become others, a *yes* is asked for again.
    """

    amount: Decimal = Decimal(0)
    label: str = ""
    mode: str = ""
    shown: str = ""
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class ShowPayouts(Command):
    """The payouts so far."""


@dataclass(frozen=True, slots=True)
class PayoutFiles(Command):
    """The files of a payout: the CAE's, and a sheet a member; without a number, of the last one."""

    number: int | None = None


@dataclass(frozen=True, slots=True)
class ShowSheet(Command):
    """My own pay-request sheet of a payout; without a number, of the last one that paid me."""

    number: int | None = None


@dataclass(frozen=True, slots=True)
class AnnouncePayday(Command):
    """Says beforehand until which day what is booked counts; without one, shows what was said.

    `cancels` takes the announcement back.
    """

    day: SaidDay | None = None
    cancels: bool = False


@dataclass(frozen=True, slots=True)
class SetContract(Command):
    """Notes how a member is employed by the CAE; without a kind, their next contract after this.

    `confirmed` after a *yes* to taking the place of the one it overlaps.
    """

    member: str = ""
    kind: str = ""
    since: SaidDay | None = None
    until: SaidDay | None = None
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class ShowContracts(Command):
    """Who is employed how, and until when."""


@dataclass(frozen=True, slots=True)
class SetLevy(Command):
    """Notes a social charge in percent, as the CAE told the team; 0 ends it.

    `side` is `employer` or `employee`.
    """

    side: str = ""
    label: str = ""
    rate: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class ShowLevies(Command):
    """The social charges that were noted, and the CAE's contribution."""


@dataclass(frozen=True, slots=True)
class Export(Command):
    """The book and the weeks as files; without a format, those there are to choose from."""

    format: str = ""


@dataclass(frozen=True, slots=True)
class SetPublic(Command):
    """Agrees to be named in what the team shows outside, or no longer; None shows how it is."""

    public: bool | None = None


@dataclass(frozen=True, slots=True)
class MyData(Command):
    """Everything that is kept about me, as files."""


@dataclass(frozen=True, slots=True)
class Forget(Command):
    """Erases me: name, accounts, words; amounts stay, without a name. `confirmed` after a *yes*."""

    confirmed: bool = False
