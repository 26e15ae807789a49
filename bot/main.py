"""The running bot: what it is made of, and how it starts and ends."""

import asyncio
import logging
import signal
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from adapters.chat import Platform, PlatformError, Pulse
from bot.catching_up import catch_up
from bot.clock import SystemClock
from bot.config import Config
from bot.courier import Courier
from bot.desk import Desk
from bot.housekeeper import Housekeeper, Keeping
from bot.menu import menu
from bot.register import Register
from bot.ticker import Ticker
from bot.watchdog import LoopGuard, Notifier, Part, Watchdog, turn
from core.app.ports import Clock
from core.app.posting import post
from core.app.says import Private, Say, text
from core.db.alone import alone
from core.db.engine import Database
from core.db.store import Store
from core.db.upgrade import upgrade

log = logging.getLogger("semainier")

CATCHING_UP = 15.0
"""Seconds given to what waited while we were down, before the first tick: an answer sent in time
is counted before its round is closed."""

PROBE = 3.0
"""Seconds between two looks at whether the database is in trouble."""

DRAINING = 5.0
"""Seconds given at the end to what is being sent."""


@dataclass(frozen=True, slots=True)
class Bot:
    """All the parts of a running bot, put together once."""

    store: Store
    platforms: Sequence[Platform]
    desk: Desk
    courier: Courier
    ticker: Ticker
    housekeeper: Housekeeper


def platforms_of(config: Config) -> list[Platform]:
    """Make the platforms a config names; the libraries of the others are not even loaded."""
    found: list[Platform] = []
    if config.telegram is not None:
        from adapters.telegram.platform import Telegram

        telegram = config.telegram
        found.append(Telegram(telegram.secret(), telegram.api_url, menu(), hook=telegram.hook()))
    if config.matrix is not None:
        from adapters.matrix.platform import Matrix

        matrix = config.matrix
        found.append(
            Matrix(
                matrix.homeserver,
                matrix.user_id,
                matrix.store,
                password=matrix.secret(),
                access_token=matrix.token(),
                allowed_homeservers=matrix.allowed_homeservers,
            )
        )
    return found


def compose(config: Config, store: Store, platforms: Sequence[Platform], clock: Clock) -> Bot:
    """Put the parts together."""
    by_name = {platform.name: platform for platform in platforms}
    courier = Courier(store, by_name, clock)
    defaults = config.team_defaults.defaults()
    desk = Desk(store, by_name, defaults, clock, courier.wake)
    ticker = Ticker(store, clock, courier.wake)
    keeping = Keeping(
        timedelta(days=config.retention.raw_days), timedelta(days=config.retention.sent_days)
    )
    register = Register(config.erasures_file)
    housekeeper = Housekeeper(store, by_name, clock, keeping, register)
    return Bot(store, platforms, desk, courier, ticker, housekeeper)


async def run(
    config: Config, platforms: Sequence[Platform], guard: LoopGuard | None = None
) -> None:
    """Run the bot until SIGTERM or SIGINT. The `guard` is shown that the event loop moves.

    Raises `PlatformError` if a platform is lost, `StuckError` or what a part died of if one is not
    to be brought back, `InUseError` if it runs already.
    """
    database = Database(config.database.url)
    turning = asyncio.create_task(turn(guard, Notifier()))
    try:
        async with alone(database):
            await upgrade(database)
            for platform in platforms:
                log.info("on %s as %s", platform.name, await platform.open())
            bot = compose(config, Store(database), platforms, SystemClock())
            await _tell_if_renewed(bot)
            await _until_stopped(bot)
    finally:
        for platform in platforms:
            await platform.shut()
        await database.dispose()
        turning.cancel()


async def _tell_if_renewed(bot: Bot) -> None:
    """Tell those who look after a team where what people sent may have been lost to us."""
    now = SystemClock().now()
    for platform in bot.platforms:
        if not platform.renewed:
            continue
        for team_id in await bot.store.team_ids():
            async with bot.store.work("renewed.tell") as work:
                if all(g.platform != platform.name for g in await work.teams.groups(team_id)):
                    continue
                team = await work.teams.get(team_id)
                says = [
                    Say(
                        text("renewed", team=team.name),
                        Private(member.person_id),
                        key=f"renewed:{now.isoformat()}:{member.id}",
                    )
                    for member in await work.teams.members(team_id)
                    if member.active and member.facilitator
                ]
                await post(work, says, now=now, team=team)


async def _until_stopped(bot: Bot) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    work = asyncio.create_task(_work(bot))
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({work, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if not work.done():
        log.info("stopping")
        Notifier().tell("STOPPING=1")
        with suppress(TimeoutError):
            async with asyncio.timeout(DRAINING):
                await bot.courier.settle()
        work.cancel()
    try:
        await work
    except asyncio.CancelledError:
        return
    except ExceptionGroup as group:
        raise _first(group.subgroup(PlatformError) or group) from None


def _first(error: Exception) -> Exception:
    """Find what went wrong first, inside the groups of the tasks it ended."""
    while isinstance(error, ExceptionGroup):
        error = error.exceptions[0]
    return error


async def _work(bot: Bot) -> None:
    trouble = bot.store.database.trouble
    watchdog = Watchdog(excused=lambda: trouble.lasts)
    async with asyncio.TaskGroup() as tasks:

        def keep(name: str, run: Callable[[], Coroutine[Any, Any, None]], pulse: Pulse) -> None:
            tasks.create_task(watchdog.keep(Part(name, run, pulse)))

        tasks.create_task(_mend(bot.store.database))
        for platform in bot.platforms:
            keep(f"listening to {platform.name}", partial(_listen, bot, platform), platform.pulse)
        restored = await trouble.outlast(partial(_is_restored, bot.store))
        if not restored:
            keep("the courier", bot.courier.run, bot.courier.pulse)
        for platform in bot.platforms:
            try:
                async with asyncio.timeout(CATCHING_UP):
                    await platform.caught_up.wait()
            except TimeoutError:
                log.warning("%s does not answer yet; going on without it", platform.name)
        await bot.desk.handle_all()
        if restored:
            await catch_up(bot.store, SystemClock(), bot.ticker.tick)
            keep("the courier", bot.courier.run, bot.courier.pulse)
        keep("the desk", bot.desk.run, bot.desk.pulse)
        tasks.create_task(watchdog.keep(Part("the housekeeper", bot.housekeeper.run)))
        await bot.ticker.tick()
        keep("the ticker", bot.ticker.run, bot.ticker.pulse)
        log.info("ready")
        Notifier().tell("READY=1")


async def _listen(bot: Bot, platform: Platform) -> None:
    """Listen to a platform from where it was read last."""
    position = await bot.store.database.trouble.outlast(partial(bot.store.position, platform.name))
    await platform.listen(bot.desk.receive, position)


async def _is_restored(store: Store) -> bool:
    async with store.work("start.look") as work:
        return await work.restores.pending() is not None


async def _mend(database: Database) -> None:
    """While the database is in trouble, find out when that is over, also if nobody writes."""
    while True:
        await asyncio.sleep(PROBE)
        if database.trouble.lasts:
            await database.trouble.outlast(database.try_writing)
            database.trouble.over()
