"""Walks through the installed program as a unit would: make it, fill it, count it, report on it, check it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

SECRETS = {"IPSDESK_USER": "manager", "IPSDESK_PASSPHRASE": "lantern meadow harbour teapot"}
HEAVY = ("sqlalchemy", "PySide6", "openpyxl", "matplotlib")


PRACTICE = {"IPSDESK_USER": "practice", "IPSDESK_PASSPHRASE": "practice makes a quiet harbour"}


def ipsdesk(*arguments: str, secrets: dict[str, str] = SECRETS) -> str:
    """Run the installed command; its answer, or the end of the walk."""
    command = Path(sysconfig.get_path("scripts")) / "ipsdesk"
    done = subprocess.run(
        [command, *arguments], env={**os.environ, **secrets}, capture_output=True, text=True, check=False
    )
    print(f"ipsdesk {' '.join(arguments)} -> {done.returncode}", flush=True)
    if done.returncode:
        sys.exit(f"{done.stdout}\n{done.stderr}")
    return done.stdout


def expect(holds: bool, otherwise: str) -> None:  # noqa: FBT001 - reads as a sentence
    """End the walk with what went wrong."""
    if not holds:
        sys.exit(otherwise)


def main() -> None:
    """The walk, in the folder it is started in."""
    home = Path.cwd() / "home"
    os.environ.update({"XDG_CONFIG_HOME": str(home), "XDG_DATA_HOME": str(home), "XDG_STATE_HOME": str(home)})
    imported = "import sys, ipsdesk.cli; print(*(name for name in sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-I", "-c", imported], capture_output=True, text=True, check=True
    )
    heavy = [name for name in HEAVY if name in loaded.stdout.split()]
    if heavy:
        sys.exit(f"The command line imports {', '.join(heavy)} before it is asked to do anything.")
    ipsdesk("--help")
    expect("Recovery key:" in ipsdesk("new", "u.ipsdesk", "--name", "Larkrise House"), "no recovery key")
    ipsdesk("template", "empty.xlsx")
    ipsdesk("import", "empty.xlsx", "--unit", "u.ipsdesk")
    ipsdesk("demo", "--no-window", "practice.ipsdesk")
    ipsdesk("export", "filled.xlsx", "--unit", "practice.ipsdesk", secrets=PRACTICE)
    ipsdesk("import", "filled.xlsx", "--unit", "u.ipsdesk")
    expect("Nothing to do" in ipsdesk("import", "filled.xlsx", "--unit", "u.ipsdesk"), "imported twice")
    period = ("--period", "2026-27 Q2", "--json")
    figures = json.loads(ipsdesk("kpis", "--unit", "u.ipsdesk", *period))
    again = json.loads(ipsdesk("kpis", "--unit", "practice.ipsdesk", *period, secrets=PRACTICE))
    expect(figures == again, "the figures are not those of the unit that was exported")
    expect(figures["period"]["first"] == "2026-07-01", f"the figures are of {figures['period']}")
    ipsdesk("return", "--unit", "u.ipsdesk", "--period", "2026-27 Q2", "return.xlsx")
    expect(Path("return.xlsx").stat().st_size > 5_000, "the return is empty")
    print(ipsdesk("check", "--unit", "u.ipsdesk"))


if __name__ == "__main__":
    main()
