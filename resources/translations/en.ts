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
            <numerusform>With {people} here, up to %Ln change may be made without approval.</numerusform>
            <numerusform>With {people} here, up to %Ln changes need no approval.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CheckRow</name>
    <message numerus="yes">
        <source>%Ln more checks wait for this</source>
        <translation>
            <numerusform>%Ln more check waits for this</numerusform>
            <numerusform>%Ln more checks wait for this</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ClearedCard</name>
    <message numerus="yes">
        <source>%Ln boxes wait for your decision</source>
        <translation>
            <numerusform>%Ln box waits for your decision</numerusform>
            <numerusform>%Ln boxes wait for your decision</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln left unticked</source>
        <translation>
            <numerusform>%Ln left unticked</numerusform>
            <numerusform>%Ln left unticked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln ticked again</source>
        <translation>
            <numerusform>%Ln ticked again</numerusform>
            <numerusform>%Ln ticked again</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DeadlinesCard</name>
    <message numerus="yes">
        <source>%Ln not confirmed yet</source>
        <translation>
            <numerusform>%Ln not confirmed yet</numerusform>
            <numerusform>%Ln not confirmed yet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln due soon</source>
        <translation>
            <numerusform>%Ln due soon</numerusform>
            <numerusform>%Ln due soon</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln past the deadline</source>
        <translation>
            <numerusform>%Ln past the deadline</numerusform>
            <numerusform>%Ln past the deadline</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln opt-outs written to {path}.</source>
        <translation>
            <numerusform>%Ln opt-out written to {path}.</numerusform>
            <numerusform>%Ln opt-outs written to {path}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not in time.</source>
        <translation>
            <numerusform>%Ln not in time.</numerusform>
            <numerusform>%Ln not in time.</numerusform>
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
        <source>Looks every %Ln minutes</source>
        <translation>
            <numerusform>Looks every %Ln minute</numerusform>
            <numerusform>Looks every %Ln minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %Ln API calls a day</source>
        <translation>
            <numerusform>about %Ln API call a day</numerusform>
            <numerusform>about %Ln API calls a day</numerusform>
        </translation>
    </message>
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
        <source>In step but for %Ln unticked boxes</source>
        <translation>
            <numerusform>In step but for %Ln unticked box</numerusform>
            <numerusform>In step but for %Ln unticked boxes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In step, %Ln not in Salesforce</source>
        <translation>
            <numerusform>In step, %Ln not in Salesforce</numerusform>
            <numerusform>In step, %Ln not in Salesforce</numerusform>
        </translation>
    </message>
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
    <name>LeaveDialog</name>
    <message numerus="yes">
        <source>Leave %Ln boxes unticked?</source>
        <translation>
            <numerusform>Leave %Ln box unticked?</numerusform>
            <numerusform>Leave %Ln boxes unticked?</numerusform>
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
    <name>LogModel</name>
    <message numerus="yes">
        <source>%Ln entries</source>
        <translation>
            <numerusform>%Ln entry</numerusform>
            <numerusform>%Ln entries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Parts</name>
    <message numerus="yes">
        <source>%Ln times so far</source>
        <translation>
            <numerusform>%Ln time so far</numerusform>
            <numerusform>%Ln times so far</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PeopleTab</name>
    <message numerus="yes">
        <source>Copy %Ln addresses</source>
        <translation>
            <numerusform>Copy %Ln address</numerusform>
            <numerusform>Copy %Ln addresses</numerusform>
        </translation>
    </message>
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
<context>
    <name>TakeBackDialog</name>
    <message numerus="yes">
        <source>%Ln people will be re-subscribed</source>
        <translation>
            <numerusform>%Ln person will be re-subscribed</numerusform>
            <numerusform>%Ln people will be re-subscribed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln boxes will be cleared, each read again before</source>
        <translation>
            <numerusform>%Ln box will be cleared, read again before</numerusform>
            <numerusform>%Ln boxes will be cleared, each read again before</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln people stay as they are</source>
        <translation>
            <numerusform>%Ln person stays as they are</numerusform>
            <numerusform>%Ln people stay as they are</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln people were taken back before</source>
        <translation>
            <numerusform>%Ln person was taken back before</numerusform>
            <numerusform>%Ln people were taken back before</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take %Ln people back</source>
        <translation>
            <numerusform>Take %Ln person back</numerusform>
            <numerusform>Take %Ln people back</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln people are re-subscribed.</source>
        <translation>
            <numerusform>%Ln person is re-subscribed.</numerusform>
            <numerusform>%Ln people are re-subscribed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln boxes were cleared in Salesforce.</source>
        <translation>
            <numerusform>%Ln box was cleared in Salesforce.</numerusform>
            <numerusform>%Ln boxes were cleared in Salesforce.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln people stay as they were; the results say why, person by person.</source>
        <translation>
            <numerusform>%Ln person stays as they were; the results say why.</numerusform>
            <numerusform>%Ln people stay as they were; the results say why, person by person.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows written to {path}.</source>
        <translation>
            <numerusform>%Ln row written to {path}.</numerusform>
            <numerusform>%Ln rows written to {path}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TakeBackModel</name>
    <message numerus="yes">
        <source>✓ Re-subscribe, clear %Ln boxes</source>
        <translation>
            <numerusform>✓ Re-subscribe, clear %Ln box</numerusform>
            <numerusform>✓ Re-subscribe, clear %Ln boxes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>✓ Clear %Ln boxes</source>
        <translation>
            <numerusform>✓ Clear %Ln box</numerusform>
            <numerusform>✓ Clear %Ln boxes</numerusform>
        </translation>
    </message>
</context>
</TS>
