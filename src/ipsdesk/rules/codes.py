"""The code lists of the field, with their sources (NHS Data Dictionary, IPS practice, the specifications)."""

from __future__ import annotations

YES, NO = "yes", "no"

TEAM_SETTINGS = ("locked rehabilitation", "step-down", "community", "other")

ROLES = (
    "employment specialist",
    "occupational therapist",
    "team leader",
    "clinical vocational lead",
    "care coordinator",
    "manager",
    "other",
)

ABSENCE_KINDS = ("leave", "sickness", "other")

GENDERS = ("male", "female", "non-binary", "other", "not stated", "not known")

ETHNIC_CATEGORIES = (*"ABCDEFGHJKLMNPRSZ", "99")
"""NHS ETHNIC CATEGORY (2001 census 16+1): Z is asked and not stated, 99 not known."""

ETHNIC_GROUPS = {
    "White": tuple("ABC"),
    "Mixed": tuple("DEFG"),
    "Asian": tuple("HJKL"),
    "Black": tuple("MNP"),
    "Other": tuple("RS"),
}

PREFER_NOT_TO_SAY, NOT_ASKED = "prefer not to say", "not asked"
"""Two different answers to a question about equality: it was asked and not answered; it was not asked."""

DISABILITIES = (YES, NO, PREFER_NOT_TO_SAY, NOT_ASKED)

RELIGIONS = (
    "no religion",
    "Christian",
    "Buddhist",
    "Hindu",
    "Jewish",
    "Muslim",
    "Sikh",
    "other",
    PREFER_NOT_TO_SAY,
    NOT_ASKED,
)

SEXUAL_ORIENTATIONS = (
    "heterosexual or straight",
    "gay or lesbian",
    "bisexual",
    "other",
    "unsure",
    PREFER_NOT_TO_SAY,
    NOT_ASKED,
)

NEEDS = ("social support", "housing", "training", "vocational")
"""The needs profile of specification S1; any other need counts as ``other``."""

LEGAL_STATUSES = (
    *(f"{code:02}" for code in range(1, 11)),
    *(f"{code}" for code in range(12, 21)),
    *("31", "32", "34", "35", "36", "37", "38", "98", "99"),
)
"""MENTAL HEALTH ACT LEGAL STATUS CLASSIFICATION CODE (MHSDS)."""

BENEFITS = ("ESA new style", "ESA old style", "IB or SDA", "UC", "PIP or DLA", "other", "none")

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

REFERRAL_SOURCES = (
    "consultant/RC",
    "named nurse",
    "OT",
    "psychologist",
    "social worker",
    "care co-ordinator (CMHT)",
    "GP",
    "self",
    "carer/family",
    "advocate",
    "Jobcentre Plus",
    "probation",
    "voluntary sector",
    "other provider",
    "other",
)

NOT_READY = "not ready"
"""The decline reason that zero exclusion (fidelity item 9) says should never be used."""

OUT_OF_WORK = "out of work"
AT_RISK = "in work, job at risk"
CHANGING_JOB = "in work, changing job"
POSITIONS_AT_START = (OUT_OF_WORK, AT_RISK, CHANGING_JOB)

RETENTION_OUTCOMES = ("kept", "kept, changed", "moved to another job", "lost")
RETENTION_KEPT = RETENTION_OUTCOMES[:3]

RISKS_TO_A_JOB = ("sick leave", "performance", "relations", "adjustments refused", "hours", "other")
"""Why a job that somebody holds is at risk."""

INFORMATION_FORMS = ("leaflet", "easy read", "letter", "other")
PAUSE_REASONS = ("ill health", "leave", "the person's wish", "other")

ACTORS = (
    "the person",
    "employment specialist",
    "occupational therapist",
    "clinician",
    "family or carer",
    "other",
)
"""Who is to do what a plan says."""

TIMETABLE_KINDS = ("work", "leave", "therapy", "other")
APPOINTMENT_KINDS = ("work", "leave", "therapy", "appointment", "interview", "other")

ATTACHMENT_TYPES = ("letter", "scan", "form", "photo", "other")
SEEN_BY = ("all who open the record", "leads and managers")

CONTACT_KINDS = (
    "client",
    "employer",
    "clinical team",
    "clinical vocational lead",
    "care coordinator",
    "benefits advice",
    "careers advice",
    "partner agency",
    "family or carer",
    "in-work support",
    "other duties",
)

CONTACT_PURPOSES = (
    "application",
    "vacancy enquiry",
    "advertised job",
    "promote a client",
    "relationship",
    "in-work",
)

FACE_TO_FACE = "face to face"
CONTACT_MODES = (FACE_TO_FACE, "phone", "video", "email", "letter", "other")
CONTACT_BY = ("specialist", "client", "both")
CONTACT_PLACES = ("unit", "office", "community", "workplace", "remote")

PAID_JOB, SELF_EMPLOYMENT = "paid job", "self-employment"
JOB_KINDS = (PAID_JOB, SELF_EMPLOYMENT)
WORK_EXPERIENCE, VOLUNTEERING, EDUCATION, TRAINING = (
    "work experience",
    "volunteering",
    "education",
    "training",
)
STEP_KINDS = (WORK_EXPERIENCE, VOLUNTEERING, EDUCATION, TRAINING)
SPECIALIST_SERVICE = "specialist service"
ACTIVITY_KINDS = (*JOB_KINDS, *STEP_KINDS, SPECIALIST_SERVICE)

CONTRACTS = ("permanent", "fixed term", "temporary or agency", "seasonal", "zero hours", "apprenticeship")

NOT_PERMITTED_WORK = "none"
PERMITTED_WORK = (NOT_PERMITTED_WORK, "lower", "higher", "supported")

PERMITTED_WORK_EVENTS = (
    "checked with the person",
    "acknowledged",
    "decision",
    "circumstances changed",
    "re-sent",
)
"""What happens to a notice of permitted work (form PW1) after the day it was sent."""
PERMITTED_WORK_DECISIONS = ("permitted", "not permitted", "more asked")

PAY_INTERVALS = ("weekly", "two-weekly", "four-weekly", "monthly", "other")
MATCHES_PREFERENCE = ("yes", "partly", "no")

MILESTONES = ("13 weeks", "3 months", "6 months", "9 months", "12 months")

SAFEGUARDS = (
    "open vacancy",
    "fair recruitment",
    "same pay as others",
    "written contract",
    "expectations signed",
    "induction",
    "mandatory training",
    "confidentiality signed",
    "records and places kept away from",
    "records hidden from them",
    "line manager is not their therapist",
    "adjustments agreed",
    "staff benefits and social occasions",
    "plan for discharge",
)
"""What has to be settled when somebody the service supports works in the service itself."""

ADVICE_ABOUT = (
    "better-off calculation",
    "permitted work",
    "PW1 help",
    "UC change",
    "Access to Work",
    "debt",
    "appeal",
    "other",
)
ADVICE_SOURCES = ("our team", "Citizens Advice", "welfare rights", "Jobcentre Plus", "other")
ADVICE_TRIGGERS = ("before a job", "hours or pay change", "review", "job end", "other")
BETTER_OFF = ("better off", "about the same", "worse off", "unclear")

PERMITTED_WORK_LIMIT, MINIMUM_WAGE = "permitted work limit", "minimum wage"
RATE_KINDS = (
    PERMITTED_WORK_LIMIT,
    MINIMUM_WAGE,
    "work allowance with housing",
    "work allowance without housing",
)
CERTAINTIES = ("published", "derived", "uncertain")

AGREEMENTS = ("agree", "partly", "disagree")

PERSONAL_INFORMATION_DECISIONS = (
    "nothing",
    "adjustments only",
    "in my own words",
    "by the specialist",
    "later",
)
"""What a person lets an employer be told of their health."""
WHEN_TOLD = ("application", "interview", "offer", "after start", "only if there is a problem")

PERMISSIONS = ("given", "refused", "withdrawn")
CRIMINAL_RECORD_CHECKS = ("none", "basic", "standard", "enhanced", "enhanced with barred list")

CONSENT_SCOPES = (
    "records",
    "clinical team",
    "family",
    "employers",
    "Jobcentre Plus",
    "commissioner",
    "story",
    "survey",
)
CONSENT_ANSWERS = ("given", "refused")
CONSENT_WAYS = ("signed", "spoken", "easy read", "other")

ESCORTS = ("unescorted", "accompanied", "escorted")
"""Accompanied: by family or friends; escorted: by staff in whose custody the person remains."""

EMPLOYER_SIZES = ("1 to 9", "10 to 49", "50 to 249", "250 or more")
DISABILITY_CONFIDENT = ("none", "committed", "employer", "leader")
PARTNER_KINDS = (
    "Jobcentre Plus",
    "benefits advice",
    "careers advice",
    "training",
    "college",
    "other provider",
    "other",
)
VACANCY_STAGES = ("idea", "lead", "applied", "interview", "offer", "started", "closed")
BEFORE_APPLYING = VACANCY_STAGES[:2]
"""The stages in which the day a vacancy closes still matters."""
FOUND_BY = ("advert", "employer contact", "partner", "network", "the person", "other")
AUDIENCES = ("employers", "care teams", "our staff", "partners", "the public", "other")

SURVEY_ANSWERS = ("yes", "partly", "no")
SURVEY_QUESTIONS = 13

MEETING_KINDS = ("referral or allocation", "clinical", "vocational unit", "business", "partnership")
SUPERVISION_KINDS = (
    "one to one",
    "field mentoring",
    "group",
    "clinical",
    "observation",
    "appraisal",
    "probation",
)
OBSERVED_AT = ("employer visit", "client meeting", "profile session", "job site", "office", "other")
OBSERVED_HOW = ("observed", "modelled", "both")
CASELOAD_DECISIONS = ("continue", "step down", "close", "hand over")
AUDIT_ANSWERS = (YES, NO, "not applicable")
AUDIT_RESULTS = ("put right", "not yet")
STAFF_TOPICS = (
    "IPS",
    "health and safety",
    "disability and equality law",
    "in-work benefits",
    "working with employers",
)
"""What everybody in post is trained in each year."""
TRAINING_TOPICS = (*STAFF_TOPICS, "other")
HOST_ANSWERS = SURVEY_ANSWERS
POLICY_TOPICS = (
    "equal opportunities",
    "health and safety",
    "confidentiality",
    "involvement",
    "rights",
    "staff induction",
    "other",
)
UNIT_DOCUMENT_TYPES = ("contract", "policy", "agreement", "other")
INVOLVEMENT_AREAS = ("planning", "delivery", "monitoring", "review")
REVIEW_KINDS = ("self", "peer", "external")
FIDELITY_ITEMS = 25
FIDELITY_SCALES = ("IPS25-2008-UK",)
PRIORITIES = ("high", "medium", "low")
FIDELITY_ACTION_STATUSES = (
    "not started",
    "in progress",
    "done, awaiting evidence",
    "done, evidenced",
    "stopped",
)
FIDELITY_STEPS = (
    "evidence gathered",
    "timetable agreed",
    "report received",
    "our comments sent",
    "personal data deleted",
    "action plan agreed",
)
"""What happens around a review, each with its own term counted from the review's date."""

RETURN_PERIODS = ("quarter", "half-year", "year")
RETURN_PROFILES = ("internal", "commissioner", "open")
TARGET_SENSES = ("at least", "more than", "at most", "between", "no target")
TARGET_PER = ("the figure", "specialist-year", "WTE in post")
DEFINITION_SUBJECTS = ("30-day clock", "access", "hours of a job start", "sustained", "survey rhythm")
"""Where the specifications differ and a unit says which it reports by."""

DECISION_MEETING_KINDS = (
    "staff appointment panel",
    "clinical governance",
    "heads of department",
    "task and finish group",
    "other",
)
AGENDA_OPEN, AGENDA_CLOSED = "open", "closed"
AGENDA_PARTS = (AGENDA_OPEN, AGENDA_CLOSED)
PROPOSED_BY = ("standing item", "staff", "resident", "first impressions", "survey", "other")
AGENDA_OUTCOMES = ("agreed", "not agreed", "put off", "noted")
IMPRESSION_ANSWERS = SURVEY_ANSWERS
RECOMMENDATION_SOURCES = ("first impressions", "survey", "meeting", "resident", "other")
RECOMMENDATION_OUTCOMES = ("will be done", "done", "cannot be done", "being looked at")
TURN_ANSWERS = ("accepted", "declined")
PAPERS = ("standard", "large print", "easy read", "read aloud")
ROUND_KINDS = ("half-yearly", "yearly", "carers", "clinical teams", "employers")
OTHER_SURVEY_QUESTIONS = 6
INVOLVEMENT_KINDS = (
    "meeting",
    "interview panel",
    "leaflet",
    "information session",
    "training",
    "survey",
    "service improvement",
    "story",
    "other",
)
STORY_SCOPES = ("in the unit", "commissioner's return", "other services", "anywhere")
HIGHEST_RATING = 10
"""A goal is rated from 0 to 10."""

CHANGE_RECORDS = ("client", "referral", "activity")
