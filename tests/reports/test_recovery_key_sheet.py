"""The sheet of the recovery key: the whole key, who printed it and when, how to keep it."""

from __future__ import annotations

from datetime import date

from ipsdesk.reports.blocks import Heading, Large, Paragraph
from ipsdesk.reports.recovery_key import recovery_key_blocks
from ipsdesk.services.desk import same_recovery_key
from ipsdesk.storage.recovery_key import new_recovery_key


def test_the_key_as_printed_is_the_key() -> None:
    key = new_recovery_key()
    blocks = recovery_key_blocks("Larkrise House", "Priya Nair", key, date(2026, 5, 8))
    (large,) = (one.text for one in blocks if isinstance(one, Large))
    assert same_recovery_key(large, key)
    assert [len(line.split()) for line in large.splitlines()] == [3, 3, 3]
    assert blocks[0] == Heading("Recovery key of Larkrise House")
    assert blocks[-1] == Paragraph("Priya Nair, on 8 May 2026.")
    assert any("Never keep it with the computer" in one.text for one in blocks if isinstance(one, Paragraph))
