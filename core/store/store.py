"""The whole local store: one object that holds every noun's queries over one database."""

from __future__ import annotations

from pathlib import Path

from core.store.alarms import Alarms
from core.store.answered import Answers
from core.store.bounces import Bounces
from core.store.checklists import Checklists
from core.store.cleared_boxes import ClearedBoxes
from core.store.daily_figures import Figures
from core.store.database import SQLITE_FILE, Database
from core.store.import_batches import ImportBatches
from core.store.intake import Intake
from core.store.kept_layouts import KeptLayouts
from core.store.links import Links
from core.store.looks import Looks
from core.store.opt_out_clocks import OptOutClocks
from core.store.org_state import OrgState
from core.store.people import People
from core.store.people_list import PeopleList
from core.store.plans import Plans
from core.store.push_queue import PushQueue
from core.store.records import Records
from core.store.resubscribes import Resubscribes
from core.store.run_sends import RunSends
from core.store.runs import Runs
from core.store.sends import Sends
from core.store.standing import Standings
from core.store.status_log import StatusLog
from core.store.stored_times import StoredTimes
from core.store.strangers import Strangers
from core.store.touched import Touched
from core.store.unsubscribes import Unsubscribes
from core.store.way_back import WayBack
from core.store.whole_people import WholePeople


class Store:
    """The local people database and everything kept beside it.

    Every attribute may be used from any thread; each call takes its own short transaction.
    """

    def __init__(self, folder: Path, *, known: bool = False, anew: bool = False) -> None:
        """Open the store in `folder`; raises ProblemError when that cannot be done. See Database."""
        self.database = Database(folder / SQLITE_FILE, known=known, anew=anew)
        self.people = People(self.database)
        self.strangers = Strangers(self.database)
        self.people_list = PeopleList(self.database)
        self.standings = Standings(self.database)
        self.figures = Figures(self.database)
        self.records = Records(self.database)
        self.cleared_boxes = ClearedBoxes(self.database)
        self.looks = Looks(self.database)
        self.links = Links(self.database)
        self.intake = Intake(self.database)
        self.unsubscribes = Unsubscribes(self.database)
        self.opt_out_clocks = OptOutClocks(self.database)
        self.bounces = Bounces(self.database)
        self.resubscribes = Resubscribes(self.database)
        self.push_queue = PushQueue(self.database)
        self.whole_people = WholePeople(self.database)
        self.sends = Sends(self.database)
        self.run_sends = RunSends(self.database)
        self.answers = Answers(self.database)
        self.touched = Touched(self.database)
        self.plans = Plans(self.database)
        self.runs = Runs(self.database)
        self.import_batches = ImportBatches(self.database)
        self.way_back = WayBack(self.database)
        self.status_log = StatusLog(self.database)
        self.org_state = OrgState(self.database)
        self.stored_times = StoredTimes(self.database)
        self.checklists = Checklists(self.database)
        self.kept_layouts = KeptLayouts(self.database)
        self.alarms = Alarms(self.database)
