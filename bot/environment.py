"""The environment goes before the config file: `SEMAINIER_` + path with `__`, as in the file."""

from typing import Any

import yaml
from pydantic.fields import FieldInfo
from pydantic_settings import EnvSettingsSource


class Environment(EnvSettingsSource):
    """Reads a value as it stands in config.yaml, where pydantic would want all but words as JSON.

    So `fri 16:00` is a time of the week, and `[sat 18:00, sun 12:00]` a list of them.
    """

    def decode_complex_value(
        self,
        field_name: str,  # noqa: ARG002
        field: FieldInfo,  # noqa: ARG002
        value: Any,
    ) -> Any:
        """Read lists and mappings; raises `ValueError` for what begins as one and is none."""
        written = str(value).strip()
        if not written.startswith(("[", "{")):
            return value
        try:
            return yaml.safe_load(written)
        except yaml.YAMLError as error:
            raise ValueError(written) from error
