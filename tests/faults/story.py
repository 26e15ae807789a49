"""A lively week and the next one: what people do, in order, on two platforms.

Each step is done by people, so that it is done once whatever becomes of the bot. Where somebody
never saw a button because it was lost with the process, they type what it means.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from tests.faults.world import GROUP, MATRIX, MOVED_GROUP, TELEGRAM, World

USERS = {
    name: str(1000 + number)
    for number, name in enumerate(("Nadia", "Aïcha", "Bob", "Chloé", "Dany", "Enzo", "Fatou"))
}
ON_MATRIX = {"Dany"}
START = datetime.fromisoformat("2026-11-24T10:00+01:00")


@dataclass(frozen=True)
class Does:
    """Somebody says or presses something: `else_types` where the button was never seen."""

    who: str
    text: str | None = None
    group: bool = False
    presses: str | None = None
    follows: str | None = None
    edits: int = 0
    on: str = ""


@dataclass(frozen=True)
class At:
    """Time comes."""

    when: str


@dataclass(frozen=True)
class Sets:
    """Something changes in the world: who is gone, where the group is, that a device is new."""

    name: str
    value: int = 1


Step = Does | At | Sets

STORY: tuple[Step, ...] = (
    Does("Nadia", "/setup Kpa-Cité", group=True),
    Does("Nadia", "/start"),
    *(Does("Nadia", "/inviter"),) * 3,
    *(Does(name, follows="Rejoindre") for name in ("Aïcha", "Bob", "Chloé", "Enzo", "Fatou")),
    Does("Dany", follows="Rejoindre", on=MATRIX),
    Does("Nadia", "/projet add café"),
    Does("Nadia", "/tarif café 10"),
    Does("Nadia", "/rejoindre", group=True),
    Sets("renewed"),
    At("2026-11-27T16:00+01:00"),
    Does("Aïcha", "45"),
    Does("Aïcha", "46", edits=1),
    Does("Bob", presses="0,00"),
    Does("Bob", "1200"),
    Does("Bob", "oui"),
    Does("Chloé", "café 3h : service"),
    Does("Dany", presses="0,00", on=MATRIX),
    Does("Dany", "31", on=MATRIX),
    Does("Fatou", "5"),
    Does("Fatou", "CASSE"),
    Does("Aïcha", "/lier"),
    Does("Nadia", "/etat"),
    Sets("gone-chat", int(USERS["Enzo"])),
    Does("Nadia", "/relancer"),
    At("2026-11-28T18:00+01:00"),
    Does("Fatou", "7"),
    Does("Nadia", "/recette 500 dons"),
    Does("Nadia", "/campagne couts loyer 100, eau 50"),
    Does("Nadia", "/allouer 60 égal"),
    Does("Nadia", "oui"),
    Does("Aïcha", "/financer loyer 5"),
    Does("Chloé", "/financer eau 6"),
    Sets("moved"),
    At("2026-11-29T12:00+01:00"),
    Does("Chloé", "12,50"),
    At("2026-11-29T20:00+01:00"),
    Does("Nadia", "/bilan"),
    Does("Nadia", "/export csv"),
    Does("Bob", "/semaine 2026-W48 800"),
    Does("Fatou", "/oublier"),
    Does("Fatou", "oui"),
    At("2026-12-01T12:00+01:00"),
    At("2026-12-04T16:00+01:00"),
    Does("Aïcha", presses="Pareil"),
    Does("Chloé", "café 20"),
    Does("Dany", "/passe", on=MATRIX),
    At("2026-12-06T20:00+01:00"),
    Does("Aïcha", "/moi"),
)

ENDED_ONCE = STORY.index(Does("Fatou", "5"))
"""Before this step the bot ends and starts again, even where nothing is the matter."""

COPIED = STORY.index(At("2026-12-04T16:00+01:00"))
"""Before this step a copy of the database is taken, to go back to at the end."""

INSTEAD = {"0,00": "0", "Pareil": "/pareil"}


def moment(step: int) -> datetime:
    """When a step is: the last instant that came before it, and a minute for each since."""
    at, since = START, 0
    for number, one in enumerate(STORY[: step + 1]):
        if isinstance(one, At):
            at, since = datetime.fromisoformat(one.when), number
    return at + timedelta(seconds=10 * (step - since))


def update(world: World, number: int, does: Does) -> dict[str, object]:
    """What the platform tells of a step."""
    user, platform = USERS[does.who], does.on or TELEGRAM
    event: dict[str, object] = {
        "chat_id": (MOVED_GROUP if world.get("moved") else GROUP) if does.group else user,
        "private": not does.group,
        "sender": {"user_id": user, "name": does.who, "language": "fr"},
        "message_id": str(number - does.edits),
        "edit": bool(does.edits),
        "chat_title": "Kpa-Cité" if does.group else "",
        "at": moment(number).isoformat(),
    }
    label = does.presses or does.follows
    seen = world.shown(GROUP if does.follows else user, label) if label else None
    if does.follows:
        found = seen or world.shown(USERS["Nadia"], does.follows)
        code = found["invite"] if found else "never-seen"
        event["text"] = f"/start {code}"
    elif does.presses and seen is None:
        event["text"] = INSTEAD[does.presses]
    elif does.presses and seen is not None and platform == MATRIX:
        event |= {"chosen": seen["number"], "reply_to": seen["id"]}
    elif seen is not None:
        event |= {"pressed": seen["token"], "press_id": f"q{number}"}
    else:
        event["text"] = does.text
    return {"id": number + 1, "platform": platform, "event": event}
