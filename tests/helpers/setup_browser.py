"""A person at the setup pages of a practice org: opens a page, fills in its form and presses a button."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import requests

from tests.helpers.practice import TIMEOUT, PracticeOrg


class Form:
    """One form of a page: what its controls hold, the choices of its lists, and its buttons."""

    def __init__(self) -> None:
        self.values: dict[str, str] = {}
        self.choices: dict[str, list[str]] = {}
        self.boxes: set[str] = set()
        self.buttons: dict[str, str] = {}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[str] = []
        self.text = ""
        self._select = ""
        self._button = ""
        self._quiet = False
        self._searching = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "style":
            self._quiet = True
        elif tag == "form" and given["method"] == "get":
            self._searching = True
        elif self._searching:
            return
        elif tag == "form":
            assert given == {"method": "post"}
            self.forms.append(Form())
        elif tag == "a":
            self.links.append(given["href"])
        elif tag == "input":
            assert given["aria-label"]
            self.forms[-1].boxes.add(given["name"])
            if "checked" in given:
                self.forms[-1].values[given["name"]] = given["value"]
        elif tag == "select":
            assert given["aria-label"]
            self._select = given["name"]
            self.forms[-1].choices[self._select] = []
        elif tag == "option":
            form = self.forms[-1]
            form.choices[self._select].append(given["value"])
            if "selected" in given or self._select not in form.values:
                form.values[self._select] = given["value"]
        elif tag == "button":
            self._button = given["value"]
            self.forms[-1].buttons[given["value"]] = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "style":
            self._quiet = False
        elif tag == "form":
            self._searching = False
        elif tag == "button":
            self._button = ""

    def handle_data(self, data: str) -> None:
        if self._button:
            self.forms[-1].buttons[self._button] += data
        if not self._quiet:
            self.text += data


class SetupBrowser:
    """What a browser would do, without cookies or a token."""

    def __init__(self, org: PracticeOrg, url: str = "") -> None:
        self._url = url or org.url
        self._session = org.session()
        self.path = ""
        self.status = 0
        self.text = ""
        self.links: list[str] = []
        self.forms: list[Form] = []

    def open(self, path: str) -> SetupBrowser:
        """Open a page, wherever it leads."""
        self._take(self._session.get(self._url + path, timeout=TIMEOUT))
        return self

    def press(self, button: str, **filled: Any) -> SetupBrowser:
        """Fill in the form that has the button, and press it: True ticks, False clears, a text is chosen.

        The hyphen of a control's name may be written as two underscores.
        """
        form = next(form for form in self.forms if button in form.buttons)
        values = dict(form.values)
        for given, value in filled.items():
            name = given if given in form.boxes | set(form.choices) else given.replace("__", "-")
            if isinstance(value, bool):
                assert name in form.boxes, name
                values.pop(name, None)
                values |= {name: "1"} if value else {}
            else:
                assert value in form.choices[name], (value, form.choices[name])
                values[name] = value
        answer = self._session.post(
            self._url + self.path, data=values | {"do": button}, timeout=TIMEOUT, allow_redirects=False
        )
        assert answer.status_code == 303, answer.text
        self.open(answer.headers["Location"])
        assert "Your changes are saved." in self.text
        return self

    def send(self, path: str, values: dict[str, str], **headers: str) -> requests.Response:
        """Send a form that no page offers."""
        return self._session.post(
            self._url + path, data=values, headers=headers, timeout=TIMEOUT, allow_redirects=False
        )

    def _take(self, answer: requests.Response) -> None:
        reader = _Reader()
        reader.feed(answer.text)
        self.path = answer.url.removeprefix(self._url).partition("?")[0]
        self.status, self.text = answer.status_code, reader.text
        self.links, self.forms = reader.links, reader.forms
