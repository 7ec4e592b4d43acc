"""A studio of its own for the tests of the server: a folder, a database, and two people who use it."""

import json
from pathlib import Path

import pytest
from django.test import Client

from netsumiki.studio import jobs, lab
from netsumiki.studio.access import local_user


@pytest.fixture
def folder(settings, tmp_path, monkeypatch) -> Path:
    """An empty studio folder, which also the data sets of this test use."""
    monkeypatch.setenv("NETSUMIKI_HOME", str(tmp_path))
    settings.FOLDER = tmp_path
    for name in ("runs", "backups"):
        (tmp_path / name).mkdir()
    return tmp_path


@pytest.fixture
def user(db):
    return local_user()


@pytest.fixture
def other(db, django_user_model):
    """Somebody else."""
    return django_user_model.objects.create(username="other")


class Browser(Client):
    """Speaks JSON, as the page does."""

    def send(self, method: str, path: str, content=None, **more):
        body = {} if content is None else {"data": json.dumps(content), "content_type": "application/json"}
        return getattr(self, method)(f"/api/{path}", **body, **more)


@pytest.fixture
def browser(folder, user) -> Browser:
    """Logged in as the local user."""
    client = Browser(headers={"host": "127.0.0.1:8765"})
    client.force_login(user)
    return client


@pytest.fixture
def stranger(folder, other) -> Browser:
    """Logged in as somebody else."""
    client = Browser(headers={"host": "127.0.0.1:8765"})
    client.force_login(other)
    return client


@pytest.fixture
def recipe() -> dict:
    """A small network on two clouds of points, trained in a moment."""
    return {
        "version": 1,
        "name": "tiny",
        "data": {"dataset": "blobs", "validation": 0.2},
        "model": {
            "inputs": {"point": [2]},
            "nodes": [{"name": "dense", "layer": "dense", "units": 2}, {"name": "softmax", "layer": "softmax"}],
            "outputs": {"softmax": "softmax"},
        },
        "training": {"optimizer": {"optimizer": "sgd", "lr": 0.1}, "batch_size": 20, "epochs": 2},
    }


@pytest.fixture
def told(monkeypatch) -> list:
    """What the tabs hear of work in the background: (owner, message)."""
    messages: list = []
    monkeypatch.setattr(jobs, "publish", lambda owner, message: messages.append((owner, message)))
    monkeypatch.setattr(jobs, "TOLD_EVERY", 0)
    return messages


@pytest.fixture
def no_labs():
    """No Lab of another test is there, and none is left."""
    lab._benches.clear()
    yield
    lab._benches.clear()


@pytest.fixture
def no_imports():
    """No import of another test is open, and none is left."""
    from netsumiki.studio import importing, uploads

    uploads._uploads.clear()
    yield
    importing._jobs.end()
    for upload in [*uploads._uploads.values()]:
        upload.remove()
