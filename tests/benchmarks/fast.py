"""`semainier run` with Telegram's limits on a clock that runs `SCALE` times as fast."""

import asyncio
import os
import sys
from pathlib import Path

from adapters.telegram.platform import LIMITS, Telegram
from bot.config import load
from bot.logs import set_up_logging
from bot.main import run
from bot.menu import menu
from bot.process import spare_the_collector


def main() -> None:
    """Run it: `python -m tests.benchmarks.fast CONFIG SCALE`."""
    os.umask(0o077)
    config = load(Path(sys.argv[1]))
    set_up_logging(config.logging)
    spare_the_collector()
    assert config.telegram is not None
    telegram = config.telegram
    limits = LIMITS.scaled(float(sys.argv[2]))
    asyncio.run(run(config, [Telegram(telegram.secret(), telegram.api_url, menu(), limits)]))


if __name__ == "__main__":
    main()
