"""The invented town of Carrowby at work: its employers, and the jobs and steps people took there."""

from __future__ import annotations

from typing import Any, NamedTuple

TOWN = "Carrowby"
OWN_KITCHEN = "Larkrise House Kitchen"

EMPLOYERS = (
    (OWN_KITCHEN, "Catering"), ("Larkfield School", "Education"), ("Penny Lane Books", "Retail"),
    ("Northgate Packaging", "Manufacturing"),
    ("Carrowby Library", "Council"), ("Holm Nursery", "Horticulture"),
    ("Elm Court", "Care"), ("Station Hotel", "Hospitality"), ("Fennel & Fig", "Food packing"),
    ("Millbrook Café", "Catering"), ("Harbour Lights Laundry", "Laundry"), ("Kettle & Loom", "Textiles"),
    ("Wharf Street Cycles", "Repair"), ("Carr Valley Works CIC", "Community interest company"),
    ("Carrowby Bus Depot", "Transport"), ("Brightwell Bakery", "Baking"),
)  # fmt: skip

CLOSER: dict[str, dict[str, Any]] = {
    OWN_KITCHEN: {"size": "10 to 49", "disability_confident": "employer",
                  "looks_for": "People who turn up, and who like to see plates come back empty."},
    "Northgate Packaging": {"size": "50 to 249", "disability_confident": "committed",
                            "looks_for": "Steady hands in the mornings; takes people on for a week's trial."},
    "Station Hotel": {"size": "50 to 249", "disability_confident": "leader",
                      "looks_for": "Housekeeping and portering, weekends above all."},
    "Penny Lane Books": {"size": "1 to 9", "looks_for": "Somebody who reads."},
    "Kettle & Loom": {"size": "10 to 49", "do_not_contact": True,
                      "do_not_contact_reason": "The owner asked not to be rung before the new year."},
    "Carrowby Library": {"size": "250 or more", "disability_confident": "employer"},
}  # fmt: skip
"""What is known of some employers beside their trade."""


class Job(NamedTuple):
    """A paid job; days are days ago, ``shifts`` and ``category`` facts as in ``Days.fact``.

    A job whose hours are recorded has ``shifts`` (``Mon 09:00-13:00, Wed ...``), any other its weekly
    ``hours``. Pay is ``above`` the legal minimum in pence an hour, or ``profit`` pence where self-employed.
    In every week so many weeks ago as ``busy`` says (``5: Fri 12:00-16:30``) that shift came on top, for
    ``reason``. Pay is missing for one week in ``unpaid``; hours are in up to ``late`` days ago.
    """

    who: str
    employer: str
    title: str
    trade: str
    start: int
    shifts: str = ""
    hours: int | None = None
    category: str = "none"
    end: str = ""
    contract: str = "permanent"
    above: int = 25
    profit: int = 0
    busy: str = ""
    reason: str = ""
    supported_by: str | None = None
    pw1: bool = True
    unpaid: int = 0
    late: int = 1


JOBS = (
    Job("Jasper Holly", "Carrowby Bus Depot", "Cleaner", "cleaning", 640, hours=37),
    Job("Keziah Juniper", "Millbrook Café", "Counter assistant", "catering", 590, hours=12,
        end="530: hours did not suit", contract="zero hours"),
    Job("Keziah Juniper", "Carrowby Library", "Shelving assistant", "administration", 500, hours=16,
        end="118: moved to another area"),
    Job("Petra Larch", "Harbour Lights Laundry", "Machine operator", "laundry", 440, hours=35),
    Job("Bernadette Plover", "Larkfield School", "Cleaner", "cleaning", 410,
        "Wed 16:00-18:30, Fri 16:00-18:30", category="higher"),
    Job("Pawel Birch", "Northgate Packaging", "Packer", "packing", 400, hours=30, end="340: job ended",
        contract="temporary or agency"),
    Job("Jonah Wren", "Wharf Street Cycles", "Workshop helper", "repair", 390, "Tue 10:00-11:30",
        category="lower", above=10),
    Job("Farida Linnet", "Elm Court", "Care assistant", "care", 372,
        "Tue 08:00-14:00, Wed 08:00-14:00, Sat 08:00-16:00", category="higher > 20: none", above=60),
    Job("Kwame Alder", "Carr Valley Works CIC", "Bench joiner", "woodwork", 350,
        "Mon 10:00-13:00, Thu 10:00-13:00", category="supported",
        supported_by="hospital treatment programme"),
    Job("Owen Pike", "Station Hotel", "Room attendant", "housekeeping", 330,
        "Mon 09:00-14:00, Wed 09:00-14:00, Fri 09:00-13:00", category="higher",
        busy="7: Sat 08:00-20:00", reason="Wedding party at the hotel, asked to stay on."),
    Job("Umar Rowan", "Brightwell Bakery", "Van driver", "driving", 312, hours=20, end="40: firm moved away",
        contract="fixed term"),
    Job("Aidan Marsh", OWN_KITCHEN, "Kitchen assistant", "catering", 300,
        "Sat 10:00-13:00, Sun 10:00-13:00 > 150: Sat 09:00-15:00, Sun 09:00-15:00",
        category="higher", above=40),
    Job("Maya Sorrel", "", "Textile maker", "crafts", 290,
        "Mon 10:00-15:00, Tue 10:00-14:00, Thu 10:00-15:00",
        category="higher", profit=550, busy="6: Sat 09:00-20:00", reason="Two craft fairs in one weekend."),
    Job("Isla Brook", "Fennel & Fig", "Packer", "packing", 275, "Tue 09:00-13:00, Thu 09:00-13:00",
        category="higher", late=17),
    Job("Callum Heron", "Northgate Packaging", "Packer", "packing", 262,
        "Mon 08:00-12:00, Tue 08:00-12:00, Thu 08:00-12:00", category="higher", above=45,
        busy="5: Fri 08:00-12:30", reason="Covered a colleague's Friday shift, the employer asked."),
    Job("Ebo Kestrel", "Holm Nursery", "Gardener", "horticulture", 250,
        "Mon 09:00-12:45, Tue 09:00-12:45, Wed 09:00-12:45, Fri 09:00-12:45", category="higher",
        busy="6: Thu 09:00-10:45", reason="A late delivery had to be unloaded."),
    Job("Harry Thorne", "Station Hotel", "Porter", "hospitality", 232,
        "Mon 07:00-11:00, Tue 07:00-11:00, Wed 07:00-11:00, Sat 07:00-10:00", category="higher", pw1=False),
    Job("Dilys Fern", "Carrowby Library", "Library assistant", "administration", 218,
        "Tue 10:00-14:00, Thu 10:00-14:00", category="higher", unpaid=5, contract="fixed term"),
    Job("Leah Stone", "Carr Valley Works CIC", "Upholsterer", "woodwork", 208,
        "Mon 09:30-12:30, Tue 09:30-12:30, Wed 09:30-12:30", category="supported",
        supported_by="Carr Valley Works CIC, with the council"),
    Job("Nadia Hazel", "Kettle & Loom", "Shop assistant", "retail", 204, "Fri 10:00-13:00, Sat 10:00-13:00",
        category="higher"),
    Job("Bernadette Plover", "Penny Lane Books", "Bookseller", "retail", 178,
        "Mon 10:00-13:00, Wed 10:00-13:00",
        category="higher", above=0),
    Job("Samir Thistle", "Carrowby Bus Depot", "Yard hand", "transport", 162, hours=24,
        end="104: did not get on with the shifts", contract="temporary or agency"),
    Job("Arjun Larkspur", OWN_KITCHEN, "Kitchen porter", "catering", 138, "Mon 12:00-14:00, Wed 12:00-14:00",
        category="higher"),
    Job("Rosa Finch", "Millbrook Café", "Barista", "catering", 122, hours=25, contract="zero hours"),
    Job("Zora Bramble", "Larkfield School", "Office manager", "administration", 87, hours=37, above=310),
    Job("Tansy Rook", "Wharf Street Cycles", "Apprentice mechanic", "repair", 74, hours=30,
        contract="apprenticeship", above=-200),
    Job("Lorcan Reed", OWN_KITCHEN, "Servery assistant", "catering", 58,
        "Fri 17:00-20:00",
        category="higher", pw1=False),
    Job("Samir Thistle", "Harbour Lights Laundry", "Driver's mate", "driving", 44, hours=16,
        contract="seasonal"),
    Job("Delphine Yarrow", "Elm Court", "Activities worker", "care", 17, hours=20),
)  # fmt: skip
"""Aidan Marsh's way follows seed 000: work experience in the kitchen, then the vacancy; more hours later."""

BEFORE_US = (
    ("Vera Cowslip", "Larkfield School", "Teaching assistant", 1900, 30, ""),
    ("Winston Elder", "Carrowby Bus Depot", "Bus driver", 2600, 37, ""),
    ("Xanthe Moss", "Kettle & Loom", "Buyer", 1200, 35, "62"),
    ("Yusuf Hawthorn", "Brightwell Bakery", "Baker", 900, 40, ""),
    ("Zora Bramble", "Millbrook Café", "Shift leader", 800, 32, "88"),
)
"""Jobs people came with: who, where, what, since and hours a week; until when, if it has ended."""


class Step(NamedTuple):
    """A step towards work, from how many days ago until how many (None: still going)."""

    who: str
    kind: str
    employer: str
    title: str
    start: int
    end: int | None = None


STEPS = (
    Step("Aidan Marsh", "training", "", "Food hygiene, level 2", 570, 540),
    Step("Aidan Marsh", "work experience", OWN_KITCHEN, "Kitchen, two mornings a week", 470, 305),
    Step("Kwame Alder", "work experience", "Carr Valley Works CIC", "Joinery taster", 415, 360),
    Step("Callum Heron", "work experience", "Northgate Packaging", "One week on the line", 285, 278),
    Step("Harry Thorne", "work experience", "Station Hotel", "Morning shifts with the porter", 246, 234),
    Step("Edwin Sedge", "work experience", "Carrowby Library", "Local history shelf", 118, 90),
    Step("Bronwen Teasel", "work experience", "Penny Lane Books", "Saturdays in the shop", 66, 30),
    Step("Arjun Larkspur", "work experience", OWN_KITCHEN, "Wash-up, one lunch a week", 165, 139),
    Step("Bernadette Plover", "volunteering", "Larkfield School", "Reading with pupils", 500, 415),
    Step("Dilys Fern", "volunteering", "Carrowby Library", "Home library round", 270, 219),
    Step("Winston Elder", "volunteering", "", "Community transport, one trip a week", 172, 100),
    Step("Edwin Sedge", "volunteering", "", "Canal path wardens", 108),
    Step("Chidi Dunnock", "volunteering", "", "Saturday football for under-tens", 56),
    Step("Umar Rowan", "volunteering", "", "Food bank drivers", 26),
    Step("Maya Sorrel", "education", "", "Business start-up evening class", 420, 300),
    Step("Ebo Kestrel", "education", "", "Horticulture, level 1", 370, 255),
    Step("Leah Stone", "education", "", "Maths, functional skills", 240, 190),
    Step("Tansy Rook", "education", "", "Cycle mechanics, level 2", 174, 84),
    Step("Chidi Dunnock", "education", "", "English, functional skills", 84),
    Step("Callum Heron", "education", "", "Warehousing, level 2, distance learning", 40),
    Step("Isla Brook", "training", "", "Manual handling", 355, 350),
    Step("Nadia Hazel", "training", "", "Till training", 222, 215),
    Step("Samir Thistle", "training", "", "Forklift awareness", 170, 165),
    Step("Lorcan Reed", "training", "", "Food hygiene, level 2", 128, 100),
    Step("Bronwen Teasel", "training", "", "Using a computer at work", 78, 60),
    Step("Gulsen Vetch", "training", "", "Interview practice", 6),
    Step("Jasper Holly", "specialist service", "", "Debt advice", 660, 620),
    Step("Farida Linnet", "specialist service", "", "Work coach for deaf people", 430, 380),
    Step("Umar Rowan", "specialist service", "", "Dyslexia assessment", 322, 320),
    Step("Harry Thorne", "specialist service", "", "Access to Work adviser", 240, 236),
    Step("Lorcan Reed", "specialist service", "", "Over-50s careers review", 164, 160),
    Step("Rosa Finch", "specialist service", "", "Access to Work adviser", 118, 96),
    Step("Delphine Yarrow", "specialist service", "", "Advice on overseas qualifications", 50, 20),
)

QUALIFICATIONS = (
    ("Aidan Marsh", 540, "NVQ level 2, food preparation"), ("Maya Sorrel", 300, "Business start-up, level 2"),
    ("Ebo Kestrel", 255, "Horticulture, level 1"), ("Leah Stone", 190, "Maths, functional skills level 1"),
    ("Lorcan Reed", 100, "Food hygiene, level 2"), ("Tansy Rook", 84, "Cycle mechanics, level 2"),
    ("Bronwen Teasel", 60, "Digital skills, entry level 3"), ("Samir Thistle", 20, "Driver's CPC theory"),
)  # fmt: skip
