"""One example's world: both sides, the acts on them, and the oracle that watches. Operations are plain data.

An operation is a name and its arguments, such as `("tick", {"record": "C1"})`; `World.do` carries it out and raises
BrokenRuleError at the first rule that does not hold. An operation that makes no sense as things stand (its record is
not there, Salesforce would refuse it) does nothing, so that any part of a sequence is a sequence. `during` says what
comes in between: others' acts, a cut of the line, or the end of the process, at a call or a commit.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from time import monotonic
from typing import Any

import requests

from core.messages import CancelledError, ProblemError
from core.store.types.log import LogFilter
from tests.model import here
from tests.model.child import KILLED, Child
from tests.model.engines import Engines, Hurried, Process
from tests.model.here import Here
from tests.model.line import Interruption, Write, cut
from tests.model.lives import Killed
from tests.model.oracle import FIELD_OF, RUNS, Act, BrokenRuleError, Causes, Meant, Oracle
from tests.model.org import OrgRefusedError
from tests.model.troubles import Troubles
from tests.model.truth import Truth

Operation = tuple[str, dict[str, Any]]
STUCK_S = 0.5
GRACE_S = 6.0
"""A call waits for what others do meanwhile, but not for ever: they may be waiting for that very call. They are, once
they have neither called nor committed anything for a while."""
LONGEST_S = 60.0
JOBS = {"sync": "sync", "do_it": "sync", "night": "sync", "preview": "sync", "push": "push"}


class World:
    """See the module. `operations` are all there are, by name; `skip` are rules that are not looked at."""

    def __init__(
        self,
        engines: Engines,
        operations: Mapping[str, Callable[..., None]],
        *,
        skip: frozenset[str] = frozenset(),
    ) -> None:
        self._operations = operations
        self.engines = engines
        self.org = engines.org
        self.skip = skip
        self.truth = Truth()
        self.oracle = Oracle(self.truth)
        self.broken: list[tuple[str, str]] = []
        self.causes = Causes()
        self.acts: dict[Process, Act] = {}
        self.plan: int | None = None
        self.untouched_plan = False
        self.ended_both: dict[str, set[str]] = {}
        """Who was re-subscribed on both sides in this operation, and the records that were said to be left."""
        self.log_seen = 0
        self.known_to_plan: frozenset[str] = frozenset()
        self.refused_once: dict[str, str] = {}
        """Records that refused a push, and wait for the admin since."""
        self.night_open = False
        self.org.empty()
        engines.begin()
        self.main = self._open()
        self._second: Process | None = None
        self._nested = threading.local()
        self._helpers: list[threading.Thread] = []
        self._looking = threading.RLock()
        self._hours = 0.0
        self.troubles = Troubles(self)

    # ways in

    def do(self, operation: Operation) -> None:
        """Carry one operation out; raises BrokenRuleError."""

        name, arguments = operation
        if not self.nested:
            self.causes = Causes()
            self.ended_both.clear()
            self.untouched_plan = self.untouched_plan and name in ("do_it", "wait", "restart")
        self._operations[name](self, **arguments)
        if not self.nested:
            self.raise_broken()

    def raise_broken(self) -> None:
        for rule, words in self.broken:
            if rule not in self.skip:
                raise BrokenRuleError(rule, words)
        self.broken.clear()

    def note(self, broken: Iterator[tuple[str, str]]) -> None:
        """Keep the rules that are broken until the operation has ended."""
        with self._looking:
            self.broken += list(broken)

    def end(self) -> None:
        self.troubles.clear()
        self.engines.end()

    # processes

    @property
    def nested(self) -> bool:
        """Whether this thread acts in between, while another process is at work."""
        return bool(getattr(self._nested, "on", False))

    @property
    def process(self) -> Process:
        """The process whose verbs this thread calls: the first, or, in between, the second."""
        if not self.nested:
            return self.main
        if self._second is None:
            self._second = self._open()
        return self._second

    def _open(self) -> Process:
        return self.engines.open(self._on_write, self._on_saved)

    def restart(self) -> None:
        """End the first process and begin anew; who was killed held leases, which run out meanwhile."""
        was_killed = self.main.life.dead
        self.engines.close(self.main)
        if was_killed:
            self.pass_time(0.05)
        self.main = self._open()

    def pass_time(self, hours: float) -> None:
        """Both clocks go on together."""
        self.engines.clock.ahead += timedelta(hours=hours)
        self.org.set(org={"clock_ahead_s": self.engines.clock.ahead.total_seconds()})

    def sign(self) -> threading.Event:
        """A sign to stop for a verb: waiting takes no time, unless it is for another process of this world."""
        return threading.Event() if self.nested else Hurried(self.engines.clock)

    def meant(self, process: Process) -> Meant:
        settings = process.engine.settings
        return Meant(str(settings.opt_out_field), str(settings.push_field))

    # acts of the program

    @contextmanager
    def act(
        self, verb: str, *, key: str = "", both: bool = False, during: dict[str, Any] | None = None
    ) -> Iterator[Act]:
        """One verb at work. What it raises is kept in the act; a program error breaks the rule `crash`."""
        process = self.process
        act = Act(verb, self.truth.step(), key, both)
        act.disturbed = bool(during) or self.nested or self.troubles.hinder
        if verb in RUNS or (verb == "push" and act.disturbed):
            self.oracle.perhaps_looked(act.began)
        outer = not self.nested
        with self._looking:
            process.post.begin()
            process.life.commits = 0
            self.acts[process] = act
        before = here.look(self.engines.data_dir) if outer else None
        act.chosen = str(process.engine.settings.opt_out_field)
        fields = {act.chosen}
        self._arrange(process, act, during)
        try:
            yield act
        except Killed:
            act.killed = True
        except ProblemError as error:
            act.problem = error.problem.code
        except CancelledError:
            act.problem = "CANCELLED"
        except OrgRefusedError:
            raise
        except Exception as error:  # noqa: BLE001 - an error of the program breaks a rule
            if not process.life.dead:
                self.note(iter([("crash", f"{verb}: {type(error).__name__}: {error}")]))
            act.killed = act.killed or process.life.dead
        finally:
            process.life.at_commit = lambda _number, _when: None
            process.post.interruptions.clear()
        if before is not None:
            self._settle_act(process, act, before, fields)

    @contextmanager
    def child(
        self,
        verb: str,
        arguments: list[str],
        *,
        key: str,
        kill: dict[str, Any] | None,
        do: list[Operation] | None,
    ) -> Iterator[tuple[int, str, Act]]:
        """A command in a process of its own: its exit code, what it said, and its act; what it wrote is judged."""
        act = Act(verb, self.truth.step(), key, both=True)
        act.disturbed = bool(kill or do or self.troubles.any)
        if verb in RUNS or verb == "push":
            self.oracle.perhaps_looked(act.began)
        before = here.look(self.engines.data_dir)
        act.chosen = str(self.main.engine.settings.opt_out_field)
        fields = {act.chosen}
        token = self.engines.spare_token()
        order = {
            "ahead_s": self.engines.clock.ahead.total_seconds(), "token": token, "kill": kill,
        }  # fmt: skip
        process = Child(arguments, order, self.org.environment(token), self.engines.data_dir)
        if do:
            self._in_between(do)
        code, text, journal = process.finish(LONGEST_S)
        act.killed = code == KILLED
        for line in journal:
            meant = Meant.of(line["settings"])
            self.note(self.oracle.writes(act, line["writes"], meant, frozenset(line["unsubscribed"])))
        self._join_helpers()
        found = self.org.boxes()
        self.oracle.cleared_by_command(
            [(write[0], write[1]) for line in journal for write in line["writes"] if write[2] is False], found
        )
        self.note(self.oracle.boxes(found))
        if do and (verb in RUNS or verb == "push"):
            # Whom others collected in its middle it may have come round to as well.
            self.oracle.perhaps_looked(self.truth.step())
        if act.killed:
            self.pass_time(0.05)
        yield code, text, act
        self._judge_changes(act, before, fields)

    def _settle_act(self, process: Process, act: Act, before: Here, fields: set[str]) -> None:
        self._join_helpers()
        if act.killed or process.life.dead:
            act.killed = True
            self.restart()
        if act.disturbed or process.post.lost_answers:
            self.note(self.oracle.boxes(self.org.boxes()))
        self._judge_changes(act, before, fields)

    def _join_helpers(self) -> None:
        for helper in self._helpers:
            helper.join(LONGEST_S)
            if helper.is_alive():
                raise OrgRefusedError("another process never came to an end")
        self._helpers.clear()

    def _judge_changes(self, act: Act, before: Here, fields: set[str]) -> None:
        fields.add(str(self.main.engine.settings.opt_out_field))
        after = here.look(self.engines.data_dir)
        self.note(
            self.oracle.changes(
                act.verb, act.began, before.unsubscribed, after.unsubscribed, self.causes, sorted(fields)
            )
        )
        for key, said in self.ended_both.items():
            self.note(self.oracle.landed_late(key, said, after.unsubscribed))

    def refused(self, process: Process) -> dict[str, str]:
        """Records whose last answer in this act was a refusal, with the code."""
        real = self.truth.real
        return {real(one): code for one, code in process.post.answers.items() if code is not None}

    def named(self) -> set[str]:
        """Records that the status log has named with a code since this was asked last."""
        entries = self.main.engine.log.after(self.log_seen, LogFilter(), 10_000)
        if entries:
            self.log_seen = entries[-1].id
        return {self.truth.real(entry.salesforce_id) for entry in entries if entry.code}

    # what comes in between

    def _arrange(self, process: Process, act: Act, during: dict[str, Any] | None) -> None:
        if not during:
            return
        when = during.get("when", "before")

        def happen() -> None:
            if during.get("kill"):
                process.life.end()
            if during.get("cut"):
                process.post.lost_answers = True
                process.post.is_cut = during["cut"] == "rest"
                raise cut()
            if "sleep_s" in during:
                self.pass_time(during["sleep_s"] / 3600)
            self._in_between(during.get("do", []))

        if "commit" in during:

            def look(number: int, at: str) -> None:
                if (number, at) == (during["commit"], when):
                    process.life.end()

            process.life.at_commit = look
        else:
            process.post.interruptions.append(Interruption(during["call"], when, happen))

    def _in_between(self, operations: list[Operation]) -> None:
        def run() -> None:
            self._nested.on = True
            for operation in operations:
                try:
                    self.do(operation)
                except BaseException as error:  # noqa: BLE001 - told at the end of the outer operation
                    self.note(iter([("crash", f"in between: {type(error).__name__}: {error}")]))

        helper = threading.Thread(target=run, name="in-between", daemon=True)
        self._helpers.append(helper)
        helper.start()
        ends = monotonic() + GRACE_S
        done: tuple[int, int] | None = None
        while monotonic() < ends:
            helper.join(STUCK_S)
            second = self._second
            now = (second.post.calls, second.life.commits) if second is not None else (0, 0)
            if not helper.is_alive() or now == done:
                break
            done = now

    def took_over(self, verb: str) -> None:
        """A process in between has done this job: whoever was at it has lost it."""
        for process, act in self.acts.items():
            if process is not self.process and JOBS.get(act.verb) == JOBS[verb] and self.nested:
                act.overtaken = True

    # what is sent

    def _on_write(self, process: Process, writes: list[Write], request: requests.PreparedRequest) -> None:
        with contextlib.suppress(Killed):
            act = self.acts[process]
            wanted = [(one.record_id, one.field, one.value) for one in writes]
            if any(one.record_id.startswith("00Q") for one in writes):
                said = str(request.headers.get("Sforce-Auto-Assign", "")).lower()
                if said != "false":
                    self.note(iter([("auto-assign", "a Lead is saved without Sforce-Auto-Assign: FALSE")]))
            unsubscribed = here.unsubscribed(self.engines.data_dir)
            self.note(self.oracle.writes(act, wanted, self.meant(process), unsubscribed))

    def _on_saved(self, write: Write) -> None:
        field = FIELD_OF.get(write.field)
        if field is not None:
            with self._looking:
                record_id = self.truth.real(write.record_id)
                self.truth.set_box(record_id, field, bool(write.value), by_program=True)
