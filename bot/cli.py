"""The command line: one program, `semainier`, also `python -m bot`."""

import argparse
import asyncio
import os
import re
import signal
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from bot.config import DEFAULT_FILE, Config, load
from bot.config_errors import ConfigError
from bot.console import INTERRUPTED, WRONG_USE, complain, language
from bot.hiding import hide
from bot.i18n import words
from core.app.payday.exporting import AGREED, FORMATS, NAMED
from core.app.says import text

Command = Callable[[argparse.Namespace], int]

_WRONG = (
    (r"unrecognized arguments: (?P<said>.*)", "cli-unknown-option"),
    (r"the following arguments are required: COMMAND", "cli-command-needed"),
    (r"the following arguments are required: (?P<said>.*)", "cli-missing"),
    (r"argument COMMAND: invalid choice: '(?P<said>.*?)' \(.*", "cli-unknown-command"),
    (r"argument (?P<said>\S+): expected .*", "cli-value-needed"),
    (r"argument (?P<said>\S+): invalid .*", "cli-value-wrong"),
)
"""What argparse complains of, in its own words, and the message that says it in ours."""


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, and its help in the reader's language."""

    def __init__(self, **options: object) -> None:
        super().__init__(add_help=False, allow_abbrev=False, **options)  # type: ignore[arg-type]
        say = words(language()).say
        self._positionals.title = say("cli-arguments", {})
        self._optionals.title = say("cli-options", {})
        self._negative_number_matcher = re.compile(r"-\d")  # `-5,50` is an amount, not an option
        self.add_argument("-h", "--help", action="help", help=say("cli-help", {}))

    def error(self, message: str) -> NoReturn:
        """Exit 2 with one line on stderr."""
        found = ((re.fullmatch(pattern, message, re.DOTALL), key) for pattern, key in _WRONG)
        said, key = next(
            ((match.groupdict(), key) for match, key in found if match),
            ({"said": message}, "cli-unknown-option"),
        )
        complain(text(key, program=self.prog, known=", ".join(_names(self)), **said))
        raise SystemExit(WRONG_USE)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code."""
    os.umask(0o077)
    args = _parser().parse_args(argv)
    does: Command = args.does
    try:
        return does(args)
    except ConfigError as error:
        for problem in error.problems:
            complain(problem)
        return WRONG_USE
    except KeyboardInterrupt:
        return INTERRUPTED


def _parser() -> _Parser:
    say = words(language()).say
    parser = _Parser(prog="semainier", description=say("cli-about", {}))
    named = os.environ.get("SEMAINIER_CONFIG") or DEFAULT_FILE
    _takes_config(parser, Path(named))
    commands = parser.add_subparsers(
        required=True, metavar="COMMAND", title=say("cli-title", {}), parser_class=_Parser
    )

    def command(
        name: str, does: Command, under: "argparse._SubParsersAction[_Parser]" = commands
    ) -> _Parser:
        added = under.add_parser(name, help=say(f"cli-{name}", {}))
        added.set_defaults(does=does)
        _takes_config(added, argparse.SUPPRESS)
        return added

    demo = command("demo", _demo)
    demo.add_argument("--interactive", action="store_true", help=say("cli-interactive", {}))
    demo.add_argument("--speed", type=float, default=1.0, metavar="N", help=say("cli-speed", {}))
    command("init", _init)
    command("check", _check)
    command("run", _run)
    database = commands.add_parser("db", help=say("cli-db", {}))
    under = database.add_subparsers(
        required=True, metavar="COMMAND", title=say("cli-title", {}), parser_class=_Parser
    )
    command("upgrade", _upgrade, under)
    backup = command("backup", _backup, under)
    backup.add_argument("file", type=Path, metavar="FILE", help=say("cli-copy", {}))
    backup.add_argument("--force", action="store_true", help=say("cli-force", {}))
    restore = command("restore", _restore, under)
    restore.add_argument("file", type=Path, metavar="FILE", help=say("cli-copy", {}))
    command("audit", _audit)
    plan = commands.add_parser("plan", help=say("cli-plan", {}))
    under = plan.add_subparsers(
        required=True, metavar="COMMAND", title=say("cli-title", {}), parser_class=_Parser
    )
    simulate = command("simulate", _simulate, under)
    simulate.add_argument("--team", required=True, metavar="NAME", help=say("cli-team", {}))
    _takes_format(simulate, say)
    _takes_claims(command("share", _share), say)
    _takes_export(command("export", _export), say)
    return parser


def _takes_config(parser: _Parser, default: object) -> None:
    """Accept `--config` before the command's name and after it."""
    shown = words(language()).say("cli-config", {})
    parser.add_argument("--config", type=Path, default=default, metavar="FILE", help=shown)


def _takes_claims(share: _Parser, say: Callable[[str, dict[str, str | int]], str]) -> None:
    share.add_argument("--rule", required=True, metavar="RULE", help=say("cli-rule", {}))
    share.add_argument("--available", required=True, metavar="N", help=say("cli-available", {}))
    share.add_argument("--week", metavar="WEEK", help=say("cli-week", {}))
    share.add_argument(
        "--fallback", default="proportional", metavar="RULE", help=say("cli-fallback", {})
    )
    share.add_argument("--max-deficit", default="0", metavar="N", help=say("cli-max-deficit", {}))
    _takes_format(share, say)
    share.add_argument("claims", nargs="+", metavar="NAME=N", help=say("cli-claims", {}))


def _takes_export(export: _Parser, say: Callable[[str, dict[str, str | int]], str]) -> None:
    export.add_argument("--team", required=True, metavar="NAME", help=say("cli-team", {}))
    shown = say("cli-export-format", {})
    export.add_argument("--format", required=True, choices=tuple(FORMATS), help=shown)
    export.add_argument("--out", required=True, type=Path, metavar="DIR", help=say("cli-out", {}))
    export.add_argument("--names", choices=NAMED, default=AGREED, help=say("cli-names", {}))
    export.add_argument("--bom", action="store_true", help=say("cli-bom", {}))


def _takes_format(parser: _Parser, say: Callable[[str, dict[str, str | int]], str]) -> None:
    parser.add_argument(
        "--format", choices=("table", "json"), default="table", help=say("cli-format", {})
    )


def _names(parser: argparse.ArgumentParser) -> list[str]:
    """List the commands a parser knows."""
    actions = parser._actions  # noqa: SLF001 - argparse has no other way to ask
    found = [a.choices for a in actions if isinstance(a, argparse._SubParsersAction)]  # noqa: SLF001
    return [name for choices in found for name in choices]


def _end_with_the_reader() -> None:
    """End quietly when whoever reads our output (`| head`) has had enough."""
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)


def _config(args: argparse.Namespace) -> Config:
    config = load(args.config)
    hide(*config.secrets())
    return config


def _demo(args: argparse.Namespace) -> int:
    from bot.demo import demo

    _end_with_the_reader()
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


def _backup(args: argparse.Namespace) -> int:
    from bot.backup import back_up

    return back_up(_config(args), args.file, force=args.force)


def _restore(args: argparse.Namespace) -> int:
    from bot.restore import restore

    return restore(_config(args), args.file)


def _simulate(args: argparse.Namespace) -> int:
    from bot.simulate import simulate_team

    _end_with_the_reader()
    return asyncio.run(simulate_team(_config(args), args.team, as_json=args.format == "json"))


def _export(args: argparse.Namespace) -> int:
    from bot.export import export_team

    return asyncio.run(
        export_team(_config(args), args.team, args.format, args.out, named=args.names, bom=args.bom)
    )


def _share(args: argparse.Namespace) -> int:
    from bot.share import share

    _end_with_the_reader()
    return share(
        args.rule,
        args.available,
        args.week,
        args.claims,
        fallback=args.fallback,
        max_deficit=args.max_deficit,
        as_json=args.format == "json",
    )
