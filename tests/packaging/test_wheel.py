"""The studio from a wheel: in an environment that holds what it declares and nothing else, and without Node."""

import os
import re
import shutil
import subprocess
import sys
import tarfile
import urllib.request
import venv
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import pytest

from tests.e2e.server import STATIC, Studio

ROOT = Path(__file__).parents[2]
PAGE = "netsumiki/studio/static/index.html"
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("packaging")]


def build(kind, source, folder, **environment):
    """The one file that the build backend makes of `source`."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", kind, "--directory", str(folder)]
    done = subprocess.run(command, cwd=source, env=os.environ | environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    (made,) = folder.iterdir()
    return made


@pytest.fixture(scope="module")
def without_node(tmp_path_factory):
    """A PATH on which no Node can be found."""
    return str(tmp_path_factory.mktemp("bin"))


@pytest.fixture(scope="module")
def sdist(tmp_path_factory, without_node):
    """Of the pages as they are: building them here would pull them from under the browser tests beside this one."""
    return build("sdist", ROOT, tmp_path_factory.mktemp("sdist"), PATH=without_node)


@pytest.fixture(scope="module")
def wheel(sdist, tmp_path_factory, without_node):
    """Built from the sdist alone."""
    source = tmp_path_factory.mktemp("source")
    with tarfile.open(sdist) as archive:
        archive.extractall(source, filter="data")
    (unpacked,) = source.iterdir()
    return build("wheel", unpacked, tmp_path_factory.mktemp("wheel"), PATH=without_node)


@pytest.fixture(scope="module")
def environment(wheel, tmp_path_factory):
    """An environment with the wheel, and links to the locked packages that running it takes."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder)
    python = folder / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "--quiet", "--no-deps", "--no-index", str(wheel)], check=True)
    (packages,) = folder.glob("lib/python*/site-packages")
    for name in re.findall(r"^([\w.-]+)==", (ROOT / "requirements" / "run.txt").read_text("utf-8"), re.M):
        for place in _parts(name):
            (packages / place.name).symlink_to(place)
    return folder


def _parts(name):
    """The files and folders that an installed package put into site-packages."""
    try:
        found = distribution(name)
    except ModuleNotFoundError:  # locked for another system or Python
        return set()
    tops = {file.parts[0] for file in found.files or [] if file.parts[0] not in ("..", "__pycache__")}
    return {Path(str(found.locate_file(top))) for top in tops}


def test_wheel_and_sdist_hold_the_very_pages_that_were_built(wheel, sdist):
    wanted = {path.relative_to(STATIC).as_posix(): path.read_bytes() for path in STATIC.rglob("*") if path.is_file()}
    assert "index.html" in wanted
    with zipfile.ZipFile(wheel) as archive:
        folder = PAGE.removesuffix("index.html")
        held = {n.removeprefix(folder): archive.read(n) for n in archive.namelist() if n.startswith(folder)}
    assert held == wanted
    with tarfile.open(sdist) as archive:
        assert any(name.endswith("/src/" + PAGE) for name in archive.getnames())


def test_wheel_holds_the_package_and_nothing_of_the_workshop(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"netsumiki"}
    for needed in ("zoo/digit-reader.safetensors", "zoo/cards.json", "recipes/templates/lenet-5.json"):
        assert f"netsumiki/{needed}" in names


def test_studio_starts_from_the_wheel_and_its_pages_arrive(environment, without_node, tmp_path):
    program = [str(environment / "bin" / "netsumiki")]
    studio = Studio(tmp_path / "home", program, PATH=without_node, PYTHONPATH="")
    try:
        where = [str(environment / "bin" / "python"), "-c", "import netsumiki; print(netsumiki.__file__)"]
        done = subprocess.run(where, cwd=tmp_path, capture_output=True, text=True, check=True)
        assert Path(done.stdout.strip()).is_relative_to(environment)

        page = _get(studio, "/")[1].decode()
        scripts = re.findall(r'src="(/[^"]+-[\w-]{8}\.js)"', page)
        assert scripts, page
        for script in scripts:
            kind, content = _get(studio, script)
            assert "javascript" in kind
            assert content == (STATIC / script.lstrip("/")).read_bytes()
        assert studio.api("GET", "session")["version"]
    finally:
        studio.close()


def _get(studio, path):
    """Type and content of what the logged-in browser gets there."""
    cookies = "; ".join(f"{name}={value}" for name, value in studio.cookies().items())
    request = urllib.request.Request(studio.url + path, headers={"Cookie": cookies})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return answer.headers["Content-Type"], answer.read()


def test_pages_are_built_anew_only_when_a_source_is_newer(tmp_path):
    hook = _hook()
    page, source = tmp_path / hook.BUILT, tmp_path / "frontend" / "src" / "app.tsx"
    for path in (page, source, source.with_name("app.test.tsx"), tmp_path / "frontend" / "node_modules" / "a.js"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
        os.utime(path, (1000, 1000))
    assert not hook._stale(tmp_path)
    os.utime(source.with_name("app.test.tsx"), (2000, 2000))
    os.utime(tmp_path / "frontend" / "node_modules" / "a.js", (2000, 2000))
    assert not hook._stale(tmp_path)
    os.utime(source, (2000, 2000))
    assert hook._stale(tmp_path)
    page.unlink()
    assert hook._stale(tmp_path)


@pytest.fixture
def bare_checkout(sdist, tmp_path):
    """A checkout whose pages were never built."""
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path / "checkout", filter="data")
    (source,) = (tmp_path / "checkout").iterdir()
    (source / "PKG-INFO").unlink()
    shutil.rmtree(source / "src" / "netsumiki" / "studio" / "static")
    return source


def test_without_pages_and_node_the_build_says_what_is_missing(bare_checkout, without_node):
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    environment = os.environ | {"PATH": without_node}
    done = subprocess.run(command, cwd=bare_checkout, env=environment, capture_output=True, text=True)
    assert done.returncode != 0
    assert "install Node" in done.stdout + done.stderr


def test_a_build_makes_the_pages_with_npm(bare_checkout, tmp_path):
    npm = tmp_path / "bin" / "npm"
    npm.parent.mkdir()
    folder = "../src/netsumiki/studio/static"
    steps = ["PATH=/usr/bin:/bin", "echo $* >> ../calls", f"mkdir -p {folder}", f"echo made > {folder}/index.html"]
    npm.write_text("\n".join(["#!/bin/sh", *steps, ""]))
    npm.chmod(0o755)
    wheel = build("wheel", bare_checkout, tmp_path / "dist", PATH=str(npm.parent))
    assert (bare_checkout / "calls").read_text() == "ci --no-audit --no-fund\nrun build\n"
    with zipfile.ZipFile(wheel) as archive:
        assert archive.read(PAGE) == b"made\n"


def _hook():
    import importlib.util

    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
