"""What has happened to tools like this one must not happen here: one test for each row of the threat model."""

import asyncio
import json
import re
import stat

import pytest
from django.test import AsyncClient, Client

from netsumiki.studio import folder as studio_folder
from netsumiki.studio.access import start_token
from netsumiki.studio.api import api
from netsumiki.studio.models import Run, Sweep
from tests.studio.archives import archives
from tests.studio.routes import addresses

METHODS = ("get", "post", "put", "patch", "delete", "options", "head")
OPEN = {"/", "/start", "/somewhere", "/static/ninja/swagger-ui.css", "/api/"}
"""The page and what it is made of hold nothing of anybody's; the start address looks at its token itself.
Nothing lies at /api/ (404)."""
HOST = {"host": "127.0.0.1:8765"}


@pytest.mark.django_db
@pytest.mark.parametrize("address", addresses())
@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example:8765", "localhost.evil.example", "0.0.0.0:8765"]
)
def test_no_address_answers_under_another_host(address, host):
    for method in ("get", "post"):
        answer = getattr(Client(headers={"host": host}), method)(address)
        assert answer.status_code == 400, (method, address)


@pytest.mark.django_db
@pytest.mark.parametrize("address", addresses())
def test_no_other_page_may_use_the_studio(user, address):
    client = Client(headers=HOST)
    client.force_login(user)
    foreign = [{"Origin": o} for o in ("http://evil.example", "null", "http://127.0.0.1:9999")]
    for header in [*foreign, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}]:
        for method in METHODS:
            assert getattr(client, method)(address, headers=header).status_code == 403, (method, header)


@pytest.mark.django_db
@pytest.mark.parametrize("address", [a for a in addresses() if a not in OPEN])
def test_every_address_asks_who_is_calling(address):
    answered = {method: getattr(Client(headers=HOST), method)(address).status_code for method in METHODS}
    assert set(answered.values()) <= {401, 403, 405}, answered
    assert set(answered.values()) & {401, 403}, answered


@pytest.mark.django_db
def test_a_cookie_without_its_csrf_token_changes_nothing(user):
    client = Client(enforce_csrf_checks=True, headers=HOST)
    client.force_login(user)
    answer = client.post("/api/tokens", json.dumps({"name": "mine"}), content_type="application/json")
    assert answer.status_code == 403
    client.get("/api/session")
    token = client.cookies["csrftoken"].value
    answer = client.post(
        "/api/tokens", json.dumps({"name": "mine"}), content_type="application/json", headers={"X-CSRFToken": token}
    )
    assert answer.status_code == 201


@pytest.mark.django_db
def test_a_start_link_works_once():
    link = f"/start?token={start_token()}"
    first, second = Client(headers=HOST), Client(headers=HOST)
    assert first.get(link).status_code == 302
    assert first.get("/api/session").json()["user"] == "local"
    assert second.get(link).status_code == 403
    assert second.get("/api/session").status_code == 401


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["", "x", "é", "\x00", "a" * 10_000])
def test_a_wrong_start_token_lets_nobody_in(token):
    start_token()
    assert Client(headers=HOST).get("/start", {"token": token}).status_code == 403


def test_a_script_with_a_token_may_do_what_its_owner_may_until_it_is_revoked(browser):
    made = browser.send("post", "tokens", {"name": "script"}).json()
    script = Client(enforce_csrf_checks=True, headers=HOST | {"Authorization": f"Bearer {made['token']}"})
    assert script.get("/api/runs").status_code == 200
    assert script.post("/api/tokens", {"name": "x"}, content_type="application/json").status_code == 201
    browser.send("delete", f"tokens/{made['id']}")
    assert script.get("/api/runs").status_code == 401


def test_a_token_is_kept_as_its_hash_alone(browser):
    from netsumiki.studio.models import Token

    made = browser.send("post", "tokens", {"name": "script"}).json()
    kept = json.dumps(list(Token.objects.values()), default=str)
    assert made["token"] not in kept
    assert made["token"] not in json.dumps(browser.send("get", "tokens").json())


@pytest.fixture
def run(user, folder, recipe):
    made = Run.objects.create(owner=user, name="mine", recipe=recipe, state=Run.State.SUCCEEDED)
    place = folder / "runs" / made.pk
    place.mkdir()
    (place / "report.html").write_text("<p>report</p>")
    (place / "model.safetensors").write_bytes(b"model")
    (folder / "secret.key").write_text("secret")
    return made


NAMES = [
    "../secret.key",
    "..%2fsecret.key",
    "%2e%2e/secret.key",
    "/etc/passwd",
    "a%00b",
    "....//secret.key",
    "run:../../secret.key",
    "own:../secret.key",
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "route",
    [
        *("runs/{}/report", "runs/{}", "runs/{}/timeline", "runs/{}/timeline/0", "runs/{}/film", "runs/{}/verdict"),
        *("models/{}/file", "models/{}/verdict", "models/{}/directions", "datasets/{}/thumbnails"),
        *("documents/{}", "sweeps/{}", "sweeps/{}/runs/{}/sheet"),
        *("own/{}", "own/{}/sheet", "own/{}/pictures/0", "own/imports/{}"),
    ],
)
def test_no_name_leads_out_of_the_folder(browser, run, route, name):
    answer = browser.get("/api/" + route.replace("{}", name))
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert answer.status_code in (404, 405, 422), answer.status_code
    assert b"secret" not in body.replace(b"secret.key", b"")


@pytest.mark.parametrize(
    "path", ["/../secret.key", "/assets/../../settings.py", "/static/..%2f..%2fsettings.py", "//etc/passwd"]
)
def test_no_static_path_leads_out_of_the_pages(browser, run, path):
    answer = browser.get(path)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert b"SECRET_KEY" not in body and b"root:" not in body


CHANGES = {
    "patch runs/{id}": {"name": "stolen"},
    "post runs/{id}/commands": {"do": "stop"},
    "post runs/{id}/rewind": {"step": 0},
    "post runs/{id}/judge": {},
    "put documents/{id}": {"name": "stolen", "recipe": {}, "positions": {}, "revision": 1},
    "post documents/{id}/versions": {"name": "stolen"},
    "patch models/{id}": {"name": "stolen"},
    "post models/{id}/judge": {},
    "post models/{id}/write": {},
    "post models/{id}/inside": {},
    "post models/{id}/inside/cell": {"node": "dense", "index": [0]},
    "post models/{id}/inside/over-time": {"node": "lstm"},
    "post models/{id}/inside/bindings": {"node": "dense"},
    "post models/{id}/inside/try": {},
    "post models/{id}/inside/health": {},
    "post models/{id}/inside/step": {},
    "post models/{id}/explain": {},
    "post models/{id}/neighbours": {},
    "post models/{id}/map": {},
    "post models/{id}/exports": {"format": "numpy"},
    "post models/{id}/fine-tuning": {"dataset": {"dataset": "moons"}},
    "patch own/{id}": {"name": "stolen"},
    "post own/{id}/edits": {"version": 1, "changes": [{"change": "add_class", "name": "stolen"}]},
    "post own/{id}/undo": {"version": 1},
    "post own/{id}/redo": {"version": 1},
    "post own/{id}/versions/{number}/back": {"version": 1},
    "post own/{id}/samples": {"samples": [{"label": "stolen", "picture": ""}]},
    "post own/imports/{id}/preview": {"plan": {"shape": [8, 8, 1]}},
    "post own/imports/{id}/commit": {"name": "stolen"},
    "put labs/{id}": {"recipe": {}},
    "post labs/{id}/step": {},
    "post labs/{id}/reset": {},
    "post labs/{id}/weight": {"node": "dense", "index": [0, 0], "value": 0},
    "post labs/{id}/follow": {"row": 0},
    "post labs/{id}/landscape": {
        "across": {"node": "dense", "index": [0, 0], "low": 0, "high": 1},
        "up": {"node": "dense", "index": [1, 0], "low": 0, "high": 1},
    },
}
"""What a request to change something says; without it a route would refuse the request before it looks for the row."""

QUESTIONS = {"get own/{id}/answers": "?model=zoo:digit-reader"}
EXPORT = {"format": "numpy", "precision": "float32"}


def routes_with_ids():
    for path, methods in api.get_openapi_schema(path_prefix="")["paths"].items():
        if "{id}" in path:
            yield from (f"{method} {path.removeprefix('/')}" for method in methods)


def test_what_belongs_to_somebody_else_is_not_there(stranger, browser, user, run, recipe):
    strokes = [[[0.2, 0.2], [0.8, 0.8]]]
    draft = browser.send("post", "documents", {"name": "n", "recipe": recipe, "positions": {}}).json()["id"]
    browser.send("post", f"documents/{draft}/versions", {"name": "v"})
    asked = {"noises": [], "total": 1, "seeds": [], "steps": 1}
    wish = {"method": {"attribution": "activation_maximization", "steps": 1}}
    sweep = Sweep.objects.create(owner=user, name="mine", recipe=recipe, asked=asked)
    kept = {
        "runs": run.pk,
        "models": f"run:{run.pk}",
        "documents": draft,
        "drawings": browser.send("post", "drawings", {"label": "3", "strokes": strokes}).json()["id"],
        "tokens": browser.send("post", "tokens", {"name": "script"}).json()["id"],
        "sweeps": sweep.pk,
        "labs": browser.send("post", "labs", {"recipe": recipe}).json()["id"],
        "own": browser.send("post", "own", {"name": "mine", "shape": [8, 8, 1]}).json()["id"],
        "own/imports": browser.send("post", "own/imports", {"name": "mine"}).json()["id"],
        "jobs": browser.send("post", "models/zoo:generator-cnn/explain", wish).json()["job"],
    }
    for route in routes_with_ids():
        method, path = route.split(" ")
        kind = path.partition("/{id}")[0]
        place = path.format(id=kept[kind], number=1, step=0, row=0, run=run.pk, **EXPORT)
        answer = stranger.send(method, place + QUESTIONS.get(route, ""), CHANGES.get(route))
        assert answer.status_code == 404, route
    for path, content in [
        ("predict", {"strokes": strokes}),
        ("generate", {"samples": [{}]}),
        ("generate/sheet", {"samples": [{}]}),
    ]:
        assert stranger.send("post", path, {"model": kept["models"]} | content).status_code == 404, path
    for path in ("runs", "documents", "drawings", "tokens", "sweeps", "own", "own/imports"):
        assert stranger.send("get", path).json() == [] != browser.send("get", path).json(), path
    assert Run.objects.get(pk=run.pk).name == "mine"
    assert browser.send("delete", f"own/imports/{kept['own/imports']}").status_code == 204


@pytest.mark.parametrize("kind", archives())
def test_a_file_that_could_run_code_is_refused_and_not_run(browser, kind, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    answer = browser.post("/api/recipes/read", archives()[kind], content_type="application/octet-stream")
    assert answer.status_code == 422
    assert answer.json()["problems"][0]["message"]
    assert not (tmp_path / "unpickled").exists()


MARKUP = "<img src=x onerror=alert(1)>\"'</script>"


def test_markup_in_names_stays_text_and_files_come_as_attachments(browser, run):
    browser.send("patch", f"runs/{run.pk}", {"name": MARKUP})
    answer = browser.send("get", f"runs/{run.pk}")
    assert answer.json()["name"] == MARKUP
    assert answer.headers["Content-Type"].startswith("application/json")
    file = browser.get(f"/api/models/run:{run.pk}/file")
    file.close()
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert not re.search(r"[<>]", file.headers["Content-Disposition"])
    page = browser.get("/")
    page.close()
    for answered in (answer, file, page):
        assert answered.headers["X-Content-Type-Options"] == "nosniff"
        assert "unsafe-eval" not in answered.headers["Content-Security-Policy"]
        assert re.search(r"script-src 'self'(;|$)", answered.headers["Content-Security-Policy"])


def test_a_report_may_run_nothing(browser, run):
    answer = browser.get(f"/api/runs/{run.pk}/report")
    answer.close()
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "script-src" not in answer.headers["Content-Security-Policy"]


def test_two_fresh_installations_have_keys_that_differ_and_that_only_their_owner_reads(tmp_path, monkeypatch):
    keys = []
    for name in ("one", "two"):
        monkeypatch.setenv("NETSUMIKI_HOME", str(tmp_path / name))
        folder = studio_folder.studio_folder()
        keys.append(studio_folder.secret_key(folder))
        assert studio_folder.secret_key(folder) == keys[-1]
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert stat.S_IMODE((folder / "secret.key").stat().st_mode) == 0o600
    assert keys[0] != keys[1] and min(map(len, keys)) >= 50


def test_an_old_cookie_is_dead_after_the_key_was_reset(browser, settings):
    assert browser.send("get", "session").status_code == 200
    settings.SECRET_KEY = "another key " * 5
    assert browser.send("get", "session").status_code == 401


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("length", [None, "declared", "x"])
def test_a_body_over_the_cap_is_refused_while_it_arrives(length, tmp_path, monkeypatch):
    from netsumiki.studio.asgi import application
    from netsumiki.studio.limit import MOST_BYTES

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    sent, taken = [], 0

    async def receive():
        nonlocal taken
        taken += 1
        return {"type": "http.request", "body": bytes(100_000), "more_body": True}

    async def send(message):
        sent.append(message)

    headers = [(b"host", b"127.0.0.1:8765")]
    if length:
        headers.append((b"content-length", str(MOST_BYTES * 5).encode() if length == "declared" else b"x"))
    scope = {"type": "http", "method": "POST", "path": "/api/inspect", "raw_path": b"/api/inspect", "query_string": b""}
    scope |= {"headers": headers, "http_version": "1.1", "scheme": "http", "server": ("127.0.0.1", 8765)}
    asyncio.run(application(scope, receive, send))
    assert [m["status"] for m in sent if "status" in m] == [413]
    assert taken <= MOST_BYTES // 100_000 + 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db
def test_the_stream_is_closed_to_strangers():
    async def ask():
        return (await AsyncClient(headers=HOST).get("/api/stream")).status_code

    assert asyncio.run(ask()) == 401
