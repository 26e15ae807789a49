"""What goes over the wire: parameters as they arrive, refusals as they leave."""

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, web

Json = dict[str, Any]

encode = json.JSONEncoder(separators=(",", ":")).encode

_WORDS = frozenset({"text", "caption", "description", "callback_query_id", "file_id", "parse_mode"})


class ApiError(Exception):
    """A refusal, with the HTTP status and the body that Telegram would send."""

    def __init__(self, status: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters

    def body(self) -> bytes:
        """Render the refusal as the server does."""
        answer: Json = {"ok": False, "error_code": self.status, "description": self.description}
        if self.parameters:
            answer["parameters"] = self.parameters
        return encode(answer).encode()


def bad_request(why: str) -> ApiError:
    """Refuse what the caller asked for."""
    return ApiError(400, f"Bad Request: {why}")


def forbidden(why: str) -> ApiError:
    """Refuse because of what people decided."""
    return ApiError(403, f"Forbidden: {why}")


def too_many_requests(retry_after: int) -> ApiError:
    """Refuse until a while has passed."""
    return ApiError(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was uploaded."""

    name: str
    data: bytes
    mime: str


class Params(dict[str, Any]):
    """The parameters of a request: strings from a form or a query, anything from JSON."""

    def text(self, name: str) -> str:
        """Read a string; absent is empty."""
        value = self.get(name, "")
        return value if isinstance(value, str) else encode(value)

    def integer(self, name: str, default: int = 0) -> int:
        """Read an integer; like the real server, what is not one counts as 0."""
        value = self.get(name)
        if value is None:
            return default
        try:
            return int(value)
        except (TypeError, ValueError):
            return 0

    def flag(self, name: str) -> bool:
        """Read a boolean."""
        return str(self.get(name, "")).lower() in {"true", "1", "yes"}

    def parsed(self, name: str) -> Any:
        """Read a JSON-serialised value; absent is None."""
        value = self.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None


@dataclass(slots=True)
class Request:
    """One request as it came, and how it was answered (status 0: never)."""

    method: str
    params: Params
    at: float
    status: int = 0
    description: str = field(default="", repr=False)

    @property
    def chat_id(self) -> int:
        """Which chat was meant; 0 if none."""
        return self.params.integer("chat_id")

    @property
    def payload(self) -> Json:
        """The parameters with numbers, booleans and JSON read, for exact comparisons."""
        return {name: _read(name, value) for name, value in self.params.items()}


def _read(name: str, value: Any) -> Any:
    if not isinstance(value, str) or name in _WORDS:
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


async def read_params(request: web.BaseRequest) -> Params:
    """Read parameters from wherever Telegram accepts them: query, form, multipart or JSON."""
    try:
        return await _read_params(request)
    except UnicodeDecodeError:
        raise bad_request("strings must be encoded in UTF-8") from None


async def _read_params(request: web.BaseRequest) -> Params:
    params = Params()
    if request.query_string:
        params.update(_form(request.query_string))
    kind = request.headers.get("Content-Type", "")
    if kind.startswith("application/x-www-form-urlencoded"):
        params.update(_form((await request.content.read()).decode()))
    elif kind.startswith("application/json"):
        params.update(_json_object(await request.content.read()))
    elif kind.startswith("multipart/form-data"):
        async for part in await request.multipart():
            if isinstance(part, BodyPartReader) and part.name:
                params[part.name] = await _part(part)
    return params


def _form(encoded: str) -> list[tuple[str, str]]:
    return parse_qsl(encoded, keep_blank_values=True, errors="strict")


def _json_object(body: bytes) -> Json:
    try:
        values = json.loads(body)
    except UnicodeDecodeError:
        raise
    except ValueError:
        raise bad_request("can't parse request JSON object") from None
    if not isinstance(values, dict):
        raise bad_request("can't parse request JSON object")
    return {name: value for name, value in values.items() if value is not None}


async def _part(part: BodyPartReader) -> str | Upload:
    data = bytes(await part.read())
    if part.filename is None:
        return data.decode()
    return Upload(part.filename, data, part.headers.get("Content-Type", "application/octet-stream"))
