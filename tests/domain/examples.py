"""What people type, and what the bot makes of it: the grammar's documentation, and its test.

Each group has a title, what the speaker's team calls things, and its examples: what may be said,
and then the lines understood, the readings asked about, or why it is refused. Amounts are read by
a team that counts two decimals. The grammar itself: `bot/grammar.py`.
"""

from dataclasses import dataclass
from decimal import Decimal

from bot.vocabulary import NO_WORDS, Vocabulary, vocabulary
from core.app.commands import SaidLine


@dataclass(frozen=True)
class Asked:
    """The bot asks which of these was meant: each one line."""

    readings: tuple[SaidLine, ...]


@dataclass(frozen=True)
class Refused:
    """The bot says why not: `refusal-key` in the Fluent files. What was declared stands."""

    key: str


Outcome = tuple[SaidLine, ...] | Asked | Refused


@dataclass(frozen=True)
class Group:
    """Examples of one thing people do."""

    title: str
    speaks: Vocabulary
    examples: tuple[tuple[tuple[str, ...], Outcome], ...]


def of(said: str, project: str = "", note: str = "") -> SaidLine:
    """Write a line of so many units."""
    return SaidLine(amount=Decimal(said), project=project, note=note)


def time(said: str, project: str = "", at: str | None = None, note: str = "") -> SaidLine:
    """Write a line of time, `3:30` for three hours and a half, at a rate or the project's."""
    hours, minutes = map(int, said.split(":"))
    rate = None if at is None else Decimal(at)
    return SaidLine(minutes=60 * hours + minutes, rate=rate, project=project, note=note)


def units(said: str, unit: str, project: str = "") -> SaidLine:
    """Write a line of so many of a named unit of time."""
    return SaidLine(count=Decimal(said), of=unit, project=project)


def asked(*readings: SaidLine) -> Asked:
    """Write what is asked back."""
    return Asked(readings)


NEGATIVE = Refused("amount-negative")
DIGITS = Refused("amount-digits")
FORM = Refused("amount-form")
AMBIGUOUS = Refused("amount-ambiguous")
TIME_FORM = Refused("time-form")
UNKNOWN = Refused("not-understood")
NAMELESS = Refused("lines-without-project")

PROJECTS = ("café", "site web", "atelier couture", "atelier cuisine", "jardin", "comptabilité")
TEAM = vocabulary(("K",), (*PROJECTS, "Radio 3"), ("journée",))
"""A team that counts in K and named what a *journée* is worth."""

HOURLY = vocabulary(("K",), PROJECTS)
"""A team that named no unit of time: the use case then asks for an amount or hours."""

BOTH_LINES = (of("20", "café"), of("25", "site web"))

EXAMPLES = (
    Group(
        "An amount, alone",
        NO_WORDS,
        (
            (("45", "  45  ", "45 !", "45.", "45,", "45 ?", "045", "45€", "45 €"), (of("45"),)),
            (("€45", "£45", "45 euros", "45euros", "45 EUR", "45 balles"), (of("45"),)),
            (("45 dollars",), (of("45"),)),
            (("45,5",), (of("45.5"),)),
            (("45,50", "45,50€", "45.50 euros"), (of("45.50"),)),
            (("“45”", "\u206645\u2069"), (of("45"),)),
        ),
    ),
    Group(
        "In the team's unit",
        TEAM,
        (
            (("45 K", "45\u00a0K", "45K", "K 45", "45 k"), (of("45"),)),
            (("K-5", "K -5", "-5 K"), NEGATIVE),
            (("45k",), FORM),
            (("café 20 K, site web 25 K",), BOTH_LINES),
        ),
    ),
    Group(
        "A unit called as time is, or in several words",
        vocabulary(("heures", "grain de sel", "%")),
        (
            (("45 heures", "45 heure", "45 grain de sel"), (of("45"),)),
            (("20 grain de sel café",), (of("20", "café"),)),
            (("45,50 %",), (of("45.50"),)),
        ),
    ),
    Group(
        "Thousands, with any space",
        NO_WORDS,
        (
            (("1200", "1 200", "1\u00a0200", "1\u202f200", "1\u2009200", "1\t200"), (of("1200"),)),
            (("1'200",), (of("1200"),)),
            (("1’200,50", "1 200,50", "1 200.50 €", "1.200,50", "1,200.50"), (of("1200.50"),)),
            (("1 000 000", "1.000.000"), (of("1000000"),)),
            (("1 20", "12 34", "1  200", "1\u200b200", "1 2000", "1234 567"), FORM),
        ),
    ),
    Group(
        "Asked back: a separator followed by exactly three digits",
        NO_WORDS,
        (
            (("1.200", "1,200"), asked(of("1200"), of("1.200"))),
            (("12,505",), asked(of("12505"), of("12.505"))),
            (("1.200 €", "je mets 1.200"), asked(of("1200"), of("1.200"))),
            (("café 1.200", "1,200 for café"), asked(of("1200", "café"), of("1.200", "café"))),
            (("café 1.200, site 2.500", "café 2h à 1.200", "1.200h café"), AMBIGUOUS),
        ),
    ),
    Group(
        "Zero is an answer",
        NO_WORDS,
        (
            (("0", "0 €", "0,00", "rien", "Rien.", "rien du tout"), (of("0"),)),
            (("rien cette semaine", "zéro", "nothing", "Nothing!"), (of("0"),)),
        ),
    ),
    Group(
        "In a sentence",
        TEAM,
        (
            (("je mets 45", "JE METS 45 EUROS", "j’ai fait 45 cette semaine"), (of("45"),)),
            (("je dis 45 pour la semaine", "au moins 45", "salut, 45"), (of("45"),)),
            (("Bonjour ! 45 pour moi", "Bonjour, je mets 45, s’il te plaît"), (of("45"),)),
            (("45, merci !", "I'd say 45", "hi, I'll put 45 this week please"), (of("45"),)),
            (("about 45", "je veux 45", "I want 45", "45 pls"), (of("45"),)),
            (("café, 45",), UNKNOWN),
        ),
    ),
    Group(
        "An amount and its project",
        TEAM,
        (
            (("café 20", "20 café", "café: 20", "café:20", "café = 20"), (of("20", "café"),)),
            (("café -> 20", "café → 20 €", "20 - café", "20 € pour le café"), (of("20", "café"),)),
            (("je mets 20 au café", "20 for the café"), (of("20", "café"),)),
            (("20 thé et café",), (of("20", "thé et café"),)),
            (("CAFÉ 20",), (of("20", "CAFÉ"),)),
            (("cafe 20",), (of("20", "cafe"),)),
            (("☕ café 20 🎉", "**café** 20"), (of("20", "café"),)),
            (("45 👍",), (of("45"),)),
            (("Radio 3 : 20", "20 radio 3"), (of("20", "Radio 3"),)),
            (("Radio 3",), UNKNOWN),
            (("Radio 3 200",), FORM),
            (("café",), UNKNOWN),
            (("café20",), FORM),
            (("20café", "20 un projet au nom beaucoup trop long"), UNKNOWN),
        ),
    ),
    Group(
        "Several lines",
        TEAM,
        (
            (("café 20, site web 25", "café 20,site web 25"), BOTH_LINES),
            (("café: 20, site web: 25", "café : 20 et site web : 25"), BOTH_LINES),
            (("20 café et site web : 25", "20 café + 25 site web"), BOTH_LINES),
            (("20 pour le café et 25 pour le site web",), BOTH_LINES),
            (("20 for café and 25 for the site web", "café 20 ; site web 25"), BOTH_LINES),
            (("café 20\nsite web 25", "café 20\r\n\r\nsite web 25\n"), BOTH_LINES),
            (("- café 20\n- site web 25", "• café 20\n• site web 25"), BOTH_LINES),
            (("* café : 20\n* site web : 25",), BOTH_LINES),
            (("Bonjour,\ncafé 20, site web 25, merci",), BOTH_LINES),
            (("café 20,50, site web 25,50",), (of("20.50", "café"), of("25.50", "site web"))),
            (("café 1 200 et jardin 300",), (of("1200", "café"), of("300", "jardin"))),
            (("café 3h et jardin 20",), (time("3:00", "café"), of("20", "jardin"))),
            (("45 + 20 café",), (of("45"), of("20", "café"))),
            (("12, 13", "café 20, 25"), NAMELESS),
            (("café 20 site web 25",), FORM),
            (("café et site web 20", "café 20, site web"), UNKNOWN),
            (("1. café 20\n2. site web 25",), FORM),
        ),
    ),
    Group(
        "A note, kept as typed",
        TEAM,
        (
            (("café 20 : service du samedi",), (of("20", "café", "service du samedi"),)),
            (("café 20: 3 clients, une heure",), (of("20", "café", "3 clients, une heure"),)),
            (("café: 20: samedi",), (of("20", "café", "samedi"),)),
            (("café 20 (service)",), (of("20", "café", "service"),)),
            (("café 20 : à 12:30",), (of("20", "café", "à 12:30"),)),
            (("20 thé et café : 3 clients",), (of("20", "thé et café", "3 clients"),)),
            (("45 : cette semaine, l’été",), (of("45", "", "cette semaine, l’été"),)),
            (("café 3h : robes → jupes",), (time("3:00", "café", note="robes → jupes"),)),
            (("café 20 : a\njardin 5 : b",), (of("20", "café", "a"), of("5", "jardin", "b"))),
            (("café 20 - service",), UNKNOWN),
        ),
    ),
    Group(
        "Hours, at the project's rate or the one given",
        TEAM,
        (
            (("café 3h", "3h café"), (time("3:00", "café"),)),
            (("3h de jardin",), (time("3:00", "jardin"),)),
            (("3 heures de café", "3 hours of café"), (time("3:00", "café"),)),
            (("2h30", "2 h 30"), (time("2:30"),)),
            (("2 h30 café", "2h30min café", "2 heures 30 minutes café"), (time("2:30", "café"),)),
            (("2,5h café", "2h et demie café"), (time("2:30", "café"),)),
            (("2 hours and a half café",), (time("2:30", "café"),)),
            (("2h et quart",), (time("2:15"),)),
            (("café 45 min",), (time("0:45", "café"),)),
            (("90 minutes café",), (time("1:30", "café"),)),
            (("une heure de café",), (time("1:00", "café"),)),
            (("une demi-heure de café", "half an hour café"), (time("0:30", "café"),)),
            (("un quart d’heure",), (time("0:15"),)),
            (("1/2 h café",), (time("0:30", "café"),)),
            (("café 2h à 12",), (time("2:00", "café", "12"),)),
            (("café 2h à 12,50 €/h",), (time("2:00", "café", "12.50"),)),
            (("2h at 12 an hour café", "café 2h x 12"), (time("2:00", "café", "12"),)),
            (("café 2h75", "0h", "300h", "2h moins le quart", "12:30"), TIME_FORM),
            (("café 20 3h", "café 3h 20 K"), FORM),
            (("café 3h 36€",), UNKNOWN),
            (("14h-16h café",), FORM),
        ),
    ),
    Group(
        "Units of time, where the team named one",
        TEAM,
        (
            (("1/2 journée",), (units("0.5", "journee"),)),
            (("1/2 journée de café", "demi-journée café"), (units("0.5", "journee", "café"),)),
            (("une demi-journée de café", "half a day café"), (units("0.5", "journee", "café"),)),
            (("deux jours de jardin",), (units("2", "journee", "jardin"),)),
            (("1,5 journée jardin",), (units("1.5", "journee", "jardin"),)),
            (("a day of café",), (units("1", "journee", "café"),)),
            (("1/3 journée", "1/2 café"), FORM),
            (("journée",), UNKNOWN),
        ),
    ),
    Group(
        "Units of time the team has not named: the use case says so (`time-unit-unknown`)",
        HOURLY,
        (
            (("1/2 journée", "une demi-journée"), (units("0.5", "journée"),)),
            (("2 days café",), (units("2", "days", "café"),)),
            (("1/2 matinée",), FORM),
        ),
    ),
    Group(
        "Names typed nearly right, or cut short",
        TEAM,
        (
            (("caffé 20",), (of("20", "café"),)),
            (("jadrin 20",), (of("20", "jardin"),)),
            (("siteweb 20",), (of("20", "site web"),)),
            (("compta 20",), (of("20", "comptabilité"),)),
            (("atelier cout 20",), (of("20", "atelier couture"),)),
            (("3h atelier coture",), (time("3:00", "atelier couture"),)),
            (
                ("atelier 20",),
                asked(
                    of("20", "atelier cuisine"), of("20", "atelier couture"), of("20", "atelier")
                ),
            ),
            (("atelier c 20",), asked(of("20", "atelier cuisine"), of("20", "atelier couture"))),
            (("com 20",), asked(of("20", "comptabilité"), of("20", "com"))),
            (("jardinage 20",), (of("20", "jardinage"),)),
            (("nouveau projet atelier : 20",), (of("20", "atelier"),)),
            (("new project greenhouse 20",), (of("20", "greenhouse"),)),
            (("“atelier” 20",), (of("20", "atelier"),)),
            (("atelier 1.200",), AMBIGUOUS),
            (("atelier 20, com 5",), Refused("lines-which-projects")),
        ),
    ),
    Group(
        "Refused: signs, exponents, other digits, and what is no number",
        NO_WORDS,
        (
            (("-5", "+5", "− 5", "café -5", "café – 5 €", "moins 5"), NEGATIVE),
            (("€-5", "€ -5", "-€5", "“-5”", "**-5**", "café=-5", "café → -5"), NEGATIVE),
            (("\u20105", "\u20115", "\u20125", "\ufe635", "\uff0d5", "\u207b5"), NEGATIVE),
            (("café \u20115", "−\u00a05", "-\u20605", "➖5"), NEGATIVE),
            (("1e9", "1E-3"), FORM),
            (("NaN", "Infinity", "1_000", "0x10"), UNKNOWN),
            (("١٢٣", "４５", "2½", "4²", "4️⃣5️⃣", "Ⅳ"), DIGITS),
            (("45%",), UNKNOWN),
            (("45 ou 50", "45-50", "entre 40 et 50", "between 40 and 50", ",50", ".50"), FORM),
            (("12,34,5", "45€50", "45 cents", "2 mille", "1,5 k", "1 million", "24/11"), FORM),
            (("vingt", "abc", "", "👍", "= 45 <b>"), UNKNOWN),
            (("x" * 3000,), Refused("text-too-long")),
        ),
    ),
    Group(
        "Refused by the unit: too large, too fine",
        NO_WORDS,
        (
            (("1000001", "1 000 000,01", "café 1 000 001 €"), Refused("amount-too-large")),
            (("12,5051", "0,125"), Refused("amount-too-fine")),
        ),
    ),
)
