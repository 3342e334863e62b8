"""``python -m ipsdesk`` and the command ``ipsdesk``."""

from __future__ import annotations

import sys


def main() -> int:
    """Run one command and answer with its exit status."""
    if sys.argv[1:2] == ["_read-workbook"]:
        from ipsdesk.exchange.reader_child import main as read_workbook  # noqa: PLC0415 - a process of its own

        return read_workbook()
    if sys.argv[1:2] == ["_read-tracker"]:
        from ipsdesk.exchange.tracker_child import main as read_tracker  # noqa: PLC0415 - likewise

        return read_tracker()
    from ipsdesk.cli import run  # noqa: PLC0415

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
