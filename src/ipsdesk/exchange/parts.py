"""The parts of a zip file, taken apart by hand so that nothing in it is trusted: neither names nor sizes."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from ipsdesk.errors import UnreadableFile

END_OF_DIRECTORY = struct.Struct("<4s4H2LH")
LOCAL_HEADER = struct.Struct("<4s5H3L2H")
MOST_PARTS = 5_000
MOST_DIRECTORY = 4_000_000
CHUNK = 1 << 20

DAMAGED = "The workbook is damaged or cut short; open it in Excel, save it again and use that."


def parts_of(data: bytes) -> list[zipfile.ZipInfo]:
    """The parts named in the directory, which must be the only one and stand at the very end."""
    end = len(data) - END_OF_DIRECTORY.size
    found = data.rfind(b"PK\x05\x06")
    if found < 0 or found > end:
        raise UnreadableFile(DAMAGED)
    _, disk, first_disk, _, count, size, offset, comment = END_OF_DIRECTORY.unpack_from(data, found)
    # Programs that read zip files differ in what they make of gaps, comments and second directories:
    # a file that has none of them is the same file to all of them.
    if disk or first_disk or offset + size != found or found + END_OF_DIRECTORY.size + comment != len(data):
        raise UnreadableFile(DAMAGED)
    if count > MOST_PARTS or size > MOST_DIRECTORY:
        raise UnreadableFile(
            f"The workbook is made of more than {MOST_PARTS:,} parts; it is not safe to read."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error):
        raise UnreadableFile(DAMAGED) from None
    if len(parts) != count:
        raise UnreadableFile(DAMAGED)
    return parts


def unpacked(data: bytes, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The content of a part, at most `CHUNK` bytes at a time, however much it turns out to be."""
    start = part.header_offset
    if data[start : start + 4] != b"PK\x03\x04" or start + LOCAL_HEADER.size > len(data):
        raise UnreadableFile(DAMAGED)
    *_, name_length, extra_length = LOCAL_HEADER.unpack_from(data, start)
    start += LOCAL_HEADER.size + name_length + extra_length
    packed = memoryview(data)[start : start + part.compress_size]
    if part.flag_bits & 1 or part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise UnreadableFile(DAMAGED)
    if part.compress_type == zipfile.ZIP_STORED:
        yield from (bytes(packed[at : at + CHUNK]) for at in range(0, len(packed), CHUNK))
    else:
        yield from _inflated(packed)


def _inflated(packed: memoryview) -> Iterator[bytes]:
    inflating = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for at in range(0, len(packed), CHUNK):
            chunk = inflating.decompress(packed[at : at + CHUNK], CHUNK)
            while chunk:
                yield chunk
                chunk = inflating.decompress(inflating.unconsumed_tail, CHUNK)
    except zlib.error:
        raise UnreadableFile(DAMAGED) from None
    if not inflating.eof:
        raise UnreadableFile(DAMAGED)
