"""A practice org as a child process, for every test that needs a Salesforce to talk to.

    with PracticeOrg(people=50, opted_out=5) as org:
        org.salesforce().query("SELECT COUNT() FROM Contact")

It ends with the test process even when that is killed, because it watches its standard input.
"""

from __future__ import annotations

import atexit
import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

import requests
from simple_salesforce import Salesforce

from tests.helpers import warm

VERSION = "66.0"
TIMEOUT = 30

_ending: list[subprocess.Popen[str]] = []


@atexit.register
def _see_them_end() -> None:
    for process in _ending:
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


class PracticeOrg:
    """Starts one on entering, ends it on leaving.

    `options` become arguments of the command: `opted_out=3` is `--opted-out 3`, `package="none"` likewise.
    `line` is what it printed when it was ready.
    """

    _start = staticmethod(warm.start)

    def __init__(self, **options: str | int | Path) -> None:
        self._arguments = [
            part for name, value in options.items() for part in (f"--{name.replace('_', '-')}", str(value))
        ]
        self.line: dict[str, Any] = {}
        self.process: subprocess.Popen[str] | None = None

    def __enter__(self) -> PracticeOrg:
        self.process = self._start(
            [sys.executable, "-m", "core.practice_org", "--until-stdin-closes", *self._arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        assert self.process.stdout is not None
        text = self.process.stdout.readline()
        if not text:
            self.stop()
            raise RuntimeError("the practice org ended before it was ready; its standard error says why")
        self.line = json.loads(text)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if "--data-dir" in self._arguments:
            self.stop()
        else:
            self._let_end()

    def _let_end(self) -> None:
        """Tell it to end and go on: nobody will look for it, as its data, its port and its tokens go with it."""
        assert self.process is not None
        for pipe in (self.process.stdin, self.process.stdout):
            assert pipe is not None
            pipe.close()
        _ending.append(self.process)
        _ending[:] = [process for process in _ending if process.poll() is None]

    def stop(self) -> int:
        """End it and give its exit code."""
        assert self.process is not None
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        if not self.process.stdin.closed:
            self.process.stdin.close()
        try:
            code = self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            code = self.process.wait(10)
        self.process.stdout.close()
        return code

    @property
    def url(self) -> str:
        """Scheme, host and port."""
        url: str = self.line["instance_url"]
        return url

    @property
    def token(self) -> str:
        """The access token it was started with."""
        token: str = self.line["access_token"]
        return token

    def session(self) -> requests.Session:
        """An HTTP session that trusts its authority and no other, whatever the environment says."""
        session = requests.Session()
        session.verify = str(self.line["ca_file"])
        session.trust_env = False
        return session

    def salesforce(self, version: str = VERSION) -> Salesforce:
        """The unmodified simple-salesforce, connected."""
        return Salesforce(
            session_id=self.token, instance_url=self.url, session=self.session(), version=version
        )

    def call(
        self,
        method: str,
        path: str,
        *,
        version: str = VERSION,
        token: str | None = None,
        headers: Mapping[str, str] | None = None,
        **more: Any,
    ) -> requests.Response:
        """One bare request; a path that begins with /services/ or /practice/ is taken as it is, else as data."""
        if not path.startswith(("/services/", "/practice/", "/id/")):
            path = f"/services/data/v{version}/{path.lstrip('/')}"
        bearer = {"Authorization": f"Bearer {self.token if token is None else token}"}
        with self.session() as session:
            return session.request(
                method, self.url + path, headers=bearer | dict(headers or {}), timeout=TIMEOUT, **more
            )

    def query(self, soql: str, *, deleted: bool = False, **more: Any) -> list[dict[str, Any]]:
        """All records of a query, every page."""
        answer = self.call("GET", "queryAll" if deleted else "query", params={"q": soql}, **more)
        answer.raise_for_status()
        page = answer.json()
        records: list[dict[str, Any]] = list(page["records"])
        while not page["done"]:
            page = self.call("GET", page["nextRecordsUrl"], **more).json()
            records += page["records"]
        return records

    def control(self, path: str, body: Any = None, *, method: str | None = None) -> Any:
        """Ask the control surface: a GET without a body, else a POST; the answer's JSON."""
        chosen = method or ("GET" if body is None else "POST")
        answer = self.call(chosen, f"/practice/{path}", json=body)
        answer.raise_for_status()
        return answer.json()


class ColdPracticeOrg(PracticeOrg):
    """Started by the interpreter itself, imports and all, for tests of how it starts."""

    _start = staticmethod(subprocess.Popen)
