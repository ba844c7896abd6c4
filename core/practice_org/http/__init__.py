"""Calls and answers, apart from the web server: JSON, forms and SOAP."""
