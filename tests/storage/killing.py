"""Kills a program at many moments of its work; where the system can, each from one that is loaded already."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterable, Iterator

from tests.storage.units import start_child

FORKING = """
import os, signal, sys
import ipsdesk.services.backups, tests.storage.units
code = sys.argv.pop(1)
while sys.stdin.readline():
    child = os.fork()
    if not child:
        exec(code, {})
        os._exit(0)
    sys.stdin.readline()
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    print("killed", flush=True)
"""


def killed(code: str, delays: Iterable[float], *arguments: str) -> Iterator[None]:
    """Run ``code`` once for each delay and kill it so many seconds after it has printed ``open``."""
    if not hasattr(os, "fork"):
        for delay in delays:
            child = start_child(code, *arguments)
            _wait_for(child, "open")
            time.sleep(delay)
            child.kill()
            child.communicate(timeout=30)
            yield
        return
    server = start_child(FORKING, code, *arguments)
    try:
        for delay in delays:
            _tell(server)
            _wait_for(server, "open")
            time.sleep(delay)
            _tell(server)
            _wait_for(server, "killed")
            yield
    finally:
        server.kill()
        server.communicate(timeout=30)


def _tell(child: subprocess.Popen[str]) -> None:
    assert child.stdin is not None
    child.stdin.write("go\n")
    child.stdin.flush()


def _wait_for(child: subprocess.Popen[str], word: str) -> None:
    assert child.stdout is not None
    line = child.stdout.readline()
    assert line == f"{word}\n", line or child.communicate(timeout=30)[1]
