"""The invented people of Larkrise House: staff, clients and the teams they belong to."""

from __future__ import annotations

from typing import NamedTuple


class Post(NamedTuple):
    """A member of staff; ``since`` in days ago, ``wte`` as it was and became (see ``Days.fact``)."""

    reference: str
    name: str
    role: str
    since: int
    wte: str
    teams: str
    profession: str


STAFF = (
    Post("PM", "Priya Meadows", "employment specialist", 730, "1", "ASH BEECH CARR", "Employment support"),
    Post("TB", "Tomos Bridge", "employment specialist", 300, "0.4 > 182: 0.6", "BEECH CARR", "Recruitment"),
    Post("HO", "Hannah Orchard", "occupational therapist", 640, "0.2", "ASH CARR", "Occupational therapy"),
    Post("MF", "Marcus Field", "team leader", 1100, "0", "ASH BEECH CARR", "Social work"),
    Post("YR", "Yewande Rivers", "clinical vocational lead", 900, "0", "ASH BEECH CARR", "Psychology"),
    Post("RC", "Ruth Castle", "care coordinator", 1500, "0", "CARR", "Nursing"),
    Post("KB", "Kofi Bell", "care coordinator", 800, "0", "ASH BEECH", "Nursing"),
    Post("SP", "Sunita Park", "manager", 2000, "0", "", "Nursing"),
)

MANAGED_BY = {"PM": "MF", "TB": "MF", "HO": "MF", "MF": "SP", "YR": "SP"}
CHECKED_AGO = {"RC": 410, "SP": 520, "MF": 1060}
"""How many days ago the DBS check was last seen of those in post for more than three years."""

TEAMS = (
    ("ASH", "Ash ward", "locked rehabilitation", 13),
    ("BEECH", "Beech House", "step-down", 9),
    ("CARR", "Carr Valley community team", "community", 27),
)
"""Reference, name, setting and the number of people on the team's own caseload."""

ABSENCES = (
    ("PM", 655, 642, "leave"), ("PM", 470, 466, "sickness"), ("PM", 375, 362, "leave"),
    ("HO", 340, 334, "leave"), ("TB", 224, 211, "leave"), ("PM", 160, 151, "leave"),
    ("HO", 110, 104, "other"), ("TB", 86, 83, "sickness"), ("PM", 45, 41, "leave"),
)  # fmt: skip
"""Who, from how many days ago to how many, and why."""


class Life(NamedTuple):
    """A client and the referral that brought them here; days are days ago, facts as in ``Days.fact``.

    ``wait`` is the days from the first meeting to the first employer visit; ``end`` when and why it ended;
    ``outcome`` how a job at risk turned out; ``quiet`` for how many days nobody has met them.
    """

    name: str
    gender: str
    ethnic: str | None
    age: int | None
    team: str
    staff: str
    received: int
    source: str
    benefits: str = "ESA new style"
    legal: str = "98"
    needs: str = "vocational"
    wait: int = 20
    position: str = "out of work"
    outcome: str = ""
    end: str = ""
    quiet: int = 0


AT_RISK, CHANGING = "in work, job at risk", "in work, changing job"

CLIENTS = (
    Life("Aidan Marsh", "male", "A", 34, "ASH > 520: BEECH > 150: CARR", "PM", 690, "named nurse",
         legal="03 > 520: 01 > 150: 98", needs="housing;vocational", wait=26),
    Life("Bernadette Plover", "female", "N", 47, "BEECH > 330: CARR", "PM", 560, "OT", wait=17),
    Life("Callum Heron", "male", "A", 31, "ASH > 240: BEECH", "PM > 296: TB", 430, "self",
         "ESA new style;PIP or DLA", "03 > 240: 01", "training;vocational", 22),
    Life("Dilys Fern", "female", "A", 52, "BEECH > 95: CARR", "PM > 296: TB", 345, "care co-ordinator (CMHT)",
         wait=14),
    Life("Ebo Kestrel", "male", "N", 20, "ASH > 180: BEECH", "PM", 395, "consultant/RC", legal="09 > 180: 01",
         needs="training;vocational", wait=31),
    Life("Farida Linnet", "female", "J", 39, "CARR", "HO", 520, "GP", "ESA old style > 188: UC", wait=44),
    Life("Harry Thorne", "male", "A", 44, "ASH > 270: BEECH", "PM", 340, "social worker",
         legal="10 > 270: 01", wait=25),
    Life("Isla Brook", "female", "B", 26, "CARR", "PM > 296: TB", 380, "self", wait=12),
    Life("Jonah Wren", "male", "F", 58, "ASH", "PM", 500, "named nurse", "IB or SDA", "03",
         "social support;vocational", 55),
    Life("Kwame Alder", "male", "P", 36, "ASH", "HO", 450, "probation", "none", "16",
         "training;vocational", 63),
    Life("Leah Stone", "female", "A", 29, "BEECH", "PM", 365, "psychologist", needs="confidence;vocational"),
    Life("Maya Sorrel", "female", "G", 41, "CARR", "PM > 296: TB", 470, "self", wait=9),
    Life("Nadia Hazel", "female", "K", 33, "CARR", "PM > 296: TB", 315, "carer/family", "", wait=28),
    Life("Owen Pike", "male", "A", 49, "CARR", "PM", 600, "Jobcentre Plus", wait=19),
    Life("Petra Larch", "female", "C", 38, "CARR", "PM", 510, "Jobcentre Plus", "UC", wait=15),
    Life("Rosa Finch", "female", "A", 24, "CARR", "TB", 245, "self", "UC", wait=11),
    Life("Samir Thistle", "male", "J", 28, "CARR", "TB", 288, "voluntary sector", "UC", "98", "housing", 24),
    Life("Tansy Rook", "non-binary", "Z", 22, "BEECH > 40: CARR", "PM", 205, "advocate", "UC",
         needs="training", wait=29),
    Life("Umar Rowan", "male", "L", 45, "CARR", "PM > 296: HO", 410, "GP", "UC", wait=30),
    Life("Vera Cowslip", "female", "A", 55, "CARR", "HO", 250, "GP", "none", position=AT_RISK,
         outcome="105: kept", end="90: job safe, support no longer wanted"),
    Life("Winston Elder", "male", "M", 50, "CARR", "PM", 300, "care co-ordinator (CMHT)", "none",
         position=AT_RISK, outcome="180: kept, changed"),
    Life("Xanthe Moss", "female", "S", 35, "CARR", "TB", 140, "GP", "other", position=AT_RISK,
         outcome="62: lost", end="30: moved to another area"),
    Life("Yusuf Hawthorn", "male", "R", 42, "CARR", "TB", 66, "self", "none", position=AT_RISK,
         outcome="25: moved to another job"),
    Life("Zora Bramble", "female", "D", 31, "CARR", "PM", 190, "self", "none", position=CHANGING, wait=16),
    Life("Arjun Larkspur", "male", "H", 27, "ASH", "PM", 188, "OT", "ESA new style", "03",
         "social support;training;vocational", 27),
    Life("Bronwen Teasel", "female", "A", 61, "BEECH", "PM", 126, "OT", legal="01", wait=18),
    Life("Chidi Dunnock", "male", "N", 23, "ASH > 25: BEECH", "TB", 104, "consultant/RC", "UC", "03 > 25: 01",
         "training", 34),
    Life("Delphine Yarrow", "female", "C", 30, "CARR", "TB", 84, "voluntary sector", "UC", wait=13),
    Life("Edwin Sedge", "male", "A", 66, "CARR", "HO", 155, "GP", "PIP or DLA", needs="social support",
         wait=36, quiet=33),
    Life("Frances Dale", "female", "B", 40, "ASH", "PM", 43, "named nurse", legal="03", wait=90),
    Life("Gulsen Vetch", "not stated", "99", 37, "BEECH", "TB", 29, "self", "", wait=21),
    Life("Hugo Bracken", "male", "A", 19, "CARR", "PM", 10, "Jobcentre Plus", "UC"),
    Life("Imani Clover", "not known", None, None, "CARR", "TB", 4, "other provider", "", "99", ""),
    Life("Jasper Holly", "male", "A", 48, "CARR", "PM", 715, "GP", "UC", wait=32,
         end="350: settled in work, support no longer wanted"),
    Life("Keziah Juniper", "female", "M", 34, "ASH > 560: CARR", "PM", 660, "psychologist",
         legal="03 > 560: 98", needs="housing", wait=41, end="110: moved to another area"),
    Life("Lorcan Reed", "male", "B", 56, "BEECH", "PM", 222, "self", legal="01", wait=23),
    Life("Meera Campion", "female", "H", 43, "CARR", "PM", 146, "GP", "UC", end="138: moved to another area"),
    Life("Noor Saffron", "female", "J", 32, "CARR", "TB", 70, "Jobcentre Plus", "UC",
         end="64: chose another service"),
    Life("Pawel Birch", "male", "C", 29, "CARR", "PM", 480, "other", "UC", wait=21,
         end="168: does not want to work at present"),
)  # fmt: skip

CLINICIANS = {
    **dict.fromkeys(("Arjun Larkspur", "Kwame Alder", "Jonah Wren", "Frances Dale"), "Dr Isolde Fenwick"),
    "Callum Heron": "Dr Basil Tarn",
}
"""The responsible clinician of those who have or had leave."""

DECLINED = ("Meera Campion", "Noor Saffron")
"""Those whose referral ended before it was accepted."""

EARLIER = (
    ("Lorcan Reed", 505, 495, "not ready", ""),
    ("Rosa Finch", 640, 430, "moved to another area", "PM"),
)
"""Referrals before the present one: who, received, ended, why, and with whom (nobody: declined)."""

GOALS = (
    "A few hours a week in a kitchen, at weekends, with people I know.",
    "Paid work outdoors, away from crowds, that I can keep while I move on.",
    "A job with regular hours near the bus route, and to be off benefits one day.",
    "To find out whether office work suits me, and to finish my course.",
    "My own small business, from my own table, at my own pace.",
)
OWN_VIEWS = (
    "I get short with people when I have not slept. Ask me how the night was, then leave me ten minutes.",
    "I am more likely to walk out than to shout. Let me know who to ring and I will ring.",
    "Money worries are what sets me back. Tell me early when my pay changes.",
    "I don't think there is any risk at work. I do think there is one when I am bored.",
)
