"""config.yaml: what is accepted, and the one line that says what is wrong and what is expected."""

from pathlib import Path

import pytest
import yaml

from bot.config import load
from bot.config_errors import ConfigError
from bot.render import plain
from core.db.store import Store
from tests.peers.stage import Stage

EXAMPLE = Path(__file__).parents[2] / "config.example.yaml"
TOKEN = "123456:ABC"


def written(folder: Path, content: str, mode: int = 0o600) -> Path:
    file = folder / "config.yaml"
    file.write_text(content, encoding="utf-8")
    file.chmod(mode)
    return file


def problems(file: Path) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load(file)
    return [plain(problem, "en") for problem in caught.value.problems]


def test_the_example_is_a_config_and_says_what_the_defaults_are(tmp_path: Path) -> None:
    config = load(written(tmp_path, EXAMPLE.read_text(encoding="utf-8")))
    assert config.telegram is not None
    assert config.telegram.secret() == TOKEN
    account = "homeserver: https://matrix.example.org, user_id: '@semainier:example.org'"
    platforms = f"telegram: {{token: '{TOKEN}'}}\nmatrix: {{{account}, password: '...'}}"
    assert config == load(written(tmp_path, platforms))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("team_default: {}", "team_default: there is no such key"),
        ("telegram: {tokn: 1}", "telegram.tokn: there is no such key"),
        ("telegram: {}", "telegram: needs “token” or “token_file”; @BotFather gives the token"),
        ("telegram: {token: hello}", "telegram.token: a token looks like “123456:ABC”; "),
        ("matrix: {homeserver: hs.test, user_id: '@a:b'}", "matrix.homeserver: an address like"),
        ("matrix: {homeserver: 'https://hs', user_id: a}", "matrix.user_id: an id like @semainie"),
        ("matrix: {homeserver: 'https://hs'}", "matrix.user_id: is missing"),
        ("telegram: 12", "telegram: expects keys below it"),
        ("database: {url: mysql://x}", "database.url: must begin with one of sqlite+aios"),
        (
            "database: {url: 'sqlite+aiosqlite:///x.db?fast=1'}",
            "database.url: the option “fast” aft",
        ),
        (
            "database: {url: 'postgresql+asyncpg://h/x?sslmode=require'}",
            "database.url: the option “sslmode” after",
        ),
        ("team_defaults: {timezone: Roubaix}", "team_defaults.timezone: “Roubaix” is not a time"),
        ("team_defaults: {open: noon}", "team_defaults.open: “noon” is not a time of the week"),
        ("team_defaults: {close: fri 16:00}", "team_defaults: “open” and “close” must be two"),
        ("team_defaults: {rule: fair}", "team_defaults.rule: “fair” is not one of as_declared, "),
        ("team_defaults: {euro_rate: 0}", "team_defaults.euro_rate: how many euros a unit is "),
        ("team_defaults: {payout_mode: newest}", "team_defaults.payout_mode: “newest” is not one "),
        ("team_defaults: {language: nl}", "team_defaults.language: “nl” is not one of fr, en"),
        ("team_defaults: {max_deficit: -1}", "team_defaults.max_deficit: expects a number of at l"),
        (
            "team_defaults: {max_deficit: 1.005}",
            "team_defaults.max_deficit: has more than 2 decimals",
        ),
        (
            f"team_defaults: {{charter: {'x' * 3001}}}",
            "team_defaults.charter: is longer than 3,000 characters",
        ),
        ("team_defaults: {unit: {name: H2}}", "team_defaults.unit.name: a short name (16 char"),
        ("team_defaults: {unit: {name: ''}}", "team_defaults.unit.name: a short name (16 char"),
        ("team_defaults: {carry_over: 3}", "team_defaults.carry_over: expects true or false"),
        ("team_defaults: {plan: {weeks: many}}", "team_defaults.plan.weeks: expects a number"),
        ("team_defaults: {remind: sat}", "team_defaults.remind: expects a list"),
        ("logging: {level: loud}", "logging.level: “loud” is not one of debug, info, warning, er"),
        (
            "telegram: {token: '1:A', webhook: {url: 'x.org', secret_token: s}}",
            "telegram.webhook.url: an address like “https://bot.example.org/telegram”",
        ),
        (
            "telegram: {token: '1:A', webhook: {url: 'https://x.org/', secret_token: 'a b'}}",
            "telegram.webhook.secret_token: 1 to 256 letters, digits",
        ),
        (
            "telegram: {token: '1:A', webhook: {url: 'https://x/', secret_token: s, listen: ':1'}}",
            "telegram.webhook.listen: an address and a port are expected",
        ),
        ("a: [", "line 1: this is not YAML"),
        ("- a", "line 1: this is not YAML"),
    ],
)
def test_a_bad_config_says_which_key_and_what_is_expected(
    content: str, said: str, tmp_path: Path
) -> None:
    (line,) = problems(written(tmp_path, content))
    assert said in line


async def test_a_charter_in_the_config_is_that_of_every_new_team(
    store: Store, tmp_path: Path
) -> None:
    content = "team_defaults:\n  charter: |\n    On se parle.\n\n\n    On se dit tout.\n"
    config = load(written(tmp_path, f"telegram: {{token: '{TOKEN}'}}\n{content}"))
    stage = Stage(store, "2026-11-27T15:00+01:00", config.team_defaults.defaults())
    await stage.joins(await stage.sets_up(), "Aïcha")
    assert "On se parle.\n\nOn se dit tout." in stage.heard("Aïcha")[-1].plain
    await stage.says("Nadia", "/ouvrir")
    assert "On se parle." in (await stage.says("Aïcha", "45"))[0]
    assert "C’est noté : 45,00" in (await stage.says("Aïcha", "oui"))[1]


def test_every_problem_is_said_at_once(tmp_path: Path) -> None:
    file = written(tmp_path, "database: {url: x}\nlogging: {format: xml}")
    assert len(problems(file)) == 2


def test_the_environment_goes_before_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(tmp_path, f"telegram: {{token: '{TOKEN}'}}\nteam_defaults: {{language: en}}")
    monkeypatch.setenv("SEMAINIER_TELEGRAM__TOKEN", "9:Z")
    monkeypatch.setenv("SEMAINIER_TEAM_DEFAULTS__REMIND", '["mon 09:00"]')
    config = load(file)
    assert config.telegram is not None
    assert config.telegram.secret() == "9:Z"
    assert config.team_defaults.language == "en"
    assert [str(slot) for slot in config.team_defaults.remind] == ["mon 09:00"]
    monkeypatch.setenv("SEMAINIER_TELEGRM__TOKEN", "9:Z")
    assert "SEMAINIER_TELEGRM__TOKEN: there is no such key" in problems(file)[0]


def test_the_environment_is_written_as_the_file_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = {
        "open": "thu 09:00",
        "remind": "[fri 18:00, sat 12:00]",
        "quiet": "22:00-08:00",
        "unit": "{name: Graine, decimals: 0}",
        "plan__weekly": "700",
        "carry_over": "false",
        "ceiling": "null",
        "cadence": "two-weeks",
        "siren": "732829320",
    }
    for key, value in said.items():
        monkeypatch.setenv(f"SEMAINIER_TEAM_DEFAULTS__{key.upper()}", value)
    lines = (f"  {key.replace('__weekly', '')}: {value}" for key, value in said.items())
    monkeypatch.setenv("SEMAINIER_MATRIX__HOMESERVER", "https://hs.test")
    monkeypatch.setenv("SEMAINIER_MATRIX__USER_ID", "@bot:hs.test")
    monkeypatch.setenv("SEMAINIER_MATRIX__ALLOWED_HOMESERVERS", "[hs.test, other.test]")
    found = load(tmp_path / "config.yaml")
    assert found.matrix is not None
    assert found.matrix.allowed_homeservers == ["hs.test", "other.test"]
    for key in said:
        monkeypatch.delenv(f"SEMAINIER_TEAM_DEFAULTS__{key.upper()}")
    written_so = "\n".join(["team_defaults:", *lines]).replace("700", "{weekly: 700}")
    assert load(written(tmp_path, written_so)).team_defaults == found.team_defaults


@pytest.mark.parametrize(
    ("key", "value", "complaint"),
    [
        ("OPEN", "noon", "team_defaults.open: “noon” is not a time of the week"),
        ("QUIET", "at night", "team_defaults.quiet: "),
        ("REMIND", "sat 18:00", "team_defaults.remind: expects a list"),
        ("REMIND", "[sat 18:00", "a SEMAINIER_ variable of the environment cannot be read"),
        ("UNIT", "K", "team_defaults.unit: expects keys below it"),
    ],
)
def test_a_bad_variable_is_one_line(
    key: str, value: str, complaint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"SEMAINIER_TEAM_DEFAULTS__{key}", value)
    (line,) = problems(tmp_path / "config.yaml")
    assert complaint in line


def test_without_a_file_the_environment_is_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = tmp_path / "config.yaml"
    assert "semainier init" in problems(missing)[0]
    monkeypatch.setenv("SEMAINIER_TELEGRAM__TOKEN", TOKEN)
    assert load(missing).telegram is not None


def test_secrets_that_others_can_read_are_refused(tmp_path: Path) -> None:
    file = written(tmp_path, f"telegram: {{token: '{TOKEN}'}}", mode=0o644)
    assert "chmod 600" in problems(file)[0]
    secret = tmp_path / "token"
    secret.write_text(f"{TOKEN}\n")
    secret.chmod(0o640)
    file = written(tmp_path, yaml.safe_dump({"telegram": {"token_file": str(secret)}}), mode=0o644)
    assert f"chmod 600 {secret}" in problems(file)[0]
    secret.chmod(0o600)
    telegram = load(file).telegram
    assert telegram is not None
    assert telegram.secret() == TOKEN
    secret.unlink()
    assert str(secret) in problems(file)[0]


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "secret: it is empty"),
        (b" \n", "secret: it is empty"),
        (b"\xff\xfe", "secret: cannot be read"),
        (None, "secret: cannot be read"),
    ],
)
@pytest.mark.parametrize(
    "config",
    [
        {"telegram": {"token_file": "secret"}},
        {"matrix": {"homeserver": "https://hs", "user_id": "@b:hs", "password_file": "secret"}},
        {"matrix": {"homeserver": "https://hs", "user_id": "@b:hs", "access_token_file": "secret"}},
    ],
)
def test_a_file_without_a_secret_is_one_line(
    content: bytes | None,
    complaint: str,
    config: dict[str, dict[str, str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    secret = tmp_path / "secret"
    if content is None:
        secret.mkdir(mode=0o700)
    else:
        secret.write_bytes(content)
        secret.chmod(0o600)
    (line,) = problems(written(tmp_path, yaml.safe_dump(config)))
    assert complaint in line


def test_a_token_in_a_file_looks_like_one_too(tmp_path: Path) -> None:
    secret = tmp_path / "token"
    secret.write_text("the token is 123456:ABC\n")
    secret.chmod(0o600)
    file = written(tmp_path, yaml.safe_dump({"telegram": {"token_file": str(secret)}}))
    assert problems(file) == [
        "telegram.token_file: a token looks like “123456:ABC”; copy the one from @BotFather"
    ]
