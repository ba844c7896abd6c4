<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AddPeopleDialog</name>
    <message numerus="yes">
        <source>Unsubscribe %Ln people</source>
        <translation>
            <numerusform>Unsubscribe %Ln person</numerusform>
            <numerusform>Unsubscribe %Ln people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BrakeCard</name>
    <message numerus="yes">
        <source>With {people} here, up to %Ln changes need no approval.</source>
        <translation>
            <numerusform>With {people} here, up to %Ln change needs no approval.</numerusform>
            <numerusform>With {people} here, up to %Ln changes need no approval.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DiagnosticsPage</name>
    <message numerus="yes">
        <source>%Ln pushes are tried again.</source>
        <translation>
            <numerusform>%Ln push is tried again.</numerusform>
            <numerusform>%Ln pushes are tried again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pushes were given up.</source>
        <translation>
            <numerusform>%Ln push was given up.</numerusform>
            <numerusform>%Ln pushes were given up.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportCard</name>
    <message numerus="yes">
        <source>%Ln people written to {path}.</source>
        <translation>
            <numerusform>%Ln person written to {path}.</numerusform>
            <numerusform>%Ln people written to {path}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GiveUpDialog</name>
    <message numerus="yes">
        <source>Give up %Ln pushes?</source>
        <translation>
            <numerusform>Give up this push?</numerusform>
            <numerusform>Give up %Ln pushes?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportCard</name>
    <message numerus="yes">
        <source>Unsubscribe %Ln people</source>
        <translation>
            <numerusform>Unsubscribe %Ln person</numerusform>
            <numerusform>Unsubscribe %Ln people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Import %Ln people</source>
        <translation>
            <numerusform>Import %Ln person</numerusform>
            <numerusform>Import %Ln people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportOutcome</name>
    <message numerus="yes">
        <source>people added</source>
        <translation>
            <numerusform>person added</numerusform>
            <numerusform>people added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It goes to Salesforce at once: {field} of %Ln Contacts and Leads that are known now; the push looks for further ones.</source>
        <translation>
            <numerusform>It goes to Salesforce at once: {field} of %Ln Contact or Lead that is known now; the push looks for further ones.</numerusform>
            <numerusform>It goes to Salesforce at once: {field} of %Ln Contacts and Leads that are known now; the push looks for further ones.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportsCard</name>
    <message numerus="yes">
        <source>%Ln rows written to {path}.</source>
        <translation>
            <numerusform>%Ln row written to {path}.</numerusform>
            <numerusform>%Ln rows written to {path}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>IntegrationTab</name>
    <message numerus="yes">
        <source>Set-up: %Ln steps left</source>
        <translation>
            <numerusform>Set-up: %Ln step left</numerusform>
            <numerusform>Set-up: %Ln steps left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LastSyncCard</name>
    <message numerus="yes">
        <source>people compared</source>
        <translation>
            <numerusform>person compared</numerusform>
            <numerusform>people compared</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show the %Ln people without a Salesforce ID</source>
        <translation>
            <numerusform>Show the one person without a Salesforce ID</numerusform>
            <numerusform>Show the %Ln people without a Salesforce ID</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln API calls</source>
        <translation>
            <numerusform>%Ln API call</numerusform>
            <numerusform>%Ln API calls</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LayoutDialog</name>
    <message numerus="yes">
        <source>The other %Ln sections of the layout stay as they are.</source>
        <translation>
            <numerusform>The other section of the layout stays as it is.</numerusform>
            <numerusform>The other %Ln sections of the layout stay as they are.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LoadPeopleCard</name>
    <message numerus="yes">
        <source>%Ln people here, {unsubscribed} of them unsubscribed</source>
        <translation>
            <numerusform>%Ln person here, {unsubscribed} of them unsubscribed</numerusform>
            <numerusform>%Ln people here, {unsubscribed} of them unsubscribed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{done} of {total}, %Ln people added</source>
        <translation>
            <numerusform>{done} of {total}, %Ln person added</numerusform>
            <numerusform>{done} of {total}, %Ln people added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancelled: %Ln people were added. Load again for the others.</source>
        <translation>
            <numerusform>Cancelled: %Ln person was added. Load again for the others.</numerusform>
            <numerusform>Cancelled: %Ln people were added. Load again for the others.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Loaded: %Ln people added, {unsubscribed} of them unsubscribed.</source>
        <translation>
            <numerusform>Loaded: %Ln person added, {unsubscribed} of them unsubscribed.</numerusform>
            <numerusform>Loaded: %Ln people added, {unsubscribed} of them unsubscribed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PeopleTab</name>
    <message numerus="yes">
        <source>%Ln people</source>
        <translation>
            <numerusform>%Ln person</numerusform>
            <numerusform>%Ln people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln people were exported to {file}.</source>
        <translation>
            <numerusform>%Ln person was exported to {file}.</numerusform>
            <numerusform>%Ln people were exported to {file}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PreviewPage</name>
    <message numerus="yes">
        <source>Apply %Ln changes</source>
        <translation>
            <numerusform>Apply %Ln change</numerusform>
            <numerusform>Apply %Ln changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln changes written to {path}.</source>
        <translation>
            <numerusform>%Ln change written to {path}.</numerusform>
            <numerusform>%Ln changes written to {path}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusLogPage</name>
    <message numerus="yes">
        <source>%Ln entries</source>
        <translation>
            <numerusform>%Ln entry</numerusform>
            <numerusform>%Ln entries</numerusform>
        </translation>
    </message>
</context>
</TS>
