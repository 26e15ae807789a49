"""Where Telegram brings updates to: named by the config, which needs no server to be read."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Hook:
    """The `url` Telegram is given, where we listen behind it, and the word only Telegram knows."""

    url: str
    host: str
    port: int
    secret: str = field(repr=False)
