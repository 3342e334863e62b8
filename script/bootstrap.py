"""Sets up a fresh checkout and runs the demo unit or every check; needs only Python's standard library."""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ENVIRONMENT = ROOT / ".venv"
WINDOWS = platform.system() == "Windows"
LEAST_PYTHON = (3, 11)
QT_LIBRARIES = (
    *("libgl1", "libegl1", "libxkbcommon0", "libdbus-1-3", "libfontconfig1", "libglib2.0-0"),
    "fonts-inter",
)
"""Debian packages with what Qt is linked to, and the font the window is drawn in."""


class SetUpFailed(Exception):
    """One line that says what is missing and how to get it."""


def run(*command: str | Path, cwd: Path = ROOT, **environment: str) -> None:
    """Run a command of the set-up or the checks; its failure ends the script."""
    print(f"\n$ {' '.join(_short(part) for part in command)}", flush=True)
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env={**os.environ, **environment}, check=False
    )
    if done.returncode:
        raise SetUpFailed(
            f"This failed with status {done.returncode}: {' '.join(_short(part) for part in command)}"
        )


def _short(part: str | Path) -> str:
    return str(part).replace(f"{ROOT}{os.sep}", "")


def python_of(environment: Path) -> Path:
    """The interpreter of a virtual environment."""
    return environment / ("Scripts/python.exe" if WINDOWS else "bin/python")


def tool(name: str) -> Path:
    """A command installed in the project's environment."""
    return python_of(ENVIRONMENT).with_name(f"{name}.exe" if WINDOWS else name)


def make_environment(folder: Path) -> None:
    """A virtual environment with pip; Debian keeps what that needs in a package of its own."""
    if importlib.util.find_spec("ensurepip") is None:
        install_debian_packages("python3-venv")
    run(sys.executable, "-m", "venv", "--clear", folder)


def install_debian_packages(*names: str) -> None:
    """Install with apt where this account may; else name what is missing in one line."""
    apt = shutil.which("apt-get")
    if apt and hasattr(os, "geteuid") and os.geteuid() == 0:
        run(apt, "update", "-q")
        run(apt, "install", "-y", "-q", "--no-install-recommends", *names, DEBIAN_FRONTEND="noninteractive")
    else:
        raise SetUpFailed(
            f"Missing on this computer: {' '.join(names)}. On Debian: sudo apt install {' '.join(names)}"
        )


def ensure_qt() -> None:
    """What the window's library needs of the system."""
    imports = [str(python_of(ENVIRONMENT)), "-c", "import PySide6.QtWidgets"]
    if subprocess.run(imports, capture_output=True, check=False).returncode:
        install_debian_packages(*QT_LIBRARIES)


def offer_office() -> None:
    """In which the tests open the return as its readers do; without it they say skipped."""
    try:
        install_debian_packages("libreoffice-calc-nogui", "libreoffice-writer-nogui", "poppler-utils")
    except SetUpFailed as missing:
        print(f"The return will not be opened in LibreOffice. {missing}")


def set_up(requirements: str) -> None:
    """The project's environment with locked dependencies, byte-compiled; remade when the lock changes."""
    wanted = hashlib.sha256((ROOT / requirements).read_bytes() + sys.version.encode()).hexdigest()
    stamp = ENVIRONMENT / f"{requirements}.sha256"
    if not (stamp.exists() and stamp.read_text() == wanted):
        make_environment(ENVIRONMENT)
        install(ENVIRONMENT, "--require-hashes", "-r", ROOT / requirements)
        if requirements == "requirements-dev.txt":
            install(ENVIRONMENT, "--no-deps", "--no-build-isolation", "-e", ROOT)
        stamp.write_text(wanted)


def install(environment: Path, *what: str | Path) -> None:
    """pip install into an environment (pip byte-compiles what it installs)."""
    run(
        python_of(environment), "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
        "--no-warn-script-location", *what,
    )  # fmt: skip


def demo(_: argparse.Namespace) -> None:
    """A small, plainly fictional unit: its quarter printed, its window opened or pictured."""
    set_up("requirements-dev.txt")
    ensure_qt()
    run(python_of(ENVIRONMENT), ROOT / "script" / "walk_demo.py")


def check(chosen: argparse.Namespace) -> None:
    """Every check, in the order in which they find most for the least time."""
    set_up("requirements-dev.txt")
    ensure_qt()
    if not shutil.which("soffice"):
        offer_office()
    run(tool("ruff"), "check", ".")
    run(tool("ruff"), "format", "--check", ".")
    run(tool("mypy"))
    run(tool("lint-imports"))
    run(python_of(ENVIRONMENT), "-m", "pytest", "-n", "auto", "--dist", "loadfile", *chosen.arguments)
    check_wheel()


def check_wheel() -> None:
    """The built wheel, installed alone outside the checkout, makes, fills, counts and reports on a unit."""
    with tempfile.TemporaryDirectory(prefix="ipsdesk-wheel-") as made:
        folder = Path(made)
        run(
            python_of(ENVIRONMENT), "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check",
            "--no-deps",
            "--no-build-isolation", "--wheel-dir", folder, ROOT,
        )  # fmt: skip
        alone = folder / "alone"
        make_environment(alone)
        install(alone, "--require-hashes", "-r", ROOT / "requirements.txt")
        install(alone, "--no-deps", next(folder.glob("ipsdesk-*.whl")))
        run(python_of(alone), "-I", ROOT / "script" / "walk_wheel.py", cwd=folder)


def main(arguments: Sequence[str]) -> int:
    """Run ``demo`` or ``check``; one clear line where something is missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(required=True)
    commands.add_parser("demo", help=demo.__doc__).set_defaults(does=demo)
    checks = commands.add_parser("check", help=check.__doc__)
    checks.add_argument("arguments", nargs="*", help="handed to pytest")
    checks.set_defaults(does=check)
    chosen = parser.parse_args(arguments)
    if sys.version_info < LEAST_PYTHON:
        print(f"IPS Desk needs Python 3.11 or later; this is {platform.python_version()}.", file=sys.stderr)
        return 2
    try:
        chosen.does(chosen)
    except SetUpFailed as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
