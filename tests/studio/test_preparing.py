"""Getting MNIST: downloaded with progress, cancelled, failed in words, or taken from a folder and checked."""

import threading

import numpy as np
import pytest

from netsumiki.data import Data, Split, mnist
from netsumiki.engine.errors import DataError, Problem
from netsumiki.studio import gallery, jobs, preparing
from tests.studio.background import over
from tests.studio.test_gallery import listed, small_mnist


class Download:
    """Stands for the download: goes on when the test says so, and ends as the test says."""

    def __init__(self):
        self.step, self.stepped, self.end = threading.Semaphore(0), threading.Semaphore(0), None
        self.progress = None

    def load(self, name, progress):
        self.progress = progress
        try:
            for done in range(1, 100):
                self.step.acquire(timeout=20)
                if self.end:
                    raise self.end
                progress("Downloading a", 1_000 * done, 50_000)
                self.stepped.release()
        finally:
            self.stepped.release()
        split = Split(np.zeros((1, 28, 28, 1), np.uint8), [0])
        return Data(name, split, split, ("0",))

    def go(self):
        self.step.release()
        assert self.stepped.acquire(timeout=20)


@pytest.fixture
def download(folder, monkeypatch, told):
    monkeypatch.delenv("NETSUMIKI_DATA_DIR", raising=False)
    monkeypatch.setattr(preparing, "_jobs", jobs.Jobs("preparing", ("data-busy", "data sets wait"), at_once=4))
    made = Download()
    monkeypatch.setattr(preparing, "load", made.load)
    yield made
    made.end = made.end or DataError(Problem("over", "the test is over"))
    made.step.release()


def test_a_download_tells_how_far_it_is(browser, user, download, told):
    assert browser.send("post", "datasets/mnist/prepare", {}).json()["state"] == "preparing"
    download.go()
    row = listed(browser)["mnist"]
    assert (row["state"], row["done"], row["total"]) == ("preparing", 1_000, preparing.EXPECTED["mnist"])
    owner, last = told[-1]
    assert owner == user.pk
    assert last == {"type": "preparation", "dataset": "mnist", "done": 1_000, "total": row["total"],
                    "state": "preparing", "problems": []}  # fmt: skip


def test_the_parts_of_a_download_add_up():
    made = preparing.Preparation(key="mnist", owner=1, told=float("inf"))
    for part, done in (("a", 9_000_000), ("b", 100), ("b", 20_000)):
        made.progress(part, done, 9_100_000)
    assert made.done == 9_020_000 and made.total == 18_200_000


def test_asking_twice_downloads_once(browser, download):
    browser.send("post", "datasets/mnist/prepare", {})
    first = preparing.preparation("mnist")
    browser.send("post", "datasets/mnist/prepare", {})
    assert preparing.preparation("mnist") is first


def test_a_cancelled_download_stops_and_says_nothing_more(browser, download, told):
    browser.send("post", "datasets/mnist/prepare", {})
    download.go()
    assert browser.send("delete", "datasets/mnist/prepare").json()["state"] == "missing"
    count = len(told)
    download.go()  # the next piece of the file arrives
    over(preparing._jobs)
    assert len(told) == count and told[-1][1]["state"] == "missing"


def test_nobody_cancels_what_somebody_else_downloads(browser, stranger, download):
    browser.send("post", "datasets/mnist/prepare", {})
    assert stranger.send("delete", "datasets/mnist/prepare").json()["state"] == "preparing"
    assert not preparing.preparation("mnist").cancelled


def test_a_failed_download_says_why_and_can_be_tried_again(browser, download, told):
    browser.send("post", "datasets/mnist/prepare", {})
    download.end = DataError(Problem("mnist-download", "MNIST could not be downloaded: use the built-in digits"))
    download.go()
    over(preparing._jobs)
    row = listed(browser)["mnist"]
    assert row["state"] == "failed" and row["problems"][0]["code"] == "mnist-download"
    assert told[-1][1]["state"] == "failed"
    download.end = None
    assert browser.send("post", "datasets/mnist/prepare", {}).json()["state"] == "preparing"


def test_a_finished_download_is_told(browser, folder, download, told):
    browser.send("post", "datasets/mnist/prepare", {})
    small_mnist(folder / "mnist")
    for _ in range(99):
        download.go()
    over(preparing._jobs)
    assert told[-1][1]["state"] == "ready"
    assert listed(browser)["mnist"]["state"] == "ready"


@pytest.mark.parametrize("name", ["moons", "strokes", "drawings"])
def test_what_needs_no_download_starts_none(browser, download, name):
    browser.send("post", f"datasets/{name}/prepare", {})
    assert preparing.preparation(name) is None


# -- from a folder ----------------------------------------------------------------------------------------------------


@pytest.fixture
def believed(download, monkeypatch):
    """Files of MNIST's form count as the published ones."""
    gallery._mnist_labels.cache_clear()
    monkeypatch.setattr(mnist, "verify", lambda folder: [])


def take(browser, folder):
    return browser.send("post", "datasets/mnist/prepare", {"folder": str(folder)})


def test_files_in_a_folder_are_copied_so_that_the_folder_may_go(browser, folder, tmp_path_factory, believed):
    stick = tmp_path_factory.mktemp("stick") / "data"
    small_mnist(stick)
    row = take(browser, stick.parent / "data").json()
    assert row["state"] == "ready" and row["train"] == 30
    assert {p.name for p in (folder / "mnist").iterdir()} >= set(mnist.MD5_SUMS)
    assert not any(p.is_symlink() for p in (folder / "mnist").iterdir())


def test_taking_the_files_from_where_they_lie_leaves_them_alone(browser, folder, believed):
    small_mnist(folder / "mnist")
    assert take(browser, folder).json()["train"] == 30


def test_files_that_are_not_the_published_ones_are_refused(browser, folder, tmp_path_factory, download):
    other = tmp_path_factory.mktemp("fashion")
    small_mnist(other)
    answer = take(browser, other)
    assert answer.status_code == 422 and answer.json()["problems"][0]["code"] == "mnist-differs"
    assert not (folder / "mnist").exists()


@pytest.mark.parametrize("place", ["/nowhere", "", "relative", "\0", "~nobody/x", "/dev", "/proc/self/fd", "x" * 4_000])
def test_a_folder_without_the_files_is_refused_in_words(browser, folder, download, place):
    answer = take(browser, place)
    assert answer.status_code == 422 and answer.json()["problems"][0]["message"]


def test_a_data_set_without_files_needs_no_folder(browser, folder, download):
    answer = browser.send("post", "datasets/moons/prepare", {"folder": str(folder)})
    assert answer.status_code == 422
