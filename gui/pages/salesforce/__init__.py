"""The page Salesforce: which org, signing in and out, the network."""
