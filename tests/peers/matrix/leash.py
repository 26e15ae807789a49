"""Runs Synapse until its owner lets go of a file lock, or is gone: nothing survives the tests.

The interpreter of Synapse's own environment runs this file: `leash.py LOCK CONFIG`.
"""

import fcntl
import os
import runpy
import signal
import sys
import threading


def wait_for_the_owner(lock: str) -> None:
    """Wait until nobody holds the lock any more, then end at once: the data are thrown away."""
    with open(lock, "rb") as held:  # noqa: PTH123 - pathlib is not loaded otherwise
        fcntl.flock(held, fcntl.LOCK_SH)
        os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    lock, config = sys.argv[1:]
    threading.Thread(target=wait_for_the_owner, args=(lock,), daemon=True).start()
    sys.argv = ["synapse", "-c", config]
    runpy.run_module("synapse.app.homeserver", run_name="__main__", alter_sys=True)
