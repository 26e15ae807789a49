"""The member on another library reads what our people write, and is strict about keys."""

from .mautrix_peer import MautrixPeer
from .world import World

UNSIGNED = 0
"""What mautrix says of a device nobody vouched for."""


async def test_it_reads_everybody_and_gives_keys_to_signed_devices_only(matrix: World) -> None:
    account = await matrix.account("Émile")
    bob = await matrix.person("Bob")
    bob.bot = account.user_id
    async with MautrixPeer(matrix.url, account, bob.id) as emile:
        room = await bob.open_private()
        await emile.until(lambda told: told.get("joined") == room.id)
        await bob.until(lambda: len(bob.client.rooms[room.id].users) == 2, "Émile")
        said = await bob.say("Bonjour Émile")
        heard = await emile.hears("Bonjour Émile")
        assert (heard["event"], heard["trust"]) == (said.id, UNSIGNED)
        await emile.do("react", room=room.id, event=said.id, key="👍")
        await emile.do("say", room=room.id, text="Bonjour Bob", reply_to=said.id)
        await bob.until(lambda: bob.undecryptable, "what is not for unsigned devices")
        assert not bob.inbox
