"""Taking a model along: its exports are made and run in the background, and kept until others take their place."""

import hashlib
import io
import json
import shutil
import zipfile
from dataclasses import asdict, astuple, dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse

from netsumiki import __version__
from netsumiki.data.storage import write_atomically
from netsumiki.engine.errors import DataError, NetsumikiError, Problem
from netsumiki.exporting.finding import load
from netsumiki.exporting.formats import export, formats
from netsumiki.exporting.formats.base import GROUPS, ExportFormat, require
from netsumiki.exporting.formats.precision import Lost, lost
from netsumiki.exporting.model_file import Model
from netsumiki.studio import runs, shelf, splits
from netsumiki.studio.jobs import ENDED, Job, Jobs
from netsumiki.studio.loaded import opened_any
from netsumiki.studio.problems import as_json
from netsumiki.studio.trained import Trained
from netsumiki.studio.verdicts import known

FOLDER, FACTS = "exports", "exported.json"
MOST_KEPT = 64
MEASURED = 10_000
"""Test examples on which the loss of rounded weights is measured, at most."""


@dataclass(frozen=True)
class Way:
    """How a model is taken along: the format, how its weights are packed, and the newest opset if that is limited."""

    format: str
    precision: str = "float32"
    opset: int | None = None

    @property
    def wanted(self) -> ExportFormat:
        """Raises: `OptionError` for a format that does not exist, or has no opset."""
        return formats.create({"format": self.format} | ({} if self.opset is None else {"opset": self.opset}))


@dataclass(eq=False, kw_only=True)
class Exporting(Job):
    """One model on its way into one format."""

    found: Trained
    way: Way
    user: Any

    def message(self) -> dict[str, Any]:
        return {"type": "exporting", "model": self.found.id} | asdict(self.way)

    def work(self) -> None:
        self.progress("Reading the model", 0, 3)
        folder, model, wanted = place_of(self.found, self.way), load(self.found.path), self.way.wanted
        unfinished = folder.with_name(f"{folder.name}.new")
        shutil.rmtree(unfinished, ignore_errors=True)
        try:
            self.progress("Writing and running the files", 1, 3)
            exported = export(model, wanted, unfinished, self.way.precision)
            self.progress("Measuring what is lost", 2, 3)
            missing = exported.proof.missing
            loss = None if self.way.precision == "float32" else self.lost(model)
            facts = {
                "files": [{"name": path.name, "size": path.stat().st_size} for path in exported.files],
                "proof": asdict(exported.proof) | {"missing": missing and as_json(missing)},
                "lost": loss and asdict(loss),
                "snippet": wanted.snippet(model, exported.files),
            }
            write_atomically(unfinished / FACTS, json.dumps(known(facts), allow_nan=False).encode())
            self.progress("Measuring what is lost", 3, 3)
            shutil.rmtree(folder, ignore_errors=True)
            unfinished.rename(folder)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
        _forget_oldest()

    def lost(self, model: Any) -> Lost:
        """Measured on the test examples of the model's data, where they are on this machine."""
        if isinstance(model, Model):
            try:
                data = splits.split_of(self.user, runs.dataset_of(model.recipe), "test")
            except (NetsumikiError, Http404):
                return lost(model, self.way.precision)
            if len(data.inputs) and data.inputs.shape[1:] == model.input_shape:
                return lost(model, self.way.precision, data.inputs[:MEASURED], data.labels[:MEASURED])
        return lost(model, self.way.precision)


_jobs = Jobs("exporting", ("exports-busy", "exports are on their way already"))


def all_of(user: Any, found: Trained) -> list[dict[str, Any]]:
    """Every format in the order in which it is offered, and what has been made of it."""
    order = sorted(formats, key=lambda name: GROUPS.index(formats[name].group))
    with opened_any(found.path) as model:
        return [_described(user, found, name, formats.create(name), model) for name in order]


def _described(user: Any, found: Trained, name: str, wanted: ExportFormat, model: Any) -> dict[str, Any]:
    row = {key: formats.describe_one(name)[key] for key in ("group", "summary")}
    row |= {"format": name, "title": wanted.title, "runtime": wanted.runtime, "precisions": list(wanted.precisions)}
    row["oldest_opset"] = wanted.oldest_opset
    made = [one for p in wanted.precisions if (one := made_of(user, found, Way(name, p)))["state"] != "missing"]
    refusal = wanted.refusal(model)
    return row | {"refusal": refusal and as_json(refusal), "made": made}


def made_of(user: Any, found: Trained, way: Way) -> dict[str, Any]:
    """How far an export is, and what came of it."""
    job, facts = _jobs.find(_key(user, found, way)), _facts(place_of(found, way))
    now: dict[str, Any] = {"state": "ready" if facts else "missing", "what": None, "done": 0, "total": None}
    now |= {"problems": []}
    if job and (job.state not in ENDED or (job.state == "failed" and not facts)):
        now |= job.as_json()
    nothing: dict[str, Any] = {"files": [], "proof": None, "lost": None, "snippet": ""}
    return {"model": found.id} | asdict(way) | now | nothing | ((facts or {}) if now["state"] == "ready" else {})


def begin(user: Any, found: Trained, way: Way) -> dict[str, Any]:
    """Start, unless it is on its way, or made already and proved: what ran it may have been installed since.

    Raises: `NetsumikiError` as `formats.export` does, and while the model is trained.
    """
    wanted = way.wanted
    if found.live:
        message = "the model is still being trained, and would be another one when it is written: wait, or stop the run"
        raise NetsumikiError(Problem("model-live", message))
    with opened_any(found.path) as model:
        require(wanted, model, way.precision)
    facts = _facts(place_of(found, way))
    if not facts or facts["proof"]["missing"]:
        _jobs.begin(Exporting(key=_key(user, found, way), owner=user.pk, user=user, found=found, way=way))
    return made_of(user, found, way)


def cancel(user: Any, found: Trained, way: Way) -> dict[str, Any]:
    if job := _jobs.give_up(_key(user, found, way)):
        job.tell("missing")
    return made_of(user, found, way)


def download(found: Trained, way: Way) -> HttpResponse:
    """The file, or all of them in one archive. Raises `Http404` when nothing was made, `DataError` when it differs."""
    folder = place_of(found, way)
    facts = _facts(folder)
    if not facts:
        raise Http404("there is no such export: make it first")
    if not facts["proof"]["agree"] and facts["proof"]["missing"] is None:
        message = "what was written answers otherwise than the model, so it is not given out: choose another format"
        raise DataError(Problem("export-differs", message))
    names = [file["name"] for file in facts["files"]]
    if len(names) == 1:
        return _attachment(names[0], (folder / names[0]).read_bytes())
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in names:
            archive.write(folder / file, file)
    return _attachment(f"{runs.file_name(shelf.name_of(found))}-{way.format}.zip", packed.getvalue())


def _attachment(name: str, content: bytes) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="application/octet-stream", headers=headers)


# -- where they are kept ----------------------------------------------------------------------------------------------


def place_of(found: Trained, way: Way) -> Path:
    """A folder that belongs to this very file of the model, so that nothing outdated is ever given out."""
    told = "\n".join(map(str, (shelf.hash_of(found), *astuple(way), __version__)))
    return Path(settings.FOLDER) / FOLDER / hashlib.sha256(told.encode()).hexdigest()[:32]


def _key(user: Any, found: Trained, way: Way) -> str:
    """Of a job: models that come with Netsumiki are everybody's, and nobody gives up what somebody else waits for."""
    return " ".join(map(str, (user.pk, found.id, *astuple(way))))


def _facts(folder: Path) -> dict[str, Any] | None:
    try:
        return json.loads((folder / FACTS).read_bytes())
    except (OSError, ValueError):
        return None


def _forget_oldest() -> None:
    """Keep the newest exports: they can be made again. What a studio left that was killed, goes as they do."""
    kept = sorted((Path(settings.FOLDER) / FOLDER).glob("*"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in kept[MOST_KEPT:]:
        shutil.rmtree(path, ignore_errors=True)
