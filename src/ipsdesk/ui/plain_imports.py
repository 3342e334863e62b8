"""Loads Qt without the hook it hangs on every later import.

Qt for Python replaces ``__import__`` and reads the source of each module imported after it, in search of
``from __feature__``, which nothing here uses. That is a fifth of the time of the start and ten megabytes.
Imported before anything else of Qt.
"""

from __future__ import annotations

import builtins
import gc

_plain, _collects = builtins.__import__, gc.isenabled()
gc.disable()  # nothing of it is rubbish
import PySide6.QtCore  # noqa: E402

builtins.__import__ = _plain
import PySide6.QtWidgets  # noqa: E402, F401

if _collects:
    gc.enable()
