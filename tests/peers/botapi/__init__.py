"""A Bot API server for tests, as mean as the real one.

It answers with the real status codes and words, refuses what Telegram refuses, keeps its rate
limits, and breaks on demand. `BotApi` moves the people of the story; `python -m
tests.peers.botapi` runs the same as a process of its own.
"""

from .api import TOKEN, BotApi
from .chats import Answer, Message, Query
from .groups import ANONYMOUS_ADMIN, Channel, Group
from .limits import Fault, FaultKind
from .people import User
from .wire import Request, Upload

__all__ = [
    "ANONYMOUS_ADMIN",
    "TOKEN",
    "Answer",
    "BotApi",
    "Channel",
    "Fault",
    "FaultKind",
    "Group",
    "Message",
    "Query",
    "Request",
    "Upload",
    "User",
]
