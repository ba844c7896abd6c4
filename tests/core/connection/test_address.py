from __future__ import annotations

import pytest

from core.connection.address import checked_address
from core.messages import ProblemError

API = "https://acme.my.salesforce.com"


@pytest.mark.parametrize(
    "text",
    [
        "acme.my.salesforce.com",
        "  https://acme.my.salesforce.com/ ",
        "HTTPS://ACME.my.salesforce.com:443/lightning/page/home?x=1#top",
        "acme.my.salesforce.com/services/data",
    ],
)
def test_people_may_give_a_host_or_paste_what_the_browser_shows(text: str) -> None:
    assert checked_address(text) == API


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("localhost:8443", "https://localhost:8443"),
        ("https://127.0.0.1:8443/", "https://127.0.0.1:8443"),
        ("https://[::1]:8443", "https://[::1]:8443"),
        ("bücher.example", "https://xn--bcher-kva.example"),
    ],
)
def test_ports_and_unusual_hosts_are_kept(text: str, address: str) -> None:
    assert checked_address(text) == address


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("http://acme.my.salesforce.com", "https"),
        ("ftp://acme.my.salesforce.com", "https"),
        ("login.salesforce.com", "sign in"),
        ("https://test.salesforce.com/", "sign in"),
        ("", "not the address"),
        ("acme", "not the address"),
        ("two words.example", "not the address"),
        ("https://acme..salesforce.com", "not the address"),
        ("https://acme.example:port", "not the address"),
        ("https://ada:secret-word@acme.my.salesforce.com", "not the address"),
        ("00D5g00000ABCDE!AQcAQF.secret-word", "not the address"),
        ("http://acme.my.salesforce.com/secur/frontdoor.jsp?sid=secret-word", "https"),
    ],
)
def test_anything_else_is_refused_with_a_sentence_that_repeats_no_secret(text: str, word: str) -> None:
    with pytest.raises(ProblemError) as caught:
        checked_address(text)
    sentence = caught.value.problem.english()
    assert caught.value.problem.code == "NOT_AN_INSTANCE_URL"
    assert word in sentence
    assert "https://yourcompany.my.salesforce.com" in sentence
    assert "secret-word" not in sentence
