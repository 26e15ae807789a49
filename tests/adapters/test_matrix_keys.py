"""Keys on Matrix: a device its owner vouches for, and clients that are not ours."""

import json
from pathlib import Path
from typing import Any

from vodozemac import Ed25519PublicKey, Ed25519Signature

from tests.adapters.telegram_talk import ask
from tests.peers.matrix.mautrix_peer import MautrixPeer
from tests.peers.matrix.person import Person, room_path
from tests.peers.matrix.world import World, gathered
from tests.peers.process import Running

Json = dict[str, Any]

SIGNED = 100
"""mautrix's trust in a device that the first identity seen of its owner has signed."""


async def test_the_bots_device_is_vouched_for_by_its_owner(matrix: World, tmp_path: Path) -> None:
    async with Running(tmp_path, matrix) as bot:
        team = await gathered(matrix, "Aïcha")
        aicha = team["Aïcha"]
        first = await published(aicha, matrix.bot_id)
        assert vouched(first, matrix.bot_id)
        await bot.stop()
        await bot.start()
        await ask(team.nadia, "!ouvrir", "1 personne")
        assert await published(aicha, matrix.bot_id) == first, "once, not at every start"


async def published(person: Person, user_id: str) -> Json:
    found: Json = await person.raw(
        "POST", "/_matrix/client/v3/keys/query", {"device_keys": {user_id: []}}
    )
    return found


def vouched(keys: Json, user_id: str) -> bool:
    """Check, from what is published alone: master key -> self-signing key -> the one device."""
    master = keys["master_keys"][user_id]
    self_signing = keys["self_signing_keys"][user_id]
    (device,) = keys["device_keys"][user_id].values()
    check(self_signing, user_id, public_of(master))
    check(device, user_id, public_of(self_signing))
    return True


def public_of(key: Json) -> str:
    (public,) = key["keys"].values()
    return str(public)


def check(content: Json, user_id: str, public: str) -> None:
    """Verify a signature; raises what the library raises."""
    bare = {name: v for name, v in content.items() if name not in {"signatures", "unsigned"}}
    written = json.dumps(bare, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    signature = content["signatures"][user_id][f"ed25519:{public}"]
    key = Ed25519PublicKey.from_base64(public)
    key.verify_signature(written, Ed25519Signature.from_base64(signature))


async def test_a_client_on_another_library_that_trusts_signed_devices_only(
    matrix: World, tmp_path: Path
) -> None:
    async with Running(tmp_path, matrix):
        team = await gathered(matrix, encrypted=True)
        nadia, group = team.nadia, team.group
        account = await matrix.account("Émile")
        async with MautrixPeer(matrix.url, account, matrix.bot_id) as emile:
            await nadia.raw("POST", room_path(group, "invite"), {"user_id": emile.user_id})
            await emile.until(lambda told: told.get("joined") == group.id)
            await emile.do("say", room=group.id, text="!join")
            hello = await emile.hears("Te voilà dans Kpa-Cité, Émile")
            assert hello["trust"] is not None
            assert hello["trust"] >= SIGNED, "no shield is shown"
            await ask(nadia, "!ouvrir", "1 personne")
            prompt = await emile.hears("Que valait ta contribution")
            await emile.until(lambda told: told.get("under") == prompt["event"])
            await emile.do("say", room=prompt["room"], text="café 20, site 25")
            await emile.hears("C’est noté : 45,00 K")
            await emile.do("react", room=prompt["room"], event=prompt["event"], key="1\ufe0f\u20e3")
            await emile.hears("C’est changé : 0,00 K au lieu de 45,00")
            await emile.do("say", room=prompt["room"], text="3", reply_to=prompt["event"])
            await emile.hears("tu passes la semaine")
            await ask(nadia, "!fermer", "est fermée")
            post = await emile.hears("Passe cette semaine : Émile")
            assert post["room"] == group.id


async def test_keys_people_use_up_are_made_again(matrix: World, tmp_path: Path) -> None:
    async with Running(tmp_path, matrix):
        team = await gathered(matrix, "Aïcha")
        aicha = team["Aïcha"]
        (device,) = (await published(aicha, matrix.bot_id))["device_keys"][matrix.bot_id]
        claim = {"one_time_keys": {matrix.bot_id: {device: "signed_curve25519"}}}
        for _ in range(120):
            found = await aicha.raw("POST", "/_matrix/client/v3/keys/claim", claim)
            if not found["one_time_keys"].get(matrix.bot_id):
                break
        await ask(team.nadia, "!ouvrir", "1 personne")
        await ask(aicha, "45", "45,00")

        async def claimed() -> bool:
            found = await aicha.raw("POST", "/_matrix/client/v3/keys/claim", claim)
            return bool(found["one_time_keys"].get(matrix.bot_id))

        tries = 0
        while not await claimed():
            tries += 1
            assert tries < 200, "nobody new could write to the bot any more"
            await ask(aicha, str(tries), f"{tries},00")
