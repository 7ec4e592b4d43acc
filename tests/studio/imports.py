"""Imports as the tests of the interface begin and follow them."""

import json
import zipfile
from io import BytesIO

import numpy as np
from PIL import Image

from tests.studio.background import settled


def png(number, side=12):
    held = BytesIO()
    noise = np.random.default_rng(number).integers(0, 256, (side, side, 3), np.uint8)
    Image.fromarray(noise).save(held, "PNG")
    return held.getvalue()


def pets(each=3):
    """Two classes of small colour pictures, by the names of their files."""
    return {f"pets/{name}/{i}.png": png(100 * n + i) for n, name in enumerate(("cat", "dog")) for i in range(each)}


def zipped(files):
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return held.getvalue()


def bundled(files):
    line = json.dumps([[name, len(content)] for name, content in files.items()])
    return line.encode() + b"\n" + b"".join(files.values())


def begun(browser, name="pets", **others):
    answer = browser.send("post", "own/imports", {"name": name} | others)
    assert answer.status_code == 201, answer.content
    return answer.json()["id"]


def put(browser, path, body):
    return browser.put(f"/api/own/imports/{path}", body, content_type="application/octet-stream")


def state(browser, id):
    return browser.send("get", f"own/imports/{id}").json()


def ended(browser, id):
    settled(lambda: state(browser, id)["state"] not in ("surveying", "importing"))
    return state(browser, id)


def surveyed(browser, files, **others):
    id = begun(browser, **others)
    assert put(browser, f"{id}/files", bundled(files)).status_code == 200
    assert browser.send("post", f"own/imports/{id}/survey").status_code == 202
    return id, ended(browser, id)


def left(folder):
    """What lies among the data sets."""
    return sorted(path.name for path in (folder / "own").iterdir()) if (folder / "own").is_dir() else []
