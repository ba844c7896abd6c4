"""What Salesforce says, as values: objects, fields, records, setup, and every error with what to do about it."""
