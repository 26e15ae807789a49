"""A member whose client is not ours: mautrix on libolm, run by an environment of its own.

Obeys JSON lines on stdin and tells what it reads as JSON lines on stdout. It gives the keys to what
it writes to cross-signed devices alone, as cautious clients do.

    mautrix_member.py URL USER_ID DEVICE_ID ACCESS_TOKEN BOT_ID
"""

import asyncio
import json
import sys

from mautrix.client import Client, InternalEventType
from mautrix.client.dispatcher import SimpleDispatcher
from mautrix.client.encryption_manager import DecryptionDispatcher
from mautrix.client.state_store.memory import MemoryStateStore
from mautrix.crypto import OlmMachine
from mautrix.crypto.store import MemoryCryptoStore
from mautrix.errors import DecryptionError, SessionNotFound
from mautrix.types import (
    EventType,
    Membership,
    ReactionEventContent,
    RelatesTo,
    RelationType,
    TextMessageEventContent,
    TrustState,
)


class State(MemoryStateStore):
    """What the encryption wants to know of rooms."""

    async def find_shared_rooms(self, user_id):
        return [room for room, members in self.members.items() if user_id in members]


class Patient(SimpleDispatcher):
    """Decrypts, also what comes before its key, and tells of what it cannot read."""

    event_type = EventType.ROOM_ENCRYPTED

    async def handle(self, event):
        crypto = self.client.crypto
        try:
            try:
                clear = await crypto.decrypt_megolm_event(event)
            except SessionNotFound as missing:
                await crypto.wait_for_session(event.room_id, missing.session_id, timeout=10)
                clear = await crypto.decrypt_megolm_event(event)
        except DecryptionError as error:
            tell(undecryptable=event.event_id, why=str(error))
        else:
            self.client.dispatch_event(clear, event.source)


def tell(**said):
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


class Member:
    def __init__(self, url, user_id, device_id, token, bot):
        self.bot = bot
        state = State()
        self.client = Client(
            mxid=user_id, device_id=device_id, base_url=url, token=token, state_store=state
        )
        self.store = MemoryCryptoStore(account_id=user_id, pickle_key="test")
        self.machine = OlmMachine(self.client, self.store, state)
        self.machine.send_keys_min_trust = TrustState.CROSS_SIGNED_TOFU
        self.client.add_event_handler(EventType.ROOM_MEMBER, self.invited)
        self.client.add_event_handler(InternalEventType.INVITE, self.invited)
        self.client.add_event_handler(EventType.ROOM_MESSAGE, self.heard)
        self.client.add_event_handler(EventType.REACTION, self.reacted)

    async def run(self):
        await self.store.open()
        await self.store.put_device_id(self.client.device_id)
        await self.machine.load()
        self.client.crypto = self.machine
        self.client.remove_dispatcher(DecryptionDispatcher)
        self.client.add_dispatcher(Patient)
        await self.machine.share_keys()
        self.client.start(None)
        lines = asyncio.StreamReader()
        loop = asyncio.get_running_loop()
        await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
        tell(ready=True)
        while line := await lines.readline():
            order = json.loads(line)
            await getattr(self, order.pop("do"))(**order)
        self.client.stop()

    async def say(self, room, text, reply_to=None):
        content = TextMessageEventContent(msgtype="m.text", body=text)
        if reply_to:
            content.set_reply(reply_to)
        tell(sent=await self.client.send_message_event(room, EventType.ROOM_MESSAGE, content))

    async def react(self, room, event, key):
        relation = RelatesTo(rel_type=RelationType.ANNOTATION, event_id=event, key=key)
        content = ReactionEventContent(relates_to=relation)
        tell(sent=await self.client.send_message_event(room, EventType.REACTION, content))

    async def invited(self, event):
        mine = event.state_key == self.client.mxid
        if mine and event.content.membership == Membership.INVITE:
            await self.client.join_room(event.room_id)
            tell(joined=event.room_id, by=event.sender)

    async def heard(self, event):
        if event.sender != self.bot:
            return
        tell(
            room=event.room_id,
            event=event.event_id,
            text=event.content.body,
            trust=int(event["mautrix"]["trust_state"]) if "mautrix" in event else None,
        )

    async def reacted(self, event):
        if event.sender == self.bot:
            relation = event.content.relates_to
            tell(reaction=relation.key, under=relation.event_id)


async def main():
    await Member(*sys.argv[1:]).run()


asyncio.run(main())
