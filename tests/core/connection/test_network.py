"""The network settings: kept without the password, at work at once, and changeable without signing in again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
import trustme

from core.connection.state import ConnectionState
from core.engine import Engine
from core.engine_options import EngineOptions
from core.messages import ProblemError
from core.settings import CA_FILE, PROXY, PROXY_USER
from core.store.store import Store
from tests.core.secrets.test_credentials import Locked, SmallEntries
from tests.helpers.connect_proxy import FAR, FAR_NAME, ConnectProxy, org_behind
from tests.helpers.practice import PracticeOrg

PASSWORD = "geheim: %/@ ü"


@pytest.fixture(scope="module")
def proxy() -> Iterator[ConnectProxy]:
    with ConnectProxy("anna", PASSWORD) as running:
        yield running


@pytest.fixture(scope="module")
def far(proxy: ConnectProxy, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeOrg]:
    with org_behind(proxy, tmp_path_factory.mktemp("far")) as org:
        yield org


@pytest.fixture(autouse=True)
def entries(monkeypatch: pytest.MonkeyPatch) -> Iterator[SmallEntries]:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    before = keyring.get_keyring()
    backend = SmallEntries()
    keyring.set_keyring(backend)
    yield backend
    keyring.set_keyring(before)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    with opened(tmp_path) as made:
        yield made


def opened(home: Path) -> Engine:
    return Engine(EngineOptions(home / "data", environment={}, home=home / "data"))


def code_of(engine: Engine) -> str:
    """What stands in the way of the connection; empty when nothing does."""
    try:
        engine.check_connection()
    except ProblemError as error:
        return error.problem.code
    return ""


def test_signing_in_and_staying_connected_through_a_proxy_with_a_password(
    engine: Engine, far: PracticeOrg, proxy: ConnectProxy, tmp_path: Path
) -> None:
    network = engine.connection.network
    engine.connection.allow_host(FAR_NAME)
    network.change(proxy.place, "anna", PASSWORD, "")
    org = engine.connection.connect_with_token(FAR, far.token, Path(far.line["ca_file"]))
    assert org.name == "Practice Org"
    with opened(tmp_path) as again:
        assert code_of(again) == ""
        assert again.connection.state().state is ConnectionState.CONNECTED
    written = b"".join(path.read_bytes() for path in (tmp_path / "data").rglob("*") if path.is_file())
    assert proxy.place.encode() in written
    assert PASSWORD.encode() not in written
    assert b"geheim" not in written


def test_a_wrong_password_is_put_right_without_signing_in_again(
    engine: Engine, far: PracticeOrg, proxy: ConnectProxy
) -> None:
    network = engine.connection.network
    engine.connection.allow_host(FAR_NAME)
    network.change(proxy.place, "anna", PASSWORD, far.line["ca_file"])
    engine.connection.connect_with_token(FAR, far.token, None)
    network.change(proxy.place, "anna", "wrong", far.line["ca_file"])
    assert code_of(engine) == "PROXY_WANTS_PASSWORD"
    state = engine.connection.state()
    assert state.state is ConnectionState.REFUSED
    network.change(proxy.place, "anna", PASSWORD, far.line["ca_file"])
    assert code_of(engine) == ""


def test_the_ca_file_is_changed_without_signing_in_again(
    engine: Engine, far: PracticeOrg, proxy: ConnectProxy, tmp_path: Path
) -> None:
    network = engine.connection.network
    engine.connection.allow_host(FAR_NAME)
    network.change(proxy.place, "anna", PASSWORD, "")
    engine.connection.connect_with_token(FAR, far.token, Path(far.line["ca_file"]))
    other = tmp_path / "other.pem"
    trustme.CA().cert_pem.write_to_path(str(other))
    network.change(proxy.place, "anna", None, str(other))
    assert code_of(engine) == "CERTIFICATE_NOT_TRUSTED"
    network.change(proxy.place, "anna", None, far.line["ca_file"])
    assert code_of(engine) == ""
    # Without one, that of the sign-in counts again.
    network.change(proxy.place, "anna", None, "")
    assert code_of(engine) == ""


def test_a_client_that_is_open_takes_the_new_way_at_once(
    engine: Engine, far: PracticeOrg, proxy: ConnectProxy
) -> None:
    network = engine.connection.network
    engine.connection.allow_host(FAR_NAME)
    network.change(proxy.place, "anna", PASSWORD, far.line["ca_file"])
    engine.connection.connect_with_token(FAR, far.token, None)
    with engine.connection.open(engine._stop) as client:
        assert client.describe().org.name == "Practice Org"
        engine.settings.set(PROXY, "127.0.0.1:9")
        with pytest.raises(ProblemError) as caught:
            client.describe()
        assert caught.value.problem.code == "PROXY_UNREACHABLE"
        engine.settings.set(PROXY, proxy.place)
        assert client.describe().org.name == "Practice Org"


@pytest.mark.parametrize(
    "given", ["anna:secret@proxy:8080", "proxy", "socks5://proxy:1080", "https://proxy:443"]
)
def test_what_is_no_proxy_changes_nothing_and_is_not_repeated(engine: Engine, given: str) -> None:
    network = engine.connection.network
    engine.connection.allow_host(FAR_NAME)
    network.change("none", "", None, "")
    with pytest.raises(ProblemError) as caught:
        network.change(given, "anna", "secret", "")
    assert caught.value.problem.code == "NOT_A_PROXY"
    with pytest.raises(ProblemError) as by_setting:
        engine.settings.set(PROXY, given)
    assert "secret" not in f"{caught.value.problem.english()}{by_setting.value.problem.english()}"
    assert network.state().proxy == "none"


def test_a_ca_file_that_is_none_changes_nothing(
    engine: Engine, tmp_path: Path, entries: SmallEntries
) -> None:
    empty = tmp_path / "empty.pem"
    empty.write_text("nothing")
    for file in (empty, tmp_path / "absent.pem"):
        with pytest.raises(ProblemError) as caught:
            engine.connection.network.change("proxy:8080", "anna", "secret", str(file))
        assert caught.value.problem.code == "CA_FILE_NOT_USABLE"
    assert engine.settings.text(PROXY) == "system"
    assert entries.entries == {}


def test_a_keyring_that_is_locked_keeps_the_settings_as_they_are(engine: Engine) -> None:
    class Shut(Locked):
        def set_password(self, service: str, username: str, password: str) -> None:
            self.get_password(service, username)

    keyring.set_keyring(Shut())
    with pytest.raises(ProblemError) as caught:
        engine.connection.network.change("proxy:8080", "anna", "secret", "")
    assert caught.value.problem.code == "KEYRING_LOCKED"
    assert engine.settings.text(PROXY) == "system"
    assert engine.settings.text(PROXY_USER) == ""


def test_a_password_goes_when_the_last_org_leaves_the_proxy(engine: Engine, entries: SmallEntries) -> None:
    network = engine.connection.network
    engine.connection.allow_host(FAR_NAME)
    network.change("proxy:8080", "anna", "secret", "")
    assert list(entries.entries.values()) == ["secret"]
    engine.store.org_state.set_setting("org_name", "First")
    second = engine.orgs.add(engine.store.org_state)
    with Engine(EngineOptions(second.folder, environment={}, home=engine.orgs.home)) as other:
        assert other.settings.text(PROXY) == "proxy:8080"
        assert other.connection.network.route().password == "secret"
        other.settings.set(PROXY, "none")
        other.connection.network.change("system", "", None, "")
    assert engine.settings.text(PROXY) == "proxy:8080"
    assert list(entries.entries.values()) == ["secret"]
    network.change("system", "", None, "")
    assert entries.entries == {}


def test_orgs_behind_the_same_network_follow_and_others_keep_their_way(engine: Engine) -> None:
    network = engine.connection.network
    engine.connection.allow_host(FAR_NAME)
    network.change("none", "", None, "")
    for name in ("Second", "Third"):
        engine.store.org_state.set_setting("org_name", "First")
        added = Store(engine.orgs.add(engine.store.org_state).folder)
        added.org_state.set_setting("org_name", name)
    Store(engine.orgs.folder_of("3")).org_state.set_setting(PROXY.key, "other:1")
    network.change("proxy:8080", "", None, "")
    assert [org.settings[PROXY.key] for org in engine.orgs.all()] == ["proxy:8080", "proxy:8080", "other:1"]


def test_user_and_password_belong_to_a_given_proxy_only(engine: Engine, entries: SmallEntries) -> None:
    network = engine.connection.network
    engine.connection.allow_host(FAR_NAME)
    network.change("System", "anna", "secret", "")
    assert entries.entries == {}
    assert (network.state().proxy, network.state().user) == ("system", "")


def test_a_setting_that_another_process_changes_counts_within_a_second(
    engine: Engine, tmp_path: Path
) -> None:
    network = engine.connection.network
    engine.connection.allow_host(FAR_NAME)
    assert network.route().proxy == "system"
    with opened(tmp_path) as other:
        other.settings.set(PROXY, "http://proxy.example.com:3128")
    network._route = None if network._route is None else (network._route[0] - 2, network._route[1])
    assert network.route().proxy == "proxy.example.com:3128"


def test_the_practice_org_knows_nothing_of_proxies(tmp_path: Path, proxy: ConnectProxy) -> None:
    from core.connection.practice_child import PracticeOptions

    options = PracticeOptions(people=5, opted_out=0)
    with Engine(EngineOptions(tmp_path, practice=options, environment={})) as practice:
        practice.settings.set(PROXY, "127.0.0.1:9")
        practice.store.org_state.set_setting(CA_FILE.key, str(tmp_path / "absent.pem"))
        practice.check_connection()
        assert practice.connection.state().state is ConnectionState.CONNECTED
