"""Named places where a test may let the process die, as a power cut would: see `tests/faults`.

Each commit and each request to a platform has one just before and one just after. They do nothing
unless something was armed, which the environment does for a process of its own:
`CRASHPOINT=desk.batch.before:2` kills it the second time it comes by there.
"""

import os
import signal
from collections.abc import Callable

VARIABLE = "CRASHPOINT"

_reached: Callable[[str], None] | None = None


def crashpoint(name: str) -> None:
    """Pass a named place."""
    if _reached is not None:
        _reached(name)


def arm(reached: Callable[[str], None] | None) -> None:
    """Call something at each place that is passed; None: nothing any more."""
    global _reached  # noqa: PLW0603 - one check of a global is all it may cost
    _reached = reached


def killing(name: str, time: int) -> Callable[[str], None]:
    """Make what kills this process when it passes a place for the so many-th time."""
    left = time

    def reached(passed: str) -> None:
        nonlocal left
        if passed == name:
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    return reached


if _fuse := os.environ.get(VARIABLE):
    _name, _, _time = _fuse.rpartition(":")
    arm(killing(_name, int(_time)))
