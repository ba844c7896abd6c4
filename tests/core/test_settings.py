from __future__ import annotations

import os
import random
from contextlib import suppress
from datetime import time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from core.events import Event, EventBus, SettingsChanged
from core.messages import ProblemError
from core.plain_text.shown import is_harmless
from core.settings import (
    ALL,
    CA_FILE,
    LANGUAGE,
    NIGHTLY_SYNC,
    NIGHTLY_TIME,
    NIGHTLY_ZONE,
    OPT_OUT_FIELD,
    ORG_NAME,
    WATCHED_FOLDER,
    Setting,
    Settings,
    named,
)
from core.store.store import Store
from core.store.types.fields import OptOutField
from tests.helpers import hostile


@pytest.fixture
def events() -> list[Event]:
    """Every event since the test began."""
    return []


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


@pytest.fixture
def settings(store: Store, events: list[Event]) -> Settings:
    bus = EventBus()
    bus.subscribe(events.append)
    return Settings(store.org_state, bus)


def test_the_defaults_are_those_of_marketo_sales(settings: Settings) -> None:
    assert not settings.nightly_sync, "it is for the admin to switch it on"
    assert settings.opt_out_field is OptOutField.SALESFORCE
    assert settings.all()["nightly_time"] == "20:00"
    assert settings.all()["nightly_zone"] == "America/Los_Angeles"
    assert settings.all() == {key: setting.default for key, setting in ALL.items()}


@pytest.mark.parametrize("setting", ALL.values(), ids=ALL)
def test_every_default_is_a_value_that_is_accepted(settings: Settings, setting: Setting) -> None:
    assert setting.accepted.test(setting.default)
    assert setting.purpose.endswith(".")
    assert setting.accepted.words.english()


def test_a_setting_survives_the_program(settings: Settings, store: Store) -> None:
    settings.set(NIGHTLY_SYNC, "on")
    settings.set(OPT_OUT_FIELD, " marketo_sales ")
    again = Settings(Store(store.database.path.parent).org_state, EventBus())
    assert again.nightly_sync
    assert again.opt_out_field is OptOutField.MARKETO_SALES


def test_a_change_by_another_process_is_seen_at_once(settings: Settings, store: Store) -> None:
    assert settings.text(LANGUAGE) == "system"
    Settings(Store(store.database.path.parent).org_state, EventBus()).set(LANGUAGE, "ja")
    assert settings.text(LANGUAGE) == "ja"


@pytest.mark.parametrize(
    ("nightly", "selected", "pushed_to"),
    [
        ("on", "salesforce", OptOutField.SALESFORCE),
        ("on", "marketo_sales", OptOutField.MARKETO_SALES),
        ("off", "salesforce", OptOutField.SALESFORCE),
        ("off", "marketo_sales", OptOutField.SALESFORCE),
    ],
)
def test_with_the_nightly_sync_off_a_push_goes_to_email_opt_out_whatever_is_selected(
    settings: Settings, nightly: str, selected: str, pushed_to: OptOutField
) -> None:
    settings.set(NIGHTLY_SYNC, nightly)
    settings.set(OPT_OUT_FIELD, selected)
    assert settings.push_field is pushed_to
    assert settings.opt_out_field == selected


def test_a_change_is_told_and_no_change_is_not(settings: Settings, events: list[Event]) -> None:
    told: list[tuple[str, str]] = []
    settings.on_change(lambda setting, text: told.append((setting.key, text)))
    settings.set(NIGHTLY_SYNC, "off")
    assert (told, events) == ([], [])
    settings.set(NIGHTLY_SYNC, "on")
    settings.set(NIGHTLY_SYNC, "on")
    assert (told, events) == ([("nightly_sync", "on")], [SettingsChanged()])


@pytest.mark.parametrize(
    ("key", "good", "bad"),
    [
        ("nightly_sync", "on off", "yes ON 1"),
        ("opt_out_field", "salesforce marketo_sales", "both Salesforce"),
        ("nightly_time", "00:00 20:00 23:59", "24:00 8:00 20:60 20:00:00 20.00"),
        ("nightly_zone", "UTC Asia/Tokyo", "Mars/Base ../etc/passwd /etc/passwd America"),
        ("nightly_weekdays", "mon sun,mon", "monday mon,mon mon, MON"),
        ("full_every_days", "1 365", "0 366 -1 1.5 seven ٣ " + "9" * 5000),
        ("brake_share", "0 100", "101 10%"),
        ("language", "system en ja", "de"),
    ],
)
def test_a_setting_takes_what_it_accepts_and_refuses_the_rest_with_a_reason(
    settings: Settings, key: str, good: str, bad: str
) -> None:
    setting = named(key)
    for text in good.split():
        settings.set(setting, text)
        assert settings.text(setting) == text
    kept = settings.text(setting)
    for text in ["", *bad.split(" ")]:
        with pytest.raises(ProblemError) as caught:
            settings.set(setting, text)
        problem = caught.value.problem
        assert problem.code == "SETTING_NOT_ACCEPTED"
        assert problem.english().startswith(f"{key} cannot be set to")
        assert problem.fix.english()
        assert settings.text(setting) == kept


def test_an_org_has_any_name_or_none_but_never_a_number_that_could_be_taken_for_another(
    settings: Settings,
) -> None:
    for text in ("Acme", "2nd 日本", ""):
        settings.set(ORG_NAME, text)
        assert settings.text(ORG_NAME) == text
    for text in ("2", "007", "٣", "x" * 1000):
        with pytest.raises(ProblemError):
            settings.set(ORG_NAME, text)
    assert settings.text(ORG_NAME) == ""


def test_settings_that_belong_together_change_all_or_none_and_are_told_once(
    settings: Settings, events: list[Event]
) -> None:
    with pytest.raises(ProblemError):
        settings.set_all([(NIGHTLY_TIME, "21:00"), (NIGHTLY_ZONE, "Nowhere/Land")])
    assert settings.text(NIGHTLY_TIME) == "20:00"
    settings.set_all([(NIGHTLY_TIME, "21:00"), (NIGHTLY_ZONE, "Europe/Berlin")])
    assert (settings.text(NIGHTLY_TIME), settings.text(NIGHTLY_ZONE)) == ("21:00", "Europe/Berlin")
    assert events == [SettingsChanged()]


def test_a_stored_value_that_is_no_longer_accepted_counts_as_the_default(
    settings: Settings, store: Store
) -> None:
    store.org_state.set_setting("nightly_sync", "perhaps")
    assert settings.text(NIGHTLY_SYNC) == NIGHTLY_SYNC.default


def test_an_unknown_setting_is_refused_with_the_names_of_those_there_are() -> None:
    assert named("language") is LANGUAGE
    with pytest.raises(ProblemError) as caught:
        named("colour")
    assert caught.value.problem.code == "UNKNOWN_SETTING"
    assert all(key in caught.value.problem.english() for key in ALL)


@pytest.mark.parametrize(
    "text", ["a\0b", "/a\nb", "/a\x1b[2J", "/half \ud800", "/\u202egpj", "/" + "x" * 5000]
)
def test_no_setting_takes_what_steers_a_screen_or_cannot_be_kept(text: str) -> None:
    for setting in ALL.values():
        with pytest.raises(ProblemError) as caught:
            Settings.check(setting, text)
        assert caught.value.problem.code == "SETTING_NOT_ACCEPTED"
        assert is_harmless(caught.value.problem.english())
        assert len(caught.value.problem.english()) < 400


def test_a_time_is_written_in_plain_figures() -> None:
    with pytest.raises(ProblemError):
        Settings.check(NIGHTLY_TIME, "0٣:00")


def test_whatever_a_setting_is_given_it_is_refused_in_words_or_can_be_used() -> None:
    chance = random.Random(6)
    chosen = list(ALL.values())
    for text in hostile.texts(seed=6):
        setting = chance.choice(chosen)
        given = text if chance.random() < 0.8 else f"{setting.default}{text}"
        try:
            Settings.check(setting, given)
        except ProblemError as error:
            accepted, refused = None, error.problem.english()
        else:
            accepted, refused = given.strip(), ""
        assert is_harmless(refused)
        if accepted is None:
            continue
        accepted.encode()
        assert is_harmless(accepted)
        if setting in (WATCHED_FOLDER, CA_FILE):
            with suppress(OSError):  # nothing else than what the system says of a path
                os.stat(accepted)
        elif setting is NIGHTLY_ZONE:
            ZoneInfo(accepted)
        elif setting is NIGHTLY_TIME:
            time.fromisoformat(accepted)
