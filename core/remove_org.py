"""Taking an org off the list, in order: signed out, never started at night again, its data kept where it is."""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.connection.org_problems import access_stays, current_stays, pushes_wait
from core.connection.orgs import KnownOrg, Orgs
from core.engine import Engine
from core.engine_options import options_for
from core.messages import Problem, ProblemError
from core.secrets.system_keyring import KEYRING_UNAVAILABLE


@dataclass(frozen=True, slots=True)
class Removed:
    """The org, with the folder that stays, and why its access is still good at Salesforce, where it may be."""

    org: KnownOrg
    not_revoked: Problem | None = None


def remove_org(orgs: Orgs, number: str, *, even_so: bool) -> Removed:
    """Remove an org that is not the current one; its folder stays, and the answer says where it is.

    Signs out of it, which may take a while, and takes its entry out of the system's scheduler. Raises
    ProblemError: CURRENT_ORG_STAYS; PUSHES_WAIT and ACCESS_STAYS, unless it is meant `even_so`; and what hinders
    signing out.
    """
    found = orgs.at(number)
    name = found.name or number
    if orgs.current().number == number:
        raise ProblemError(current_stays(name))
    # An access that the environment hands to this process is that of no org in particular: the keyring's is meant.
    with Engine(replace(options_for(orgs.home, number), environment={})) as engine:
        waiting = engine.push.state().waiting
        if waiting and not even_so:
            raise ProblemError(pushes_wait(name, waiting))
        not_revoked: Problem | None = None
        try:
            not_revoked = engine.connection.forget()
        except ProblemError as error:
            if error.problem.code != KEYRING_UNAVAILABLE:
                raise
            # Where nobody has signed in, there is nothing in the keyring that is missing here.
            signed_in = engine.connection.signed_in()
            if signed_in is not None and signed_in.at is not None:
                if not even_so:
                    raise ProblemError(access_stays(name)) from None
                # Whoever works with that org at this moment, in a session that has its keyring, hears of it.
                not_revoked = engine.connection.leave_access()
        engine.night_run.switch_off()
        try:
            engine.alarms.ways.forget_secrets()
        except ProblemError as error:
            if error.problem.code != KEYRING_UNAVAILABLE:
                raise
            # Where there is none, nothing of this org can be in it.
    return Removed(orgs.set_aside(number), not_revoked)
