"""The rotating log of the program's own faults: kinds and places in the code, never a record's data."""

from __future__ import annotations

from pathlib import Path

from ipsdesk import __version__


def log_fault(error: BaseException, path: Path) -> bool:
    """Write down what kind of fault happened and where in the code; False if the log can't be written.

    The message of the error is left out: it could quote a record.
    """
    import logging
    import traceback
    from logging.handlers import RotatingFileHandler

    places = [
        f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=200_000, backupCount=5, encoding="utf-8")
    except OSError:
        return False
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    logger = logging.getLogger("ipsdesk.faults")
    logger.propagate = False
    logger.addHandler(handler)
    try:
        logger.error("%s %s at %s", __version__, type(error).__name__, " > ".join(places))
    finally:
        logger.removeHandler(handler)
        handler.close()
    return True
