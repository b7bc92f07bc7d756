"""Ending a child process that asyncio watches."""

import asyncio
import os
import signal
from contextlib import suppress


def kill(process: asyncio.subprocess.Process) -> None:
    """Kill `process` if it still runs.

    `Process.kill` does more until Python 3.13: it looks whether the process has ended, which takes the exit
    code away from the thread that waits for it (python/cpython#127049), and asyncio warns of a lost process.
    """
    if process.returncode is None:
        with suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGKILL)
