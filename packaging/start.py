"""What the packaged program starts with."""

from __future__ import annotations

import os
import sys

from ipsdesk.__main__ import main

LIBRARIES = "LD_LIBRARY_PATH"


def leave_no_trace() -> None:
    """Have the programs that this one opens find their own libraries, not those it carries."""
    before = os.environ.pop(f"{LIBRARIES}_ORIG", None)
    if before is None:
        os.environ.pop(LIBRARIES, None)
    else:
        os.environ[LIBRARIES] = before


def have_streams() -> None:
    """Without a console Windows gives no streams; what is said to nobody goes nowhere."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115 - to the end


if __name__ == "__main__":
    leave_no_trace()
    have_streams()
    sys.exit(main())
