"""SQLite's own ways with dates, JSON and order statistics: the one module to change for another database."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CTE, ColumnElement, Date, Float, Integer, Select, Subquery, cast, func, select

Expression = ColumnElement[Any]


def plus_days(day: Expression, days: int) -> Expression:
    """The day so many days later."""
    return func.date(day, f"{days:+d} days", type_=Date)


def plus_months(day: Expression, months: int) -> Expression:
    """The day so many calendar months later, clamped to the month's end."""
    return func.date(day, f"{months:+d} months", "floor", type_=Date)


def next_weekday(day: Expression, weekday: Expression) -> Expression:
    """The day itself if it is that day of the week (Sunday is 0), else the next one that is."""
    return func.date(day, func.concat("weekday ", weekday), type_=Date)


def days_between(first: Expression, last: Expression) -> Expression:
    """Whole days from the first to the last (0 on the same day)."""
    return cast(func.julianday(last) - func.julianday(first), Integer)


def age_on(day: Expression, born_on: Expression) -> Expression:
    """Age by birthday; month and day compare as text, so 29 February falls on 1 March in common years."""
    years = cast(func.substr(day, 1, 4), Integer) - cast(func.substr(born_on, 1, 4), Integer)
    return years - cast(func.substr(day, 6) < func.substr(born_on, 6), Integer)


def later_of(one: Expression, other: Expression) -> Expression:
    """The later of two days."""
    return func.max(one, other, type_=Date)


def earlier_of(one: Expression, other: Expression) -> Expression:
    """The earlier of two days."""
    return func.min(one, other, type_=Date)


def table_of(rows: Expression, name: str, *columns: str) -> CTE:
    """Rows handed over as JSON (a list of lists), as a table with these columns."""
    each = func.json_each(rows).table_valued("value", name="given")
    cells = (
        func.json_extract(each.c.value, f"$[{place}]").label(column) for place, column in enumerate(columns)
    )
    return materialized(select(*cells), name)


def values_of(texts: Expression) -> Any:
    """The entries of a JSON list kept in a column, as a table with one column ``value``."""
    return func.json_each(texts).table_valued("value", name="entry")


def days_from_to(first: Expression, last: Expression) -> CTE:
    """Every day from the first to the last, both included, as a table with one column ``day``."""
    days = select(first.label("day")).where(first <= last).cte("days", recursive=True)
    return days.union_all(select(plus_days(days.c.day, 1)).where(days.c.day < last))


def materialized(query: Select[Any], name: str) -> CTE:
    """A named part that is worked out once however often it is read."""
    return query.cte(name).prefix_with("MATERIALIZED")


def middle(amounts: Subquery) -> Expression:
    """The median of the column ``amount``: the mean of the one or two middle values."""
    ranked = select(
        amounts.c.amount,
        func.row_number().over(order_by=amounts.c.amount).label("place"),
        func.count().over().label("n"),
    ).subquery()
    return (
        select(func.avg(cast(ranked.c.amount, Float)))
        .where(ranked.c.place.in_([(ranked.c.n + 1) // 2, ranked.c.n // 2 + 1]))
        .scalar_subquery()
    )


def months_within(first: Expression, last: Expression) -> CTE:
    """Each calendar month that lies wholly between two days, with its ``first`` and ``last`` day."""
    begin = func.date(first, "-1 day", "start of month", "+1 month", type_=Date)
    months = select(begin.label("first")).cte("month_starts", recursive=True)
    months = months.union_all(
        select(plus_months(months.c.first, 1)).where(plus_months(months.c.first, 1) <= last)
    )
    end = func.date(months.c.first, "+1 month", "-1 day", type_=Date)
    return select(months.c.first, end.label("last")).where(end <= last).cte("months")


def month_key(day: Expression) -> Expression:
    """A day's year and month as one number: 202607."""
    return cast(func.strftime("%Y%m", day), Integer)


def weeks_within(first: Expression, last: Expression) -> CTE:
    """Each week from Monday to Sunday that lies wholly between two days, with ``first`` and ``last`` day."""
    begin = func.date(first, "-1 day", "weekday 0", "+1 day", type_=Date)
    weeks = select(begin.label("first")).cte("week_starts", recursive=True)
    weeks = weeks.union_all(select(plus_days(weeks.c.first, 7)).where(plus_days(weeks.c.first, 7) <= last))
    end = plus_days(weeks.c.first, 6)
    return select(weeks.c.first, end.label("last")).where(end <= last).cte("weeks")
