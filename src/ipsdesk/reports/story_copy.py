"""A story on paper, without anybody's name in it."""

from __future__ import annotations

from ipsdesk.reports.blocks import Block, Heading, Paragraph
from ipsdesk.services.stories import PlainStory

PARTS = (
    ("What was done", "done"),
    ("What was excellent about it", "excellent"),
    ("Even better next time", "better"),
)


def story_blocks(story: PlainStory) -> list[Block]:
    """Its title and its parts, those that were told."""
    blocks: list[Block] = [Heading(story.title)]
    for heading, name in PARTS:
        if words := getattr(story, name):
            blocks += [Heading(heading, 2), *(Paragraph(one) for one in words.splitlines() if one.strip())]
    return blocks
