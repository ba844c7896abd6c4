"""The Salesforce org as we see it. simple-salesforce is wrapped here and imported nowhere else."""
