"""Downloading MNIST from mirrors that fail in every way that mirrors fail. The server is real, the files are small."""

import gzip
import hashlib
import subprocess
import sys
import threading

import numpy as np
import pytest

from netsumiki.data.downloading import fetch
from netsumiki.data.mnist import MD5_SUMS, download
from netsumiki.engine.errors import DataError
from tests.data.local_server import serving

FILES = {name: np.random.default_rng(i).bytes(50_000 + i) for i, name in enumerate(MD5_SUMS)}
SUMS = {name: hashlib.md5(content).hexdigest() for name, content in FILES.items()}
NAME = next(iter(FILES))


@pytest.fixture
def server():
    with serving({name + ".gz": gzip.compress(content) for name, content in FILES.items()}) as server:
        yield server


def get(server, folder, *manners, progress=None):
    urls = [server.mirror(m) + f"/{NAME}.gz" for m in manners]
    return fetch(urls, folder / NAME, SUMS[NAME], 1 << 20, progress, stall_seconds=0.3)


def leftovers(folder):
    return sorted(p.name for p in folder.iterdir() if p.name not in FILES and p.name != ".lock")


def test_all_files_are_installed_uncompressed_and_nothing_else_is_left(server, tmp_path):
    folder = tmp_path / "new" / "mnist"
    assert download(folder, [server.mirror("good")], md5_sums=SUMS) == folder
    assert {name: (folder / name).read_bytes() for name in FILES} == FILES
    assert leftovers(folder) == []


def test_what_is_installed_is_not_asked_for_again(server, tmp_path):
    download(tmp_path, [server.mirror("good")], md5_sums=SUMS)
    download(tmp_path, [server.mirror("good")], md5_sums=SUMS)
    assert len(server.asked) == len(FILES)


def test_progress_is_told_and_ends_at_the_total(server, tmp_path):
    told = []
    assert get(server, tmp_path, "good", progress=lambda *t: told.append(t)) == {}
    size = len(server.files[NAME + ".gz"])
    assert told[-1] == (f"Downloading {NAME}.gz", size, size)
    assert [t[1] for t in told] == sorted(t[1] for t in told)


@pytest.mark.parametrize("manner", ["truncates", "stalls"])
def test_a_broken_transfer_is_resumed_where_it_ended(server, tmp_path, manner):
    assert get(server, tmp_path, manner) == {}
    half = len(server.files[NAME + ".gz"]) // 2
    assert [a[2] for a in server.asked] == [None, f"bytes={half}-"]
    assert (tmp_path / NAME).read_bytes() == FILES[NAME] and leftovers(tmp_path) == []


def test_a_server_that_ignores_range_sends_the_whole_file_again(server, tmp_path):
    assert get(server, tmp_path, "ignores-range") == {}
    assert server.asked[1][2] is not None
    assert (tmp_path / NAME).read_bytes() == FILES[NAME]


def test_a_part_left_by_a_killed_process_is_continued(server, tmp_path):
    whole = server.files[NAME + ".gz"]
    with pytest.raises(KeyboardInterrupt):
        get(server, tmp_path, "good", progress=_interrupt)
    (part,) = tmp_path.iterdir()
    part.write_bytes(whole[:1000])
    server.asked.clear()
    assert get(server, tmp_path, "good") == {}
    assert server.asked == [("good", NAME + ".gz", "bytes=1000-")]
    assert (tmp_path / NAME).read_bytes() == FILES[NAME]


@pytest.mark.parametrize("content", [b"x" * 1000, b"x" * 10_000_00])
def test_a_part_of_another_file_is_thrown_away_and_the_right_one_fetched(server, tmp_path, content):
    with pytest.raises(KeyboardInterrupt):
        get(server, tmp_path, "good", progress=_interrupt)
    (part,) = tmp_path.iterdir()
    part.write_bytes(content)
    assert get(server, tmp_path, "good") == {}
    assert (tmp_path / NAME).read_bytes() == FILES[NAME] and leftovers(tmp_path) == []


@pytest.mark.parametrize(
    "manner, reason",
    [
        ("missing", "answered 404"),
        ("corrupts", "sent a file whose content is not the published one (MD5 differs)"),
        ("hides-length", "sent a file whose content is not the published one (MD5 differs)"),
        ("silent", "sent nothing for 0.3 seconds"),
    ],
)
def test_the_next_mirror_is_asked_when_one_fails(server, tmp_path, manner, reason):
    assert list(get(server, tmp_path, manner).values()) == [reason]
    assert get(server, tmp_path, manner, "good") == {}
    assert server.asked[-1][0] == "good"
    assert (tmp_path / NAME).read_bytes() == FILES[NAME] and leftovers(tmp_path) == []


def test_an_endless_file_is_given_up(server, tmp_path):
    server.files[NAME + ".gz"] = np.random.default_rng(0).bytes(2 << 20)
    assert list(get(server, tmp_path, "good").values()) == ["sends more than 1 MiB"]
    server.files[NAME + ".gz"] = gzip.compress(bytes(50 << 20))
    assert "MD5 differs" in next(iter(get(server, tmp_path, "good").values()))


def test_when_nothing_works_the_error_says_what_was_tried_and_what_to_do(server, tmp_path):
    mirrors = [server.mirror("missing"), server.mirror("corrupts"), "http://127.0.0.1:9"]
    with pytest.raises(DataError) as caught:
        download(tmp_path, mirrors, stall_seconds=0.3, md5_sums=SUMS)
    message = str(caught.value)
    for word in ("answered 404", "MD5 differs", "refused", "--data strokes", "NETSUMIKI_DATA_DIR", *mirrors):
        assert word in message
    assert "\n" not in message and caught.value.exit_code == 1
    assert not any((tmp_path / name).exists() for name in FILES)


def test_a_folder_that_cannot_be_written_is_named(server, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(DataError, match=r"cannot write to .*file"):
        download(tmp_path / "file" / "mnist", [server.mirror("good")], md5_sums=SUMS)


def test_two_processes_at_once_download_each_file_once(server, tmp_path):
    script = (
        "import sys, pathlib; from netsumiki.data.mnist import download\n"
        f"download(pathlib.Path(sys.argv[1]), [sys.argv[2]], md5_sums={SUMS!r})"
    )
    command = [sys.executable, "-c", script, str(tmp_path), server.mirror("good")]
    processes = [subprocess.Popen(command) for _ in range(2)]
    assert [p.wait(30) for p in processes] == [0, 0]
    assert len(server.asked) == len(FILES)
    assert {name: (tmp_path / name).read_bytes() for name in FILES} == FILES


def test_a_waiting_process_goes_on_when_the_first_is_done(server, tmp_path):
    threads = [
        threading.Thread(
            target=download, args=(tmp_path, [server.mirror("stalls")]), kwargs={"md5_sums": SUMS, "stall_seconds": 0.2}
        )
        for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(server.asked) == 2 * len(FILES), "each file once, in two parts"


def _interrupt(*_):
    raise KeyboardInterrupt
