"""How people talk to the bot in these stories."""

from tests.peers.botapi import Message, User
from tests.peers.botapi.chats import Query
from tests.peers.matrix.person import Person
from tests.peers.process import written


async def ask(user: User | Person, said: str, answer: str) -> str:
    """Say something in private; what came back that contains the answer."""
    await user.say(said)
    return await hears(user, answer)


async def hears(user: User | Person, answer: str) -> str:
    """Wait for a message with this piece; spaces that do not break are written as spaces."""
    return written(await user.expect(lambda message: answer in written(message)))


async def answered(query: Query) -> str:
    """Wait for what is shown over a button somebody pressed."""
    answer = await query.done.until(lambda: query.answer, 90.0, lambda: "no answer to a press")
    return str(answer.text)


def codes(message: Message) -> list[str]:
    """The invitations a message carries."""
    links = [url for row in message.buttons for _, url in row if "?start=" in url]
    return [link.partition("?start=")[2] for link in links]
