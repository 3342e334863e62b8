"""Builds the packaged program from a clean environment and tries it: ``python packaging/build.py``.

What it leaves is ``dist/ipsdesk``, a folder that runs on computers without Python. It is built for the system
it is built on, and for no older one.
"""

from __future__ import annotations

import shutil
import sys
from ctypes.util import find_library
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from script.bootstrap import (  # noqa: E402
    QT_LIBRARIES,
    WINDOWS,
    SetUpFailed,
    install,
    install_debian_packages,
    make_environment,
    python_of,
    run,
)

HERE, BUILD, DIST = ROOT / "packaging", ROOT / "build", ROOT / "dist"
PROGRAM = DIST / "ipsdesk"
WINDOW_LIBRARIES = {
    **{f"xcb-{name}": f"libxcb-{name}0" for name in ("cursor", "image", "render-util", "shape")},
    **{f"xcb-{name}": f"libxcb-{name}1" for name in ("keysyms", "util", "xkb")},
    "xcb-icccm": "libxcb-icccm4",
    "xkbcommon-x11": "libxkbcommon-x11-0",
}
"""What the window needs of X beyond what every desktop has, with its Debian packages; it is taken along."""


def main() -> int:
    """Environment, wheel, bundle, self-check; one clear line where something is missing."""
    try:
        ensure_libraries()
        environment = clean_environment(BUILD / "environment")
        bundle(environment)
        run(PROGRAM / "ipsdesk", "--self-check", cwd=DIST)
    except SetUpFailed as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    print(f"\nThe program is in {PROGRAM}: {size_of(PROGRAM) / 1e6:.0f} MB.")
    return 0


def ensure_libraries() -> None:
    """On Linux the window's libraries have to be here to be taken along; not to have them is an error."""
    if sys.platform == "linux" and not all(map(find_library, WINDOW_LIBRARIES)):
        install_debian_packages(*QT_LIBRARIES, *WINDOW_LIBRARIES.values())


def clean_environment(folder: Path) -> Path:
    """The locked requirements, the locked PyInstaller, and the program as a wheel; nothing else."""
    wheels = BUILD / "wheels"
    shutil.rmtree(wheels, ignore_errors=True)
    make_environment(folder)
    install(folder, "--require-hashes", "-r", ROOT / "requirements.txt", "-r", HERE / "requirements.txt")
    run(
        python_of(folder),
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--wheel-dir",
        wheels,
        ROOT,
    )
    install(folder, "--no-deps", next(wheels.glob("ipsdesk-*.whl")))
    return folder


def bundle(environment: Path) -> None:
    """Have PyInstaller make the folder, and put beside the program what a desktop needs of it."""
    run(
        python_of(environment), "-I", "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level=WARN",
        "--distpath", DIST, "--workpath", BUILD / "pyinstaller", HERE / "ipsdesk.spec",
    )  # fmt: skip
    entry = () if WINDOWS else (HERE / "ipsdesk.desktop", *(HERE / "icons").glob("ipsdesk.[ps][nv]g"))
    for path in (ROOT / "LICENSE", *entry):
        shutil.copy(path, PROGRAM)


def size_of(folder: Path) -> int:
    """Bytes of every file below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


if __name__ == "__main__":
    sys.exit(main())
