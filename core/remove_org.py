"""Taking an org off the list, in order: signed out, never started at night again, its data kept where it is."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace

from core.connection.org_problems import current_stays, pushes_wait
from core.connection.orgs import KnownOrg, Orgs
from core.engine import Engine, options_for
from core.messages import ProblemError
from core.system_keyring import KEYRING_UNAVAILABLE


def remove_org(
    orgs: Orgs, number: str, *, although_pushes_wait: bool, environment: Mapping[str, str] = os.environ
) -> KnownOrg:
    """Remove an org that is not the current one; its folder stays, and the answer says where it is.

    Signs out of it, which may take a while, and takes its entry out of the system's scheduler. Raises
    ProblemError: CURRENT_ORG_STAYS; PUSHES_WAIT, unless that is meant; and what hinders signing out.
    """
    found = orgs.at(number)
    if orgs.current().number == number:
        raise ProblemError(current_stays(found.name or number))
    with Engine(replace(options_for(orgs.home, number), environment=environment)) as engine:
        waiting = engine.push.state().waiting
        if waiting and not although_pushes_wait:
            raise ProblemError(pushes_wait(found.name or number, waiting))
        engine.night_run.switch_off()
        try:
            if not engine.connection.is_from_environment:
                engine.connection.forget()
        except ProblemError as error:
            # Where there is no keyring, there is nothing in it either.
            if error.problem.code != KEYRING_UNAVAILABLE:
                raise
    return orgs.set_aside(number)
