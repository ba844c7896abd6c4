"""The sending process: one order on standard input, one outcome on standard output.

    python -m core.alarms

A process of its own, because it can be ended whatever the other side does; because libraries that are needed for a few
alarms a year have no place in a window's memory; and because what goes out of it is decided in one place (`web`).
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

from core.alarms.orders import CallOrder, MailOrder, Order, Outcome, Way, order_from_text


def main() -> int:
    """Send, and say what came of it."""
    order, way = order_from_text(sys.stdin.read())
    try:
        outcome = _sent(order, way)
    except Exception as error:  # noqa: BLE001 - told to the process that asked, which logs it
        # Its text may hold what must not be written down.
        outcome = Outcome("ALARM_SENDER_FAILED", detail=type(error).__name__)
    sys.stdout.write(json.dumps(asdict(outcome)))
    return 0


def _sent(order: Order, way: Way) -> Outcome:
    if isinstance(order, MailOrder):
        from core.alarms.mail import send_mail

        return send_mail(order, way)
    from core.alarms.web import call, send_chat

    return call(order, way) if isinstance(order, CallOrder) else send_chat(order, way)


if __name__ == "__main__":
    sys.exit(main())
