"""Who gets to see and change whose records: organization-wide defaults, and the rights that go beyond them.

There are no sharing rules and no roles: with a private default a user sees what that user owns, unless a right of the
profile goes further.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from core.practice_org.org.schema import Field, Kind, ObjectAccess, OrgOptions, Sharing

_BY_WIDTH = tuple(Sharing)
_DEFAULT_ACCESS = {Sharing.PRIVATE: "None", Sharing.READ: "Read", Sharing.EDIT: "Edit"}


def default_access(options: OrgOptions) -> Iterator[Field]:
    """The organization-wide defaults, as Organization shows them."""
    for name in ("Account", "Contact", "Lead"):
        default = _DEFAULT_ACCESS[Sharing(options.sharing.get(name, Sharing.EDIT))]
        yield Field(
            f"Default{name}Access", f"Default {name} Access", Kind.PICKLIST, length=40,
            picklist=("None", "Read", "Edit", "ReadEditTransfer", "ControlledByParent"), expression=f"'{default}'",
            createable=False, updateable=False, permissionable=False,
        )  # fmt: skip


def shared(options: OrgOptions, rights: Mapping[str, str], sees: Sharing) -> dict[str, Sharing]:
    """By object, what users may do with the records of others.

    `rights` are those of their profile to objects, `sees` is what they may do with all records, however shared.
    """
    return {
        name: max(Sharing(default), sees, _to_all(rights.get(name)), key=_BY_WIDTH.index)
        for name, default in options.sharing.items()
    }


def _to_all(right: str | None) -> Sharing:
    if right == ObjectAccess.MODIFY_ALL:
        return Sharing.EDIT
    return Sharing.READ if right == ObjectAccess.VIEW_ALL else Sharing.PRIVATE
