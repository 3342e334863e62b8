"""Folders and files that only their owner may read, written so that a crash leaves the old or the new."""

from __future__ import annotations

import os
from pathlib import Path

PART = ".part"


def make_private_folder(folder: Path) -> None:
    """Make ``folder`` and what is missing above it, readable by the owner only (POSIX)."""
    if not folder.is_dir():
        make_private_folder(folder.parent)
        folder.mkdir(mode=0o700)


def write_private(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Write a temporary name beside ``path``, force it to the disk, then take the place of ``path``.

    ``durable=False`` leaves out the forcing, for notes that a crash may lose.
    """
    temporary = path.with_name(path.name + PART)
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            if durable:
                os.fsync(file.fileno())
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    if durable:
        sync_folder(path.parent)


def make_private_file(path: Path) -> None:
    """An empty file for SQLite to fill: its journals take over the permissions given here."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def sync_file(path: Path) -> None:
    """Force what was written to ``path`` to the disk."""
    descriptor = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Force names made, moved or removed in ``folder`` to the disk, where the system offers that."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
