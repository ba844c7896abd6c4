"""Until when an opt-out has to be everywhere, against calendars that anybody can look up."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.deadlines.business_days import BusinessDays
from core.deadlines.rules import RULES, Counts, Deadline
from core.store.types.deadlines import DeadlineRule

NEW_YORK, BERLIN, SYDNEY = (
    ZoneInfo("America/New_York"),
    ZoneInfo("Europe/Berlin"),
    ZoneInfo("Australia/Sydney"),
)
CALENDARS = {country: BusinessDays(country) for country in ("US", "CA", "AU", "JP", "DE")}


def applied(rule: DeadlineRule, zone: ZoneInfo, days: int = 3, country: str = "") -> Deadline:
    spec = RULES[rule]
    if spec.counts is not Counts.BUSINESS_DAYS:
        return Deadline(spec.counts, spec.days or days, zone=zone)
    return Deadline(spec.counts, spec.days or days, CALENDARS[country or spec.country], zone)


@pytest.mark.parametrize(
    ("rule", "country", "zone", "collected", "last_day"),
    [
        # Veterans Day is Wednesday, 11 November.
        (DeadlineRule.CAN_SPAM, "", NEW_YORK, "2026-11-03T10:00", "2026-11-18"),
        # Thanksgiving, no day off on Friday by federal law.
        (DeadlineRule.CAN_SPAM, "", NEW_YORK, "2026-11-20T23:59", "2026-12-07"),
        # Christmas on Friday, New Year's Day on Friday.
        (DeadlineRule.CAN_SPAM, "", NEW_YORK, "2026-12-18T09:00", "2027-01-05"),
        # On a Saturday the first day counted is Monday.
        (DeadlineRule.CAN_SPAM, "", NEW_YORK, "2026-08-01T12:00", "2026-08-14"),
        # 4 July 2026 is a Saturday, the Friday before is off.
        (DeadlineRule.CAN_SPAM, "", NEW_YORK, "2026-07-02T12:00", "2026-07-17"),
        # Canada Day on a Wednesday.
        (DeadlineRule.CASL, "", NEW_YORK, "2026-06-26T12:00", "2026-07-13"),
        # Good Friday and Easter Monday.
        (DeadlineRule.AUSTRALIA, "", SYDNEY, "2026-04-01T12:00", "2026-04-10"),
        # By the calendar of Japan: the golden week.
        (DeadlineRule.CAN_SPAM, "JP", ZoneInfo("Asia/Tokyo"), "2026-04-28T12:00", "2026-05-18"),
        # German unity on a Saturday takes nothing away.
        (DeadlineRule.AUSTRALIA, "DE", BERLIN, "2026-10-01T12:00", "2026-10-08"),
        (DeadlineRule.GDPR, "", BERLIN, "2026-12-30T12:00", "2027-01-02"),
    ],
)
def test_the_last_day_is_counted_on_the_calendar_of_the_country(
    rule: DeadlineRule, country: str, zone: ZoneInfo, collected: str, last_day: str
) -> None:
    deadline = applied(rule, zone, country=country)
    due = deadline.due(datetime.fromisoformat(collected).replace(tzinfo=zone).astimezone(UTC))
    assert due.astimezone(zone).date().isoformat() == last_day
    assert (due + timedelta(microseconds=1)).astimezone(zone).strftime("%H:%M") == "00:00"


def test_the_day_is_that_of_the_admin_and_not_of_greenwich() -> None:
    late_on_monday = datetime(2026, 3, 2, 23, 30, tzinfo=NEW_YORK).astimezone(UTC)
    assert late_on_monday.date() == date(2026, 3, 3)
    assert applied(DeadlineRule.CAN_SPAM, NEW_YORK).due(late_on_monday).astimezone(NEW_YORK).date() == date(
        2026, 3, 16
    )


def test_two_days_of_mailbox_providers_are_48_hours_also_when_clocks_change() -> None:
    before = datetime(2026, 3, 28, 12, tzinfo=BERLIN).astimezone(UTC)
    assert applied(DeadlineRule.MAILBOX_PROVIDERS, BERLIN).due(before) - before == timedelta(hours=48)


@pytest.mark.parametrize(("day", "hours"), [("2026-03-28", 23), ("2026-10-24", 25), ("2026-05-10", 24)])
def test_a_day_ends_at_midnight_however_many_hours_it_has(day: str, hours: int) -> None:
    deadline = Deadline(Counts.CALENDAR_DAYS, 1, zone=BERLIN)
    midnight = datetime.fromisoformat(day).replace(tzinfo=BERLIN).astimezone(UTC)
    eve = midnight + timedelta(hours=24) - timedelta(microseconds=1)
    assert deadline.due(midnight) - eve == timedelta(hours=hours)


def test_without_a_zone_it_is_that_of_this_computer() -> None:
    here = datetime(2026, 11, 3, 12).astimezone()
    due = Deadline(Counts.CALENDAR_DAYS, 2).due(here.astimezone(UTC))
    assert due.astimezone().date() == date(2026, 11, 5)


moments = st.datetimes(datetime(2024, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC))


@given(
    st.sampled_from(DeadlineRule),
    st.sampled_from([NEW_YORK, BERLIN, SYDNEY, ZoneInfo("America/Santiago"), ZoneInfo("Pacific/Apia")]),
    moments,
    st.timedeltas(timedelta(0), timedelta(days=25)),
)
def test_counting_by_a_moment_finds_the_same_as_looking_at_each(
    rule: DeadlineRule, zone: ZoneInfo, now: datetime, ago: timedelta
) -> None:
    deadline, collected = applied(rule, zone), now - ago
    passed, near = deadline.passed_before(now), deadline.near_before(now)
    assert passed <= near
    assert (collected < passed) is (deadline.due(collected) < now)
    if collected >= passed:
        assert (collected < near) is (deadline.near_from(collected) < now)
