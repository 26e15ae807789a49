"""Where buttons are numbered lines: reactions, replies, words; removals, late keys, a crowd."""

from datetime import UTC, datetime

import pytest

from adapters.chat import Incoming, Manner, UnreadableError
from core.db.store import Store
from tests.peers.stage import GROUP, Stage


@pytest.fixture
async def stage(store: Store) -> Stage:
    """Aïcha and Bob have just been asked what the week was worth."""
    stage = Stage(store, "2026-11-23T12:00+01:00")
    stage.platform.manner = Manner(sign="!", links=False)
    stage.platform.admins.add((GROUP, stage.user("Nadia")))
    await stage.says("Nadia", "!setup Kpa-Cité", group=True)
    for name in ("Aïcha", "Bob"):
        await stage.says(name, "!join", group=True)
    await stage.says("Nadia", "!ouvrir", group=True)
    return stage


def prompt_of(stage: Stage, who: str) -> str:
    """The id of the question somebody was asked."""
    sent = stage.platform.sent
    return next(
        str(number)
        for number, said in reversed(list(enumerate(sent, start=1)))
        if said.chat_id == stage.user(who) and "Que valait" in said.plain
    )


async def reacts(
    stage: Stage, who: str, number: int, to: str, chat: str | None = None
) -> list[str]:
    where = {"chat_id": chat} if chat else {}
    return await stage.says(who, None, chosen=number, reply_to=to, **where)  # type: ignore[arg-type]


async def test_the_group_is_told_how_to_join_and_commands_have_their_sign(stage: Stage) -> None:
    post = stage.group()[0].plain
    assert "écris !join ici" in post
    assert "!plan pour changer" in post
    assert not stage.group()[0].keys
    assert "!aide" in stage.heard("Aïcha")[0].plain


async def test_a_reaction_a_reply_with_the_number_and_the_words_do_the_same(stage: Stage) -> None:
    prompt = prompt_of(stage, "Aïcha")
    assert "C’est noté : 0,00\u00a0K" in (await reacts(stage, "Aïcha", 1, prompt))[0]
    said = await stage.says("Aïcha", "3", reply_to=prompt)
    assert "tu passes la semaine" in said[0], "in a reply, 3 is the third option and no amount"
    assert "C’est noté : 3,00" in (await stage.says("Aïcha", "3"))[0]
    assert "tu passes" in (await stage.says("Bob", "je passe cette semaine"))[0]
    assert "45,00" in (await stage.says("Bob", "45", reply_to=prompt_of(stage, "Bob")))[0]


async def test_pressing_again_or_late_is_answered(stage: Stage) -> None:
    prompt = prompt_of(stage, "Aïcha")
    await reacts(stage, "Aïcha", 1, prompt)
    assert "déjà pris en compte" in (await reacts(stage, "Aïcha", 1, prompt))[0]
    await stage.says("Nadia", "!fermer", group=True)
    assert "Trop tard" in (await reacts(stage, "Aïcha", 3, prompt))[0]


async def test_what_is_no_option_or_somebody_elses_changes_nothing(stage: Stage) -> None:
    prompt = prompt_of(stage, "Aïcha")
    assert await reacts(stage, "Aïcha", 9, prompt) == []
    assert await reacts(stage, "Aïcha", 1, "no such message") == []
    theirs = await reacts(stage, "Bob", 1, prompt, chat=stage.user("Aïcha"))
    assert "n’est pas pour toi" in theirs[0]
    assert "Pour l’instant" not in (await stage.says("Aïcha", "!moi"))[0]


async def test_a_removed_message_no_longer_counts_while_the_round_is_open(stage: Stage) -> None:
    await stage.says("Aïcha", "45")
    first = stage.message_of("Aïcha")
    await stage.says("Aïcha", "46")
    second = stage.message_of("Aïcha")
    gone = {"removed": True}
    assert await stage.says("Aïcha", None, edits=first, edit=False, **gone) == []  # type: ignore[arg-type]
    said = await stage.says("Aïcha", None, edits=second, edit=False, **gone)  # type: ignore[arg-type]
    assert "C’est retiré : tes 46,00" in said[0]
    await stage.says("Aïcha", "47")
    third = stage.message_of("Aïcha")
    await stage.says("Nadia", "!fermer", group=True)
    said = await stage.says("Aïcha", None, edits=third, edit=False, **gone)  # type: ignore[arg-type]
    assert "Trop tard pour retirer" in said[0]
    assert "47,00" in (await stage.says("Aïcha", "!moi"))[0]
    assert await stage.audit() == []


async def test_join_in_the_group_opens_a_private_chat(stage: Stage) -> None:
    said = await stage.says("Chloé", "!join", group=True)
    assert "je t’ai ouvert un salon privé" in said[0]
    assert "Te voilà dans Kpa-Cité" in said[1]
    assert "Que valait" in said[2]
    assert [one.chat_id for one in stage.platform.sent[-3:]] == [GROUP, *[stage.user("Chloé")] * 2]
    assert "déjà" in (await stage.says("Chloé", "!rejoindre", group=True))[1]
    assert "dans le groupe de ton équipe" in (await stage.says("Chloé", "!join"))[0]


async def test_somebody_else_in_a_private_chat_stops_private_messages(stage: Stage) -> None:
    aicha = stage.user("Aïcha")
    stage.platform.crowded.add(aicha)
    said = await stage.says("Aïcha", None, crowd=["Zoé"])
    assert said == ["Zoé est aussi dans ce salon : je n’y écris plus rien de privé. "
                    "J’y reviens dès que nous sommes seuls."]  # fmt: skip
    assert await stage.says("Aïcha", "45") == []
    stage.platform.crowded.clear()
    assert "C’est noté : 45,00" in (await stage.later(seconds=10))[0]


async def test_a_key_that_comes_late_keeps_the_order_of_what_was_said(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = {"45"}
    read = stage.platform.read

    def reading(payload: str) -> Incoming | None:
        said = read(payload)
        if said is not None and said.text in locked:
            raise UnreadableError("session", said.chat_id, said.sender.user_id, datetime.now(UTC))
        return said

    monkeypatch.setattr(stage.platform, "read", reading)
    assert await stage.says("Aïcha", "45") == []
    assert await stage.says("Aïcha", "46") == [], "it waits behind the one before it"
    assert "C’est noté : 12,00" in (await stage.says("Bob", "12"))[0], "others do not"
    locked.clear()
    stage.desk.look_again()
    before = len(stage.platform.sent)
    await stage.desk.handle_waiting()
    await stage.courier.drain()
    first, second = [said.plain for said in stage.platform.sent[before:]]
    assert "C’est noté : 45,00" in first
    assert "C’est changé : 46,00" in second


async def test_a_key_that_never_comes_is_asked_about_once(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = stage.platform.read

    def reading(payload: str) -> Incoming | None:
        said = read(payload)
        if said is not None and said.text in {"45", "46"}:
            raise UnreadableError("session", said.chat_id, said.sender.user_id, said.at or AT)
        return said

    monkeypatch.setattr(stage.platform, "read", reading)
    await stage.says("Aïcha", "45")
    await stage.says("Aïcha", "46")
    await stage.later(seconds=25)
    stage.desk.look_again()
    before = len(stage.platform.sent)
    await stage.desk.handle_waiting()
    await stage.courier.drain()
    (asked,) = [said.plain for said in stage.platform.sent[before:]]
    assert "Je n’ai pas pu déchiffrer ton message de lundi 23 novembre à 12:00" in asked
    assert "C’est noté : 47,00" in (await stage.says("Aïcha", "47"))[0]


async def test_where_there_is_no_team_yet_a_group_is_asked_too(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = stage.platform.read

    def reading(payload: str) -> Incoming | None:
        said = read(payload)
        if said is not None and said.text in {"!setup Autre", "on mange ?"}:
            raise UnreadableError(said.text, said.chat_id, said.sender.user_id, said.at or AT)
        return said

    monkeypatch.setattr(stage.platform, "read", reading)
    await stage.says("Zoé", "!setup Autre", group=True, chat_id="-200")
    await stage.says("Bob", "on mange ?", group=True)
    await stage.later(seconds=25)
    stage.desk.look_again()
    before = len(stage.platform.sent)
    await stage.desk.handle_waiting()
    await stage.courier.drain()
    (asked,) = stage.platform.sent[before:]
    assert (asked.chat_id, asked.private) == ("-200", False)
    assert "Je n’ai pas pu déchiffrer" in asked.plain


AT = datetime(2026, 11, 23, 11, tzinfo=UTC)
