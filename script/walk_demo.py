"""The demo unit in a few commands: made in passing, its quarter printed, its return left behind."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from ipsdesk.exchange.demo import ACCOUNT, PASSPHRASE
from ipsdesk.rules.periods import add_months, financial_year_start, named_period

OUTPUT = Path(__file__).resolve().parents[1] / "demo-output"


def last_full_quarter(today: date) -> str:
    """The label of the quarter that ended last."""
    start = financial_year_start(today)
    quarters = (today.year * 12 + today.month - start.year * 12 - start.month) // 3
    return named_period(add_months(start, 3 * (quarters - 1)), 3).label


def ipsdesk(*arguments: str, folder: Path) -> None:
    """Run one command as a person would, and show it."""
    print(f"\n$ ipsdesk {' '.join(arguments)}", flush=True)
    home = {f"XDG_{name}_HOME": str(folder / "home") for name in ("CONFIG", "DATA", "STATE")}
    account = {"IPSDESK_USER": ACCOUNT, "IPSDESK_PASSPHRASE": PASSPHRASE}
    done = subprocess.run(
        [sys.executable, "-m", "ipsdesk", *arguments],
        cwd=folder,
        env={**os.environ, **home, **account},
        check=False,
    )
    if done.returncode:
        sys.exit(done.returncode)


def main() -> None:
    """The walk; what it leaves is in demo-output/."""
    period = last_full_quarter(date.today())
    shutil.rmtree(OUTPUT, ignore_errors=True)
    OUTPUT.mkdir()
    written = OUTPUT / f"Return {period}.xlsx"
    with tempfile.TemporaryDirectory(prefix="ipsdesk-demo-") as made:
        folder = Path(made)
        ipsdesk("demo", "Practice.ipsdesk", folder=folder)
        ipsdesk("kpis", "--unit", "Practice.ipsdesk", "--period", period, folder=folder)
        ipsdesk("return", "--unit", "Practice.ipsdesk", "--period", period, str(written), folder=folder)
    print(f"\nThe return is in {OUTPUT.name}/{written.name}")


if __name__ == "__main__":
    main()
