"""Who the service reaches, recounted."""

from datetime import date

from .days import Period, age_on, months_after
from .figure import Figure, bands
from .terms import Unit, served_in
from .workbook import Row

AGES = {"16-25": 16, "26-35": 26, "36-45": 36, "46-55": 46, "56-64": 56, "65+": 65}
GENDERS = ["male", "female", "non-binary", "other", "not stated", "not known"]
ETHNIC_GROUPS = {"White": "abc", "Mixed": "defg", "Asian": "hjkl", "Black": "mnp", "Other": "rs"}
TIMES = {"under 3 months": 3, "3 to 6 months": 6, "6 to 12 months": 12, "1 to 2 years": 24}
NEEDS = ["social support", "housing", "training", "vocational", "other"]


def who_is_reached(unit: Unit, period: Period) -> dict[str, Figure]:
    """The clients served in the period, by band."""
    clients = [unit.clients[client] for client in unit.served(period)]
    times = [_time_band(_latest_episode(unit, c["Client ID"], period), period.last) for c in clients]
    return {
        "profile.age": bands([*AGES, "not known"], [_age_band(c, period.last) for c in clients]),
        "profile.gender": bands(GENDERS, [c["Gender"] or "not known" for c in clients]),
        "profile.ethnic_group": bands([*ETHNIC_GROUPS, "not known"], [_ethnic_group(c) for c in clients]),
        "profile.time_in_service": bands([*TIMES, "2 years or more"], times),
        "profile.needs": bands(NEEDS, [need for c in clients for need in _need_bands(c)]),
    }


def _age_band(client: Row, last: date) -> str:
    if client["Date of birth"] is None:
        return "not known"
    age = age_on(client["Date of birth"], last)
    reached = [band for band, youngest in AGES.items() if age >= youngest]
    return reached[-1] if reached else "not known"


def _ethnic_group(client: Row) -> str:
    code = client["Ethnic category"] or "99"
    return next((group for group, letters in ETHNIC_GROUPS.items() if code in letters), "not known")


def _latest_episode(unit: Unit, client: str, period: Period) -> Row:
    served = [episode for episode in unit.episodes_of[client] if served_in(episode, period)]
    latest = served[0]
    for episode in served:
        if episode["Started"] >= latest["Started"]:
            latest = episode
    return latest


def _time_band(episode: Row, last: date) -> str:
    until = min(episode["Closed"] or last, last)
    for band, months in TIMES.items():
        if until < months_after(episode["Started"], months):
            return band
    return "2 years or more"


def _need_bands(client: Row) -> set[str]:
    """Each band once, however many needs outside the list a person has."""
    return {need if need in NEEDS else "other" for need in client["Needs"]}
