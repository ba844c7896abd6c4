"""The setup pages behind the deep links: each lets a person do the step, and the API shows it afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
import requests

from tests.helpers.practice import PracticeOrg
from tests.helpers.setup_browser import SetupBrowser

OPT_OUT = "HasOptedOutOfEmail"
PACKAGED = "mkto_si__Marketo_Sales_Opt_Out__c"
MANAGER = "/lightning/setup/ObjectManager"


@pytest.fixture(scope="module")
def practice() -> Iterator[PracticeOrg]:
    """One org; each test begins with a scenario of its own."""
    with PracticeOrg(people=40, opted_out=4) as running:
        yield running


@pytest.fixture
def browser(practice: PracticeOrg) -> SetupBrowser:
    practice.control("faults", {"scenario": "usual"})
    return SetupBrowser(practice)


def begin(org: PracticeOrg, name: str) -> None:
    org.control("faults", {"scenario": name})


def described(org: PracticeOrg, name: str, field: str) -> bool | None:
    """Whether the administrator may change a field; None when it is not to be seen."""
    fields = org.call("GET", f"sobjects/{name}/describe").json()["fields"]
    found: list[bool] = [entry["updateable"] for entry in fields if entry["name"] == field]
    return found[0] if found else None


def tooling(org: PracticeOrg, soql: str) -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = org.call("GET", "tooling/query", params={"q": soql}).json()["records"]
    return records


def layout_id(org: PracticeOrg, name: str) -> str:
    [row] = tooling(org, f"SELECT Id FROM Layout WHERE Name = '{name}'")
    identifier: str = row["Id"]
    return identifier


def on_layout(org: PracticeOrg, name: str) -> dict[str, str]:
    [row] = tooling(org, f"SELECT Metadata FROM Layout WHERE Name = '{name}'")
    return {
        item["field"]: item["behavior"]
        for section in row["Metadata"]["layoutSections"]
        for column in section["layoutColumns"]
        for item in column["layoutItems"]
        if item["field"]
    }


def tick(org: PracticeOrg, name: str, where: str = "") -> int:
    [record] = org.query(f"SELECT Id FROM {name} {where} LIMIT 1")
    return org.call("PATCH", f"sobjects/{name}/{record['Id']}", json={OPT_OUT: False}).status_code


# --- every address


@pytest.mark.parametrize(
    ("address", "shows"),
    [
        ("/", "Setup"),
        ("/lightning/setup/SetupOneHome/home", "Setup"),
        (f"{MANAGER}/home", "Object Manager"),
        (f"{MANAGER}/Contact/view", "Contact: Fields & Relationships"),
        (f"{MANAGER}/Contact/Details/view", "Contact: Fields & Relationships"),
        (f"{MANAGER}/Lead/FieldsAndRelationships/view", "Lead: Fields & Relationships"),
        (f"{MANAGER}/Lead/FieldsAndRelationships/{OPT_OUT}/view", "Lead: Email Opt Out"),
        (f"{MANAGER}/Contact/PageLayouts/view", "Contact: Page Layouts"),
        (f"{MANAGER}/Contact/LightningPages/view", "Contact: Lightning Record Pages"),
        (f"{MANAGER}/Contact/RecordTypes/view", "Contact: Record Types"),
        (f"{MANAGER}/Contact/ValidationRules/view", "Contact: Validation Rules"),
        ("/lightning/setup/ImportedPackage/home", "Installed Packages"),
        ("/lightning/setup/PermSets/home", "Profiles"),
        ("/lightning/setup/EnhancedProfiles/home", "Profiles"),
        ("/lightning/setup/ManageUsers/home", "Users"),
        ("/lightning/setup/LeadSettings/home", "Lead Settings"),
        ("/lightning/setup/DuplicateRules/home", "Duplicate Rules"),
        ("/lightning/setup/CompanyProfileInfo/home", "Company Information"),
        ("/lightning/setup/ManageExternalClientApplication/home", "External Client App Manager"),
        ("/0A3", "Installed Packages"),
        ("/00e", "Profiles"),
        ("/ui/setup/layout/PageLayouts?type=Lead", "Lead: Page Layouts"),
        ("/p/setup/layout/LayoutFieldList?type=Lead", "Lead: Fields & Relationships"),
    ],
)
def test_every_deep_link_opens_its_page(browser: SetupBrowser, address: str, shows: str) -> None:
    browser.open(address)
    assert browser.status == 200
    assert shows in browser.text


def test_no_page_has_a_link_that_leads_nowhere(practice: PracticeOrg, browser: SetupBrowser) -> None:
    begin(practice, "all-bad")
    seen: set[str] = set()
    waiting = ["/"]
    while waiting:
        path = waiting.pop()
        if path in seen or "/FieldsAndRelationships/" in path.removesuffix("/FieldsAndRelationships/view"):
            continue
        seen.add(path)
        assert browser.open(path).status == 200, path
        waiting += browser.links
    assert len(seen) > 30


def test_layouts_and_records_are_found_by_their_ids(practice: PracticeOrg, browser: SetupBrowser) -> None:
    identifier = layout_id(practice, "Lead Layout")
    for address in (
        f"{MANAGER}/Lead/PageLayouts/{identifier}/view",
        f"/layouteditor/layoutEditor.apexp?type=Lead&lid={identifier[:15]}",
        f"/{identifier}",
    ):
        assert "Lead: Lead Layout" in browser.open(address).text
    [contact] = practice.query("SELECT Id, Name, Email FROM Contact WHERE Email != null LIMIT 1")
    for address in (f"/{contact['Id']}", f"/lightning/r/Contact/{contact['Id']}/view"):
        assert browser.open(address).status == 200
        assert contact["Name"] in browser.text
        assert contact["Email"] in browser.text


@pytest.mark.parametrize(
    "address",
    [
        "/lightning/setup/Nothing/home",
        f"{MANAGER}/Opportunity/PageLayouts/view",
        f"{MANAGER}/Contact/FieldsAndRelationships/Nothing/view",
        f"{MANAGER}/Contact/PageLayouts/00hPr0000000999IAA/view",
        f"{MANAGER}/Lead/PageLayouts/00hPr0000000001IAA/view",
        f"{MANAGER}/Lead/LightningPages/0M0Pr0000000001KAA/view",
        f"{MANAGER}/Lead/RecordTypes/012Pr0000000001IAA/view",
        "/lightning/setup/EnhancedProfiles/00ePr0000000999IAA/view",
        "/lightning/r/Contact/00QPr0000000001IAA/view",
        "/layouteditor/layoutEditor.apexp?type=Lead",
        "/ui/setup/layout/PageLayouts",
        "/nothing",
    ],
)
def test_what_is_not_there_is_said_on_a_page_that_leads_back(browser: SetupBrowser, address: str) -> None:
    browser.open(address)
    assert browser.status == 404
    assert "There is nothing here" in browser.text
    assert "/lightning/setup/SetupOneHome/home" in browser.links


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("contact", f"{MANAGER}/Contact/PageLayouts/view"),
        ("lead layout", f"{MANAGER}/Lead/PageLayouts/view"),
        ("リード ページレイアウト", f"{MANAGER}/Lead/PageLayouts/view"),
        ("Installed Packages", "/lightning/setup/ImportedPackage/home"),
    ],
)
def test_quick_find_leads_to_the_pages_with_these_words(
    practice: PracticeOrg, browser: SetupBrowser, words: str, path: str
) -> None:
    browser.open("/lightning/setup/SetupOneHome/home?" + urlencode({"q": words}))
    always = SetupBrowser(practice).open("/lightning/setup/LeadSettings/home").links
    assert browser.links.count(path) == always.count(path) + 1


def test_quick_find_says_when_there_is_nothing(practice: PracticeOrg) -> None:
    address = f"{practice.line['setup_url']}/lightning/setup/SetupOneHome/home"
    answer = requests.get(address, params={"q": '"><b>nothing'}, timeout=30)
    assert "No page has such a name." in answer.text
    assert "<b>" not in answer.text


def test_pages_are_no_api_calls_and_let_no_other_site_in(
    practice: PracticeOrg, browser: SetupBrowser
) -> None:
    practice.control("calls/reset", {})
    browser.open("/lightning/setup/LeadSettings/home")
    assert practice.control("calls")["total"] == 0
    path = "/lightning/setup/LeadSettings/home"
    refused = browser.send(path, {"converted": "1"}, Origin="https://elsewhere.example")
    assert refused.status_code == 403
    assert tick(practice, "Lead", "WHERE IsConverted = true") == 400
    assert browser.send(path, {"converted": "1"}, Origin=practice.url).status_code == 303
    assert tick(practice, "Lead", "WHERE IsConverted = true") == 204


@pytest.mark.parametrize("origin", ["null", "http://[", "https://127.0.0.1:1", "http://localhost", "file://"])
def test_a_page_that_hides_or_invents_where_it_comes_from_changes_nothing(
    practice: PracticeOrg, browser: SetupBrowser, origin: str
) -> None:
    path = "/lightning/setup/LeadSettings/home"
    assert browser.send(path, {"converted": "1"}, Origin=origin).status_code == 403
    plain = SetupBrowser(practice, practice.line["setup_url"])
    assert plain.send(path, {"converted": "1"}, Origin=origin).status_code == 403
    assert tick(practice, "Lead", "WHERE IsConverted = true") == 400


def test_pages_let_browsers_say_where_their_own_forms_come_from(
    practice: PracticeOrg, browser: SetupBrowser
) -> None:
    # Under no-referrer a browser says "null" for the page's own form, which is what the guard refuses.
    answer = requests.get(f"{practice.line['setup_url']}/lightning/setup/LeadSettings/home", timeout=30)
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert browser.send("/practice/expire-tokens", {}, Origin="null").status_code == 403
    cross = {"Sec-Fetch-Site": "cross-site"}
    path = "/lightning/setup/LeadSettings/home"
    assert browser.send(path, {"converted": "1"}, **cross).status_code == 403


def test_pages_open_without_tls_where_no_browser_warns_and_nothing_else_does(practice: PracticeOrg) -> None:
    url = practice.line["setup_url"]
    assert url.startswith("http://127.0.0.1:")
    begin(practice, "field-hidden")
    browser = SetupBrowser(practice, url).open(f"{MANAGER}/Lead/FieldsAndRelationships/{OPT_OUT}/view")
    browser.press("save", visible__1=True)
    assert described(practice, "Lead", OPT_OUT) is True
    with requests.Session() as session:
        session.trust_env = False
        bearer = {"Authorization": f"Bearer {practice.token}"}
        for path in ("/services/data/v66.0/limits", "/services/oauth2/token", "/practice/faults"):
            assert session.get(url + path, headers=bearer, timeout=30).status_code == 403
        by_another_name = session.get(url + "/", headers={"Host": "elsewhere.example"}, timeout=30)
        assert by_another_name.status_code == 403
        asked = session.get(
            f"{url}/services/oauth2/authorize", params={"client_id": practice.line["client_id"]}, timeout=30
        )
        assert "redirect_uri_mismatch" in asked.text


def test_a_scenario_is_begun_by_hand(practice: PracticeOrg, browser: SetupBrowser) -> None:
    browser.open("/lightning/setup/PracticeScenarios/home").press("field-read-only")
    assert described(practice, "Contact", OPT_OUT) is False
    browser.press("usual")
    assert described(practice, "Contact", OPT_OUT) is True
    browser.press("fresh")
    assert described(practice, "Contact", OPT_OUT) is None
    assert browser.send(browser.path, {"do": "nothing"}).status_code == 404


# --- fields


def test_a_hidden_field_is_made_visible_on_its_page(practice: PracticeOrg, browser: SetupBrowser) -> None:
    begin(practice, "field-hidden")
    assert described(practice, "Contact", OPT_OUT) is None
    assert "Hidden for 3 of 3 profiles" in browser.open(f"{MANAGER}/Contact/FieldsAndRelationships/view").text
    browser.open(f"{MANAGER}/Contact/FieldsAndRelationships/{OPT_OUT}/view")
    browser.press("save", visible__1=True)
    assert described(practice, "Contact", OPT_OUT) is True
    assert described(practice, "Lead", OPT_OUT) is None
    browser.press("save", visible__1=True, readonly__1=True)
    assert described(practice, "Contact", OPT_OUT) is False
    browser.press("save", visible__1=False)
    assert described(practice, "Contact", OPT_OUT) is None
    rows = practice.query(f"SELECT Id FROM FieldPermissions WHERE Field = 'Contact.{OPT_OUT}'")
    assert rows == []


def test_a_packaged_field_is_found_by_its_id_and_made_writable(
    practice: PracticeOrg, browser: SetupBrowser
) -> None:
    begin(practice, "package-field-read-only")
    [row] = tooling(practice, "SELECT Id FROM CustomField WHERE TableEnumOrId = 'Lead'")
    browser.open(f"{MANAGER}/Lead/FieldsAndRelationships/{row['Id']}/view")
    assert "Lead: Marketo Sales Opt Out" in browser.text
    browser.press("save", readonly__1=False)
    assert described(practice, "Lead", PACKAGED) is True


def test_fields_without_security_offer_none(practice: PracticeOrg, browser: SetupBrowser) -> None:
    browser.open(f"{MANAGER}/Contact/FieldsAndRelationships/LastName/view")
    assert "there is nothing to set" in browser.text
    assert browser.forms == []
    path = f"{MANAGER}/Contact/FieldsAndRelationships/LastName/view"
    assert browser.send(path, {"do": "save"}).status_code == 404
    begin(practice, "person-accounts")
    browser.open(f"{MANAGER}/Account/FieldsAndRelationships/PersonHasOptedOutOfEmail/view")
    assert f"{MANAGER}/Contact/FieldsAndRelationships/{OPT_OUT}/view" in browser.links


# --- layouts


def test_a_field_is_put_on_a_layout_changed_and_taken_off(
    practice: PracticeOrg, browser: SetupBrowser
) -> None:
    name = "Contact (Sales) Layout"
    browser.open(f"{MANAGER}/Contact/PageLayouts/{layout_id(practice, name)}/view")
    assert OPT_OUT not in on_layout(practice, name)
    before = on_layout(practice, name)
    browser.press("add", field=OPT_OUT, section="0", behavior="Readonly")
    assert on_layout(practice, name) == before | {OPT_OUT: "Readonly"}
    browser.press("save", **{f"behavior-{OPT_OUT}": "Edit"})
    assert on_layout(practice, name) == before | {OPT_OUT: "Edit"}
    browser.press(f"remove-{OPT_OUT}")
    assert on_layout(practice, name) == before


def test_the_opt_out_is_what_a_layout_offers_first(practice: PracticeOrg, browser: SetupBrowser) -> None:
    browser.open(f"{MANAGER}/Lead/PageLayouts/{layout_id(practice, 'Lead (Sales) Layout')}/view")
    [adding] = [form for form in browser.forms if "add" in form.buttons]
    assert adding.values["field"] == OPT_OUT
    assert not {"Id", "LastName", "Name", "Email"} & set(adding.choices["field"])


def test_a_managed_layout_can_be_changed_by_hand(practice: PracticeOrg, browser: SetupBrowser) -> None:
    begin(practice, "layout-managed")
    name = "Charts Contact Layout"
    browser.open(f"{MANAGER}/Contact/PageLayouts/{layout_id(practice, name)}/view")
    assert "managed package practice_charts" in browser.text
    browser.press("add", field=OPT_OUT)
    assert on_layout(practice, name)[OPT_OUT] == "Edit"


def test_a_layout_of_person_accounts_takes_the_persons_field(
    practice: PracticeOrg, browser: SetupBrowser
) -> None:
    begin(practice, "person-accounts")
    name = "Person Account Layout"
    browser.open(f"{MANAGER}/PersonAccount/PageLayouts/view")
    assert name in browser.text
    browser.open(f"{MANAGER}/PersonAccount/PageLayouts/{layout_id(practice, name)}/view")
    browser.press("add", field="PersonHasOptedOutOfEmail")
    assert on_layout(practice, name)["PersonHasOptedOutOfEmail"] == "Edit"


@pytest.mark.parametrize(
    "values",
    [
        {"do": "add", "field": "Nothing", "section": "0", "behavior": "Edit"},
        {"do": "add", "field": "Name", "section": "0", "behavior": "Edit"},
        {"do": "add", "field": OPT_OUT, "section": "9", "behavior": "Edit"},
        {"do": "add", "field": OPT_OUT, "section": "x", "behavior": "Edit"},
        {"do": "add", "field": OPT_OUT, "section": "0", "behavior": "Sometimes"},
        {"do": "add"},
    ],
)
def test_a_form_that_no_page_offers_changes_nothing(
    practice: PracticeOrg, browser: SetupBrowser, values: dict[str, str]
) -> None:
    name = "Contact (Sales) Layout"
    before = on_layout(practice, name)
    path = f"{MANAGER}/Contact/PageLayouts/{layout_id(practice, name)}/view"
    assert browser.send(path, values).status_code == 404
    assert browser.send(path, {"do": "remove-Name", "behavior-Name": "Readonly"}).status_code == 303
    assert on_layout(practice, name) == before


# --- Lightning pages


def page_fields(org: PracticeOrg, name: str) -> list[str]:
    [row] = tooling(org, f"SELECT Metadata FROM FlexiPage WHERE DeveloperName = '{name}'")
    return [
        item["fieldInstance"]["fieldItem"]
        for region in row["Metadata"]["flexiPageRegions"]
        for item in region["itemInstances"]
        if item["fieldInstance"]
    ]


def test_a_field_is_put_on_a_page_with_dynamic_forms(practice: PracticeOrg, browser: SetupBrowser) -> None:
    begin(practice, "dynamic-forms")
    [row] = tooling(practice, "SELECT Id FROM FlexiPage WHERE EntityDefinitionId = 'Lead'")
    browser.open(f"{MANAGER}/Lead/LightningPages/{row['Id']}/view")
    browser.press("add", field=OPT_OUT)
    assert page_fields(practice, "Lead_Record_Page") == ["Record.Phone", "Record.Email", f"Record.{OPT_OUT}"]
    browser.press("remove-Phone")
    assert page_fields(practice, "Lead_Record_Page") == ["Record.Email", f"Record.{OPT_OUT}"]
    browser.press("details")
    assert page_fields(practice, "Lead_Record_Page") == []
    browser.press("upgrade")
    assert f"Record.{OPT_OUT}" in page_fields(practice, "Lead_Record_Page")
    assert browser.send(browser.path, {"do": "remove-Nothing"}).status_code == 404


# --- the rest


def test_the_package_is_installed_and_uninstalled(practice: PracticeOrg, browser: SetupBrowser) -> None:
    begin(practice, "package-missing")
    browser.open("/lightning/setup/ImportedPackage/home").press("install")
    assert described(practice, "Contact", PACKAGED) is True
    assert "Marketo Sales Insight" in browser.text
    browser.press("uninstall")
    assert described(practice, "Contact", PACKAGED) is None
    begin(practice, "package-without-field")
    browser.open("/lightning/setup/ImportedPackage/home").press("upgrade")
    assert described(practice, "Lead", PACKAGED) is True
    assert browser.send(browser.path, {"do": "nothing"}).status_code == 404


@pytest.mark.parametrize(
    ("scenario", "filled"),
    [
        ("no-customize", {"may-CustomizeApplication": True}),
        ("no-view-setup", {"may-ViewSetup": True, "may-CustomizeApplication": True}),
        ("no-api", {"may-ApiEnabled": True}),
        ("no-edit-right", {"object-Contact": "edit", "object-Lead": "edit"}),
    ],
)
def test_a_missing_right_is_given_on_the_page_of_the_profile(
    practice: PracticeOrg, browser: SetupBrowser, scenario: str, filled: dict[str, Any]
) -> None:
    browser.open("/lightning/setup/EnhancedProfiles/home")
    [path] = [link for link in browser.links if "00ePr0000000001" in link]

    def works() -> bool:
        saved = practice.call("GET", "tooling/sobjects/Layout/00hPr0000000001IAA")
        if saved.status_code != 200 or described(practice, "Contact", OPT_OUT) is not True:
            return False
        whole = {"Metadata": saved.json()["Metadata"]}
        path = "tooling/sobjects/Layout/00hPr0000000001IAA"
        return practice.call("PATCH", path, json=whole).status_code == 204

    begin(practice, scenario)
    assert not works()
    browser.open(path).press("save", **filled)
    assert works()


def test_a_user_is_given_another_profile(practice: PracticeOrg, browser: SetupBrowser) -> None:
    begin(practice, "field-hidden-for-sales")
    user = practice.line["user_id"]
    browser.open("/lightning/setup/ManageUsers/home")
    browser.press("save", **{f"profile-{user}": "00ePr0000000003IAA"})
    assert described(practice, "Contact", OPT_OUT) is None
    browser.press("save", **{f"profile-{user}": "00ePr0000000001IAA"})
    assert described(practice, "Contact", OPT_OUT) is True
    assert browser.send(browser.path, {f"profile-{user}": "00ePr0000000999IAA"}).status_code == 404


def test_rules_are_switched_off_by_hand(practice: PracticeOrg, browser: SetupBrowser) -> None:
    begin(practice, "validation-rule")
    assert tick(practice, "Lead", "WHERE IsConverted = false") == 400
    browser.open(f"{MANAGER}/Lead/ValidationRules/view")
    [button] = [value for form in browser.forms for value in form.buttons]
    browser.press(button)
    assert tick(practice, "Lead", "WHERE IsConverted = false") == 204
    [rule] = tooling(practice, "SELECT Active FROM ValidationRule WHERE EntityDefinitionId = 'Lead'")
    assert rule["Active"] is False
    assert browser.send(f"{MANAGER}/Contact/ValidationRules/view", {"do": button}).status_code == 404
    begin(practice, "duplicate-rule")
    browser.open("/lightning/setup/DuplicateRules/home").press("save", blocks__1=False, active__2=False)
    rules = {rule["name"]: rule for rule in practice.control("faults")["setup"]["duplicate_rules"]}
    assert rules["Standard_Contact_Duplicate_Rule"]["blocks_edit"] is False
    assert rules["Standard_Lead_Duplicate_Rule"]["active"] is False


def test_converted_leads_are_opened_for_editing(practice: PracticeOrg, browser: SetupBrowser) -> None:
    assert tick(practice, "Lead", "WHERE IsConverted = true") == 400
    browser.open("/lightning/setup/LeadSettings/home").press("save", converted=True)
    assert tick(practice, "Lead", "WHERE IsConverted = true") == 204
    browser.press("save", converted=False)
    assert tick(practice, "Lead", "WHERE IsConverted = true") == 400


def test_a_record_type_is_switched_off(practice: PracticeOrg, browser: SetupBrowser) -> None:
    browser.open(f"{MANAGER}/Contact/RecordTypes/012Pr0000000002IAA/view").press("Deactivate")
    [row] = tooling(practice, "SELECT IsActive FROM RecordType WHERE Name = 'Partner Contact'")
    assert row["IsActive"] is False
    browser.press("Activate")
    [row] = tooling(practice, "SELECT IsActive FROM RecordType WHERE Name = 'Partner Contact'")
    assert row["IsActive"] is True


def test_company_and_app_show_what_a_program_needs(practice: PracticeOrg, browser: SetupBrowser) -> None:
    browser.open("/lightning/setup/CompanyProfileInfo/home")
    assert practice.line["organization_id"] in browser.text
    assert "100,000 max" in browser.text
    browser.open("/lightning/setup/ManageExternalClientApplication/home")
    assert practice.line["client_id"] in browser.text
    assert "http://localhost:1717/OauthRedirect" in browser.text


def test_all_that_is_bad_can_be_put_right_by_hand(practice: PracticeOrg, browser: SetupBrowser) -> None:
    begin(practice, "all-bad")
    browser.open("/lightning/setup/ImportedPackage/home").press("install")
    for name in ("Contact", "Lead"):
        browser.open(f"{MANAGER}/{name}/FieldsAndRelationships/{OPT_OUT}/view")
        browser.press("save", visible__1=True, readonly__1=False)
        browser.open(f"{MANAGER}/{name}/PageLayouts/view")
        for path in [link for link in browser.links if "/PageLayouts/00h" in link]:
            browser.open(path)
            [adding] = [form for form in browser.forms if "add" in form.buttons]
            if OPT_OUT in adding.choices["field"]:
                browser.press("add", field=OPT_OUT)
            else:
                browser.press("save", **{f"behavior-{OPT_OUT}": "Edit"})
        browser.open(f"{MANAGER}/{name}/LightningPages/view")
        for path in [link for link in browser.links if "/LightningPages/0M0" in link]:
            browser.open(path).press("add", field=OPT_OUT)
    browser.open(f"{MANAGER}/Lead/ValidationRules/view")
    browser.press(next(iter(browser.forms[0].buttons)))
    browser.open("/lightning/setup/DuplicateRules/home").press("save", blocks__1=False)
    browser.open("/lightning/setup/EnhancedProfiles/00ePr0000000001IAA/view")
    browser.press("save", **{"may-CustomizeApplication": True})
    for name in ("Contact", "Lead"):
        assert described(practice, name, OPT_OUT) is described(practice, name, PACKAGED) is True
        names = [
            row["Name"]
            for row in tooling(practice, f"SELECT Name FROM Layout WHERE TableEnumOrId = '{name}'")
        ]
        assert {on_layout(practice, layout)[OPT_OUT] for layout in names} == {"Edit"}
        assert f"Record.{OPT_OUT}" in page_fields(practice, f"{name}_Record_Page")
    assert tick(practice, "Lead", "WHERE IsConverted = false") == 204
    assert tick(practice, "Contact", "WHERE IsPersonAccount = false") == 204
