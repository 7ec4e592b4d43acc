"""Where everything that belongs to this user lies."""

from pathlib import Path

from netsumiki.data import mnist
from netsumiki.data.storage import user_folder
from tests.data.test_mnist_found import write


def test_the_environment_names_the_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("NETSUMIKI_HOME", str(tmp_path / "home"))
    assert user_folder() == tmp_path / "home"
    monkeypatch.setenv("NETSUMIKI_HOME", "~/digits")
    assert user_folder() == Path.home() / "digits"


def test_without_it_the_platform_says_where(monkeypatch):
    for unset in (
        lambda: monkeypatch.delenv("NETSUMIKI_HOME", raising=False),
        lambda: monkeypatch.setenv("NETSUMIKI_HOME", ""),
    ):
        unset()
        assert user_folder().name == "netsumiki" and user_folder().is_absolute()


def test_data_sets_are_looked_for_there(tmp_path, monkeypatch):
    monkeypatch.delenv("NETSUMIKI_DATA_DIR", raising=False)
    monkeypatch.setenv("NETSUMIKI_HOME", str(tmp_path))
    write(tmp_path / "mnist")
    assert mnist.locate() == tmp_path / "mnist"
