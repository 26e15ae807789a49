"""Stories told on each platform."""

import pytest

from tests.adapters.town import OnMatrix, OnTelegram


@pytest.fixture(params=["telegram", "matrix"])
def town(request: pytest.FixtureRequest) -> OnTelegram | OnMatrix:
    """People on Telegram, then on Matrix."""
    if request.param == "telegram":
        return OnTelegram(request.getfixturevalue("api"))
    return OnMatrix(request.getfixturevalue("matrix"))
