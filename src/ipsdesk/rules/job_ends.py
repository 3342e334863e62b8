"""Why jobs and steps end, in the unit's words."""

from __future__ import annotations

OTHER = "other"

END_REASONS = (
    "resigned: new job",
    "resigned: did not like it",
    "health or relapse",
    "readmission or leave withdrawn",
    "contract or season ended",
    "redundancy",
    "dismissed: conduct, attendance or performance",
    "probation not passed",
    "benefits or money",
    "transport",
    "family or caring",
    "education",
    "retired",
    "employer closed",
    "finished as planned",
    OTHER,
    "not known",
)
