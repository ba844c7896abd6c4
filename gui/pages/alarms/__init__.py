"""The page Alarms: each way in which the admin hears that something needs them."""
