"""A practice org: a small, faithful Salesforce on this machine, for practice and for tests.

    python -m core.practice_org [--people N] [--opted-out N] [--port P] [--latency-ms MS] [--seed S]
        [--data-dir DIR] [--package none|mkto_si] [--package-namespace NS] [--bulk-delay-ms MS]
        [--scenario NAME|FILE] [--json] [--until-stdin-closes]

It serves the REST API and the Bulk API 2.0 over TLS on 127.0.0.1, with a certificate of a throw-away authority
whose PEM file lies beside the data. When it is ready it prints one line of JSON on standard output: instance_url,
login_url, setup_url, ca_file, access_token, client_id, client_secret, organization_id, organization_name, user_id,
username, people, opted_out, data_dir and pid. Nothing else goes to standard output. SIGTERM and SIGINT end it with
code 0; `--until-stdin-closes` ends it when its standard input does, and so with the process that started it.

Without `--data-dir` the org lives in a temporary directory and is thrown away at the end. With it the org
is kept: at the next start the people, the access token, the authority, the org id and, if it is free, the
port are the same, and the options for new people are ignored.

A practice-only control surface under /practice/ needs no token and is not counted as API calls:

    GET  /practice/calls          calls since the last reset: total, by_kind, by_status, bytes_in, bytes_out
    POST /practice/calls/reset    count anew
    POST /practice/expire-tokens  every access token expires
    POST /practice/tokens         a new access token of the administrator
    GET  /practice/oauth          the app with which programs sign in: client_id, client_secret, callback URLs, ...
    POST /practice/oauth/keys     {"pem": a certificate or public key} for signed requests (JWT); DELETE: none
    POST /practice/oauth/revoke-refresh-tokens   every refresh token, with its access tokens
    GET  /practice/faults         the troubles that are set, and POST to set others: see faults.py
    GET  /practice/scenarios      the ready-made scenarios; POST {"scenario": NAME} to faults applies one

What lies in setup is asked for by describe/layouts and by the Tooling API (query, sobjects with PATCH of a Layout,
composite), and can be changed by hand on pages at the addresses that Salesforce's setup has. The pages, and no more,
are served once more without TLS, at setup_url, where no browser warns of an authority that it does not know.

Programs sign in at /services/oauth2/: a page of its own (authorize) with PKCE, token (authorization_code,
refresh_token, client_credentials, jwt-bearer), revoke and userinfo; how that behaves is said in faults.py.

Bulk jobs are worked on in the background, by two threads that end with the server. `--bulk-delay-ms` is how long
each takes at least. Jobs are kept with the org: what its last end cut off is taken up by the next start.

The package imports nothing from the rest of the program, and nothing imports it: the only way to it is HTTPS.
"""
