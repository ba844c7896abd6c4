"""The pages of an org's own Setup, as addresses to open in a browser. None of them holds a session.

The addresses follow the org's API address, from which Salesforce leads to its Lightning pages. There is no known
address of a field's security itself: the way there begins at the field.
"""

from __future__ import annotations

from urllib.parse import quote


class Links:
    """Addresses in one org."""

    def __init__(self, instance_url: str) -> None:
        self._base = instance_url.rstrip("/")

    def home(self) -> str:
        """Where one signs in."""
        return f"{self._base}/"

    def setup(self) -> str:
        """The start of Setup."""
        return f"{self._base}/lightning/setup/SetupOneHome/home"

    def object(self, object: str) -> str:
        """An object in Object Manager."""
        return self._object(object, "Details/view")

    def fields(self, object: str) -> str:
        """The fields of an object."""
        return self._object(object, "FieldsAndRelationships/view")

    def field(self, object: str, field: str) -> str:
        """One field, by the ID of a custom one or the API name of a standard one."""
        return self._object(object, f"FieldsAndRelationships/{quote(field, safe='')}/view")

    def layouts(self, object: str) -> str:
        """The page layouts of an object."""
        return self._object(object, "PageLayouts/view")

    def layout(self, object: str, layout_id: str) -> str:
        """One page layout."""
        return self._object(object, f"PageLayouts/{layout_id}/view")

    def classic_layouts(self, object: str) -> str:
        """The page layouts of an object, as Classic shows them."""
        return f"{self._base}/ui/setup/layout/PageLayouts?type={quote(object, safe='')}"

    def classic_layout(self, object: str, layout_id: str) -> str:
        """One page layout in the editor of Classic, which Lightning shows within a page of its own."""
        return f"{self._base}/layouteditor/layoutEditor.apexp?type={quote(object, safe='')}&lid={layout_id}"

    def lightning_pages(self, object: str) -> str:
        """The Lightning record pages of an object."""
        return self._object(object, "LightningPages/view")

    def triggers(self, object: str) -> str:
        """The triggers of an object; its flows are listed elsewhere."""
        return self._object(object, "ApexTriggers/view")

    def record(self, record_id: str) -> str:
        """One record."""
        return f"{self._base}/{record_id}"

    def validation_rules(self, object: str) -> str:
        """The validation rules of an object."""
        return self._object(object, "ValidationRules/view")

    def duplicate_rules(self) -> str:
        """The duplicate rules of the org."""
        return f"{self._base}/lightning/setup/DuplicateRules/home"

    def packages(self) -> str:
        """The installed packages."""
        return f"{self._base}/lightning/setup/ImportedPackage/home"

    def permission_sets(self) -> str:
        """The permission sets."""
        return f"{self._base}/lightning/setup/PermSets/home"

    def api_usage(self) -> str:
        """The company's page, which shows how many API calls were made."""
        return f"{self._base}/lightning/setup/CompanyProfileInfo/home"

    def apps(self) -> str:
        """The External Client App Manager."""
        return f"{self._base}/lightning/setup/ManageExternalClientApplication/home"

    def app_usage(self) -> str:
        """Connected Apps OAuth Usage: the apps that were used, to block, to unblock and to install."""
        return f"{self._base}/lightning/setup/ConnectedAppsUsage/home"

    def users(self) -> str:
        """The users, each with the licences assigned."""
        return f"{self._base}/lightning/setup/ManageUsers/home"

    def _object(self, object: str, rest: str) -> str:
        return f"{self._base}/lightning/setup/ObjectManager/{object}/{rest}"
