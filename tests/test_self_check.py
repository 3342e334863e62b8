"""The self-check as support asks for it: in a process of its own, away from the checkout."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from ipsdesk import self_check
from ipsdesk.exchange.workbook_in import child_command

CHECKS = ["Unit", "Workbook", "Figures", "Return", "Records", "Window"]


def test_everything_works_and_nothing_is_left_behind(tmp_path: Path) -> None:
    temporary, home = tmp_path / "temporary", tmp_path / "home"
    temporary.mkdir()
    home.mkdir()
    places = {f"XDG_{name}_HOME": str(home) for name in ("CONFIG", "DATA", "STATE")}
    fonts = {"XDG_CACHE_HOME": str(tmp_path / "cache")}  # the system's own list of fonts
    done = subprocess.run(
        [sys.executable, "-m", "ipsdesk", "--self-check"],
        cwd=tmp_path,
        env={**os.environ, **places, **fonts, "HOME": str(home), "TMPDIR": str(temporary)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    said = [line.split(maxsplit=1) for line in done.stdout.splitlines()]
    assert [(state, words.partition(":")[0]) for state, words in said] == [("ok", name) for name in CHECKS]
    assert {"Sign in", "Weekly hours"} <= set(re.split(r": |, | painted", said[-1][1]))
    assert done.stderr == ""
    assert [*temporary.rglob("*"), *home.rglob("*")] == []


class _Broken(self_check.SelfCheck):
    """A program in which counting fails."""

    def _count(self) -> str:
        raise ZeroDivisionError

    def checks(self) -> tuple[tuple[str, self_check.Check], ...]:
        return (("Figures", self._count), ("Sums", lambda: "one and one is two"))


def test_what_fails_is_named_and_the_rest_is_tried_all_the_same(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in (*self_check.OWN_PLACES, "QT_QPA_PLATFORM"):
        monkeypatch.setenv(name, "")  # put back afterwards, whatever the check makes of it
    monkeypatch.setattr(self_check, "SelfCheck", _Broken)
    assert self_check.run() == 1
    out = capsys.readouterr().out
    assert out.startswith("PROBLEM  Figures:")
    assert "ZeroDivisionError" in out
    assert out.endswith("ok       Sums: one and one is two\n")


def test_the_packaged_program_reads_workbooks_by_starting_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    assert child_command()[:2] == [sys.executable, "-P"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/opt/ipsdesk/ipsdesk")
    assert child_command() == ["/opt/ipsdesk/ipsdesk", "_read-workbook"]
