from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.collect.address_check import check_address, check_quickly
from core.messages import ProblemError
from core.store.addresses import address_key


def refusal(text: str) -> str:
    with pytest.raises(ProblemError) as caught:
        check_address(text)
    problem = caught.value.problem
    assert problem.what.english()
    assert problem.fix.english()
    return problem.code


@pytest.mark.parametrize(
    "address",
    [
        "ann@example.com",
        "Ann.Lee+news@Example.co.uk",
        "o'neil_99@sub.example.com",
        "taro@例え.jp",
        "用户@例え.jp",
        "ann@xn--bcher-kva.example",
        '"ann lee"@example.com',
        '"a@b"@example.com',
        "x" * 64 + "@example.com",
        "x" * 70 + "@example.com",
        "a@" + ".".join(["y" * 60] * 4) + ".com",
        # Given out by Japanese carriers, against the standard.
        "a..b@docomo.ne.jp",
        "ab.@ezweb.ne.jp",
        # Sandboxes and closed networks.
        "ann@example.com.invalid",
        "ann@intranet.local",
    ],
)
def test_an_address_that_exists_can_be_unsubscribed(address: str) -> None:
    assert check_address(address).text == address
    assert check_quickly(address) == check_address(address)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("  ann@example.com\t", "ann@example.com"),
        ("\xa0ann@example.com\u3000", "ann@example.com"),
        ("ａｎｎ＠ｅｘａｍｐｌｅ．ｃｏｍ", "ann@example.com"),
        ("taro＠example.co.jp", "taro@example.co.jp"),
        ("taro@example。co。jp", "taro@example.co.jp"),
        ("an\u200bn@exam\u2060ple.com\ufeff", "ann@example.com"),
        ("\u202aann@example.com\u202c", "ann@example.com"),
        ("ann\u200d@example.com", "ann@example.com"),
        ("<ann@example.com>", "ann@example.com"),
        ("mailto:ann@example.com", "ann@example.com"),
        ('"ann.lee"@example.com', "ann.lee@example.com"),
        ("ann\u3164@example.com\ufe0f", "ann@example.com"),
    ],
)
def test_what_cannot_be_seen_or_is_full_width_is_put_right(typed: str, meant: str) -> None:
    assert check_address(typed).text == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ann@example.com;", "ann@example.com"),
        ("ann@example.com.,;", "ann@example.com"),
        ("ann@example.com。", "ann@example.com"),
        ("'ann@example.com'", "ann@example.com"),
        ("'ann@example.com';", "ann@example.com"),
        ("‘ann@example.com’", "ann@example.com"),
        ("“ann@example.com”", "ann@example.com"),
        ('"ann@example.com', "ann@example.com"),
        ("ann@example.com'", "ann@example.com"),
        ("<<ann@example.com>>", "ann@example.com"),
        ("(ann@example.com)", "ann@example.com"),
        ("「ann@example.com」", "ann@example.com"),
        ("mailto:ann@example.com?subject=Unsubscribe", "ann@example.com"),
        ("<mailto:ann@example.com>", "ann@example.com"),
        ("ann@example.com<mailto:ann@example.com>", "ann@example.com"),
        ("[ann@example.com](mailto:ann@example.com)", "ann@example.com"),
        ("Ann Lee <ann@example.com>", "ann@example.com"),
        ("'Lee, Ann' <ann@example.com>;", "ann@example.com"),
        ("Ann Lee (ann@example.com)", "ann@example.com"),
        ("ａｎｎ＠ｅｘａｍｐｌｅ．ｃｏｍ；", "ann@example.com"),
        # An apostrophe alone may belong to it.
        ("'tis@example.com", "'tis@example.com"),
        ("o'neil@example.com;", "o'neil@example.com"),
    ],
)
def test_what_stands_around_an_address_is_taken_away_where_that_is_certain(typed: str, meant: str) -> None:
    assert check_address(typed).text == meant
    assert check_quickly(typed) == check_address(typed)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ann@example.com <bob@example.com>", "ADDRESS_SEVERAL_AT"),
        ("<ann@example.com> <bob@example.com>", "ADDRESS_SEVERAL_AT"),
        ("ann@example.com (work)", "ADDRESS_WITH_SPACE"),
        ("<>", "ADDRESS_EMPTY"),
        ("", "ADDRESS_EMPTY"),
        (" \u200b ", "ADDRESS_EMPTY"),
        ("ann", "ADDRESS_WITHOUT_AT"),
        ("@example.com", "ADDRESS_NOTHING_BEFORE_AT"),
        ("ann@", "ADDRESS_NOTHING_AFTER_AT"),
        ("ann@lee@example.com", "ADDRESS_SEVERAL_AT"),
        ("ann@example.com, bob@example.com", "ADDRESS_SEVERAL_AT"),
        ("ann lee@example.com", "ADDRESS_WITH_SPACE"),
        ("ann\xa0lee@example.com", "ADDRESS_WITH_SPACE"),
        ("ann@exa mple.com", "ADDRESS_WITH_SPACE"),
        ("ann@example", "ADDRESS_DOMAIN_WITHOUT_DOT"),
        ("ann\x07@example.com", "ADDRESS_UNSEEN_CHARACTER"),
        ("ann\0@example.com", "ADDRESS_UNSEEN_CHARACTER"),
        ("ann\ufffd@example.com", "ADDRESS_UNREADABLE"),
        ("ann(x)@example.com", "ADDRESS_BAD_LOCAL_PART"),
        (".ann@example.com", "ADDRESS_BAD_LOCAL_PART"),
        ("ann@-example.com", "ADDRESS_BAD_DOMAIN"),
        ("ann@exam_ple.com", "ADDRESS_BAD_DOMAIN"),
        ("ann@example..com", "ADDRESS_BAD_DOMAIN"),
        ("ann@[127.0.0.1]", "ADDRESS_BAD_DOMAIN"),
        ("ann@example.com\ud800.org", "ADDRESS_BAD_DOMAIN"),
        ("x" * 300 + "@example.com", "ADDRESS_TOO_LONG"),
        ("a.." * 80 + "a@" + "b" * 60 + ".com", "ADDRESS_TOO_LONG"),
    ],
)
def test_a_bad_address_is_refused_with_the_reason(text: str, code: str) -> None:
    assert refusal(text) == code


def test_both_spellings_of_a_domain_are_the_same_person() -> None:
    assert check_address("ann@bücher.example").key == check_address("Ann@xn--bcher-kva.EXAMPLE").key


@given(st.text(max_size=60) | st.emails() | st.from_regex(r"\A[a-z.\"@ ]{1,30}\Z"))
def test_any_text_is_either_an_address_or_refused_in_words(text: str) -> None:
    try:
        address = check_address(text)
    except ProblemError:
        refusal(text)
        return
    assert address.key == address_key(address.text)
    assert check_address(address.text).key == address.key


@given(st.emails() | st.from_regex(r"\A[A-Za-z0-9.+-]{1,20}@[a-z0-9.-]{1,20}\Z"))
def test_the_quick_check_says_the_same_as_the_careful_one(text: str) -> None:
    def said(check: object) -> object:
        try:
            return check(text)  # type: ignore[operator]
        except ProblemError as error:
            return error.problem.code

    assert said(check_quickly) == said(check_address)
