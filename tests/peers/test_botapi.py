"""What the server answers, held against the client the bot uses: `telegram.Bot`."""

import asyncio
from typing import Any

import httpx
import pytest
from telegram import Bot, BotCommand, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
)

from .botapi import ANONYMOUS_ADMIN, TOKEN, BotApi, User
from .conftest import telegram_bot

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x40\x00\x00\x00\x20" + bytes(40)

KEYBOARD = InlineKeyboardMarkup(
    [[InlineKeyboardButton("Comme avant", callback_data="same")],
     [InlineKeyboardButton("Inviter", url="https://t.me/semainier_bot?start=CODE")]]
)  # fmt: skip


async def test_the_token_and_the_method_must_be_right(api: BotApi, bot: Bot) -> None:
    me = await bot.get_me()
    assert (me.id, me.username, me.can_read_all_group_messages) == (
        123456789,
        "semainier_bot",
        False,
    )
    async with telegram_bot(api, "123456789:wrong") as stranger:
        with pytest.raises(InvalidToken, match="Unauthorized"):
            await stranger.get_me()
    async with httpx.AsyncClient() as client:
        wrong = await client.get(f"{api.url}/bot{TOKEN}/dance")
        assert (wrong.status_code, wrong.json()["error_code"]) == (404, 404)
        as_query = await client.get(f"{api.url}/bot{TOKEN}/GETME?x=1")
        assert as_query.json()["ok"] is True


async def test_updates_come_again_until_an_offset_confirms_them(
    api: BotApi, bot: Bot, aicha: User
) -> None:
    await aicha.say("45")
    await aicha.say("50")
    first = await bot.get_updates()
    again = await bot.get_updates(limit=1)
    assert [u.update_id for u in again] == [first[0].update_id]
    assert first[1].update_id == first[0].update_id + 1
    (left,) = await bot.get_updates(offset=first[1].update_id)
    assert left.message
    assert (left.message.text, left.message.chat.id) == ("50", aicha.id)
    assert await bot.get_updates(offset=left.update_id + 1) == ()
    assert api.pending_updates == 0


async def test_a_long_poll_ends_as_soon_as_something_is_said(bot: Bot, aicha: User) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await asyncio.sleep(0)
    await aicha.say("/pareil@semainier_bot 😀 café @semainier_bot")
    (update,) = await poll
    assert update.message
    entities = update.message.parse_entities()
    assert sorted(entities.values()) == ["/pareil@semainier_bot", "@semainier_bot"]
    assert update.message.date.microsecond == 0


async def test_the_server_remembers_which_updates_are_wanted(bot: Bot, aicha: User) -> None:
    await bot.get_updates(allowed_updates=["callback_query"])
    await aicha.say("not wanted")
    assert await bot.get_updates() == ()
    await bot.get_updates(allowed_updates=[])
    await aicha.say("wanted")
    assert len(await bot.get_updates()) == 1


async def test_a_second_poller_ends_the_first(api: BotApi, aicha: User) -> None:
    async with telegram_bot(api) as one, telegram_bot(api) as two:
        first = asyncio.create_task(one.get_updates(timeout=30))
        await api.until(lambda: api.calls("getUpdates"))
        second = asyncio.create_task(two.get_updates(timeout=30))
        with pytest.raises(Conflict):
            await first
        await aicha.say("hello")
        assert len(await second) == 1


async def test_whom_the_bot_may_write_to(api: BotApi, bot: Bot) -> None:
    user = api.user("Bob")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(4242, "hello")
    with pytest.raises(Forbidden, match="can't initiate conversation"):
        await bot.send_message(user.id, "hello")
    await user.start()
    await bot.send_message(user.id, "hello")
    await user.block()
    with pytest.raises(Forbidden, match="blocked by the user"):
        await bot.send_message(user.id, "hello")
    statuses = [u.my_chat_member for u in await bot.get_updates() if u.my_chat_member]
    assert [s.new_chat_member.status for s in statuses] == ["kicked"]
    group = api.group("L'équipe", user)
    await group.add_bot()
    await group.remove_bot()
    with pytest.raises(Forbidden, match="kicked from the group chat"):
        await bot.send_message(group.id, "hello")


@pytest.mark.parametrize(
    ("html", "error"),
    [
        ("<b>bold", "end tag corresponding to start tag"),
        ("<b><i>crossed</b></i>", "Unmatched end tag at byte offset 13"),
        ("<p>no</p>", 'Unsupported start tag "p"'),
        ("1 < 2", "Unclosed start tag at byte offset 2"),
        ("</b>", "Unexpected end tag"),
        ("Tom & Jerry", "ampersand"),
        ("a&nbsp;b", "ampersand"),
        ('<span class="x">no</span>', 'must have class "tg-spoiler"'),
        ("<blockquote open>no</blockquote>", "Expected equal sign"),
    ],
)
async def test_html_is_read_strictly(bot: Bot, aicha: User, html: str, error: str) -> None:
    with pytest.raises(BadRequest, match=r"(?i)can't parse entities") as refusal:
        await bot.send_message(aicha.id, html, parse_mode="HTML")
    assert error.lower() in refusal.value.message.lower()
    assert not aicha.inbox


async def test_html_becomes_text_and_entities(bot: Bot, aicha: User) -> None:
    sent = await bot.send_message(
        aicha.id,
        ' 😀 <b>Aïcha &amp; <i>Bob</i></b> &lt;3 <a href="https://a.org/?x=1&amp;y">ici</a>'
        '<pre><code class="language-py">x</code></pre>&#x27; ',
        parse_mode="HTML",
    )
    assert sent.text == "😀 Aïcha & Bob <3 icix'"
    assert [(e.type, e.offset, e.length) for e in sent.entities] == [
        ("bold", 3, 11),
        ("italic", 11, 3),
        ("text_link", 18, 3),
        ("pre", 21, 1),
    ]
    assert (sent.entities[2].url, sent.entities[3].language) == ("https://a.org/?x=1&y", "py")
    assert aicha.inbox[-1].text == sent.text
    assert aicha.inbox[-1].html.startswith(" 😀 <b>")


async def test_what_never_arrives_as_it_was_sent(bot: Bot, aicha: User) -> None:
    sent = await bot.send_message(aicha.id, "\u202eA\r\n1\u202f234,50\tK ")
    assert sent.text == "A\n1\u202f234,50 K"
    with pytest.raises(ValueError, match="no link can carry"):
        await aicha.start("CODE=é")


async def test_texts_are_measured_after_entities_in_utf16(bot: Bot, aicha: User) -> None:
    await bot.send_message(aicha.id, f"<b>{'&amp;' * 4096}</b>", parse_mode="HTML")
    await bot.send_message(aicha.id, "😀" * 2048)
    with pytest.raises(BadRequest, match="Message is too long"):
        await bot.send_message(aicha.id, "😀" * 2048 + "!")
    for blank in (" \n ", "<b> </b>"):
        with pytest.raises(BadRequest, match="Message text is empty"):
            await bot.send_message(aicha.id, blank, parse_mode="HTML")
    with pytest.raises(BadRequest, match="caption is too long"):
        await bot.send_document(aicha.id, b"x", caption="x" * 1025)


@pytest.mark.parametrize(
    ("button", "error"),
    [
        ({"text": "a", "callback_data": "é" * 33}, "BUTTON_DATA_INVALID"),
        ({"text": "a", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        ({"text": "a"}, "Text buttons are unallowed"),
        ({"text": " ", "callback_data": "a"}, "non-empty"),
        ({"text": "a", "callback_data": "a", "url": "https://a.org"}, "unallowed"),
        ({"text": "a", "url": "http://localhost:80"}, "Wrong HTTP URL"),
        ({"text": "a", "callback_data": "a", "colour": "red"}, "unknown field colour"),
    ],
)
async def test_keyboards_are_checked(
    api: BotApi, aicha: User, button: dict[str, str], error: str
) -> None:
    body = {"chat_id": aicha.id, "text": "?", "reply_markup": {"inline_keyboard": [[button]]}}
    async with httpx.AsyncClient() as client:
        answer = await client.post(f"{api.url}/bot{TOKEN}/sendMessage", json=body)
    assert answer.status_code == 400
    assert error in answer.json()["description"]


async def test_a_button_from_press_to_answer(api: BotApi, bot: Bot, aicha: User) -> None:
    sent = await bot.send_message(aicha.id, "Combien ?", reply_markup=KEYBOARD)
    assert aicha.inbox[0].buttons[0] == [("Comme avant", "same")]
    press = asyncio.create_task(aicha.press(None, "avant"))
    (update,) = await bot.get_updates(timeout=10)
    query = update.callback_query
    assert query
    assert query.message
    assert (query.data, query.from_user.id, query.message.message_id) == (
        "same",
        aicha.id,
        sent.message_id,
    )
    assert query.chat_instance
    await bot.answer_callback_query(query.id, "Noté", show_alert=True)
    answer = await press
    assert (answer.text, answer.show_alert) == ("Noté", True)
    await bot.edit_message_text("Noté : 45", aicha.id, sent.message_id)
    message = await aicha.expect("Noté : 45")
    assert (message.buttons, message.versions) == ([], ["Combien ?"])
    with pytest.raises(BadRequest, match=r"(?i)query is too old"):
        await bot.answer_callback_query(query.id)
    late = await aicha.forge_press(message, "forged")
    api.expire_queries()
    with pytest.raises(BadRequest, match=r"(?i)query is too old"):
        await bot.answer_callback_query(late.query_id)


async def test_edits_that_change_nothing_or_miss(bot: Bot, aicha: User) -> None:
    sent = await bot.send_message(aicha.id, "<b>a</b>", parse_mode="HTML", reply_markup=KEYBOARD)
    same: dict[str, Any] = {"chat_id": aicha.id, "message_id": sent.message_id}
    with pytest.raises(BadRequest, match=r"(?i)message is not modified"):
        await bot.edit_message_text("<b>a</b>", parse_mode="HTML", reply_markup=KEYBOARD, **same)
    await bot.edit_message_text("<i>a</i>", parse_mode="HTML", reply_markup=KEYBOARD, **same)
    await bot.edit_message_reply_markup(**same)
    with pytest.raises(BadRequest, match=r"(?i)message is not modified"):
        await bot.edit_message_reply_markup(**same)
    said = await aicha.say("mine")
    with pytest.raises(BadRequest, match="can't be edited"):
        await bot.edit_message_text("yours", aicha.id, said.message_id)
    await bot.delete_message(**same)
    assert not aicha.inbox
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("b", **same)
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(aicha.id, "re", reply_to_message_id=sent.message_id)


async def test_what_privacy_mode_lets_through(api: BotApi, bot: Bot, aicha: User) -> None:
    group = api.group("L'équipe", aicha)
    bob = api.user("Bob")
    await group.add_bot()
    await group.add(bob)
    sent = await bot.send_message(group.id, "Bilan")
    post = group.messages[0]
    assert post.message_id == sent.message_id
    for text in ("chat", "/bilan@other_bot", "/aide", "hep @Semainier_Bot", "see /aide"):
        await bob.say(text, chat=group)
    await bob.say("merci", chat=group, reply_to=post)
    await api.anonymous_admin_says(group, "/ouvrir")
    updates = await bot.get_updates()
    messages = [u.message for u in updates if u.message]
    assert updates[0].my_chat_member
    assert [len(m.new_chat_members) for m in messages[:2]] == [1, 1]
    assert [m.text for m in messages[2:]] == ["/aide", "hep @Semainier_Bot", "merci", "/ouvrir"]
    hidden = messages[-1]
    assert hidden.from_user
    assert hidden.sender_chat
    assert (hidden.from_user.id, hidden.sender_chat.id) == (ANONYMOUS_ADMIN.id, group.id)
    await group.promote(api.bot)
    await bob.say("now everything", chat=group)
    last = (await bot.get_updates())[-1].message
    assert last
    assert last.text == "now everything"
    admins = await bot.get_chat_administrators(group.id)
    assert [(a.user.id, a.status) for a in admins] == [
        (aicha.id, "creator"),
        (api.bot.id, "administrator"),
    ]
    assert (await bot.get_chat_member(group.id, bob.id)).status == "member"
    assert (await bot.get_chat(group.id)).title == "L'équipe"


async def test_an_administrator_may_follow_who_comes_and_goes(
    api: BotApi, bot: Bot, aicha: User
) -> None:
    group = api.group("L'équipe", aicha)
    bob = api.user("Bob")
    await group.add_bot()
    await group.promote(api.bot)
    await group.add(bob)
    await bot.get_updates(allowed_updates=["chat_member"])
    await group.remove(bob, by=bob)
    change = (await bot.get_updates())[-1].chat_member
    assert change
    assert (change.old_chat_member.status, change.new_chat_member.status) == ("member", "left")


async def test_channel_posts_have_no_author(api: BotApi, bot: Bot, aicha: User) -> None:
    channel = api.channel("Annonces", aicha)
    await channel.add_bot()
    await channel.post("/setup")
    update = (await bot.get_updates())[-1]
    assert update.channel_post
    assert update.channel_post.from_user is None
    await bot.send_message(channel.id, "ok")
    assert channel.messages[0].text == "ok"


async def test_a_group_becomes_a_supergroup(api: BotApi, bot: Bot, aicha: User) -> None:
    group = api.group("L'équipe", aicha)
    await group.add_bot()
    old = group.id
    new = await group.migrate()
    assert str(new).startswith("-100")
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(old, "hello")
    assert moved.value.new_chat_id == new == group.id
    there, here = [u.message for u in await bot.get_updates() if u.message][-2:]
    assert (there.chat.id, there.migrate_to_chat_id) == (old, new)
    assert (here.chat.id, here.migrate_from_chat_id, here.message_id) == (new, old, 1)
    await bot.send_message(new, "hello")
    assert (await group.expect("hello", after=0)).chat_id == new


async def test_files_both_ways(api: BotApi, bot: Bot, aicha: User) -> None:
    await aicha.send_file("plan.csv", b"week,amount\n", "/plan")
    (update,) = await bot.get_updates()
    assert update.message
    assert update.message.document
    assert update.message.caption == "/plan"
    assert update.message.caption_entities[0].type == "bot_command"
    file = await bot.get_file(update.message.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"week,amount\n"
    await bot.send_document(aicha.id, b"a,b", filename="café.csv", caption="<b>Plan</b>",
                            parse_mode="HTML", reply_markup=KEYBOARD)  # fmt: skip
    photo = await bot.send_photo(aicha.id, PNG)
    document = aicha.inbox[0]
    assert document.file
    assert (document.file.name, document.file.data, document.text) == ("café.csv", b"a,b", "Plan")
    assert (photo.photo[0].width, photo.photo[0].height) == (64, 32)
    with pytest.raises(BadRequest, match=r"(?i)IMAGE_PROCESS_FAILED"):
        await bot.send_photo(aicha.id, b"not a picture")
    with pytest.raises(BadRequest, match="no text in the message to edit"):
        await bot.edit_message_text("x", aicha.id, document.message_id)


async def test_commands_have_scopes_languages_and_strict_names(api: BotApi, bot: Bot) -> None:
    await bot.set_my_commands([BotCommand("aide", "Aide")], language_code="fr")
    assert api.commands(language_code="fr") == [{"command": "aide", "description": "Aide"}]
    assert await bot.get_my_commands() == ()
    for wrong in ("Aide", "réglages", "x" * 33):
        with pytest.raises(BadRequest, match=r"(?i)BOT_COMMAND_INVALID"):
            await bot.set_my_commands([(wrong, "?")])
    with pytest.raises(BadRequest, match=r"(?i)DESCRIPTION_INVALID"):
        await bot.set_my_commands([("aide", "x" * 257)])
    with pytest.raises(BadRequest, match=r"(?i)TOO_MUCH"):
        await bot.set_my_commands([(f"c{n}", "?") for n in range(101)])
