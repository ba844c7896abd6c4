"""What needs the admin, told in one place: the Overview, the tray, alarms and `status` all ask here."""
