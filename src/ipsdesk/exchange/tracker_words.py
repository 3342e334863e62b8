"""What units write in their own lists: headings for each field, and words for each choice."""

from __future__ import annotations

HEADINGS: dict[str, tuple[str, ...]] = {
    "client.reference": ("client id", "client no", "client number", "patient id", "case number", "case no"),
    "client.name": (
        *("name", "client", "client name", "patient", "patient name", "service user", "service user name"),
        *("full name", "person", "resident", "name of client", "surname first name"),
    ),
    "client.nhs_number": ("nhs number", "nhs no", "nhs", "nhs num"),
    "client.born_on": ("date of birth", "dob", "d o b", "born", "birth date", "birthday"),
    "client.gender": ("gender", "sex", "m f"),
    "client.ethnic_category": ("ethnicity", "ethnic category", "ethnic group", "ethnic origin"),
    "client.team_id": ("team", "team id", "ward", "clinical team", "unit", "ward team"),
    "client.key_worker_id": ("key worker", "keyworker", "named nurse", "primary nurse"),
    "client.care_coordinator_id": ("care coordinator", "care co ordinator", "cco", "cpa coordinator"),
    "client.needs": ("needs", "support needs"),
    "client.legal_status": ("legal status", "legal status code", "mha legal status code"),
    "client.benefits": ("benefits", "benefit", "benefits received", "welfare benefits"),
    "client.benefit_week_ends": ("benefit week ends", "benefit week"),
    "referral.reference": ("referral id", "referral no", "referral number"),
    "referral.received_on": (
        *("referral date", "date of referral", "referred", "date referred", "referral received", "received"),
        *("date received", "referral", "ips referral date"),
    ),
    "referral.source": ("source", "referral source", "referred by", "referrer", "source of referral"),
    "referral.accepted_on": ("accepted", "date accepted", "referral accepted", "acceptance date"),
    "referral.declined_on": ("declined", "date declined", "referral declined"),
    "referral.decline_reason": ("decline reason", "reason declined", "why declined"),
    "referral.started_on": (
        *("initial assessment", "assessment date", "date of assessment", "first appointment", "first seen"),
        *("started with ips", "ips start date", "date started ips", "first meeting", "date seen"),
    ),
    "referral.profile_started_on": ("vocational profile", "profile started", "profile date", "profile"),
    "referral.staff_id": (
        *("employment specialist", "es", "specialist", "allocated to", "worker", "ips worker", "caseload"),
        *("allocated worker", "vocational specialist", "staff", "staff id"),
    ),
    "referral.position_at_start": ("position at start", "employment status", "work status at referral"),
    "referral.closed_on": (
        "closed",
        "date closed",
        "discharged",
        "discharge date",
        "closure date",
        "case closed",
    ),
    "referral.closure_reason": (
        "closure reason",
        "reason closed",
        "reason for discharge",
        "discharge reason",
    ),
    "referral.retention_outcome": ("retention outcome", "job retention outcome"),
    "referral.retention_outcome_on": ("retention outcome on", "retention outcome date"),
    "activity.reference": ("activity id", "job id"),
    "activity.kind": (
        "kind",
        "type of work",
        "activity type",
        "outcome type",
        "type of activity",
        "job kind",
    ),
    "activity.title": ("job title", "title", "post", "job role", "role", "position", "job"),
    "activity.job_type": ("job type", "sector of job", "occupation", "type of job"),
    "activity.started_on": (
        *("job start", "job start date", "start of job", "employment start", "employment start date"),
        *("date started work", "started work", "work start date", "job started", "date job started"),
        *("start date", "started", "date started", "employment started", "job start on"),
    ),
    "activity.ended_on": (
        *("job end", "job end date", "end of job", "employment end", "employment end date", "left job"),
        *("end date", "ended", "date ended", "work end date", "job ended", "date left"),
    ),
    "activity.end_reason": ("end reason", "reason left", "reason for leaving", "reason job ended"),
    "activity.contract": ("contract", "contract type", "type of contract", "basis"),
    "activity.weekly_hours": (
        "weekly hours",
        "hours",
        "hours per week",
        "hrs",
        "hrs wk",
        "hpw",
        "contracted hours",
    ),
    "activity.hourly_pay": ("hourly pay", "hourly rate", "pay", "rate of pay", "pay per hour", "wage"),
    "activity.four_hours_on": ("four hours worked on", "4 hours worked", "fourth hour"),
    "activity.open_to_anyone": ("open to anyone", "open employment", "competitive", "open market"),
    "activity.set_aside": ("set aside", "reserved job"),
    "activity.permitted_work": ("permitted work", "pw", "permitted"),
    "activity.supported_by": ("supported by", "supporting body"),
    "activity.pw1_sent_on": ("pw1 sent", "pw1", "pw1 form", "pw1 date"),
    "employer.reference": ("employer id",),
    "employer.name": (
        "employer",
        "employer name",
        "company",
        "workplace",
        "firm",
        "name of employer",
        "organisation",
    ),
    "employer.sector": ("sector", "industry", "employer sector"),
    "employer.town": ("town", "location", "employer town", "place of work"),
    "employer.own_service": ("own service", "nhs employer"),
    "contact.on_date": ("date", "date of contact", "contact date", "contact on"),
    "contact.kind": ("kind", "contact type", "type", "type of contact", "contact with", "kind of contact"),
    "contact.attended": ("attended", "attendance", "seen", "attended dna"),
    "contact.purpose": ("purpose", "purpose of contact", "reason for contact"),
    "contact.matches_plan": ("matches plan", "in line with plan"),
    "contact.mode": ("mode", "method", "how", "contact method", "medium", "face to face phone"),
    "contact.by": ("by", "contact made by", "who made contact"),
    "contact.staff_id": (
        "staff",
        "staff id",
        "worker",
        "employment specialist",
        "es",
        "seen by",
        "specialist",
    ),
    "contact.team_id": ("team", "ward", "team id"),
    "contact.place": ("place", "location", "venue", "where"),
    "contact.minutes": ("minutes", "mins", "duration", "length", "time spent", "duration mins"),
    "contact.note": ("note", "notes", "comments", "comment", "details", "summary", "outcome", "content"),
}
"""Headings for each field of a tracker, beside the field's own label, in lower case without signs.

A section of the Mental Health Act is no legal status code (37 is both, and not the same), nor is a column
``DNA`` with yes in it someone who attended: such columns are left for a person to match.
"""

FILLERS = frozenset({"the", "a", "please", "dd", "mm", "yy", "yyyy", "y", "n", "if", "any", "of"})

NOTHING_KNOWN = frozenset(
    {"n/k", "nk", "tbc", "tba", "?", "??", "unknown", "not known", "nil", "na", "none yet"}
)
"""Words that stand for an empty cell, where the field has no choice of that name and is no free text."""

TRUTH_WORDS = {
    **dict.fromkeys(("y", "yes", "true", "1", "✓", "✔", "attended", "seen", "ok"), "yes"),
    **dict.fromkeys(("n", "no", "false", "0", "dna", "did not attend", "cancelled", "not seen"), "no"),
}

WORDS_FOR: dict[str, dict[str, str]] = {
    "client.gender": {"male": "m|man", "female": "f|woman", "non-binary": "nb|nonbinary"},
    "client.ethnic_category": {
        "A": "white british",
        "B": "white irish",
        "C": "white other|any other white",
        "G": "mixed other",
        "H": "indian",
        "J": "pakistani",
        "K": "bangladeshi",
        "L": "asian other",
        "M": "caribbean|black caribbean",
        "N": "african|black african",
        "P": "black other",
        "R": "chinese",
        "S": "other|any other",
        "Z": "not stated",
        "99": "not known",
    },
    "client.benefits": {"PIP or DLA": "pip|dla", "UC": "universal credit", "none": "nil"},
    "referral.source": {
        "consultant/RC": "rc|consultant",
        "named nurse": "nurse",
        "OT": "occupational therapist|ward ot",
        "psychologist": "psychology",
        "social worker": "sw",
        "care co-ordinator (CMHT)": "cco|cmht",
        "self": "self referral|self-referral",
        "carer/family": "family|carer",
        "Jobcentre Plus": "jcp|job centre",
    },
    "referral.position_at_start": {"out of work": "unemployed"},
    "activity.kind": {
        "paid job": "paid|paid work|paid employment|employment|job",
        "self-employment": "self employed|self-employed",
        "volunteering": "voluntary|voluntary work|volunteer",
        "work experience": "placement",
        "education": "college",
        "training": "course",
    },
    "activity.contract": {
        "permanent": "perm",
        "fixed term": "fixed|ftc",
        "temporary or agency": "temp|temporary|agency|casual",
        "zero hours": "zero|0 hours|zero-hours|bank",
        "apprenticeship": "apprentice",
    },
    "activity.permitted_work": {"none": "no", "higher": "pwhl", "lower": "pwll", "supported": "supported pw"},
    "contact.kind": {
        "client": "service user|patient|1:1|one to one",
        "clinical team": "ward|mdt",
        "care coordinator": "cco",
        "family or carer": "family|carer",
        "benefits advice": "benefits",
        "careers advice": "careers",
    },
    "contact.mode": {
        "face to face": "f2f|ftf|face-to-face|in person",
        "phone": "tel|telephone|phone call|call",
        "video": "teams|zoom|video call",
        "email": "e-mail",
        "other": "text",
    },
    "contact.by": {"specialist": "es|worker", "client": "service user"},
    "contact.place": {"unit": "ward", "remote": "online"},
}
"""Other words for a choice, by field; what is not here has to be one of the choices themselves."""

CHOICE_WORDS = {
    target: {word: choice for choice, words in choices.items() for word in words.split("|")}
    for target, choices in WORDS_FOR.items()
}
