"""Questions about declarations: whom they reach, what they show, how many there may be."""

import pytest

from core.db.store import Store
from tests.peers.stage import GROUP, Stage

OPENS = "2026-11-27T16:00+01:00"
CLOSES = "2026-11-29T20:00+01:00"


@pytest.fixture
async def stage(store: Store) -> Stage:
    """A team whose round has just opened; Aïcha declared 80."""
    stage = Stage(store, "2026-11-24T10:00+01:00")
    await stage.joins(await stage.sets_up(), "Aïcha", "Bob", "Jean", "Jean Paul", "Jeanne")
    await stage.at(OPENS)
    await stage.says("Aïcha", "80")
    return stage


@pytest.mark.parametrize("when", ["open", "agreeing", "closed"])
@pytest.mark.parametrize("private", [False, True])
async def test_an_amount_is_shown_once_the_team_knows_it(
    stage: Stage, when: str, private: bool
) -> None:
    await stage.says("Nadia", "/reglages rule agree")
    if private:
        await stage.says("Nadia", "/reglages private_until_close yes")
    if when == "agreeing":
        await stage.says("Bob", "900")
        await stage.says("Bob", "oui")
    if when != "open":
        await stage.at(CLOSES)
    said = await stage.says("Bob", "/question Aïcha pourquoi ?", group=True)
    said += await stage.says("Aïcha", "/repondre parce que")
    assert "parce que" in said[-1]
    known = when != "open"
    assert ["80,00" in one for one in said] == [False, known, False, known]


async def test_the_longest_name_is_meant_and_the_beginning_of_one_will_do(stage: Stage) -> None:
    for who in ("Jean", "Jean Paul", "Jeanne"):
        await stage.says(who, "10")
    asked = {
        "jean paul tu as fait quoi ?": ("Jean Paul", "tu as fait quoi ?"),
        "@Jean  Paul: et samedi ?": ("Jean Paul", "et samedi ?"),
        "JEAN, tu as fait quoi ?": ("Jean", "tu as fait quoi ?"),
        "jeann tu as fait quoi ?": ("Jeanne", "tu as fait quoi ?"),
    }
    for typed, (who, words) in asked.items():
        await stage.says("Nadia", "/start")
        _, told = await stage.says("Bob", f"/question {typed}", group=True)
        assert stage.platform.sent[-1].chat_id == stage.user(who)
        assert f"« {words} »" in told
        await stage.says(who, "/repondre oui")
    (said,) = await stage.says("Bob", "/question jea tu as fait quoi ?", group=True)
    assert said.startswith("Plusieurs noms commencent ainsi : Jean, Jean Paul et Jeanne.")


async def test_asking_the_same_twice_changes_nothing(stage: Stage) -> None:
    first = await stage.says("Bob", "/question Aïcha pourquoi ?", group=True)
    again = await stage.says("Bob", "/question aïcha  pourquoi ?", group=True)
    assert again == first[:1]
    await stage.says("Aïcha", "/repondre oui")
    (said,) = await stage.says("Aïcha", "/repondre non")
    assert said == "Personne n’attend de réponse de ta part."


async def test_nobody_is_pressed_with_questions(stage: Stage) -> None:
    for who in ("Bob", "Jean"):
        for words in "abc":
            said = await stage.says(who, f"/question Aïcha {words}", group=True)
    assert said == ["Aïcha a déjà 5 questions à lire. Laissons-lui d’abord le temps d’y répondre."]
    (said_to_bob,) = await stage.says("Bob", "/question Aïcha d", group=True)
    assert said_to_bob.startswith("Tu as déjà 3 questions")
    await stage.says("Aïcha", "/repondre oui")
    assert len(await stage.says("Bob", "/question Aïcha d", group=True)) == 2


async def test_who_left_holds_up_nobody_and_answers_nothing(stage: Stage) -> None:
    for words in "abc":
        await stage.says("Bob", f"/question Aïcha {words}", group=True)
    await stage.says("Nadia", "/exclure Aïcha")
    await stage.says("Nadia", "oui")
    await stage.says("Jean", "10")
    assert len(await stage.says("Bob", "/question Jean et toi ?", group=True)) == 2
    (said,) = await stage.presses("Aïcha", "Je garde")
    assert said.startswith("Tu ne fais pas partie")
    assert "Aïcha" not in "".join(await stage.says("Nadia", "/etat"))


async def test_a_question_too_long_is_refused_and_not_cut(stage: Stage) -> None:
    (said,) = await stage.says("Bob", "/question Aïcha " + "é" * 301, group=True)
    assert "300 caractères" in said
    asked = await stage.says("Bob", "/question Aïcha " + "é" * 300, group=True)
    assert "é" * 300 in asked[1]
    (said,) = await stage.says("Aïcha", "/repondre " + "é" * 301)
    assert "300 caractères" in said


async def test_who_cannot_be_written_to_is_not_asked(stage: Stage) -> None:
    await stage.says("Aïcha", None, blocked=True)
    (said,) = await stage.says("Bob", "/question Aïcha pourquoi ?", group=True)
    assert said.startswith("Je ne peux pas écrire à Aïcha")


async def test_in_several_teams_the_oldest_question_is_answered_in_its_own_group(
    stage: Stage,
) -> None:
    other = {"group": True, "chat_id": "-200", "chat_title": "Zephyr"}
    stage.platform.admins.add(("-200", stage.user("Omar")))
    await stage.says("Omar", "/setup Zephyr", **other)  # type: ignore[arg-type]
    code = next(key.invite for key in stage.platform.sent[-1].keys if key.invite)
    await stage.joins(code, "Aïcha", "Paul")
    await stage.says("Omar", "/ouvrir", **other)  # type: ignore[arg-type]
    await stage.presses("Aïcha", "0,00")
    await stage.says("Bob", "/question Aïcha un ?", group=True)
    await stage.says("Paul", "/question Aïcha deux ?", **other)  # type: ignore[arg-type]
    chats = []
    for words in ("un !", "deux !"):
        said = await stage.says("Aïcha", f"/repondre {words}")
        assert words[:-2] in said[1]
        chats.append(stage.platform.sent[-1].chat_id)
    assert chats == [GROUP, "-200"]
