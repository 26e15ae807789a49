"""The command line: one program, `semainier`, also `python -m bot`."""

import argparse
import asyncio
import os
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from bot.config import DEFAULT_FILE, Config, ConfigError, load
from bot.console import WRONG_USE, complain, language
from bot.i18n import words
from core.app.says import text


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        """Exit 2 with one line on stderr."""
        complain(text("cli-usage", why=message, program=self.prog))
        raise SystemExit(WRONG_USE)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code."""
    os.umask(0o077)
    args = _parser().parse_args(argv)
    try:
        return int(args.does(args))
    except ConfigError as error:
        for problem in error.problems:
            complain(problem)
        return WRONG_USE
    except KeyboardInterrupt:
        return 130


def _parser() -> _Parser:
    say = words(language()).say
    parser = _Parser(prog="semainier", description=say("cli-about", {}))
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--config",
        type=Path,
        default=argparse.SUPPRESS,
        metavar="FILE",
        help=say("cli-config", {}),
    )
    parser.add_argument(
        "--config",
        type=Path,
        default=Path(os.environ.get("SEMAINIER_CONFIG", DEFAULT_FILE)),
        metavar="FILE",
        help=say("cli-config", {}),
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND", title=say("cli-title", {}))

    def command(
        name: str, does: object, of: "argparse._SubParsersAction[_Parser]" = commands
    ) -> _Parser:
        added = of.add_parser(name, parents=[common], help=say(f"cli-{name}", {}))
        added.set_defaults(does=does)
        return added

    demo = command("demo", _demo)
    demo.add_argument("--interactive", action="store_true", help=say("cli-interactive", {}))
    demo.add_argument("--speed", type=float, default=1.0, help=say("cli-speed", {}))
    command("init", _init)
    command("check", _check)
    command("run", _run)
    command("audit", _audit)
    db = commands.add_parser("db", parents=[common], help=say("cli-db", {}))
    db_commands = db.add_subparsers(required=True, metavar="COMMAND")
    command("upgrade", _upgrade, db_commands)
    share = command("share", _share)
    share.add_argument("--rule", required=True, help=say("cli-rule", {}))
    share.add_argument("--available", required=True, help=say("cli-available", {}))
    share.add_argument("--week", default=None, help=say("cli-week", {}))
    share.add_argument("--format", choices=("table", "json"), default="table")
    share.add_argument("claims", nargs="+", metavar="NAME=AMOUNT", help=say("cli-claims", {}))
    return parser


def _config(args: argparse.Namespace, *, needed: bool = True) -> Config:
    return load(args.config, needed=needed)


def _demo(args: argparse.Namespace) -> int:
    from bot.demo import demo

    return asyncio.run(demo(interactive=args.interactive, speed=max(args.speed, 0.0)))


def _init(args: argparse.Namespace) -> int:
    from bot.init import init

    return init(args.config)


def _check(args: argparse.Namespace) -> int:
    from bot.check import check

    return asyncio.run(check(_config(args)))


def _run(args: argparse.Namespace) -> int:
    from bot.process import run_bot

    return run_bot(_config(args))


def _audit(args: argparse.Namespace) -> int:
    from bot.process import audit

    return asyncio.run(audit(_config(args)))


def _upgrade(args: argparse.Namespace) -> int:
    from bot.process import upgrade_database

    return asyncio.run(upgrade_database(_config(args)))


def _share(args: argparse.Namespace) -> int:
    from bot.share import share

    return share(args.rule, args.available, args.week, args.claims, as_json=args.format == "json")
