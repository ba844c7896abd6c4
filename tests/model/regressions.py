"""Sequences that once broke a rule, as data: made short by the driver, or given by hand where chance rarely comes by.

The number in front of a name is that of the fault for which it stands.
"""

from __future__ import annotations

from tests.model.world import Operation


def _contact(record: str, who: str, **more: object) -> Operation:
    return ("create", {"record": record, "object": "Contact", "who": who, **more})


def _lead(record: str, who: str, **more: object) -> Operation:
    return ("create", {"record": record, "object": "Lead", "who": who, **more})


TICKED = ("salesforce",)
REGRESSIONS: dict[str, list[Operation]] = {
    "01 re-subscribed between preview and do it": [
        _contact("C1", "ada"),
        ("collect", {"who": "ada"}),
        ("preview", {}),
        ("resubscribe", {"who": "ada", "both": True}),
        ("do_it", {}),
    ],
    "01 unticked by a colleague between preview and do it": [
        _contact("C1", "ada", ticked=TICKED),
        ("preview", {}),
        ("untick", {"record": "C1"}),
        ("do_it", {}),
    ],
    "02 the record became another's between preview and do it": [
        _contact("C1", "ada"),
        ("collect", {"who": "ada"}),
        ("preview", {}),
        ("readdress", {"record": "C1", "who": "bob"}),
        ("do_it", {}),
    ],
    "02 the record of a waiting push became another's": [
        _contact("C1", "ada"),
        ("import_file", {"rows": [("ada", None, "", "")]}),
        ("sync", {}),
        ("collect", {"who": "ada"}),
        ("readdress", {"record": "C1", "who": "bob"}),
        ("push", {}),
    ],
    "02 the record of a waiting push became another's, and a sync has seen it": [
        _contact("C1", "ada"),
        ("import_file", {"rows": [("ada", None, "", "")]}),
        ("sync", {}),
        ("collect", {"who": "ada"}),
        ("readdress", {"record": "C1", "who": "bob"}),
        ("sync", {}),
        ("push", {}),
    ],
    "03 re-subscribed while the first of several batches is written": [
        ("crowd", {"record": "X", "count": 401}),
        (
            "sync",
            {
                "during": {
                    "call": 5,
                    "when": "after",
                    "do": [("resubscribe", {"who": "x.390", "both": False})],
                }
            },
        ),
    ],
    "03 re-subscribed while a push is in flight": [
        _contact("C1", "ada"),
        ("import_file", {"rows": [("ada", None, "", "")]}),
        ("sync", {}),
        ("collect", {"who": "ada"}),
        (
            "push",
            {"during": {"call": 1, "when": "before", "do": [("resubscribe", {"who": "ada", "both": True})]}},
        ),
        ("sync", {}),
    ],
    "04 a sync that slept past its lease writes on": [
        _contact("C1", "ada"),
        ("collect", {"who": "ada"}),
        (
            "sync",
            {
                "during": {
                    "call": 1,
                    "when": "after",
                    "sleep_s": 60,
                    "do": [("sync", {}), ("untick", {"record": "C1"})],
                }
            },
        ),
    ],
    "05 the nightly sync was switched off before the push": [
        ("radio", {"field": "marketo_sales"}),
        _contact("C1", "ada"),
        ("import_file", {"rows": [("ada", "C1", "", "")]}),
        ("collect", {"who": "ada"}),
        ("nightly", {"on": False}),
        ("push", {}),
    ],
    "05 the nightly sync was switched on before the push": [
        ("radio", {"field": "marketo_sales"}),
        ("nightly", {"on": False}),
        _contact("C1", "ada"),
        ("import_file", {"rows": [("ada", "C1", "", "")]}),
        ("collect", {"who": "ada"}),
        ("nightly", {"on": True}),
        ("push", {}),
    ],
    "06 one push for two people, and the first is re-subscribed": [
        ("collect", {"who": "bob"}),
        ("push", {}),
        _contact("C1", "ada"),
        ("import_file", {"rows": [("ada", "C1", "", "yes")]}),
        ("import_file", {"rows": [("bob", "C1", "", "")]}),
        ("resubscribe", {"who": "ada", "both": False}),
        ("push", {}),
    ],
    "07 re-subscribed on both sides, and one of two records refused": [
        _contact("C1", "ada", ticked=TICKED),
        _lead("L2", "ada", ticked=TICKED),
        ("sync", {}),
        ("refuse", {"record": "L2", "how": "validation"}),
        ("resubscribe", {"who": "ada", "both": True}),
        ("calm", {}),
        ("push", {}),
    ],
    "08 ticked and merged away before the next sync": [
        _contact("C1", "ada"),
        _contact("C2", "ada"),
        ("sync", {}),
        ("wait", {}),
        ("tick", {"record": "C1"}),
        ("merge", {"master": "C2", "losers": ("C1",)}),
        ("settle", {}),
    ],
    "08 ticked and deleted before the next sync": [
        _contact("C1", "ada"),
        ("sync", {}),
        ("tick", {"record": "C1"}),
        ("delete", {"record": "C1"}),
        ("settle", {}),
    ],
    "09 ticked and converted, long after a re-subscribe": [
        _contact("C1", "ada"),
        ("collect", {"who": "ada"}),
        ("sync", {}),
        ("resubscribe", {"who": "ada", "both": True}),
        _lead("L2", "ada"),
        ("sync", {}),
        ("tick", {"record": "L2"}),
        ("convert", {"lead": "L2", "into": "C1"}),
        ("settle", {}),
    ],
    "10 a chain of merges between two nights": [
        _contact("C1", "ada"),
        _contact("C2", "bob"),
        _contact("C3", "cyd"),
        ("collect", {"who": "ada"}),
        ("sync", {}),
        ("wait", {}),
        ("merge", {"master": "C2", "losers": ("C1",)}),
        ("merge", {"master": "C3", "losers": ("C2",)}),
        ("settle", {}),
    ],
    "11 a converted Lead's Contact takes another address": [
        _lead("L1", "ada"),
        ("import_file", {"rows": [("ada", None, "", "")]}),
        ("sync", {}),
        ("convert", {"lead": "L1", "into": "C2"}),
        ("sync", {}),
        ("wait", {}),
        ("sync", {}),
        ("readdress", {"record": "C2", "who": "bob"}),
        ("sync", {}),
        ("wait", {}),
        ("sync", {}),
        ("collect", {"who": "ada"}),
        ("settle", {}),
    ],
    "12 a record that is one person's by its ID and another's by its address": [
        _contact("C1", "bob"),
        _lead("L2", "bob", ticked=TICKED),
        ("import_file", {"rows": [("ada", "C1", "", "")]}),
        ("settle", {}),
    ],
    "14 a person account that was ticked is deleted": [
        ("person_accounts", {}),
        _contact("C1", "ada"),
        ("become_person", {"record": "C1"}),
        ("sync", {}),
        ("tick", {"record": "C1"}),
        ("delete", {"record": "C1"}),
        ("settle", {}),
    ],
    "16 people are imported while a full compare runs": [
        _contact("C1", "ada"),
        ("sync", {}),
        ("wait", {}),
        ("sync", {"full": True, "during": {"call": 4, "when": "after", "do": [("collect", {"who": "ada"})]}}),
        ("settle", {}),
    ],
    "16 a record is hidden by sharing while it is pushed": [
        _contact("C1", "ada"),
        ("import_file", {"rows": [("ada", "C1", "", "")]}),
        ("sync", {}),
        ("collect", {"who": "ada"}),
        ("hide", {"record": "C1"}),
        ("push", {}),
        ("calm", {}),
        ("settle", {}),
    ],
    "15 a re-subscribe looks for records that are not known yet": [
        _contact("C1", "ada"),
        ("collect", {"who": "ada"}),
        ("sync", {}),
        _lead("L2", "ada", ticked=TICKED),
        ("resubscribe", {"who": "ada", "both": True}),
    ],
    "15 a re-subscribe clears the chosen box only": [
        ("radio", {"field": "marketo_sales"}),
        ("nightly", {"on": False}),
        _contact("C1", "ada", ticked=("salesforce", "marketo_sales")),
        ("sync", {}),
        ("resubscribe", {"who": "ada", "both": True}),
    ],
    "15 the radio button is moved while a re-subscribe is under way": [
        ("radio", {"field": "marketo_sales"}),
        _lead("L1", "ada", ticked=("marketo_sales",)),
        ("sync", {}),
        (
            "resubscribe",
            {
                "who": "ada",
                "both": True,
                "during": {"call": 1, "when": "before", "do": [("radio", {"field": "salesforce"})]},
            },
        ),
        ("settle", {}),
    ],
    **{
        f"17 a live record is said to be gone: {how}": [
            _contact("C1", "ada"),
            ("collect", {"who": "ada"}),
            ("refuse", {"record": "C1", "how": how}),
            ("sync", {}),
        ]
        for how in ("deleted", "not_found", "cross_reference")
    },
    "18 a mistyped ID": [
        _contact("C1", "ada"),
        ("import_file", {"rows": [("ada", "C1", "mistyped", "")]}),
        ("settle", {}),
    ],
    "19 records that are refused because of the batch": [
        _contact("C1", "ada"),
        _lead("L2", "ada"),
        ("collect", {"who": "ada"}),
        ("at_most", {"records": 1}),
        ("sync", {}),
    ],
    "20 a record that makes the whole call fail": [
        _contact("C1", "ada"),
        _lead("L2", "ada"),
        ("collect", {"who": "ada"}),
        ("poison", {"record": "C1", "status": 400}),
        ("sync", {}),
    ],
    "23 the authority's file goes away while a push is under way": [
        _contact("C1", "ada"),
        _contact("C2", "bob"),
        ("sync", {}),
        ("collect", {"who": "ada"}),
        ("collect", {"who": "bob"}),
        ("push", {"during": {"call": 1, "when": "after", "do": [("bad_line", {"kind": "ca_file"})]}}),
        ("calm", {}),
        ("push", {}),
    ],
    "24 a Lead keeps its owner": [_lead("L1", "ada"), ("collect", {"who": "ada"}), ("sync", {})],
    "26 collected again": [
        _contact("C1", "ada", ticked=TICKED),
        ("sync", {}),
        ("untick", {"record": "C1"}),
        ("collect", {"who": "ada"}),
        ("push", {}),
    ],
    "27 a night that the network broke": [
        ("night", {"during": {"call": 6, "when": "before", "cut": "rest"}}),
    ],
}
