"""Loads Qt without the hook it hangs on every later import.

Qt for Python replaces ``__import__`` and reads the source of each module imported after it, in search of
``from __feature__``, which nothing here uses. That is a fifth of the time of the start and ten megabytes.
Imported before anything else of Qt.
"""

from __future__ import annotations

import builtins

_plain = builtins.__import__
import PySide6.QtCore  # noqa: E402, F401

builtins.__import__ = _plain
