"""What the form of a family of records shows of its fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ipsdesk.fields import Field
from ipsdesk.ui.widgets.form import Form


def _nothing(_form: Form) -> frozenset[str]:
    return frozenset()


def _no_warning(_form: Form) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Layout:
    """What a form shows of a family's fields.

    ``headings`` stand above the field they are named by; ``left_out`` is not shown (and kept as it is);
    ``looks_back`` are dates of what has happened, those ``past`` are refused when they are yet to come;
    ``again`` offers Save and new, which keeps the values of the fields that are ``kept``. ``order`` are the
    fields to begin with, the others follow as declared; those ``folded`` are shown once they are asked for,
    filled in, or ``revealed`` by what stands in others. Those ``beside`` stand on the line of the field
    before them. ``warned`` says what to look out for, which keeps nobody from saving. ``height`` is the
    dialog's at 100 %.
    """

    headings: Mapping[str, str] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()
    looks_back: frozenset[str] = frozenset()
    past: frozenset[str] = frozenset()
    again: bool = False
    kept: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    folded: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    revealed: Callable[[Form], frozenset[str]] = _nothing
    warned: Callable[[Form], str] = _no_warning
    height: int = 660

    def in_order(self, fields: Mapping[str, Field]) -> dict[str, Field]:
        """The fields that are shown, those to begin with first."""
        names = [*self.order, *(name for name in fields if name not in self.order)]
        return {name: fields[name] for name in names if name not in self.left_out}


SETTLED = frozenset({"reference", "client_id", "author_id", "added_on"})
"""Known from where a form is opened, or given by the program: shown only when asked for, once filled in."""

USUAL = Layout()


def kind_typed(form: Form) -> str:
    """What stands in the field that says of which kind a record is."""
    return str(form.rows["kind"].editor.typed()).strip()
