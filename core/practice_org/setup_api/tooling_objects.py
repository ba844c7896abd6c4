"""The objects of the Tooling API that the org answers for (Tooling API, Tooling API Objects).

`Metadata` and `FullName` may only be asked for when one row results; those and whatever Salesforce does not mark
"Filter" cannot stand in a condition.
"""

from __future__ import annotations

from core.practice_org.org.schema import Field, Kind, Schema, SObject

NO_SETUP_NEEDED = frozenset({"EntityDefinition", "FieldDefinition"})
"""What a user without "View Setup and Configuration" may query too."""

REIFIED = {"FieldDefinition": ("EntityDefinitionId", "DurableId")}
"""Objects that are only answered for with a filter on one of these fields, or on a parent of them."""

ONE_ROW_ONLY = ("Metadata", "FullName")


def _id(label: str, *, shown_as: str = "") -> Field:
    return Field("Id", label, Kind.ID, length=18, column=shown_as, createable=False, updateable=False)


def _text(name: str, label: str, length: int = 255, *, filterable: bool = True) -> Field:
    return Field(name, label, Kind.STRING, length=length, filterable=filterable)


def _flag(name: str, label: str) -> Field:
    return Field(name, label, Kind.BOOLEAN, default=False)


def _number(name: str, label: str) -> Field:
    return Field(name, label, Kind.INT)


def _link(name: str, label: str, to: str) -> Field:
    return Field(
        name, label, Kind.REFERENCE, length=18, references=(to,), relationship=name.removesuffix("Id")
    )


def _entity() -> Field:
    # For a standard object this is its name, for a custom one an id.
    return Field(
        "EntityDefinitionId", "Entity Definition ID", Kind.STRING, length=255,
        references=("EntityDefinition",), relationship="EntityDefinition",
    )  # fmt: skip


def _full_name() -> Field:
    return _text("FullName", "Full Name", filterable=False)


def _metadata(*, updateable: bool = False) -> Field:
    return Field("Metadata", "Metadata", Kind.COMPLEX, filterable=False, updateable=updateable)


def _managed() -> tuple[Field, ...]:
    return (
        _text("NamespacePrefix", "Namespace Prefix", 15),
        _text("ManageableState", "Manageable State", 40),
    )


def _stamps() -> tuple[Field, ...]:
    return (
        Field("CreatedDate", "Created Date", Kind.DATETIME),
        Field("LastModifiedDate", "Last Modified Date", Kind.DATETIME),
    )


def _object(name: str, prefix: str, *fields: Field) -> SObject:
    return SObject(name, name, name, prefix, fields, writable=name == "Layout")


TOOLING = Schema(
    (
        _object(
            "Layout", "00h", _id("Layout ID"), _text("Name", "Page Layout Name", 80),
            _text("LayoutType", "Layout Type", 40), _text("TableEnumOrId", "Entity Enumeration Or ID", 40),
            _entity(), *_managed(), _text("ShowSubmitAndAttachButton", "Show Submit", 5, filterable=False),
            _full_name(), _metadata(updateable=True), *_stamps(),
        ),
        _object(
            "ProfileLayout", "01G", _id("Profile Layout ID"), _link("LayoutId", "Layout ID", "Layout"),
            _link("ProfileId", "Profile ID", "Profile"), _link("RecordTypeId", "Record Type ID", "RecordType"),
            _text("TableEnumOrId", "Entity Enumeration Or ID", 40),
        ),
        _object(
            "Profile", "00e", _id("Profile ID"), _text("Name", "Name"), _text("Description", "Description"),
            _full_name(), _metadata(), *_stamps(),
        ),
        _object(
            "RecordType", "012", _id("Record Type ID"), _text("Name", "Name", 80),
            _text("Description", "Description"), _text("SobjectType", "SObject Type Name", 40), _entity(),
            _flag("IsActive", "Active"), *_managed(), _full_name(), _metadata(), *_stamps(),
        ),
        _object(
            "FlexiPage", "0M0", _id("Lightning Page ID"), _text("DeveloperName", "API Name", 80),
            _text("MasterLabel", "Label", 80), _text("Type", "Type", 40), _text("Description", "Description"),
            _text("ParentFlexiPage", "Parent Lightning Page", 80), _entity(), *_managed(), _full_name(),
            _metadata(), *_stamps(),
        ),
        _object(
            "InstalledSubscriberPackage", "0A3", _id("Installed Package ID"),
            _link("SubscriberPackageId", "Subscriber Package ID", "SubscriberPackage"),
            _link("SubscriberPackageVersionId", "Subscriber Package Version ID", "SubscriberPackageVersion"),
            _text("MinPackageVersionId", "Minimum Package Version ID", 18, filterable=False),
        ),
        _object(
            "SubscriberPackage", "033", _id("Subscriber Package ID"),
            _text("Name", "Package Name", filterable=False),
            _text("NamespacePrefix", "Namespace Prefix", 15, filterable=False),
            _text("Description", "Description", filterable=False),
            _flag("IsPackageValid", "Is Package Valid"),
        ),
        _object(
            "SubscriberPackageVersion", "04t", _id("Subscriber Package Version ID"),
            _link("SubscriberPackageId", "Subscriber Package ID", "SubscriberPackage"),
            _text("Name", "Name", filterable=False), _number("MajorVersion", "Major Version"),
            _number("MinorVersion", "Minor Version"), _number("PatchVersion", "Patch Version"),
            _number("BuildNumber", "Build Number"), _text("ReleaseState", "Release State", 40),
            _flag("IsBeta", "Is Beta"), _flag("IsManaged", "Is Managed"),
        ),
        _object(
            "EntityDefinition", "4ie",
            # Every one has the same id in Salesforce; what parents are found by is the durable one.
            _id("Entity Definition ID", shown_as="SameForAll"), _text("DurableId", "Durable ID"),
            _text("QualifiedApiName", "Qualified API Name", 70), _text("DeveloperName", "Developer Name", 40),
            _text("Label", "Label"), _text("MasterLabel", "Master Label"), _text("PluralLabel", "Plural Label"),
            _text("KeyPrefix", "Key Prefix", 3), _text("NamespacePrefix", "Namespace Prefix", 15),
            _flag("IsCustomizable", "Is Customizable"), _flag("IsLayoutable", "Is Layoutable"),
            _flag("IsQueryable", "Is Queryable"), _flag("IsEverUpdatable", "Is Ever Updatable"),
            _flag("IsCustomSetting", "Is Custom Setting"),
        ),
        _object(
            "FieldDefinition", "4if", _id("Field Definition ID", shown_as="SameForAll"),
            _text("DurableId", "Durable ID"), _text("QualifiedApiName", "Qualified API Name", 70),
            _text("DeveloperName", "Developer Name", 40), _text("Label", "Label"),
            _text("MasterLabel", "Master Label"), _text("DataType", "Data Type"),
            _text("ValueTypeId", "Value Type ID", 40), _number("Length", "Length"),
            _text("NamespacePrefix", "Namespace Prefix", 15), _entity(),
            _flag("IsCalculated", "Is Calculated"), _flag("IsNillable", "Is Nillable"),
            _flag("IsApiFilterable", "Is API Filterable"), _text("ManageableState", "Manageable State", 40),
        ),
        _object(
            "CustomField", "00N", _id("Custom Field ID"), _text("DeveloperName", "Developer Name", 40),
            _text("TableEnumOrId", "Entity Enumeration Or ID", 40), _entity(), *_managed(),
            _text("InlineHelpText", "Help Text"), _full_name(), _metadata(), *_stamps(),
        ),
        _object(
            "ValidationRule", "03d", _id("Validation Rule ID"), _text("ValidationName", "Rule Name", 80),
            _flag("Active", "Active"), _text("Description", "Description"), _entity(),
            _text("ErrorDisplayField", "Error Location", 80), _text("ErrorMessage", "Error Message"),
            *_managed(), _full_name(), _metadata(), *_stamps(),
        ),
        _object(
            "ApexTrigger", "01q", _id("Apex Trigger ID"), _text("Name", "Name"),
            _text("TableEnumOrId", "Entity Enumeration Or ID", 40), _entity(), _text("Status", "Status", 40),
            _text("Body", "Body", 1_000_000, filterable=False), _flag("UsageBeforeUpdate", "BeforeUpdate"),
            _flag("UsageAfterUpdate", "AfterUpdate"), _flag("IsValid", "Is Valid"), *_managed(), *_stamps(),
        ),
        _object(
            "Flow", "301", _id("Flow Version ID"), _text("DefinitionId", "Flow Definition ID", 18),
            _text("MasterLabel", "Flow Label"), _text("Status", "Status", 40), _text("ProcessType", "Type", 40),
            _number("VersionNumber", "Version Number"), *_managed(), _full_name(), _metadata(), *_stamps(),
        ),
    ),
    {},
)  # fmt: skip
