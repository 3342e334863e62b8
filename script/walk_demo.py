"""The demo unit in a few commands: made, its quarter printed, its window opened or pictured."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

from ipsdesk.exchange.demo import ACCOUNT, PASSPHRASE
from ipsdesk.rules.periods import last_full_quarter

ROOT = Path(__file__).resolve().parents[1]
OUTPUT = ROOT / "demo-output"
UNIT = OUTPUT / "Practice.ipsdesk"


def ipsdesk(*arguments: str | Path) -> None:
    """Run one command as a person would, and show it."""
    words = [str(argument) for argument in arguments]
    print(f"\n$ ipsdesk {' '.join(words).replace(f'{ROOT}{os.sep}', '')}", flush=True)
    home = {f"XDG_{name}_HOME": str(OUTPUT / "home") for name in ("CONFIG", "DATA", "STATE")}
    account = {"IPSDESK_USER": ACCOUNT, "IPSDESK_PASSPHRASE": PASSPHRASE}
    done = subprocess.run(
        [sys.executable, "-m", "ipsdesk", *words],
        cwd=ROOT,
        env={**os.environ, **home, **account},
        check=False,
    )
    if done.returncode:
        sys.exit(done.returncode)


def main() -> None:
    """The walk; what it leaves is in demo-output/."""
    shutil.rmtree(OUTPUT, ignore_errors=True)
    OUTPUT.mkdir()
    ipsdesk("demo", "--no-window", UNIT)
    ipsdesk("kpis", "--unit", UNIT, "--period", last_full_quarter(date.today()).label)
    ipsdesk("demo", UNIT)


if __name__ == "__main__":
    main()
