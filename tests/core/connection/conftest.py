"""What the tests of this folder share."""

from __future__ import annotations

from core.connection.practice_child import PracticeLine
from tests.practice import PracticeOrg


def running_at(line: PracticeLine) -> PracticeOrg:
    """The tests' view of a practice org that somebody else started: its queries and its control surface."""
    org = PracticeOrg()
    org.line = {
        "instance_url": line.instance_url,
        "ca_file": line.ca_file,
        "access_token": line.access_token,
    }
    return org
