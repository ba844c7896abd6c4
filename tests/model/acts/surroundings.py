"""What nobody does on purpose: time passes, the program ends and begins, things go wrong and right again."""

from __future__ import annotations

import os
import shutil

from core.settings import CA_FILE
from tests.model.acts.colleagues import alive
from tests.model.world import World

GONE_BY = 48.0
"""Hours after which a change lies behind the overlap of a sync that reads what changed."""


def wait(world: World, hours: float = GONE_BY) -> None:
    world.pass_time(hours)


def restart(world: World) -> None:
    if not world.nested:
        world.restart()


def refuse(world: World, record: str, how: str, times: int | None = None) -> None:
    if (found := alive(world, record)) is not None:
        world.troubles.refuse(found.id, how, times)


def hide(world: World, record: str) -> None:
    if (found := alive(world, record)) is not None:
        world.troubles.hide(found.id)


def person_accounts(world: World) -> None:
    """The org can have people who are Accounts; only at the beginning, before anybody has looked at it."""
    if not world.truth.records and not world.nested:
        world.org.with_person_accounts()


def poison(world: World, record: str, status: int = 500) -> None:
    if (found := alive(world, record)) is not None:
        world.troubles.poison[found.id] = status
        world.troubles.ever = True


def at_most(world: World, records: int) -> None:
    world.troubles.most_at_once = records
    world.troubles.ever = True


def bad_line(world: World, kind: str) -> None:
    world.troubles.line = kind
    world.troubles.ever = True
    if kind == "ca_file":
        # In the same process, as the card Network of the window does: others notice after a second.
        missing = world.engines.data_dir / "missing.pem"
        shutil.copy(os.environ["SSL_CERT_FILE"], missing)
        world.main.engine.settings.set(CA_FILE, str(missing))
        missing.unlink()


def pages(world: World, rows: int | None) -> None:
    world.org.set(org={"short_pages": rows})


def calm(world: World) -> None:
    world.troubles.clear()


OPERATIONS = {
    function.__name__: function
    for function in (wait, restart, refuse, hide, person_accounts, poison, at_most, bad_line, pages, calm)
}
