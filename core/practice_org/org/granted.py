"""What a profile and permission sets grant beyond sharing and the field-level security of the profile."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from core.practice_org.org.schema import Access, Sharing
from core.practice_org.org.setup_state import Permission, PermissionSet, Profile


def beyond_sharing(profile: Profile) -> Sharing:
    """What users of a profile may do with all records, however they are shared."""
    if profile.may(Permission.MODIFY_ALL_DATA):
        return Sharing.EDIT
    return Sharing.READ if profile.may(Permission.VIEW_ALL_DATA) else Sharing.PRIVATE


def widened(security: Mapping[str, str], granted: Iterable[PermissionSet]) -> dict[str, str]:
    """Field-level security of those fields to which permission sets give more than the profile does."""
    found: dict[str, str] = {}
    for entry in granted:
        for path, access in entry.security.items():
            before = Access(found.get(path, security.get(path, Access.FULL)))
            found[path] = max(before, Access(access), key=_BY_ACCESS.index).value
    return found


_BY_ACCESS = (Access.HIDDEN, Access.READ_ONLY, Access.FULL)
