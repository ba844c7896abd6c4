"""The standard objects and the packaged checkbox, with the names and labels that Salesforce gives them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from core.practice_org.org.japanese_labels import labelled
from core.practice_org.org.schema import (
    Encryption,
    Field,
    Kind,
    OrgOptions,
    Schema,
    Sharing,
    SObject,
)
from core.practice_org.org.sharing import default_access, shared
from core.practice_org.org.tracked_history import history_objects, individual, link_to_individual

PACKAGED_FIELD = "Marketo_Sales_Opt_Out__c"
STANDARD_OPT_OUT = "HasOptedOutOfEmail"
PACKAGED_LABEL = "Marketo Sales Opt Out"
PACKAGED_COLUMN = "packaged_opt_out"
PRACTICE_EDITION = "Practice Edition"
"""The edition of this org, by which everybody can tell it from one of Salesforce's, wherever it is reached."""
MASTER_RECORD_TYPE = "012000000000000AAA"

_INDUSTRIES = ("Agriculture", "Banking", "Consulting", "Education", "Manufacturing", "Retail", "Technology")
_SOURCES = ("Web", "Phone Inquiry", "Partner Referral", "Purchased List", "Other")
_LEAD_STATUS = ("Open - Not Contacted", "Working - Contacted", "Closed - Converted", "Closed - Not Converted")
_SALUTATIONS = ("Mr.", "Ms.", "Mrs.", "Dr.", "Prof.", "Mx.")


def _text(name: str, label: str, length: int, kind: Kind = Kind.STRING, **more: Any) -> Field:
    return Field(name, label, kind, length=length, **more)


def _checkbox(name: str, label: str, **more: Any) -> Field:
    return Field(name, label, Kind.BOOLEAN, default=False, **more)


def _link(name: str, label: str, to: Sequence[str], relationship: str, **more: Any) -> Field:
    return Field(
        name, label, Kind.REFERENCE, length=18, references=tuple(to), relationship=relationship, **more
    )


def _kept(name: str, label: str, kind: Kind, **more: Any) -> Field:
    """A field that Salesforce itself keeps: nobody may write it, and no security hides it."""
    more.setdefault("length", 18 if kind in (Kind.ID, Kind.REFERENCE) else 0)
    return Field(name, label, kind, createable=False, updateable=False, permissionable=False, **more)


def _opening(label: str, *, deletable: bool = True, merged_into: str | None = None) -> tuple[Field, ...]:
    fields = [_kept("Id", f"{label} ID", Kind.ID)]
    if deletable:
        fields.append(_kept("IsDeleted", "Deleted", Kind.BOOLEAN, default=False))
    if merged_into:
        fields.append(
            _kept(
                "MasterRecordId",
                "Master Record ID",
                Kind.REFERENCE,
                references=(merged_into,),
                relationship="MasterRecord",
            )
        )
    return tuple(fields)


def _closing() -> tuple[Field, ...]:
    user = ("User",)
    return (
        _kept("CreatedDate", "Created Date", Kind.DATETIME, required=True),
        _kept(
            "CreatedById", "Created By ID", Kind.REFERENCE, required=True,
            references=user, relationship="CreatedBy",
        ),
        _kept("LastModifiedDate", "Last Modified Date", Kind.DATETIME, required=True),
        _kept(
            "LastModifiedById", "Last Modified By ID", Kind.REFERENCE, required=True,
            references=user, relationship="LastModifiedBy",
        ),
        _kept("SystemModstamp", "System Modstamp", Kind.DATETIME, required=True),
    )  # fmt: skip


def _person_name(last_required: bool = True) -> tuple[Field, ...]:
    return (
        _text(
            "LastName", "Last Name", 80, required=last_required, permissionable=not last_required,
            folded=last_required,
        ),
        _text("FirstName", "First Name", 40),
        _text("Salutation", "Salutation", 40, Kind.PICKLIST, picklist=_SALUTATIONS),
        Field(
            "Name", "Full Name", Kind.STRING, length=121, createable=False, updateable=False, name_field=True,
            permissionable=False,
            expression="""trim(coalesce({t}."FirstName" || ' ', '') || coalesce({t}."LastName", ''))""",
        ),
    )  # fmt: skip


def _address(prefix: str, label: str) -> tuple[Field, ...]:
    return (
        _text(f"{prefix}Street", f"{label}Street", 255, Kind.TEXTAREA),
        _text(f"{prefix}City", f"{label}City", 40),
        _text(f"{prefix}State", f"{label}State/Province", 80),
        _text(f"{prefix}PostalCode", f"{label}Zip/Postal Code", 20),
        _text(f"{prefix}Country", f"{label}Country", 80),
    )


def _owner() -> Field:
    return _link("OwnerId", "Owner ID", ("User",), "Owner", required=True, permissionable=False)


def _reachability() -> tuple[Field, ...]:
    return (
        _checkbox("HasOptedOutOfEmail", "Email Opt Out"),
        _checkbox("HasOptedOutOfFax", "Fax Opt Out"),
        _checkbox("DoNotCall", "Do Not Call"),
        _text("EmailBouncedReason", "Email Bounced Reason", 255),
        Field("EmailBouncedDate", "Email Bounced Date", Kind.DATETIME),
    )


def _contact() -> tuple[Field, ...]:
    return (
        *_opening("Contact", merged_into="Contact"),
        _link("AccountId", "Account ID", ("Account",), "Account"),
        *_person_name(),
        _link("RecordTypeId", "Record Type ID", ("RecordType",), "RecordType", permissionable=False),
        *_address("Mailing", "Mailing "),
        _text("Phone", "Business Phone", 40, Kind.PHONE),
        _text("Fax", "Business Fax", 40, Kind.PHONE),
        _text("MobilePhone", "Mobile Phone", 40, Kind.PHONE),
        _text("HomePhone", "Home Phone", 40, Kind.PHONE),
        _link("ReportsToId", "Reports To ID", ("Contact",), "ReportsTo"),
        _text("Email", "Email", 80, Kind.EMAIL, folded=True),
        _text("Title", "Title", 128),
        _text("Department", "Department", 80),
        _text("LeadSource", "Lead Source", 255, Kind.PICKLIST, picklist=_SOURCES),
        Field("Birthdate", "Birthdate", Kind.DATE),
        _text("Description", "Contact Description", 32000, Kind.TEXTAREA, filterable=False),
        _owner(),
        *_reachability(),
    )


def _lead() -> tuple[Field, ...]:
    def converted(name: str, label: str, to: str) -> Field:
        return _kept(name, label, Kind.REFERENCE, references=(to,), relationship=name.removesuffix("Id"))

    return (
        *_opening("Lead", merged_into="Lead"),
        *_person_name(),
        _text("Title", "Title", 128),
        _text("Company", "Company", 255, required=True, permissionable=False),
        *_address("", ""),
        _text("Phone", "Phone", 40, Kind.PHONE),
        _text("MobilePhone", "Mobile Phone", 40, Kind.PHONE),
        _text("Fax", "Fax", 40, Kind.PHONE),
        _text("Email", "Email", 80, Kind.EMAIL, folded=True),
        _text("Website", "Website", 255, Kind.URL),
        _text("Description", "Description", 32000, Kind.TEXTAREA, filterable=False),
        _text("LeadSource", "Lead Source", 255, Kind.PICKLIST, picklist=_SOURCES),
        _text(
            "Status", "Status", 255, Kind.PICKLIST,
            picklist=_LEAD_STATUS, default=_LEAD_STATUS[0], permissionable=False,
        ),
        _text("Industry", "Industry", 255, Kind.PICKLIST, picklist=_INDUSTRIES),
        Field("AnnualRevenue", "Annual Revenue", Kind.CURRENCY),
        Field("NumberOfEmployees", "Employees", Kind.INT),
        _owner(),
        *_reachability(),
        _kept("IsConverted", "Converted", Kind.BOOLEAN, default=False),
        _kept("ConvertedDate", "Converted Date", Kind.DATE),
        converted("ConvertedAccountId", "Converted Account ID", "Account"),
        converted("ConvertedContactId", "Converted Contact ID", "Contact"),
        _checkbox("IsUnreadByOwner", "Unread By Owner", permissionable=False),
    )  # fmt: skip


def _account() -> tuple[Field, ...]:
    return (
        *_opening("Account", merged_into="Account"),
        _text("Name", "Account Name", 255, required=True, permissionable=False, name_field=True, folded=True),
        _text("Type", "Account Type", 255, Kind.PICKLIST, picklist=("Prospect", "Customer", "Partner")),
        _link("ParentId", "Parent Account ID", ("Account",), "Parent"),
        *_address("Billing", "Billing "),
        _text("Phone", "Account Phone", 40, Kind.PHONE),
        _text("Fax", "Account Fax", 40, Kind.PHONE),
        _text("Website", "Website", 255, Kind.URL),
        _text("Industry", "Industry", 255, Kind.PICKLIST, picklist=_INDUSTRIES),
        Field("AnnualRevenue", "Annual Revenue", Kind.CURRENCY),
        Field("NumberOfEmployees", "Employees", Kind.INT),
        _text("Description", "Account Description", 32000, Kind.TEXTAREA, filterable=False),
        _owner(),
    )


def _user() -> tuple[Field, ...]:
    return (
        _kept("Id", "User ID", Kind.ID),
        _text("Username", "Username", 80, required=True, permissionable=False, folded=True),
        *_person_name(),
        _text("CompanyName", "Company Name", 80),
        _text("Title", "Title", 80),
        _text("Email", "Email", 128, Kind.EMAIL, required=True, permissionable=False),
        _text("Alias", "Alias", 8, required=True, permissionable=False),
        _checkbox("IsActive", "Active", permissionable=False),
        _text("TimeZoneSidKey", "Time Zone", 40, Kind.PICKLIST, picklist=("GMT",), permissionable=False),
        _text("LocaleSidKey", "Locale", 40, Kind.PICKLIST, picklist=("en_US", "ja_JP"), permissionable=False),
        _text(
            "LanguageLocaleKey", "Language", 40, Kind.PICKLIST, picklist=("en_US", "ja"), permissionable=False
        ),
        _text(
            "EmailEncodingKey", "Email Encoding", 40, Kind.PICKLIST, picklist=("UTF-8",), permissionable=False
        ),
        _text("UserType", "User Type", 40, Kind.PICKLIST, picklist=("Standard", "AutomatedProcess")),
        _text("ProfileId", "Profile ID", 18, Kind.ID, required=True, permissionable=False),
        *_closing(),
    )


def _organization(options: OrgOptions) -> tuple[Field, ...]:
    return (
        _kept("Id", "Organization ID", Kind.ID),
        _text("Name", "Name", 80, required=True, permissionable=False, name_field=True),
        _text("Country", "Country", 80),
        _text("PrimaryContact", "Primary Contact", 80),
        _text("DefaultLocaleSidKey", "Locale", 40, Kind.PICKLIST, picklist=("en_US",)),
        _text("TimeZoneSidKey", "Time Zone", 40, Kind.PICKLIST, picklist=("GMT",)),
        _text("LanguageLocaleKey", "Language", 40, Kind.PICKLIST, picklist=("en_US",)),
        _text("InstanceName", "Instance Name", 5),
        _text("NamespacePrefix", "Namespace Prefix", 15),
        _text(
            "OrganizationType", "Edition", 40, Kind.PICKLIST,
            picklist=(PRACTICE_EDITION, "Developer Edition", "Enterprise Edition", "Unlimited Edition"),
        ),
        _checkbox("IsSandbox", "Is Sandbox"),
        _checkbox("IsReadOnly", "Is Read Only"),
        Field("TrialExpirationDate", "Trial Expiration Date", Kind.DATETIME),
        *default_access(options),
        *_closing(),
    )  # fmt: skip


def _record_type() -> tuple[Field, ...]:
    return (
        _kept("Id", "Record Type ID", Kind.ID),
        _text("Name", "Name", 80, required=True, permissionable=False, name_field=True),
        _text("DeveloperName", "Record Type Name", 80, required=True, permissionable=False),
        _text("NamespacePrefix", "Namespace Prefix", 15),
        _text("Description", "Description", 255),
        _text("SobjectType", "SObject Type Name", 40, Kind.PICKLIST, picklist=("Contact", "Lead", "Account")),
        _checkbox("IsActive", "Active"),
        *_closing(),
    )


def _of_person(contact_field: Field) -> Field:
    """The field of a person account that shows, and writes through to, a field of its hidden contact."""
    if contact_field.custom:
        name = contact_field.name.removesuffix("__c") + "__pc"
    elif contact_field.name in ("FirstName", "LastName", "Salutation"):
        name = contact_field.name
    else:
        name = "Person" + contact_field.name
    column = contact_field.column or contact_field.name
    inner = f'(SELECT p."{column}" FROM "Contact" p WHERE p."Id" = {{t}}."PersonContactId")'
    if contact_field.kind is Kind.BOOLEAN:
        inner = f"coalesce({inner}, 0)"
    return Field(
        name, contact_field.label, contact_field.kind, length=contact_field.length,
        custom=contact_field.custom, default=contact_field.default, picklist=contact_field.picklist,
        expression=inner, through=contact_field.name, filterable=contact_field.filterable,
        encrypted=contact_field.encrypted, minds_case=contact_field.minds_case,
    )  # fmt: skip


def _person_account_fields(contact: Sequence[Field]) -> tuple[Field, ...]:
    shown = ("FirstName", "LastName", "Salutation", "Email", "Title", "HasOptedOutOfEmail", "DoNotCall")
    return (
        _kept("IsPersonAccount", "Is Person Account", Kind.BOOLEAN, default=False),
        _kept(
            "PersonContactId",
            "Contact ID",
            Kind.REFERENCE,
            references=("Contact",),
            relationship="PersonContact",
        ),
        *(_of_person(entry) for entry in contact if entry.name in shown or entry.custom),
    )


def _custom(options: OrgOptions, object_name: str) -> list[Field]:
    fields = []
    if options.package and options.package_field and object_name in ("Contact", "Lead"):
        fields.append(_checkbox(packaged_name(options), PACKAGED_LABEL, custom=True, column=PACKAGED_COLUMN))
    for extra in options.extra_fields:
        if extra["object"] == object_name:
            kind = Kind(extra.get("kind", "boolean"))
            fields.append(
                Field(
                    extra["name"],
                    extra["label"],
                    kind,
                    length=0 if kind is Kind.BOOLEAN else 255,
                    default=False if kind is Kind.BOOLEAN else None,
                    custom=True,
                    required=bool(extra.get("required")),
                )
            )
    return fields


def _encrypted(fields: Sequence[Field], options: OrgOptions) -> list[Field]:
    """The fields with the address of a person as its encryption lets it be used."""
    how = Encryption(options.encrypted_email)
    if how is Encryption.NONE:
        return list(fields)
    return [
        replace(
            entry,
            encrypted=True,
            filterable=how is not Encryption.PROBABILISTIC,
            minds_case=how is Encryption.CASE_SENSITIVE,
        )
        if entry.name == "Email"
        else entry
        for entry in fields
    ]


def packaged_name(options: OrgOptions) -> str:
    """The API name of the packaged checkbox."""
    return f"{options.namespace}__{PACKAGED_FIELD}" if options.namespace else PACKAGED_FIELD


def build_schema(
    options: OrgOptions,
    security: Mapping[str, str] | None = None,
    rights: Mapping[str, str] | None = None,
    *,
    viewer: str = "",
    sees: Sharing = Sharing.PRIVATE,
) -> Schema:
    """The org's objects with the package and person accounts that `options` ask for.

    `security` and `rights` are what one profile may do with fields and objects where that is less than everything;
    the former comes on top of the field-level security in `options`, which holds for all profiles. `viewer` is the user
    who looks; `sees` what that user may do with all records, however they are shared.
    """
    contact = [*_encrypted(_contact(), options), *_closing(), *_custom(options, "Contact")]
    account = [*_account(), *_closing(), *_custom(options, "Account")]
    if options.person_accounts:
        account += _person_account_fields(contact)
        contact.append(_kept("IsPersonAccount", "Is Person Account", Kind.BOOLEAN, default=False))
    lead = [*_encrypted(_lead(), options), *_closing(), *_custom(options, "Lead")]
    if options.individuals:
        contact.append(link_to_individual())
        lead.append(link_to_individual())
    objects = (
        SObject("Account", "Account", "Accounts", "001", tuple(account)),
        SObject("Contact", "Contact", "Contacts", "003", tuple(contact)),
        SObject("Lead", "Lead", "Leads", "00Q", tuple(lead)),
        SObject("User", "User", "Users", "005", _user(), writable=False),
        SObject(
            "Organization", "Organization", "Organizations", "00D", _organization(options), writable=False
        ),
        SObject("RecordType", "Record Type", "Record Types", "012", _record_type(), writable=False),
        *((individual(),) if options.individuals else ()),
        *history_objects(options),
    )
    return Schema(
        labelled(objects, options.language),
        {**options.security, **(security or {})},
        rights,
        viewer=viewer,
        sharing=shared(options, rights or {}, sees),
    )


def stored_shape(options: OrgOptions) -> Schema:
    """Every column that the tables ever need, so that switching a feature off loses no data."""
    everything = OrgOptions(
        person_accounts=True,
        extra_fields=options.extra_fields,
        individuals=True,
        history_fields=["Contact.HasOptedOutOfEmail", "Lead.HasOptedOutOfEmail"],
    )
    return build_schema(everything)
