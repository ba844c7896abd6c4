"""Sending a message through a mail server (SMTP). Runs in the sending process."""

from __future__ import annotations

import smtplib
import socket
import ssl
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from pathlib import Path
from typing import IO, Any

from core.alarms.orders import ARRIVED, MailOrder, Outcome, Way
from core.salesforce.http.adapter import trust

_PATIENCE_S = 6.0
"""How long one answer of the server is waited for."""
_LONGEST_TALK = 100_000
"""Bytes that a server may say in one conversation; it needs some hundreds."""
_WANTS_SIGN_IN = (530, 550, 551, 553, 554)


def send_mail(order: MailOrder, way: Way) -> Outcome:
    """Send one message to all receivers."""
    try:
        with _connected(order, trust(Path(way.ca_file) if way.ca_file else None)) as server:
            if order.user:
                server.login(order.user, _Utf8(order.password))
            refused = server.send_message(message_of(order), order.sender, list(order.receivers))
    except smtplib.SMTPNotSupportedError as trouble:
        code = "MAIL_NO_SIGN_IN" if "AUTH" in str(trouble) else "MAIL_NO_STARTTLS"
        return Outcome(code, detail=str(trouble))
    except smtplib.SMTPAuthenticationError as trouble:
        return Outcome("MAIL_PASSWORD_REFUSED", detail=_said(trouble.smtp_code, trouble.smtp_error))
    except smtplib.SMTPSenderRefused as trouble:
        wants = not order.user and trouble.smtp_code == _WANTS_SIGN_IN[0]
        code = "MAIL_WANTS_SIGN_IN" if wants else "MAIL_SENDER_REFUSED"
        return Outcome(code, detail=_said(trouble.smtp_code, trouble.smtp_error))
    except smtplib.SMTPRecipientsRefused as trouble:
        return _refused(trouble.recipients, order)
    except smtplib.SMTPServerDisconnected as trouble:
        return Outcome("MAIL_NOT_REACHED", detail=str(trouble))
    except smtplib.SMTPResponseException as trouble:
        return Outcome("MAIL_REFUSED", detail=_said(trouble.smtp_code, trouble.smtp_error))
    except smtplib.SMTPException as trouble:
        code = "MAIL_NO_SIGN_IN" if "authentication" in str(trouble) else "MAIL_REFUSED"
        return Outcome(code, detail=str(trouble))
    except ssl.SSLCertVerificationError as trouble:
        return Outcome("MAIL_NOT_TRUSTED", detail=trouble.verify_message)
    except ssl.SSLError as trouble:
        return Outcome("MAIL_NOT_TLS", detail=str(trouble.reason))
    except OSError as trouble:
        return Outcome("MAIL_NOT_REACHED", detail=f"{type(trouble).__name__}: {trouble.strerror or trouble}")
    return _refused(refused, order, arrived=True) if refused else ARRIVED


def message_of(order: MailOrder) -> EmailMessage:
    """The message as it goes out; answers of machines to it are unwanted (RFC 3834)."""
    message = EmailMessage()
    message["Subject"] = order.title
    message["From"] = order.sender
    message["To"] = ", ".join(order.receivers)
    message["Date"] = formatdate(localtime=True)
    message["Message-ID"] = make_msgid(domain=order.sender.rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(order.text)
    return message


def _connected(order: MailOrder, context: ssl.SSLContext) -> smtplib.SMTP:
    """A server that is ready for a sign-in; without encryption where that was chosen, never by falling back."""
    if order.security == "tls":
        return _BoundedOverTls(order.host, order.port, timeout=_PATIENCE_S, context=context)
    server = _Bounded(order.host, order.port, timeout=_PATIENCE_S)
    try:
        server.ehlo()
        if order.security == "starttls":
            server.starttls(context=context)
            server.ehlo()
    except BaseException:
        server.close()
        raise
    return server


class _AtMost:
    """What a server says, up to a limit."""

    def __init__(self, said: IO[bytes]) -> None:
        self._said = said
        self._left = _LONGEST_TALK

    def readline(self, longest: int) -> bytes:
        line = self._said.readline(longest)
        self._left -= len(line)
        if self._left < 0:
            raise OSError("the server talks without an end")
        return line

    def close(self) -> None:
        self._said.close()


class _Utf8(str):
    """A text that is sent as UTF-8 (RFC 4616) by a library that asks for ASCII."""

    def encode(self, encoding: str = "utf-8", errors: str = "strict") -> bytes:
        return super().encode("utf-8", errors)


class _Bounded(smtplib.SMTP):
    """smtplib bounds each line, and not how many there are; of users and passwords it knows ASCII alone."""

    sock: socket.socket | None
    file: Any
    user: str
    password: str

    def auth_plain(self, challenge: Any = None) -> str:
        return _Utf8(f"\0{self.user}\0{self.password}")

    def auth_login(self, challenge: Any = None) -> str:
        return _Utf8(super().auth_login(challenge))

    def getreply(self) -> tuple[int, bytes]:
        if self.file is None and self.sock is not None:
            self.file = _AtMost(self.sock.makefile("rb"))
        return super().getreply()


class _BoundedOverTls(_Bounded, smtplib.SMTP_SSL):
    """The same where TLS comes first."""


def _refused(said: dict[str, tuple[int, bytes]], order: MailOrder, *, arrived: bool = False) -> Outcome:
    code, words = next(iter(said.values()))
    if not arrived and not order.user and code in _WANTS_SIGN_IN and b"auth" in words.lower():
        return Outcome("MAIL_WANTS_SIGN_IN", detail=_said(code, words))
    return Outcome("MAIL_RECEIVERS_REFUSED", detail=_said(code, words), arrived=arrived)


def _said(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return f"{code} {text}"
