from __future__ import annotations

import pytest

from core.collect.headers import HeaderMeaning, meaning_of_header


@pytest.mark.parametrize(
    ("says", "headers"),
    [
        (
            HeaderMeaning.OPTED_OUT,
            "Unsubscribed|HasOptedOutOfEmail|Email Opt Out"
            "|Opt-Out|optedout|Portal Unsubscribe|Unsubscribed from all email"
            "|Opted out of email: One to One|Do Not Email"
            "|Not subscribed|Newsletter unsubscribed|emailDisabled|Blocklisted"
            "|Abgemeldet|Désabonné|Baja|Disiscritto"
            "|Uitgeschreven|Descadastrado|登録解除|メール送信除外|配信停止フラグ"
            "|Marketo Sales Opt Out|personHasOptedOutOfEmail|Contact: Email Opt Out",
        ),
        (
            HeaderMeaning.SUBSCRIBED,
            "Opted in|Subscribed|is_subscribed|Email permission"
            "|Marketing consent|Subscription status|オプトイン|配信許可"
            "|Never unsubscribed",
        ),
        (
            HeaderMeaning.TIME,
            "UNSUB_TIME|unsubscribedat|optoutdate"
            "|Portal Unsubscribe Date|Opted-Out Date/Time|Abgemeldet am|Désabonné le"
            "|Fecha de baja|Uitgeschreven op"
            "|Descadastrado em|配信停止日|オプトアウト日時|unsubscribe_ts",
        ),
        (HeaderMeaning.REASON, "UNSUB_REASON|Opt-out reason|Abmeldegrund|配信停止理由"),
        (HeaderMeaning.SOURCE, "Unsubscribed Source"),
        (HeaderMeaning.WHO, "Unsubscribed by"),
        (HeaderMeaning.BOUNCED, "Bounced|IsEmailBounced|Hard bounce"),
        (HeaderMeaning.COMPLAINED, "Complained|Spam complaint"),
        (HeaderMeaning.MAIL_STATUS, "Email Status|Opt in / Opt out|配信状態"),
        (HeaderMeaning.STATUS, "status|Lead Status|State|event|ステータス"),
        (HeaderMeaning.DOUBTFUL, "Newsletter|Accepts Email Marketing"),
        (
            HeaderMeaning.NOTHING,
            "Unsubscribe link|Unsubscribe count|UNSUB_CAMPAIGN_TITLE"
            "|OPTIN_TIME|Subscribed at|DOUBLE_OPT-IN|Subscriber Key"
            "|Fax Opt Out|HasOptedOutOfFax"
            "|DoNotCall|SMS Consent|EmailBouncedDate|email_opt_out_in_salesforce"
            "|Lead Source|Created Date|Company|Title|Adoption date|Country",
        ),
    ],
)
def test_a_header_is_read_by_a_rule_whatever_tool_wrote_it(says: HeaderMeaning, headers: str) -> None:
    assert {header: meaning_of_header(header) for header in headers.split("|")} == dict.fromkeys(
        headers.split("|"), says
    )
