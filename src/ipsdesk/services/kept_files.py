"""Files kept encrypted inside the unit with a record: taken in, opened whole, copied out."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, insert, select

from ipsdesk.errors import CannotRun
from ipsdesk.services.attachments_files import media_type_of, read_file, shown_name
from ipsdesk.storage.faults import plain_words
from ipsdesk.storage.private_files import write_private

VIEWED, COPIED_OUT = "viewed", "saved a copy"
"""What is done with a kept file, as the audit trail and `intake_conflicts.ONLY_READ` have it."""

DAMAGED = (
    "What is kept of this {noun} is not what was added: it is damaged. It was not opened. Tell a "
    "manager, who can look for it in a backup."
)


def taken_in(path: Path) -> tuple[dict[str, Any], bytes]:
    """What is kept of a file beside its bytes, and the bytes; raises ``CannotRun`` for what may not be."""
    content = read_file(path)
    about = {
        "file_name": shown_name(path.name),
        "media_type": media_type_of(path.name, content),
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    return about, content


def put_away(connection: Connection, contents: Table, id_: int, content: bytes) -> None:
    """Keep the bytes of a record in the table beside it."""
    (key,) = contents.primary_key.columns
    connection.execute(insert(contents).values({key.name: id_, "content": content}))


def held(connection: Connection, contents: Table, row: Any, noun: str) -> bytes:
    """The bytes of a record, as they were added; raises ``CannotRun`` where they are not."""
    (key,) = contents.primary_key.columns
    content = connection.scalar(select(contents.c.content).where(key == row.id)) or b""
    if hashlib.sha256(content).hexdigest() != row.sha256:
        raise CannotRun(DAMAGED.format(noun=noun))
    return content


def copy_out(path: Path, content: bytes) -> None:
    """Write a copy outside the encryption, whole or not at all."""
    with plain_words("the copy", files=True):
        write_private(path, content)
