"""What sign-in leaves behind: codes, refresh tokens and the public keys of the app, kept with the org."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from core.practice_org.org.database import Database


@dataclass(frozen=True, slots=True)
class Code:
    """An authorization code that was handed out; `issued` is in milliseconds since 1970."""

    user_id: str
    client_id: str
    callback_url: str
    scope: str
    challenge: str
    issued: int


@dataclass(frozen=True, slots=True)
class Refresh:
    """A refresh token; the tokens of one consent share its `family`."""

    user_id: str
    client_id: str
    scope: str
    family: str


class Grants:
    """Codes and tokens of one org; every method is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database
        with database.writing() as connection:
            connection.execute(
                "CREATE TABLE IF NOT EXISTS oauth_code (code TEXT PRIMARY KEY, user_id TEXT NOT NULL,"
                " client_id TEXT NOT NULL, callback_url TEXT NOT NULL, scope TEXT NOT NULL,"
                " challenge TEXT NOT NULL, issued INTEGER NOT NULL, family TEXT)"
            )
            connection.execute(
                "CREATE TABLE IF NOT EXISTS oauth_refresh (token TEXT PRIMARY KEY, user_id TEXT NOT NULL,"
                " client_id TEXT NOT NULL, scope TEXT NOT NULL, family TEXT NOT NULL,"
                " valid INTEGER NOT NULL DEFAULT 1)"
            )

    def client_secret(self) -> str:
        """The consumer secret of the app, made at the first need."""
        kept: str | None = self._database.setting("client_secret")
        if kept is None:
            kept = secrets.token_hex(32).upper()
            self._database.store_setting("client_secret", kept)
        return kept

    # codes

    def new_code(self, code: Code) -> str:
        """A fresh code."""
        text = f"aPrx{secrets.token_urlsafe(48)}=="
        with self._database.writing() as connection:
            connection.execute(
                "INSERT INTO oauth_code (code, user_id, client_id, callback_url, scope, challenge, issued)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    text, code.user_id, code.client_id, code.callback_url, code.scope, code.challenge,
                    code.issued,
                ),
            )  # fmt: skip
        return text

    def use_code(self, text: str, family: str) -> Code | None:
        """Use up a code for a family of tokens; None when there is none, or when it was used before.

        A code that comes twice was seen by somebody else: what the first use gave is taken back (RFC 6749, 4.1.2).
        """
        with self._database.writing() as connection:
            row = connection.execute(
                "SELECT user_id, client_id, callback_url, scope, challenge, issued, family FROM oauth_code"
                " WHERE code = ?",
                (text,),
            ).fetchone()
            if row is None:
                return None
            if row[-1] is not None:
                self.revoke_family(row[-1])
                return None
            connection.execute("UPDATE oauth_code SET family = ? WHERE code = ?", (family, text))
        return Code(*row[:-1])

    # refresh tokens

    def new_refresh(self, refresh: Refresh) -> str:
        """A fresh refresh token."""
        token = f"5Aep861{secrets.token_urlsafe(60)}"
        with self._database.writing() as connection:
            connection.execute(
                "INSERT INTO oauth_refresh (token, user_id, client_id, scope, family) VALUES (?, ?, ?, ?, ?)",
                (token, refresh.user_id, refresh.client_id, refresh.scope, refresh.family),
            )
        return token

    def refresh(self, token: str) -> Refresh | None:
        """What a refresh token stands for; None when it is unknown, used up or revoked."""
        row = (
            self._database.reader()
            .execute(
                "SELECT user_id, client_id, scope, family FROM oauth_refresh WHERE token = ? AND valid = 1",
                (token,),
            )
            .fetchone()
        )
        return None if row is None else Refresh(*row)

    def rotate(self, token: str) -> str | None:
        """Exchange a refresh token for a new one of its family; None when somebody was faster."""
        with self._database.writing() as connection:
            refresh = self.refresh(token)
            if refresh is None:
                return None
            connection.execute("UPDATE oauth_refresh SET valid = 0 WHERE token = ?", (token,))
            return self.new_refresh(refresh)

    # taking back

    def revoke_family(self, family: str) -> None:
        """Take back every token of one consent."""
        with self._database.writing() as connection:
            connection.execute("UPDATE oauth_refresh SET valid = 0 WHERE family = ?", (family,))
            connection.execute("UPDATE session SET valid = 0 WHERE family = ?", (family,))

    def revoke(self, token: str) -> bool:
        """Take back an access token alone, or a refresh token with its access tokens; False: no such token."""
        with self._database.writing() as connection:
            refresh = self.refresh(token)
            if refresh is not None:
                self.revoke_family(refresh.family)
                return True
            return (
                connection.execute(
                    "UPDATE session SET valid = 0 WHERE token = ? AND valid = 1", (token,)
                ).rowcount
                > 0
            )

    def revoke_refresh_tokens(self) -> int:
        """Take back every refresh token with its access tokens; the answer is how many there were."""
        with self._database.writing() as connection:
            families = {
                row[0] for row in connection.execute("SELECT family FROM oauth_refresh WHERE valid = 1")
            }
            for family in families:
                self.revoke_family(family)
        return len(families)

    # keys

    def keys(self) -> list[str]:
        """The public keys of the app, each in PEM."""
        kept: list[str] = self._database.setting("oauth_keys", [])
        return kept

    def add_key(self, pem: str) -> int:
        """Register one more public key; the answer is how many there are."""
        kept = [*(key for key in self.keys() if key != pem), pem]
        self._database.store_setting("oauth_keys", kept)
        return len(kept)

    def remove_keys(self) -> None:
        """Forget every public key."""
        self._database.store_setting("oauth_keys", [])
