"""Imports as people see them: files that arrive, a survey of them, and the data set that they become.

Survey and import are jobs, one at a time; what is cancelled or fails leaves nothing of the data set.
"""

from dataclasses import dataclass
from threading import Thread
from typing import Any

import numpy as np
from django.db import connection

from netsumiki.data.own import Plan, Survey
from netsumiki.data.own.survey import MOST_TOLD
from netsumiki.engine.errors import DataError, Problem
from netsumiki.studio import own, uploads
from netsumiki.studio.jobs import ENDED, Job, Jobs
from netsumiki.studio.own import OutOfStep
from netsumiki.studio.uploads import Upload


@dataclass(eq=False, kw_only=True)
class Importing(Job):
    """One step of an import: `doing` is "surveying" or "importing"."""

    upload: Upload
    doing: str
    name: str = ""
    plan: Plan | None = None

    def message(self) -> dict[str, Any]:
        return {"type": "import", "import": self.key, "dataset": self.upload.dataset}

    def as_json(self) -> dict[str, Any]:
        ready = {"surveying": "surveyed", "importing": "imported"}[self.doing]
        return super().as_json() | {"state": {"ready": ready, "failed": "failed"}.get(self.state, self.doing)}

    def work(self) -> None:
        if self.doing == "surveying":
            self.upload.close()
            self.upload.incoming.survey(self.progress)
        else:
            self.store()

    def store(self) -> None:
        try:
            if into := self.upload.into:
                self.upload.incoming.add(self.plan, self.progress, own.adding(self.owner, into))
                self.upload.dataset = into
                return
            with own.making():
                made = self.upload.incoming.commit(self.name, self.plan, self.progress)
                own.give(self.owner, made.id)
            self.upload.dataset = made.id
        finally:
            connection.close()  # it is this thread's own, and the thread ends


_jobs = Jobs("importing", ("imports-busy", "imports wait already"))


def described(upload: Upload) -> dict[str, Any]:
    """See `api.importing.ImportOut`."""
    job: Any = _jobs.find(upload.id)
    found = upload.incoming.found
    state = "imported" if upload.dataset else "surveyed" if found else "receiving"
    now: dict[str, Any] = {"state": state, "what": None, "done": 0, "total": None, "problems": []}
    if job and job.state != "ready":
        now = job.as_json()
    return now | {
        "id": upload.id,
        "name": upload.name,
        "into": upload.into,
        "received": upload.received,
        "files": len(upload.names),
        "survey": _surveyed(found) if found else None,
        "dataset": upload.dataset,
        "lost": [vars(one) for one in upload.incoming.lost[:MOST_TOLD]],
        "lost_count": len(upload.incoming.lost),
    }


def _surveyed(found: Survey) -> dict[str, Any]:
    """See `api.importing.SurveyOut`."""
    sizes = [{"height": height, "width": width, "count": count} for (height, width), count in found.sizes]
    return found.to_json() | {"sizes": sizes}


def receive(upload: Upload, take: Any) -> dict[str, Any]:
    """`take()` what has arrived, unless it is being read. What was found before is forgotten."""
    _must_rest(upload)
    _jobs.give_up(upload.id)  # how the last look at them ended says nothing any more
    take()
    upload.incoming.found = None
    return {"received": upload.received, "files": len(upload.names)}


def survey(upload: Upload) -> dict[str, Any]:
    """Begin to look at all that has arrived."""
    _must_rest(upload)
    if not upload.names:
        raise DataError(Problem("upload-empty", "nothing has arrived yet: choose files or a folder first"))
    _jobs.begin(Importing(key=upload.id, owner=upload.owner, upload=upload, doing="surveying"))
    return described(upload)


def preview(upload: Upload, plan: Plan) -> np.ndarray:
    """uint8 (n, H, W, C): some of the pictures as they would be stored."""
    _must_be_surveyed(upload)
    return upload.incoming.preview(plan)


def commit(upload: Upload, name: str, plan: Plan | None) -> dict[str, Any]:
    """Begin to make the data set, or to add to the one that the pictures are for."""
    found = _must_be_surveyed(upload)
    height, width, channels = (plan or found.suggestion).shape
    uploads.ask_for(upload.owner, found.pictures * height * width * channels)
    _jobs.begin(Importing(key=upload.id, owner=upload.owner, upload=upload, doing="importing", name=name, plan=plan))
    return described(upload)


def cancel(upload: Upload) -> None:
    """Give up whatever goes on and remove what was sent. A data set that was made stays."""
    uploads.forget(upload)
    job = _jobs.give_up(upload.id)
    if job is None or job.state in ENDED:
        upload.remove()
        return

    def remove() -> None:
        job.over.wait()
        upload.remove()

    Thread(target=remove, name=f"removing {upload.id}", daemon=True).start()


def _must_rest(upload: Upload) -> None:
    job = _jobs.find(upload.id)
    if job and job.state not in ENDED:
        raise OutOfStep(Problem("import-busy", "these files are being read: wait until that is done, or cancel it"))
    if upload.dataset:
        raise OutOfStep(Problem("import-done", "this import is done already: begin another one"))


def _must_be_surveyed(upload: Upload) -> Survey:
    _must_rest(upload)
    if upload.incoming.found is None:
        raise OutOfStep(Problem("import-not-surveyed", "nobody has looked at these files yet: begin the survey first"))
    return upload.incoming.found
