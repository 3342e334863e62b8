"""How the form of each family is laid out: its order, its headings, the dates that look back."""

from __future__ import annotations

from collections.abc import Mapping

from ipsdesk.ui.records.contract_layouts import CONTRACTS
from ipsdesk.ui.records.employer_layouts import EMPLOYERS
from ipsdesk.ui.records.fidelity_layouts import FIDELITY
from ipsdesk.ui.records.layout import Layout
from ipsdesk.ui.records.meeting_layouts import MEETINGS
from ipsdesk.ui.records.person_layouts import PERSON
from ipsdesk.ui.records.team_layouts import TEAM
from ipsdesk.ui.records.told_layouts import TOLD
from ipsdesk.ui.records.voices_layouts import VOICES
from ipsdesk.ui.records.work_layouts import WORK

LAYOUTS: Mapping[str, Layout] = {
    **PERSON,
    **WORK,
    **EMPLOYERS,
    **TOLD,
    **FIDELITY,
    **MEETINGS,
    **VOICES,
    **CONTRACTS,
    **TEAM,
}
"""By kind; a family that is not here shows all its fields in the order they are declared."""
