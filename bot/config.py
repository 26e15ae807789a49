"""config.yaml: every key typed, unknown keys refused by name, all of it overridable.

`SEMAINIER_` + path with `__` (`SEMAINIER_TELEGRAM__TOKEN`) overrides the file. Secrets may stand
in the environment, in a file of their own (`token_file`), or in the config if nobody else can
read it.
"""

import inspect
import os
import re
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    model_validator,
)
from pydantic_core import PydanticCustomError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
)
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from adapters.telegram.hook import Hook
from bot.config_errors import ConfigError, said_of
from bot.environment import Environment
from bot.secret_files import check_private, secret_in
from core.app.membership import TeamDefaults
from core.app.payday.worth import set_euro_rate
from core.app.says import Text, text
from core.app.settings import (
    LONGEST_CHARTER,
    LONGEST_WORD,
    MOST_DECIMALS,
    MOST_HOURS,
    NONE,
    clean_charter,
    unit_name,
)
from core.db.engine import DRIVERS, Database
from core.domain import names
from core.domain.bucket import LEFTOVERS
from core.domain.cae import Bands, siren
from core.domain.calendar import Cadence, Slot, zone
from core.domain.grant import MOST_VOTES
from core.domain.limits import Limits
from core.domain.money import Unit
from core.domain.payout import MODES
from core.domain.plan import LONGEST
from core.domain.refusal import Refusal
from core.domain.settlement import PERCENT
from core.domain.sharing import RATIONING, RULES
from core.domain.team import MILLION, NO_QUIET, Quiet, Settings

ENVIRONMENT = "SEMAINIER_"
DEFAULT_FILE = "config.yaml"

_TOKEN = re.compile(r"\d+:[\w-]+")


def _slot(said: object) -> Slot:
    try:
        return said if isinstance(said, Slot) else Slot.parse(str(said))
    except Refusal:
        raise PydanticCustomError("slot", "", {"said": str(said)}) from None


def _quiet(said: object) -> Quiet:
    if said is None or said == NONE:
        return NO_QUIET
    try:
        return said if isinstance(said, Quiet) else Quiet.parse(str(said))
    except Refusal:
        raise PydanticCustomError("quiet", "", {"said": str(said)}) from None


def _euro_rate(said: object) -> int:
    try:
        return set_euro_rate(Settings(), str(said)).euro_rate
    except Refusal:
        raise PydanticCustomError("euro-rate", "") from None


def _cae(said: object) -> str:
    try:
        return "" if said in (None, "", NONE) else str(Bands.parse(str(said)))
    except Refusal:
        raise PydanticCustomError("cae", "") from None


def _siren(said: object) -> str:
    try:
        return "" if said in (None, "", NONE) else siren(str(said))
    except Refusal:
        raise PydanticCustomError("siren", "") from None


def _timezone(said: str) -> str:
    try:
        return zone(said).key
    except Refusal:
        raise PydanticCustomError("timezone", "", {"said": said}) from None


def _one_of(known: tuple[str, ...]) -> AfterValidator:
    def check(said: str) -> str:
        if said not in known:
            raise PydanticCustomError("one-of", "", {"said": said, "known": ", ".join(known)})
        return said

    return AfterValidator(check)


def _url(said: str) -> str:
    try:
        url = make_url(said)
    except (ArgumentError, ValueError):
        url = None
    if url is None or url.drivername not in DRIVERS:
        known = ", ".join(f"{driver}://" for driver in DRIVERS)
        raise PydanticCustomError("url", "", {"known": known})
    if unknown := sorted(set(url.query) - _options(url)):
        raise PydanticCustomError("url-option", "", {"said": unknown[0]})
    return said


def _options(url: URL) -> set[str]:
    """List what may follow a URL's `?`; the library under psycopg complains well by itself."""
    match url.get_driver_name():
        case "asyncpg":
            import asyncpg

            return set(inspect.signature(asyncpg.connect).parameters)
        case "psycopg":
            return set(url.query)
    return set()


def _token(said: SecretStr) -> SecretStr:
    if not _TOKEN.fullmatch(said.get_secret_value().strip()):
        raise PydanticCustomError("token-form", "")
    return said


def _hook_url(said: str) -> str:
    if not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", said):
        raise PydanticCustomError("webhook-url", "")
    return said


def _listen(said: str) -> str:
    found = re.fullmatch(r"(\[[0-9A-Fa-f:.]+\]|[^\s:/\[\]]+):(\d{1,5})", said)
    if not found or not 1 <= int(found[2]) <= 65535:
        raise PydanticCustomError("webhook-listen", "")
    return said


def _hook_secret(said: SecretStr) -> SecretStr:
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", said.get_secret_value()):
        raise PydanticCustomError("webhook-secret", "")
    return said


SlotText = Annotated[Slot, BeforeValidator(_slot)]
QuietText = Annotated[Quiet, BeforeValidator(_quiet)]
EuroRate = Annotated[int, BeforeValidator(_euro_rate)]
CaeText = Annotated[str, BeforeValidator(_cae)]
SirenText = Annotated[str, BeforeValidator(_siren)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True)


class DatabaseConfig(_Strict):
    """Where everything is kept."""

    url: Annotated[str, AfterValidator(_url)] = "sqlite+aiosqlite:///semainier.db"


class WebhookConfig(_Strict):
    """How Telegram reaches us, where polling is not wanted."""

    url: Annotated[str, AfterValidator(_hook_url)]
    listen: Annotated[str, AfterValidator(_listen)] = "0.0.0.0:8443"
    secret_token: Annotated[SecretStr, AfterValidator(_hook_secret)]

    def hook(self) -> Hook:
        """Give what the adapter needs."""
        host, _, port = self.listen.rpartition(":")
        return Hook(self.url, host.strip("[]"), int(port), self.secret_token.get_secret_value())


class TelegramConfig(_Strict):
    """One bot account on Telegram."""

    token: Annotated[SecretStr, AfterValidator(_token)] | None = None
    token_file: Path | None = None
    api_url: str = "https://api.telegram.org"
    webhook: WebhookConfig | None = None

    @model_validator(mode="after")
    def _has_token(self) -> "TelegramConfig":
        if self.token is None and self.token_file is None:
            raise PydanticCustomError("token-needed", "")
        return self

    def hook(self) -> Hook | None:
        """Tell where updates are brought to, if they are."""
        return self.webhook.hook() if self.webhook is not None else None

    def secret(self) -> str:
        """Read the token from where it stands."""
        if self.token is not None:
            return self.token.get_secret_value().strip()
        return secret_in(self.token_file or Path())


def _homeserver(said: str) -> str:
    if not re.fullmatch(r"https?://[^\s/]+/?", said):
        raise PydanticCustomError("homeserver-form", "")
    return said.rstrip("/")


def _matrix_id(said: str) -> str:
    if not re.fullmatch(r"@[^:\s]+:\S+", said):
        raise PydanticCustomError("matrix-id-form", "")
    return said


class MatrixConfig(_Strict):
    """One account on a Matrix homeserver. The password is used once; then the stored device is."""

    homeserver: Annotated[str, AfterValidator(_homeserver)]
    user_id: Annotated[str, AfterValidator(_matrix_id)]
    password: Annotated[SecretStr, Field(min_length=1)] | None = None
    password_file: Path | None = None
    access_token_file: Path | None = None
    store: Path = Path("matrix-store")
    allowed_homeservers: list[str] = Field(default_factory=list)

    def secret(self) -> str | None:
        """Read the password from where it stands, if it still does."""
        if self.password is not None:
            return self.password.get_secret_value()
        return secret_in(self.password_file) if self.password_file else None

    def token(self) -> str | None:
        """Read the access token from its file, if one is used instead of a password."""
        return secret_in(self.access_token_file) if self.access_token_file else None


def _unit_name(said: str) -> str:
    try:
        return unit_name(said)
    except Refusal:
        raise PydanticCustomError("unit-name", "") from None


class UnitConfig(_Strict):
    """The virtual unit a new team counts in."""

    name: Annotated[str, AfterValidator(_unit_name)] = "K"
    decimals: Annotated[int, Field(ge=0, le=MOST_DECIMALS)] = 2


class PlanConfig(_Strict):
    """The plan a new team starts with, in whole units."""

    weekly: Annotated[Decimal, Field(ge=0, le=1_000_000)] = Decimal(600)
    weeks: Annotated[int, Field(ge=1, le=520)] = 70


class TeamConfig(_Strict):
    """What a new team starts with."""

    language: Literal["fr", "en"] = "fr"
    timezone: Annotated[str, AfterValidator(_timezone)] = "Europe/Paris"
    unit: UnitConfig = UnitConfig()
    open: SlotText = Slot(4, 16, 0)
    remind: list[SlotText] = [Slot(5, 18, 0), Slot(6, 12, 0)]
    close: SlotText = Slot(6, 20, 0)
    plan: PlanConfig = PlanConfig()
    rule: Annotated[str, _one_of(RULES)] = "as_declared"
    fallback: Annotated[str, _one_of(tuple(RATIONING))] = "proportional"
    max_deficit: Annotated[Decimal, Field(ge=0, le=1_000_000)] = Decimal(0)
    carry_over: bool = True
    cadence: Cadence = Cadence.WEEKLY
    revise_hours: Annotated[int, Field(ge=1, le=MOST_HOURS)] = 24
    correct_weeks: Annotated[int, Field(ge=0, le=LONGEST)] = 4
    ceiling: Annotated[Decimal, Field(ge=0, le=1_000_000)] | None = None
    raise_cap: bool = False
    commons: Annotated[int, Field(ge=0, le=PERCENT)] = 0
    announce: Annotated[Decimal, Field(ge=0, le=1_000_000)] | None = None
    quiet: QuietText = NO_QUIET
    private_until_close: bool = False
    running_total: bool = True
    show_amounts: bool = False
    volunteer_word: Annotated[str, Field(max_length=LONGEST_WORD)] = ""
    euro_rate: EuroRate = MILLION
    payout_mode: Annotated[str, _one_of(MODES)] = "proportional"
    cae: CaeText = ""
    siren: SirenText = ""
    approve_buckets: bool = False
    keep_allocations: bool = False
    leftovers: Annotated[str, _one_of(LEFTOVERS)] = "pool"
    quorum: Annotated[int, Field(ge=1, le=MOST_VOTES)] = 3
    commons_share: Annotated[int, Field(ge=0, le=PERCENT)] = 0
    charter: Annotated[str, Field(max_length=LONGEST_CHARTER)] = ""

    @model_validator(mode="after")
    def _fits(self) -> "TeamConfig":
        if self.open == self.close:
            raise PydanticCustomError("open-is-close", "")
        unit = Unit(self.unit.name, self.unit.decimals)
        for key, amount in (
            ("plan.weekly", self.plan.weekly),
            ("max_deficit", self.max_deficit),
            ("ceiling", self.ceiling),
            ("announce", self.announce),
        ):
            try:
                unit.minor(amount or Decimal(0))
            except Refusal:
                found = {"field": key, "decimals": unit.decimals}
                raise PydanticCustomError("too-fine", "", found) from None
        return self

    def defaults(self) -> TeamDefaults:
        """Give what the use cases need."""
        unit = Unit(self.unit.name, self.unit.decimals)
        settings = Settings(
            language=self.language,
            timezone=self.timezone,
            unit=unit,
            open=self.open,
            remind=tuple(sorted(set(self.remind))),
            close=self.close,
            rule=self.rule,
            fallback=self.fallback,
            max_deficit=unit.minor(self.max_deficit),
            carry_over=self.carry_over,
            cadence=self.cadence,
            revise_hours=self.revise_hours,
            correct_weeks=self.correct_weeks,
            limits=Limits(
                unit.minor(self.ceiling or Decimal(0)) or None,
                self.raise_cap,
                self.commons,
                unit.minor(self.announce or Decimal(0)) or None,
            ),
            quiet=self.quiet,
            private_until_close=self.private_until_close,
            running_total=self.running_total,
            show_amounts=self.show_amounts,
            volunteer_word=names.clean(self.volunteer_word),
            euro_rate=self.euro_rate,
            payout_mode=self.payout_mode,
            cae=self.cae,
            siren=self.siren,
            approve_buckets=self.approve_buckets,
            keep_allocations=self.keep_allocations,
            leftovers=self.leftovers,
            quorum=self.quorum,
            commons_share=self.commons_share,
            charter=clean_charter(self.charter),
        )
        return TeamDefaults(settings, unit.minor(self.plan.weekly), self.plan.weeks)


class RetentionConfig(_Strict):
    """How many days what people sent is kept as it arrived, and the words of what was sent to them.

    `erasures` is the register of who was forgotten; by itself `erasures.txt`, beside an SQLite
    database or, with PostgreSQL, where the program is started.
    """

    raw_days: Annotated[int, Field(ge=0, le=3650)] = 7
    sent_days: Annotated[int, Field(ge=1, le=3650)] = 60
    erasures: Path | None = None


class LoggingConfig(_Strict):
    """What is logged, and how it looks."""

    level: Literal["debug", "info", "warning", "error"] = "info"
    format: Literal["console", "json"] = "console"


class Config(BaseSettings):
    """All of config.yaml."""

    model_config = SettingsConfigDict(
        env_prefix=ENVIRONMENT,
        env_nested_delimiter="__",
        env_parse_none_str="null",
        extra="forbid",
        arbitrary_types_allowed=True,
    )

    database: DatabaseConfig = DatabaseConfig()
    telegram: TelegramConfig | None = None
    matrix: MatrixConfig | None = None
    team_defaults: TeamConfig = TeamConfig()
    retention: RetentionConfig = RetentionConfig()
    logging: LoggingConfig = LoggingConfig()

    def secrets(self) -> list[str]:
        """List what must never be written anywhere. Raises `ConfigError` for a file without."""
        password = make_url(self.database.url).password
        found: list[str | None] = [str(password) if password else None]
        telegram, matrix = self.telegram, self.matrix
        found.append(telegram.secret() if telegram else None)
        if telegram and telegram.webhook:
            found.append(telegram.webhook.secret_token.get_secret_value())
        found += [matrix.secret(), matrix.token()] if matrix else []
        return [secret for secret in found if secret]

    @property
    def erasures_file(self) -> Path:
        """The register of erasures."""
        file = Database(self.database.url).file
        beside = file.parent if file is not None else Path()
        return self.retention.erasures or beside / "erasures.txt"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment goes before the file."""
        return (Environment(settings_cls), init_settings)


_SECTIONS: dict[str, type[BaseModel]] = {
    "database": DatabaseConfig,
    "telegram": TelegramConfig,
    "matrix": MatrixConfig,
    "team_defaults": TeamConfig,
}


def load(path: Path) -> Config:
    """Read the config file and the environment. Raises `ConfigError` naming each bad key.

    Without a file, what the environment says is enough, if it says anything.
    """
    content = _content(path)
    known = set(Config.model_fields)
    strangers = [
        text("config-extra", key=name)
        for name in os.environ
        if _is_ours(name) and name.removeprefix(ENVIRONMENT).split("__")[0].lower() not in known
    ]
    if strangers:
        raise ConfigError(*strangers)
    try:
        config = Config(**content)
    except (ValidationError, SettingsError) as error:
        problems = error.errors() if isinstance(error, ValidationError) else []
        lines = [said_of(problem) for problem in problems]
        raise ConfigError(*(lines or [text("config-environment")])) from None
    _check_secrets(path, content, config)
    return config


def problem_of(content: dict[str, Any], path: tuple[str, ...]) -> Text | None:
    """Say what is wrong with one answer put in its place in a config; None if nothing is.

    What was not asked yet is not missing.
    """
    section = _SECTIONS[path[0]]
    try:
        section.model_validate(content[path[0]])
    except ValidationError as error:
        for problem in error.errors():
            if problem["type"] != "missing":
                return said_of({**problem, "loc": (path[0], *problem["loc"])})
    return None


def _content(path: Path) -> dict[str, Any]:
    where = str(path)
    if not path.exists():
        if not any(_is_ours(name) for name in os.environ):
            raise ConfigError(text("config-missing", path=where))
        return {}
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        raise ConfigError(
            text("config-yaml", path=where, line=mark.line + 1 if mark else 0)
        ) from None
    except OSError:
        raise ConfigError(text("config-unreadable", path=where)) from None
    if not isinstance(content, dict):
        raise ConfigError(text("config-yaml", path=where, line=1))
    return {str(key): value for key, value in content.items()}


def _is_ours(name: str) -> bool:
    return name.startswith(ENVIRONMENT) and name != f"{ENVIRONMENT}CONFIG"


def _check_secrets(path: Path, content: dict[str, Any], config: Config) -> None:
    """Refuse secrets that others on this machine can read, and files that hold none."""
    telegram = content.get("telegram") or {}
    matrix = content.get("matrix") or {}
    hook = telegram.get("webhook") or {}
    url = (content.get("database") or {}).get("url")
    inside = "token" in telegram or "secret_token" in hook or "password" in matrix
    inside = inside or bool(url and make_url(str(url)).password)
    files: list[Path | None] = [path] if inside else []
    if config.telegram and config.telegram.token is None:
        files.append(config.telegram.token_file)
    if config.matrix:
        files += [config.matrix.password_file, config.matrix.access_token_file]
    check_private(filter(None, files))
    config.secrets()
    if config.telegram and not _TOKEN.fullmatch(config.telegram.secret()):
        raise ConfigError(text("config-token-form", key="telegram.token_file"))
