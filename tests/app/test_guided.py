"""The guided way and the echo's buttons: gone on with anywhere, and nothing old undoes the new."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import event

from adapters.chat import Key, Manner
from core.app.commands import Declare, SaidLine
from core.app.records import Draft
from core.db.store import Store
from tests.peers.stage import Stage


@pytest.fixture(params=["telegram", "matrix"])
async def stage(store: Store, request: pytest.FixtureRequest) -> Stage:
    """A round is open for Aïcha and Bob, with buttons or with numbered lines."""
    stage = Stage(store, "2026-11-23T12:00+01:00")
    if request.param == "matrix":
        stage.platform.manner = Manner(sign="!")
    await stage.joins(await stage.sets_up(), "Aïcha", "Bob")
    await stage.says("Nadia", "/ouvrir")
    return stage


def restarted(stage: Stage) -> Stage:
    """Another process on the same database: nothing of the first one's memory is left."""
    again = Stage(stage.store, stage.clock.at.isoformat())
    again.platform.manner = stage.platform.manner
    again.platform.sent = again.matrix.sent = stage.platform.sent
    again._event, again._message, again._ids = stage._event, stage._message, stage._ids
    return again


def button(stage: Stage, who: str, label: str) -> Key:
    """The newest button of this name."""
    keys = [key for said in stage.heard(who) for key in said.keys if key.label == label]
    return keys[-1]


def number_of(stage: Stage, label: str) -> str:
    """The number of an option of the last message, as it is numbered where there are no buttons."""
    return str([key.label for key in stage.platform.sent[-1].keys].index(label) + 1)


async def test_it_is_taken_up_again_after_a_restart_the_next_day(stage: Stage) -> None:
    await stage.says("Aïcha", "/guider")
    await stage.says("Aïcha", "café")
    await stage.says("Aïcha", "20")
    await stage.later(days=1)
    again = restarted(stage)
    said = await again.says("Aïcha", "/guider")
    assert "On reprend où tu en étais" in said[0]
    assert "café : 20,00" in said[0]
    await again.says("Aïcha", "service")
    third = restarted(again)
    said = await third.says("Aïcha", "c’est tout")
    assert "C’est noté : 20,00" in said[0]
    assert "service" in said[0]
    assert await third.audit() == []


async def test_it_is_taken_up_again_from_another_account(stage: Stage) -> None:
    code = (await stage.says("Aïcha", "/lier"))[0].split("lier ")[-1].split()[0]
    elsewhere: dict[str, Any] = {
        "sender": {"user_id": "@aicha", "name": "Aïcha"},
        "chat_id": "!room",
    }
    await stage.says("Aïcha", f"/lier {code}", on=stage.matrix, **elsewhere)
    await stage.says("Aïcha", "/guider")
    await stage.says("Aïcha", "café")
    said = await stage.says("Aïcha", "3h à 10", on=stage.matrix, **elsewhere)
    assert "café : 30,00" in said[0]
    said = await stage.says("Aïcha", "c’est tout", on=stage.matrix, **elsewhere)
    assert "C’est noté : 30,00" in said[0]
    assert stage.platform.sent[-1].chat_id == "!room"


async def test_the_number_of_an_option_in_a_reply_takes_the_step(stage: Stage) -> None:
    await stage.says("Nadia", "/projet add café")
    await stage.says("Aïcha", "/guider")
    number = number_of(stage, "café")
    message = str(len(stage.platform.sent))
    said = await stage.says("Aïcha", number, reply_to=message)
    assert "café : combien" in said[0]


async def test_a_full_declaration_ends_it_and_so_does_passing(stage: Stage) -> None:
    await stage.says("Aïcha", "/guider")
    assert "C’est noté : 45,00" in (await stage.says("Aïcha", "45"))[0]
    assert "Rien n’est en cours" in (await stage.says("Aïcha", "/annuler"))[0]
    await stage.says("Bob", "/guider")
    await stage.says("Bob", "café")
    assert "tu passes la semaine" in (await stage.says("Bob", "/passe"))[0]
    assert "Rien n’est en cours" in (await stage.says("Bob", "/annuler"))[0]


async def test_at_the_quantity_a_line_of_another_project_is_that_projects(stage: Stage) -> None:
    await stage.says("Aïcha", "/guider")
    await stage.says("Aïcha", "café")
    said = await stage.says("Aïcha", "site 25 : la page")
    assert "site : 25,00" in said[0]
    assert "café" not in said[0]
    assert "C’est tout, ou" in said[0], "a note that was given is not asked for"


async def test_a_plain_number_is_no_note_until_that_is_said(stage: Stage) -> None:
    await stage.says("Aïcha", "/guider")
    await stage.says("Aïcha", "café")
    await stage.says("Aïcha", "20")
    assert "le montant, ou la note" in (await stage.says("Aïcha", "25"))[0]
    said = await stage.says("Aïcha", "le montant")
    assert "café : 25,00" in said[0]
    await stage.says("Aïcha", "1.200")
    said = await stage.says("Aïcha", "la note")
    assert "café : 25,00\u00a0K — 1.200" in said[0]


async def test_commands_work_in_the_middle_and_edits_change_nothing(stage: Stage) -> None:
    await stage.says("Aïcha", "45")
    declared = stage.message_of("Aïcha")
    await stage.says("Aïcha", "/guider")
    await stage.says("Aïcha", "café")
    assert "45,00" in (await stage.says("Aïcha", "/moi"))[0]
    await stage.says("Aïcha", "20")
    said = await stage.says("Aïcha", "30", edits=stage.message_of("Aïcha"))
    assert "pas à pas" in said[0]
    said = await stage.says("Aïcha", "46", edits=declared)
    assert "C’est changé : 46,00" in said[0], "what counts is corrected by its own message"


async def test_an_old_step_changes_nothing(stage: Stage) -> None:
    await stage.says("Aïcha", "/guider")
    old = button(stage, "Aïcha", "Sans projet")
    await stage.says("Aïcha", "café")
    await stage.says("Aïcha", "20")
    said = await stage.presses_key("Aïcha", old)
    assert "Une note ?" in said[0]
    assert "café : 20,00" in said[0]


@pytest.mark.parametrize("label", ["Changer", "Ajouter une note", "Retirer"])
async def test_an_old_echo_cannot_undo_a_newer_answer(stage: Stage, label: str) -> None:
    await stage.says("Aïcha", "45")
    old = button(stage, "Aïcha", label)
    await stage.says("Aïcha", "60")
    said = await stage.presses_key("Aïcha", old)
    assert "rien ne change. Pour l’instant, 60,00" in said[0]
    assert "60,00" in (await stage.says("Aïcha", "/moi"))[0]
    current = button(stage, "Aïcha", label)
    assert "rien ne change" not in (await stage.presses_key("Aïcha", current))[0]


async def test_a_note_asks_nothing_again_and_keeps_its_message(stage: Stage) -> None:
    await stage.says("Aïcha", "700")
    amount = stage.message_of("Aïcha")
    await stage.says("Aïcha", "oui")
    yes = stage.message_of("Aïcha")
    said = await stage.says("Aïcha", "/note la grosse commande")
    assert "C’est noté : 700,00" in said[0]
    assert "grosse commande" in said[0]
    assert "ne compte plus" in (await stage.says("Aïcha", "70", edits=amount))[0]
    assert "C’est changé : 70,00" in (await stage.says("Aïcha", "70", edits=yes))[0]


async def test_a_note_while_the_team_agrees_is_no_answer_to_it(stage: Stage) -> None:
    await stage.says("Nadia", "/plan 50")
    await stage.says("Nadia", "/reglages rule agree")
    await stage.says("Aïcha", "45")
    await stage.says("Bob", "30")
    await stage.says("Nadia", "/fermer")
    said = await stage.says("Aïcha", "/note service")
    assert len(said) == 1, "the team hears of no change"
    assert "45,00" in said[0]
    assert "On attend : Aïcha et Bob" in (await stage.says("Nadia", "/etat"))[0]
    await stage.says("Aïcha", "/guider")
    await stage.says("Aïcha", "café")
    await stage.says("Aïcha", "60")
    assert "45,00" in (await stage.says("Aïcha", "c’est tout"))[0], "nobody raises a claim now"
    await stage.says("Aïcha", "retour")
    await stage.says("Aïcha", "40")
    said = await stage.says("Aïcha", "c’est tout")
    assert "40,00" in said[0]
    assert "Rien n’est en cours" in (await stage.says("Aïcha", "/annuler"))[0]
    assert await stage.audit() == []


async def test_a_project_closed_meanwhile_is_chosen_anew_and_the_rest_is_kept(
    stage: Stage,
) -> None:
    for project in ("café", "site"):
        await stage.says("Nadia", f"/projet add {project}")
    for said in ("/guider", "site", "25", "la page", "un autre projet", "café", "20"):
        await stage.says("Aïcha", said)
    await stage.says("Bob", "/guider")
    await stage.says("Bob", "café")
    await stage.says("Nadia", "/projet close café")
    (said,) = await stage.says("Aïcha", "service")
    assert said.splitlines()[:2] == [
        "Le projet café a été fermé entre-temps : choisis-en un autre. Le reste est gardé.",
        "• site : 25,00\u00a0K — la page",
    ]
    assert "Pour quel projet ?" in said
    (said,) = await stage.says("Bob", "30")
    assert said.startswith("Le projet café a été fermé entre-temps : choisis-en un autre.\n")
    await stage.says("Bob", "site")
    for said in ("cuisine", "20", "passe"):
        await stage.says("Aïcha", said)
    await stage.says("Nadia", "/projet close site")
    (said,) = await stage.says("Aïcha", "c’est tout")
    assert "Le projet site a été fermé" in said
    assert "• cuisine : 20,00" in said
    await stage.says("Aïcha", "retour")
    assert "C’est noté : 20,00" in (await stage.says("Aïcha", "c’est tout"))[0]
    assert "on oublie ça" in (await stage.says("Bob", "annuler"))[0]


@pytest.fixture
def statements(store: Store) -> Iterator[list[str]]:
    """Every statement the database is sent that names the table of drafts."""
    sent: list[str] = []

    def note(*said: object) -> None:
        if "drafts" in str(said[2]):
            sent.append(str(said[2]))

    engine = store.database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)


async def test_drafts_of_a_batch_are_read_at_once(stage: Stage, statements: list[str]) -> None:
    for number, (who, said) in enumerate([("Aïcha", "45"), ("Bob", "30"), ("Aïcha", "46")]):
        chat = stage.user(who)
        typed = {"chat_id": chat, "private": True, "text": said, "message_id": f"many-{number}"}
        payload = json.dumps(typed | {"sender": {"user_id": chat, "name": who}})
        await stage.desk.receive("telegram", [(f"many-{number}", payload)], None)
    statements.clear()
    assert await stage.desk.handle_waiting() == 3
    assert len(statements) == 1


async def test_a_draft_comes_back_as_it_was_kept(store: Store) -> None:
    stage = Stage(store, "2026-11-23T12:00+01:00")
    await stage.joins(await stage.sets_up(), "Aïcha")
    await stage.says("Nadia", "/ouvrir")
    async with store.work() as work:
        team = await work.teams.get((await store.team_ids())[0])
        (member,) = [m for m in await work.teams.members(team.id) if m.declares]
        round_ = await work.rounds.open_round(team.id)
        assert round_ is not None
        lines = Declare(lines=(SaidLine(minutes=90, project="café", note="à midi"),)).lines
        kept = Draft(member.id, round_.id, "note", lines, "café", noted=0)
        await work.talk.keep_draft(kept, stage.clock.now())
    async with store.work() as work:
        assert await work.talk.draft(member.id) == kept
        await work.talk.drop_draft(member.id)
    async with store.work() as work:
        assert await work.talk.draft(member.id) is None
