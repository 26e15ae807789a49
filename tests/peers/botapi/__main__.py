"""Run the Bot API server as a process: `python -m tests.peers.botapi --port N --token T`.

Prints one JSON line with the address once it listens; ends on SIGTERM or SIGINT.
"""

import argparse
import asyncio
import signal
import sys

from .api import TOKEN, BotApi
from .control import Control
from .wire import encode


async def serve(options: argparse.Namespace) -> None:
    """Serve until told to stop."""
    stopped = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    async with BotApi(
        options.token,
        port=options.port,
        username=options.username,
        limits=options.limits,
        scale=options.scale,
        seed=options.seed,
    ) as api:
        api.server.control = Control(api).handle
        sys.stdout.write(encode({"url": api.url, "token": api.token}) + "\n")
        sys.stdout.flush()
        await stopped.wait()


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.peers.botapi")
    parser.add_argument("--port", type=int, default=0, help="0: any free one")
    parser.add_argument("--token", default=TOKEN)
    parser.add_argument("--username", default="semainier_bot")
    parser.add_argument("--limits", action="store_true", help="keep Telegram's rate limits")
    parser.add_argument("--scale", type=float, default=1.0, help="speed of the limits' clock")
    parser.add_argument("--seed", type=int, default=None)
    asyncio.run(serve(parser.parse_args()))


if __name__ == "__main__":
    main()
