"""The ways in which alarms go out: which are set up, and what each needs. Nothing here waits but for the keyring."""

from __future__ import annotations

import json
import secrets as random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from core.alarms.orders import ChatOrder, MailOrder
from core.alarms.problems import NOT_UNDERSTOOD, why_not
from core.connection.access_providers import account_of
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Category, Problem, ProblemError, Scope, make_problem
from core.secrets.alarm_secrets import LONGEST_SECRET, AlarmSecrets
from core.secrets.given_secret import SecretKind, secret_from_text
from core.settings import Setting, Settings
from core.settings.alarms import (
    ALARMS_DESKTOP,
    ALARMS_HEARTBEAT,
    ALARMS_MAIL_FROM,
    ALARMS_MAIL_PORT,
    ALARMS_MAIL_SECURITY,
    ALARMS_MAIL_SERVER,
    ALARMS_MAIL_TO,
    ALARMS_MAIL_USER,
    receivers_in,
)
from core.store.store import Store
from core.store.types.alarms import CHAT, DESKTOP, EMAIL, HEARTBEAT

MOST_CHATS = 10
_CHATS = "alarms.chats"
"""In the settings table: number and shown form of each chat address, as JSON; the addresses are in the keyring."""
_SHOWS_HOST = frozenset({"http", "https", "json", "jsons", "form", "forms", "xml", "xmls", "ntfy", "ntfys"})


@dataclass(frozen=True, slots=True)
class Chat:
    """An address of a chat or a webhook: its number, and as much of it as is no secret."""

    number: str
    shown: str


@dataclass(frozen=True, slots=True)
class MailSetUp:
    """How e-mail goes out. A sender that is empty is the first receiver."""

    server: str = ""
    port: str = ALARMS_MAIL_PORT.default
    security: str = ALARMS_MAIL_SECURITY.default
    user: str = ""
    sender: str = ""
    receivers: str = ""

    @property
    def place(self) -> str:
        """host:port."""
        return f"{self.server}:{self.port}"

    @property
    def is_usable(self) -> bool:
        """Whether there is a server and somebody who receives."""
        return bool(self.server and self.receivers)


_MAIL_SETTINGS: tuple[Setting, ...] = (
    ALARMS_MAIL_SERVER,
    ALARMS_MAIL_PORT,
    ALARMS_MAIL_SECURITY,
    ALARMS_MAIL_USER,
    ALARMS_MAIL_FROM,
    ALARMS_MAIL_TO,
)


class Ways:
    """What is set up, of one data directory; thread-safe."""

    def __init__(self, store: Store, settings: Settings, data_dir: Path) -> None:
        self._org_state = store.org_state
        self._settings = settings
        self._secrets = AlarmSecrets(account_of(data_dir))

    def told(self) -> tuple[str, ...]:
        """The ways that are set up for alarms; the heartbeat is none of them."""
        mail = (EMAIL,) if self.mail().is_usable else ()
        desktop = (DESKTOP,) if self._settings.text(ALARMS_DESKTOP) == "on" else ()
        return (*desktop, *mail, *(f"{CHAT}{chat.number}" for chat in self.chats()))

    def all(self) -> tuple[str, ...]:
        """Every way that is set up, with the heartbeat."""
        return (*self.told(), *((HEARTBEAT,) if self.heartbeat() else ()))

    def place(self, channel: str) -> str:
        """What a way leads to, without any secret."""
        if channel == EMAIL:
            return self.mail().place
        if channel == HEARTBEAT:
            return _shown(self.heartbeat())
        return next((chat.shown for chat in self.chats() if f"{CHAT}{chat.number}" == channel), "")

    # e-mail

    def mail(self) -> MailSetUp:
        """How e-mail is set up."""
        return MailSetUp(*(self._settings.text(setting) for setting in _MAIL_SETTINGS))

    def set_mail(self, wanted: MailSetUp, password: str | None) -> None:
        """Set it up, all of it or nothing; `password` None keeps the one that is kept for that user there.

        Raises ProblemError for what cannot be used, and when the keyring cannot take the password.
        """
        chosen = tuple(
            (setting, text.strip())
            for setting, text in zip(
                _MAIL_SETTINGS,
                (
                    wanted.server.lower(),
                    wanted.port,
                    wanted.security,
                    wanted.user,
                    wanted.sender,
                    ",".join(receivers_in(wanted.receivers)),
                ),
                strict=True,
            )
        )
        for setting, text in chosen:
            self._settings.check(setting, text)
        before, user = self.mail(), wanted.user.strip()
        if user and wanted.security == "none":
            raise ProblemError(_in_the_open())
        place = f"{wanted.server.strip().lower()}:{wanted.port.strip()}"
        if user and password is not None:
            password = secret_from_text(password, SecretKind.PASSWORD)
            if len(password) > LONGEST_SECRET:
                raise ProblemError(_too_long())
            self._secrets.save_mail_password(place, user, password)
        self._settings.set_all(chosen)
        if before.user and (before.place, before.user) != (place, user):
            self._secrets.forget_mail_password(before.place, before.user)

    def mail_order(self, title: str, text: str) -> MailOrder:
        """A message for whoever receives alarms; asks the keyring where a password is needed."""
        mail = self.mail()
        # Set by hand, one setting after the other, they may not fit together.
        user = mail.user if mail.security != "none" else ""
        password = self._secrets.mail_password(mail.place, user) if user else ""
        receivers = receivers_in(mail.receivers)
        sender = mail.sender or receivers[0]
        return MailOrder(
            mail.server, int(mail.port), mail.security, user, password, sender, receivers, title, text
        )

    # chats

    def chats(self) -> tuple[Chat, ...]:
        """The addresses of chats and webhooks; comes at once, without the keyring."""
        stored = self._org_state.setting(_CHATS)
        return tuple(Chat(*one) for one in json.loads(stored)) if stored else ()

    def add_chat(self, address: str) -> Chat:
        """Keep an address, which was looked at before; raises ProblemError for one that is none or one too many."""
        address = clean_address(address)
        chats = self.chats()
        if len(chats) >= MOST_CHATS:
            raise ProblemError(_too_many())
        chat = Chat(random.token_hex(4), _shown(address))
        self._secrets.save_chat_address(chat.number, address)
        self._keep((*chats, chat))
        return chat

    def remove_chat(self, number: str) -> None:
        """Forget an address; harmless when there is none."""
        self._keep([chat for chat in self.chats() if chat.number != number])
        self._secrets.forget_chat_address(number)

    def chat_order(self, number: str, title: str, text: str, *, grave: bool) -> ChatOrder:
        """A message for one address; asks the keyring. Raises ProblemError when the address is not there."""
        address = self._secrets.chat_address(number)
        if not address:
            raise ProblemError(_address_gone())
        return ChatOrder(address, title, text, grave)

    def _keep(self, chats: Sequence[Chat]) -> None:
        self._org_state.set_setting(_CHATS, json.dumps([[chat.number, chat.shown] for chat in chats]))

    # the heartbeat

    def heartbeat(self) -> str:
        """The address that is called after each night, empty for none."""
        return self._settings.text(ALARMS_HEARTBEAT)

    def forget_secrets(self) -> None:
        """Remove all from the keyring; raises ProblemError when it cannot be used."""
        mail = self.mail()
        for chat in self.chats():
            self.remove_chat(chat.number)
        if mail.user:
            self._secrets.forget_mail_password(mail.place, mail.user)


def clean_address(text: str) -> str:
    """An address of a chat as it was pasted; raises ProblemError for what cannot be one, without repeating it."""
    address = text.strip()
    fits = len(address) <= LONGEST_SECRET and address.isascii() and address.isprintable()
    if not fits or "://" not in address or " " in address:
        raise ProblemError(why_not(NOT_UNDERSTOOD, "…"))
    return address


def _shown(address: str) -> str:
    """As much of an address as is no secret: of most chat services even the host is a token."""
    parts = urlsplit(address)
    try:
        host = parts.hostname if parts.scheme.lower() in _SHOWS_HOST else None
    except ValueError:
        host = None
    return f"{parts.scheme}://{host}/…" if host else f"{parts.scheme}://…"


def _in_the_open() -> Problem:
    return make_problem(
        "MAIL_PASSWORD_IN_THE_OPEN",
        Category.OTHER,
        NOOP("core", "A user was given, and the way to the mail server is not encrypted."),
        NOOP("core", "Choose STARTTLS or TLS, or leave the user empty. Nothing was changed."),
        scope=Scope.RECORD,
    )


def _too_long() -> Problem:
    return make_problem(
        "MAIL_PASSWORD_TOO_LONG",
        Category.OTHER,
        NOOP("core", "The password of the mail server is too long to be kept."),
        NOOP("core", "It may have {longest} characters at most."),
        scope=Scope.RECORD,
        longest=LONGEST_SECRET,
    )


def _too_many() -> Problem:
    return make_problem(
        "TOO_MANY_CHATS",
        Category.OTHER,
        NOOP("core", "There are {most} addresses already, and there can be no more."),
        NOOP("core", "Remove one of them first."),
        scope=Scope.RECORD,
        most=MOST_CHATS,
    )


def _address_gone() -> Problem:
    return make_problem(
        "CHAT_ADDRESS_GONE",
        Category.OTHER,
        NOOP("core", "The address is not in the keyring of this computer any more."),
        NOOP("core", "Remove it from the list, and add it anew."),
        scope=Scope.RECORD,
    )
