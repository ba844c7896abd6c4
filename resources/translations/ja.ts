<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1">
<context>
    <name>AddUnsubscribeCard</name>
    <message>
        <source>Add an unsubscribe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is pushed to every Contact and Lead with this address at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How and when the person asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the address that is to be unsubscribed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{email} is unsubscribed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{email} was unsubscribed already.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>IntegrationTab</name>
    <message>
        <source>Sync to Salesforce</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nightly sync</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New unsubscribes are still pushed to Email Opt Out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sync to Salesforce Opt Out field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Selected by default. Updates only the Salesforce Email Opt Out field.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sync to Marketo Sales Opt Out field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose this to keep sales and marketing unsubscribes apart. Reads and updates only the Marketo Sales Opt Out field, which comes with the Marketo Sales Insight package.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show what a sync would change, without changing anything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Once a day at about 8:00 pm Pacific, unsubscribes here and the opt out field in Salesforce are brought into line, both ways. Re-subscribes are not synced.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Once a day at about {time} ({zone}), unsubscribes here and the opt out field in Salesforce are brought into line, both ways. Re-subscribes are not synced.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nightly sync on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nightly sync off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your org does not show this field to the connected user: install the Marketo Sales Insight package, or make the field visible and editable.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This field is hidden from the connected user, or read-only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No next sync: the nightly sync is off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next sync {pacific} ({local} here)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>API calls left today: {left} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A sync waits for your yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Salesforce settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A sync is running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ending…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LastSyncCard</name>
    <message>
        <source>Open in status log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last sync</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There was none yet. Press Sync now, or wait for tonight&apos;s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>people compared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to opt out there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>opted out there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to unsubscribe here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unsubscribed here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot sync</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Show the %n people without a Salesforce ID</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{calls} API calls</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Profile and language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unsubscribes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Salesforce</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MY ACCOUNT</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ADMIN SETTINGS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Admin Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>My Account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Practice org</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{org} · {state}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pushes: nothing waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pushes: {waiting} waiting, {parked} parked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pushes: {waiting} waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last contact with Salesforce {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No contact with Salesforce yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NightsCard</name>
    <message>
        <source>Last nights</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProfilePage</name>
    <message>
        <source>Language and appearance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you add, remove or re-subscribe here is kept in the history under the name {name}, the name of your account on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SalesforcePage</name>
    <message>
        <source>Connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Org</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Org ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connected user</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last contact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>API calls today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect with an access token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The token is kept in the keyring of this computer and nowhere else. User name and password are not asked for: Salesforce is ending that way of signing in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Instance URL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Access token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Company CA file (optional)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{used} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} (practice org)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} (sandbox)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} (production)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both the instance URL and an access token are needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Company CA file</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>UnsubscribesPage</name>
    <message>
        <source>Unsubscribed people</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Integration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import and export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unsubscribes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>An access token is needed to connect.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give --access-token-stdin and the token on standard input; it is never taken as an argument, where other users of the computer could read it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct the address, then add it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give each address a line of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address has {length} characters; mail reaches at most {most}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address holds a character that cannot be seen ({character}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the address anew instead of copying it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Characters of the address could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the file&apos;s right encoding, then import it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address has no @.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing stands before the @.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing stands after the @.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is more than one @.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a space inside the address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What stands after the @ has no dot.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What stands before the @ cannot be part of an address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What stands after the @ cannot be the name of a domain.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” in the column unsubscribed means neither yes nor no.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write true or false, then import the line again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” is not a date.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write it like 2026-11-24 or 2026-11-24T08:30:00Z, then import the line again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The date {date} lies in the future.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct the date, then import the line again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” can mean two different days.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the year first (2026-11-24), or choose the order of day and month for the whole file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” is not a source; CSV Import is kept instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sources are: {sources}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” is not the ID of a Contact, a Lead or an Account; it is left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Such an ID has 15 or 18 characters and begins with 003, 00Q or 001.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The history is not written as this program exports it; it is left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import the column as it was exported, or leave it out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unsubscribe collected ({source}): {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unsubscribe collected ({source}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file has no column “{header}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its columns are: {headers}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A column cannot mean “{meaning}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It can mean: {meanings}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two columns are chosen for {meaning}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No column of “{name}” is known to hold e-mail addresses; its columns are: {headers}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the column by hand, or check the delimiter and the encoding.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no encoding named “{name}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use one of: {choices}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{rows} people were exported to “{name}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is a folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a CSV file, for instance one inside it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is not an ordinary file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a CSV file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is a workbook or an archive, not a CSV file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open it in the spreadsheet program, save it as CSV UTF-8, and import that file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is not a text file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export it anew as CSV; if it was text once, it is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” cannot be a delimiter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use one of: comma, tab, semicolon, pipe.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that the export it comes from has finished and held anything.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The import of “{name}” stopped after {rows} rows: the database could not be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that the disk is not full, then import the file again: nothing is done twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The import of “{name}” was stopped after {rows} rows: {unsubscribed} people unsubscribed, {added} added, {changed} changed, {already_so} rows already so, {refused} refused.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” was imported, {rows} rows: {unsubscribed} people unsubscribed, {added} added, {changed} changed, {already_so} rows already so, {refused} refused.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no file “{name}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the file again; it may have been moved or renamed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” may not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close it in other programs, or ask whoever owns it for the right to read it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” could not be read to its end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the disk or the network drive that it lies on, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A quotation mark on this line is not closed as it should be.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close it, or double it where it belongs to the text, then import the line again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The line has more than {most} characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that the file is a CSV file with one person on each line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A cell on this line has more than {most} characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shorten it, then import the line again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The line has {found} cells, the header {expected}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put quotation marks around cells that hold the delimiter, then import the line again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Characters of a cell could not be read; it is left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct it, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” was not written: the disk is full.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make room, or choose another disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is a folder, so no file of that name was written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” was not written: there is no such folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder that is there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” could not be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close it in other programs, or choose a folder that you may write to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It accepts the API name of a checkbox, such as mkto_si__Opt_Out__c.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The checkbox that stands for Marketo Sales Opt Out; empty: it is found by its label.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From now on this data belongs to the Salesforce org {name} ({id}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connected to {name} as {user}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disconnected from Salesforce; the access was removed from the keyring.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The practice org could not be started.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The details tell why. Check that the disk is not full; if the practice data is damaged, delete its folder and start again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{people} practice people were added, {unsubscribed} of them unsubscribed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No Salesforce org is connected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect one on the Salesforce page of the settings, or with unsubscribe-sync connect.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This data belongs to the org {known} ({known_id}), but the access leads to {other} ({other_id}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect to {known} again, or start with another data directory to work with {other}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Practice data always stays with its practice org.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start without --practice to connect an org of your own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The environment of this process already gives it access to an org.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unset {url} and {token}, then connect.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address of the org does not begin with https://.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give it like this: https://yourcompany.my.salesforce.com</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} is where people sign in; it is not the address of an org.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In Salesforce Setup search for My Domain and give the address that stands there, like this: https://yourcompany.my.salesforce.com</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put a new access token into {variable} and start again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer offers no keyring in which the Salesforce access could be kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keyring that holds the Salesforce access is locked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A part of the stored Salesforce access is missing from the keyring.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect to Salesforce again on the Salesforce page of the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The environment sets {present}, but not {absent}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set both variables, or none of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run in a desktop session with GNOME Keyring or KWallet; on a server without one, set UNSUBSCRIBE_SYNC_INSTANCE_URL and UNSUBSCRIBE_SYNC_ACCESS_TOKEN for this process.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in to Windows as a normal user, so that the Credential Manager is there; in a service, set UNSUBSCRIBE_SYNC_INSTANCE_URL and UNSUBSCRIBE_SYNC_ACCESS_TOKEN for this process.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log in at the screen, so that the login keychain is there; in a remote session, set UNSUBSCRIBE_SYNC_INSTANCE_URL and UNSUBSCRIBE_SYNC_ACCESS_TOKEN for this process.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock the login keyring, for instance in the program Passwords and Keys or KWalletManager, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in to Windows again, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock the login keychain in Keychain Access and allow Unsubscribe Sync to use it, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the connected user edit access to the field: in Salesforce Setup open the field, choose Set Field-Level Security, tick Visible and clear Read-Only, save, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the record in Salesforce, put right what is named there, then retry the push.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to do: it is tried again by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report it to the makers of this program, with the raw text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connected user may not use the Salesforce API.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the user the permission API Enabled in a profile or permission set.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This Salesforce edition or user has no access to the API.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask Salesforce to turn the API on, or give the user the permission API Enabled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Salesforce refused the sign-in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Salesforce session has expired or was ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An automation in Salesforce (a trigger or a flow) stopped the change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the raw text to your Salesforce developer, then retry the push.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Lead was converted and cannot be changed any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to do: the opt-out goes to the Contact it became.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The record was deleted in Salesforce.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to do: the record is let go; a merged one is followed to its survivor.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The record is locked, usually by an approval that is under way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finish or recall the approval in Salesforce, then retry the push.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A duplicate rule in Salesforce stopped the change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let the duplicate rule allow edits by the connected user, or merge the duplicates.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A validation rule of your org refused the record.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A lookup filter of your org refused the record.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A value that the record already holds is not allowed in Salesforce.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Salesforce allows no changes during its maintenance.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connected user may not change this record.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share the record with the connected user or give edit access to the object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connected user lacks rights on a record that this one refers to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the connected user access to the related record, then retry the push.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Salesforce knows no record with this ID, or the connected user may not see it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the Salesforce ID of the person, or share the record with the connected user.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The opt out field is missing, or hidden from the connected user.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The opt out field is read-only for the connected user.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connected user has no access to this kind of record.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the connected user read and edit access to Contacts and Leads.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Salesforce ID kept for this person is not a valid ID.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct the ID, for instance by importing the person again, then retry.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Salesforce took too long to answer a query.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The record lacks a value that Salesforce now requires.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Salesforce is busy or under maintenance.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A text that the record already holds is too long for Salesforce.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A transaction security policy of your org blocked the change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exempt the connected user from the policy, then retry the push.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else was changing the record, or one close to it, at the same moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Salesforce had an internal error.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is tried again; if it persists, give the error number in the raw text to Salesforce.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Salesforce did not get an access token it can read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Salesforce does not accept the user name, the password or the security token.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connected user may not use this part of the Salesforce API.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the user the permission API Enabled and access to Contacts and Leads.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Salesforce no longer speaks this program&apos;s version of the API.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install a newer version of this program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Salesforce has forgotten a long list that was being read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Salesforce does not understand a query of this program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A query is too long for your org, often because of many formula fields.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Salesforce does not understand a request of this program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Salesforce ended a request that took too long.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Salesforce undid the change because another record of the same call failed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A flow of your org failed on this record.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The owner of the record is no longer active, and your org refuses changes to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the record to an active user in Salesforce, then retry the push.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An address that the record already holds is not valid in Salesforce.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The record holds a choice that its picklist no longer allows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A number that the record already holds is outside what Salesforce allows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A limit of your org was exceeded, often by an automation that runs on each save.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Salesforce gave a Bulk job up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to do: what it left undone is done by the next sync.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your org has no storage left, and Salesforce refuses changes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free storage in Salesforce, then retry the push.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Salesforce answered {code}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look the code up in the Salesforce help, put the cause right, then retry.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Salesforce refused the sign-in with {code}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too many long calls are running in your org at this moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your org has used up its API calls for the last 24 hours.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait until calls are free again, or find out which integration uses so many.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Salesforce cannot be reached.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the network; what waits is sent by itself when Salesforce is back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection to Salesforce broke off before the answer was complete.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Salesforce took too long to answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server&apos;s certificate is not trusted by this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If your company inspects its traffic, give its CA file when connecting; else stop here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What answers at the org&apos;s address does not speak HTTPS.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the address, the port and the proxy, then connect again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The CA file {path} cannot be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give a file with certificates in PEM form when connecting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was given is not the address of a Salesforce org.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connected user cannot see the e-mail address on the object {object}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In Salesforce Setup open the field Email, choose Set Field-Level Security, tick Visible, save, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The org answers from another address now: {host}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If that address is your org&apos;s, connect again with it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer from the network was not one of Salesforce (HTTP status {status}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is tried again; if it persists, check the proxy and the instance URL.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare the consumer key, callback URL and flows of the app in Salesforce Setup with those given here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connected user is no longer active in Salesforce.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Have the user activated in Salesforce, or connect as another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Salesforce org is locked, closed or suspended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask Salesforce what has become of the org, or connect another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The user is not allowed to use this app in your org.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In Salesforce Setup let the user&apos;s profile or a permission set use the app, then connect again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The access that was given to this program has expired or was taken back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Salesforce is handling another sign-in of the same user.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Salesforce does not know the app, or not with this secret.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The app in Salesforce is not set up for this way of signing in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sign-in took too long, or was finished twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the sign-in once more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Salesforce does not let the user in from this network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add the network to the trusted IP ranges or the profile&apos;s login IP ranges, or relax the IP restrictions of the app.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Salesforce does not let the user in at this hour.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Widen the login hours in the user&apos;s profile, or wait until they begin.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Salesforce does not accept the signed request of this program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the certificate, the user name and the login address, and that this computer&apos;s clock is right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The app in Salesforce does not list the callback URL of this program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add exactly the callback URL that is shown here to the app in Salesforce Setup, then sign in again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The app in Salesforce does not grant what this program asks for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add the scopes api, refresh_token and openid to the app in Salesforce Setup, then sign in again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There were too many sign-ins in a short time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It accepts: {allowed}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It accepts a whole number from {lowest} to {highest}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sync both ways once a day.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Salesforce checkbox that is kept in step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It accepts a time of day such as 20:00.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The time of day of the nightly sync; that of Marketo Sales is 20:00.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It accepts the name of a time zone such as Europe/Berlin.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The time zone of that time; that of Marketo Sales is America/Los_Angeles.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It accepts days such as mon,tue,fri.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The days of the nightly sync; Marketo Sales syncs every day.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After so many days a sync compares everything, not only what changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much of what was written to Salesforce is read again to be sure.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A sync that would change more people and records than this waits for a yes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A sync that would change more than this percentage of all people waits for a yes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether a sync with a practice org waits for a yes as well.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The percentage of the org&apos;s daily API calls that this program never touches.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The language of the window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether the window is light or dark.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no setting named {key}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings are: {keys}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} cannot be set to “{text}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The people database {path} could not be opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that the disk is not full and that you may write to this folder; if the file is damaged, put back the newest backup beside it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The people database {path} was made by a newer Unsubscribe Sync.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install the newer version on this computer, then start again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held before writing, because it is the first sync with this org: {here} people would be unsubscribed here, {there} records opted out in Salesforce.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held before writing, because it would change far more than usual: {here} of {people} people would be unsubscribed here, {there} records opted out in Salesforce.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the preview on the Integration screen and say yes there, or run sync --yes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The push was given up by {who}: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} parked pushes are tried again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pushes go to Salesforce again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pushing met an error in the program itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is tried again by itself; the log file in the data folder has the details.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pushed to Salesforce: Email Opt Out is ticked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pushed to Salesforce: Marketo Sales Opt Out is ticked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pushed to Salesforce: Email Opt Out is ticked on {count} records.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pushed to Salesforce: Marketo Sales Opt Out is ticked on {count} records.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The record was merged or converted; its opt-out goes to the record that took its place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The record is gone from Salesforce and is let go.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Salesforce has no Contact or Lead with this address yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The opt-out goes by itself, with the next sync, once Salesforce knows the address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looked in Salesforce for {count} unsubscribed addresses: {records} records have them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open Settings &gt; Unsubscribes &gt; Checklist: it finds what is missing and shows how to put it right. Then retry the push.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The opt out field is missing on {object} records, or hidden from the connected user.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The opt out field is read-only on {object} records for the connected user.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was tried {count} times in vain. Put the cause right in Salesforce, then retry the push.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re-subscribed on both sides by {who}: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re-subscribed here by {who}: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Still opted out in Salesforce: clear it there too, or the next sync unsubscribes again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A re-subscribe needs a reason.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say how and when the person agreed to get e-mail again; it is kept as proof.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody here has the address {email}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the spelling.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The record was opted out again right after it was cleared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another integration keeps this opt-out: clear it there first, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The opt out field cannot be written on {object} records.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add the person to Salesforce or give the Salesforce ID in an import; the opt-out then goes by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unsubscribed here, but not synced: the address was not looked for in Salesforce yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unsubscribed here, but not synced: Salesforce has no Contact or Lead with this address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unsubscribed here, but not synced: the person&apos;s records in Salesforce were deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both sides agree: {here} unsubscribed here, {there} opted out in Salesforce, {not_syncable} cannot sync.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Synced, but {failed} records refused: {here} unsubscribed here, {there} opted out in Salesforce.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled: {here} were unsubscribed here, {there} opted out in Salesforce; the rest is done next time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previewed, nothing written: {here} would be unsubscribed here, {there} opted out in Salesforce.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sync stopped because of an error in the program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unsubscribed here, because the address is opted out in Salesforce.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opted out in Salesforce, because the address is unsubscribed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{object} {name} is opted out in Salesforce and has no e-mail address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add the address in Salesforce if the person is to be known here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Salesforce accepted the opt-out, but it is not there when read again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look for an automation or another integration in Salesforce that takes the tick away again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At that time the computer was off or asleep, the program was closed, or another sync was running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At that time the computer was off or asleep, or the program was closed; the run planned for {night} covers it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The nightly sync waits and is caught up by itself: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program ended in the middle of this sync; what was left is done by the next one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled by the admin.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another Unsubscribe Sync is syncing this data directory right now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait until it has finished, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program met an error of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The log file in the data directory has details; please report it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>not connected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>connecting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>connected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>offline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sign-in needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not usable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Access/Validation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Authentication</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Intermittent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Email Opt Out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marketo Sales Opt Out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Salesforce Sync</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Manual</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clicked Link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bounce</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV Import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not read yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>active</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>converted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>merged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opted out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Partly opted out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not opted out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not known yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not looked for in Salesforce yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No Contact or Lead with this address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deleted in Salesforce</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unsubscribed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opted out in Salesforce</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re-subscribed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cleared in Salesforce</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sending</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Given up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nightly sync</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Caught-up nightly sync</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done, some failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held for your yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking at the org</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading Contacts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading Leads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading person Accounts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for people without a Salesforce ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opting out in Salesforce</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finishing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>caught up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>skipped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Information</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sync</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Push</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unsubscribes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checklist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pacific</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ddd d MMM, h:mm ap</source>
        <comment>the form of a day and a time, see QDateTime</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
