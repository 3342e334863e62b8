"""A page that asks for something to be done, and knows what carries it out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ipsdesk.ui.widgets.step_page import StepPage


class Task(StepPage):
    """The words of its button, and what is said while and after it is done."""

    button, doing, done_words = "Save", "Saving…", "Saved."

    def is_sound(self) -> bool:
        """Whether all is filled in; it says itself what is not."""
        problems = self.problems()
        self.show_problems(problems)
        return not problems

    def job(self) -> Callable[[Any], object]:
        """What carries it out with a service, as it is filled in now."""
        raise NotImplementedError
