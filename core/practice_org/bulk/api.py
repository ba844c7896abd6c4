"""The Bulk API 2.0 as a whole: its routes, and the jobs that a restart finds unfinished."""

from __future__ import annotations

from core.practice_org.bulk import ingest as bulk_ingest
from core.practice_org.bulk import loading as bulk_load
from core.practice_org.bulk import query as bulk_query
from core.practice_org.bulk.jobs import Jobs
from core.practice_org.http.calls import Routes
from core.practice_org.org.org import Org

routes = Routes((bulk_query.routes, bulk_ingest.routes))


def begin(org: Org) -> None:
    """Make room for jobs, drop the old ones, and take up again what the last end of the server cut off."""
    for job in Jobs(org).prepare():
        (bulk_query.queue if job.kind == "query" else bulk_load.queue)(org, job)
