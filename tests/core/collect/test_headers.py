from __future__ import annotations

import pytest

from core.collect.headers import HeaderSays, header_says


@pytest.mark.parametrize(
    ("says", "headers"),
    [
        (
            HeaderSays.OPTED_OUT,
            "Unsubscribed|HasOptedOutOfEmail|Email Opt Out"
            "|Opt-Out|optedout|Portal Unsubscribe|Unsubscribed from all email"
            "|Opted out of email: One to One|Do Not Email"
            "|Not subscribed|Newsletter unsubscribed|emailDisabled|Blocklisted"
            "|Abgemeldet|Désabonné|Baja|Disiscritto"
            "|Uitgeschreven|Descadastrado|登録解除|メール送信除外|配信停止フラグ"
            "|Marketo Sales Opt Out|personHasOptedOutOfEmail|Contact: Email Opt Out",
        ),
        (
            HeaderSays.SUBSCRIBED,
            "Opted in|Subscribed|is_subscribed|Email permission"
            "|Marketing consent|Subscription status|オプトイン|配信許可"
            "|Never unsubscribed",
        ),
        (
            HeaderSays.TIME,
            "UNSUB_TIME|unsubscribedat|optoutdate"
            "|Portal Unsubscribe Date|Opted-Out Date/Time|Abgemeldet am|Désabonné le"
            "|Fecha de baja|Uitgeschreven op"
            "|Descadastrado em|配信停止日|オプトアウト日時|unsubscribe_ts",
        ),
        (HeaderSays.REASON, "UNSUB_REASON|Opt-out reason|Abmeldegrund|配信停止理由"),
        (HeaderSays.SOURCE, "Unsubscribed Source"),
        (HeaderSays.WHO, "Unsubscribed by"),
        (HeaderSays.BOUNCED, "Bounced|IsEmailBounced|Hard bounce"),
        (HeaderSays.COMPLAINED, "Complained|Spam complaint"),
        (HeaderSays.MAIL_STATUS, "Email Status|Opt in / Opt out|配信状態"),
        (HeaderSays.STATUS, "status|Lead Status|State|event|ステータス"),
        (HeaderSays.DOUBTFUL, "Newsletter|Accepts Email Marketing"),
        (
            HeaderSays.NOTHING,
            "Unsubscribe link|Unsubscribe count|UNSUB_CAMPAIGN_TITLE"
            "|OPTIN_TIME|Subscribed at|DOUBLE_OPT-IN|Subscriber Key"
            "|Fax Opt Out|HasOptedOutOfFax"
            "|DoNotCall|SMS Consent|EmailBouncedDate|email_opt_out_in_salesforce"
            "|Lead Source|Created Date|Company|Title|Adoption date|Country",
        ),
    ],
)
def test_a_header_is_read_by_a_rule_whatever_tool_wrote_it(says: HeaderSays, headers: str) -> None:
    assert {header: header_says(header) for header in headers.split("|")} == dict.fromkeys(
        headers.split("|"), says
    )
