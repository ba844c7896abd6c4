from __future__ import annotations

import pytest
from email_validator import validate_email
from hypothesis import example, given
from hypothesis import strategies as st

from core.store.addresses import address_key, domain_spellings, is_plain_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ann@bücher.example", "ann@xn--bcher-kva.example"),
        ("Ann@BÜCHER.example", "ann@XN--BCHER-KVA.EXAMPLE"),
        ("taro@例え.jp", "taro@xn--r8jz45g.jp"),
        ("a@straße.example", "a@xn--strae-oqa.example"),
    ],
)
def test_both_spellings_of_an_internationalised_domain_are_one_address(one: str, other: str) -> None:
    assert address_key(one) == address_key(other)
    assert {one, other.lower()} <= {*domain_spellings(one), *domain_spellings(other)}
    assert set(domain_spellings(address_key(one))) == set(domain_spellings(address_key(other)))


@pytest.mark.parametrize(
    "address",
    ["a@xn--foo-.com", "a@xn--.com", "a@xn--a.com", "a@xn--99999999999999.com", "a@xn--" + "z" * 99],
)
def test_what_only_pretends_to_be_an_encoded_domain_stays_another_address(address: str) -> None:
    assert address_key(address) == address


def test_streets_and_strasse_are_two_domains() -> None:
    assert address_key("a@straße.example") != address_key("a@strasse.example")


@given(st.text() | st.from_regex(r"\A[^@]{1,9}@(xn--[a-z0-9-]{1,30}\.)+[a-z]{2,5}\Z"))
@example("a@xn--xn--bcher-kva-obb.example")
@example("A@İ.example")
def test_a_key_is_its_own_key(text: str) -> None:
    assert address_key(address_key(text)) == address_key(text)


@given(st.from_regex(r"\A[a-z0-9.+'_-]{1,12}@([a-z0-9-]{1,9}\.){1,3}[a-z]{1,6}\Z") | st.emails())
def test_what_passes_the_quick_test_passes_the_careful_one_too(text: str) -> None:
    key = address_key(text)
    if is_plain_key(key):
        validate_email(key + ".com", check_deliverability=False)


@pytest.mark.parametrize(
    "key", ["a b@x.com", "a@x", "a@x..com", ".a@x.com", "a@-x.com", "a@x.com\n", "a@b@x.com", "ü@x.com", ""]
)
def test_the_quick_test_never_passes_what_is_doubtful(key: str) -> None:
    assert not is_plain_key(key)


def test_an_everyday_address_has_one_spelling() -> None:
    assert domain_spellings("Ann@Example.com") == ("Ann@Example.com",)
    assert domain_spellings("no address") == ("no address",)
    assert domain_spellings("Ann@bücher.example") == ("Ann@bücher.example", "Ann@xn--bcher-kva.example")
