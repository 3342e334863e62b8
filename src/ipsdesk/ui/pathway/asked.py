"""What a small dialog asks before a step is taken, and what takes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from ipsdesk.fields import Field
from ipsdesk.services.desk import Desk
from ipsdesk.services.records import Done
from ipsdesk.ui.widgets.choice_field import Option
from ipsdesk.ui.widgets.form import Form
from ipsdesk.ui.widgets.typed_values import Value

Values = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is read before the form is shown: the records its fields may name, and what to look at first."""

    options: Mapping[str, Sequence[Option]] = field(default_factory=dict)
    checks: Sequence[str] = ()


def _nothing(_desk: Desk) -> Prepared:
    return Prepared()


def _all(_form: Form) -> frozenset[str]:
    return frozenset()


def _no_words(_form: Form) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Asked:
    """One step: ``kind`` and ``about`` (the key of a referral, goal or person) tell it from others.

    ``client`` is whom it is about, if that is one person. ``hidden`` are fields not asked for as the form
    stands; ``told`` is what there is to say to what stands in it. ``take`` takes the step with a desk and
    what was filled in.
    """

    kind: str
    about: int
    client: int | None
    title: str
    words: str
    button: str
    fields: Mapping[str, Field]
    take: Callable[[Desk, Values], Done]
    given: Values = field(default_factory=dict)
    prepare: Callable[[Desk], Prepared] = _nothing
    hidden: Callable[[Form], frozenset[str]] = _all
    told: Callable[[Form], str] = _no_words
    looks_back: frozenset[str] = frozenset()
