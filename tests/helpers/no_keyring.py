"""A computer without a keyring, whatever the one has on which the tests run."""

from __future__ import annotations

from keyring.backends import fail


class NoKeyring(fail.Keyring):
    """What the keyring library takes where it finds none; set on purpose, so that nobody looks once more."""
