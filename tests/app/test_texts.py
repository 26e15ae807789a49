"""The words: the same in both languages, all used, all there, and all of them can be written."""

import re
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bot.i18n import FOLDER, words
from bot.menu import menu
from bot.render import render
from core.domain.team import LANGUAGES

HOUSE = Path(__file__).parents[2]


class Variables(Visitor):
    """Collects the variables of a message, and the choices it makes."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.choices: dict[str, set[str]] = {}

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.names.add(node.id.name)

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:  # noqa: N802
        if isinstance(node.selector, ast.VariableReference):
            keys = {
                key.name if isinstance(key := variant.key, ast.Identifier) else key.value
                for variant in node.variants
            }
            self.choices.setdefault(node.selector.id.name, set()).update(keys)
        self.generic_visit(node)


def messages(language: str) -> dict[str, Variables]:
    found: dict[str, Variables] = {}
    for file in sorted((FOLDER / language).glob("*.ftl")):
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ast.Junk), f"{file}: {entry.content}"
            if isinstance(entry, ast.Message):
                assert entry.id.name not in found, f"{entry.id.name} is twice in {language}"
                found[entry.id.name] = Variables()
                found[entry.id.name].visit(entry)
    return found


MESSAGES = {language: messages(language) for language in LANGUAGES}
FRENCH = MESSAGES["fr"]
SOURCE = "\n".join(
    path.read_text(encoding="utf-8")
    for folder in ("bot", "core", "adapters")
    for path in (HOUSE / folder).rglob("*.py")
)


def test_both_languages_say_the_same_things() -> None:
    assert {key: found.names for key, found in MESSAGES["en"].items()} == {
        key: found.names for key, found in FRENCH.items()
    }


def test_both_languages_choose_by_the_same_words() -> None:
    plural = {"zero", "one", "two", "few", "many", "other"}
    for key, found in MESSAGES["en"].items():
        for variable, choices in found.choices.items():
            french = FRENCH[key].choices.get(variable, choices)
            assert choices - plural == french - plural or "other" in french, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_can_be_written_with_any_choice(language: str) -> None:
    say = words(language).say
    for key, found in MESSAGES[language].items():
        for value in (0, 1, 2, 12, "x"):
            args = dict.fromkeys(found.names, value)
            numbers = {
                n for n in found.names if found.choices.get(n, set()) & {"one", "0", "other"}
            }
            said = say(key, args | {name: 3 for name in numbers if value == "x"})
            assert said.strip("\n"), key
            assert "{" not in said, key


def used() -> set[str]:
    """The keys the source names, whole or as the beginning of an f-string."""
    return set(re.findall(r"\"([a-z][a-z0-9-]*[a-z0-9])\"", SOURCE)) | set(
        re.findall(r"f\"([a-z][a-z0-9-]*-)\{", SOURCE)
    )


def test_every_message_is_used() -> None:
    known = used()
    beginnings = tuple(key for key in known if key.endswith("-")) + tuple(
        re.findall(r"f\"([a-z-]+-)\{", SOURCE)
    )
    refusals = {f"refusal-{key}" for key in known} | {f"command-{key}" for key in known}
    for key in FRENCH:
        assert key in known or key in refusals or key.startswith(beginnings), f"{key} is never said"


def test_every_key_the_source_names_exists() -> None:
    asked = re.findall(r"\btext\(\s*\"([a-z-]+)\"", SOURCE)
    asked += re.findall(r"\bTable\(\s*\"([^\"]+-row)\"", SOURCE)
    asked += re.findall(r"\b(?:_named|_listed)\(\s*\"([^\"]+)\"", SOURCE)
    asked += re.findall(r"\bsay\(\s*\"([^\"]+)\"", SOURCE)
    asked += [f"refusal-{key}" for key in re.findall(r"\bRefusal\(\s*\"([^\"]+)\"", SOURCE)]
    asked += [f"refusal-{key}" for key in re.findall(r"\b_Refused\(\s*\"([^\"]+)\"", SOURCE)]
    asked += [f"refusal-{key}" for key in re.findall(r"\b_notice\(\s*\"([^\"]+)\"", SOURCE)]
    missing = sorted({key for key in asked if key not in FRENCH} - {"refusal-usage"})
    assert not missing


def test_the_menus_are_whole() -> None:
    for entries in menu().values():
        assert all(description for _, description in entries)


def test_numbers_and_days_are_written_as_the_language_writes_them() -> None:
    from core.domain.calendar import Week
    from core.domain.money import Amount, Unit

    amount = Amount(123_450, Unit("K", 2))
    assert words("fr").amount(amount) == "1\u202f234,50\u00a0K"
    assert words("en").amount(amount) == "1,234.50\u00a0K"
    week = Week.parse("2026-W48")
    assert words("fr").dates(week, week) == "23–29 nov."
    assert words("fr").dates(week, week + 3) == "23 nov.–20 déc."
    assert words("fr").row(("Aïcha", "Bob", "Chloé")) == "Aïcha, Bob et Chloé"


def test_a_message_may_hold_more_than_fluent_likes() -> None:
    from core.app.says import Passage, text

    words_ = "mot " * 2000
    said = render(text("charter-join", team="Kpa", charter=Passage(words_)), "fr")
    assert words_.strip() in said
    assert "\1" not in said
