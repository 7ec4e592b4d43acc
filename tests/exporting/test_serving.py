"""`netsumiki serve`: what it answers, and everything that it refuses."""

import asyncio
import base64
import io
import json
import sys
from urllib.parse import urlsplit

import numpy as np
import pytest
from PIL import Image

from netsumiki.exporting.finding import load
from netsumiki.exporting.formats.golden import invented
from netsumiki.exporting.formats.server import started
from netsumiki.exporting.serving import application, asking
from netsumiki.exporting.serving.application import MOST_BYTES, Application
from netsumiki.exporting.serving.refusing import Refused
from netsumiki.exporting.serving.subject import subject
from netsumiki.exporting.serving.together import Together
from tests.exporting.asking_a_server import ask, many

MODEL = "speed"
SERVE = [sys.executable, "-m", "netsumiki", "serve"]


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    with started([*SERVE, MODEL, "--port", "0"], tmp_path_factory.mktemp("serve")) as found:
        yield found


def png(pixels):
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    return file.getvalue()


def one():
    """A drawn one, larger than what the network reads."""
    drawn = np.zeros((90, 60), np.uint8)
    drawn[20:70, 28:34] = 255
    return drawn


def test_every_one_of_many_clients_gets_its_own_answer(address):
    model = load(MODEL)
    inputs = invented(model, 200)
    expected = model.predict(inputs)
    bodies = [json.dumps({"inputs": [x.tolist()]}).encode() for x in inputs] * 5
    answers = many(address, "/predict", bodies, clients=50)
    got = np.array([answer["predictions"][0]["probabilities"] for answer in answers])
    assert np.abs(got - np.tile(expected, (5, 1))).max() <= 1e-5


def test_a_picture_is_read_as_the_engine_reads_it(address):
    ours = load(MODEL).predict_picture(one())
    for body in (png(one()), {"pictures": [base64.b64encode(png(one())).decode()]}):
        kind = {"content_type": "image/png"} if isinstance(body, bytes) else {}
        status, _, said = ask(address, "POST", "/predict", body, **kind)
        (answer,) = said["predictions"]
        assert status == 200 and answer["label"] == ours.label and answer["unknown"] is False
        assert np.abs(np.array(answer["probabilities"]) - ours.probabilities).max() <= 1e-5
        assert said["classes"] == list(ours.class_names)


def test_it_tells_what_it_is(address):
    status, _, described = ask(address, "GET", "/model")
    assert status == 200 and described["input_shape"] == [28, 28, 1] and len(described["classes"]) == 10
    assert ask(address, "GET", "/health")[2] == {"status": "ok"}
    paths = ask(address, "GET", "/openapi.json")[2]["paths"]
    assert list(paths["/predict"]["post"]["requestBody"]["content"])[-1] == "application/json"
    status, headers, page = ask(address, "GET", "/")
    assert status == 200 and b"<title>" in page
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert ask(address, "HEAD", "/")[2] == b""


PICTURE = [[[0]] * 28] * 28
WRONG = {
    "no JSON": (b"{", 400, "malformed-json"),
    "a list": (b"[]", 422, "malformed"),
    "nothing asked": (b"{}", 422, "malformed"),
    "not a number": (b'{"inputs": [NaN]}', 400, "malformed-json"),
    "infinity": (b'{"inputs": [1e999]}', 422, "numbers"),
    "a huge number": (b'{"inputs": [' + b"9" * 400 + b"]}", 422, "numbers"),
    "text for numbers": (b'{"inputs": ["7"]}', 422, "numbers"),
    "truth for numbers": (b'{"inputs": [true]}', 422, "numbers"),
    "nothing for numbers": (b'{"inputs": [null]}', 422, "numbers"),
    "ragged lists": (b'{"inputs": [[1, 2], [3]]}', 422, "numbers"),
    "another shape": (b'{"inputs": [[1, 2]]}', 422, "example-shape"),
    "no examples": (b'{"inputs": []}', 422, "examples"),
    "too many": (json.dumps({"inputs": [0] * 257}).encode(), 422, "examples"),
    "shares of grey": (json.dumps({"inputs": [[[[0.5]] * 28] * 28]}).encode(), 422, "grey-values"),
    "too bright": (json.dumps({"inputs": [[[[256]] * 28] * 28]}).encode(), 422, "grey-values"),
    "an unknown key": (b'{"input": [1]}', 422, "unknown-key"),
    "two questions": (json.dumps({"inputs": [PICTURE], "pictures": []}).encode(), 422, "malformed"),
    "a nest of lists": (b'{"inputs": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", 400, "malformed-json"),
    "no base64": (b'{"pictures": ["***"]}', 422, "base64"),
    "no picture": (b'{"pictures": ["AAAA"]}', 422, "picture"),
    "a path": (b'{"pictures": ["/etc/passwd"]}', 422, "base64"),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_question_is_refused_with_a_sentence(address, what):
    body, status, code = WRONG[what]
    got, _, said = ask(address, "POST", "/predict", body, content_type="application/json")
    assert (got, said["problems"][0]["code"]) == (status, code)
    assert len(said["problems"][0]["message"]) > 20


def test_other_types_addresses_and_methods_are_refused(address):
    assert ask(address, "POST", "/predict", b"x=1", content_type="text/plain")[0] == 415
    assert ask(address, "POST", "/predict", b"<svg/>", content_type="image/svg+xml")[0] == 415
    assert ask(address, "POST", "/predict", b"<svg/>", content_type="image/png")[0] == 422
    assert ask(address, "GET", "/predict")[0] == 405
    assert ask(address, "DELETE", "/health")[0] == 405
    assert ask(address, "GET", "/../etc/passwd")[0] == 404
    assert ask(address, "POST", "/write", {"begin": "a"})[0] == 404


def test_a_body_over_the_limit_is_refused_whether_it_says_so_or_not(address):
    status, _, _ = ask(address, "POST", "/predict", b"", content_length=str(MOST_BYTES + 1))
    assert status == 413
    sent, taken = [], []

    async def receive():
        taken.append(1)
        return {"type": "http.request", "body": b"0" * 1_000_000, "more_body": True}

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": "/predict", "headers": []}
    asyncio.run(Application(subject(load(MODEL)))(scope, receive, send))
    assert sent[0]["status"] == 413 and len(taken) == MOST_BYTES // 1_000_000 + 1


def test_bodies_that_arrive_together_do_not_fill_the_memory_even_if_they_do_not_say_how_long_they_are(monkeypatch):
    monkeypatch.setattr(application, "MOST_HELD", 1_000)
    statuses = []

    async def send(message):
        statuses.append(message.get("status"))

    async def post(serving, pause):
        parts = [b"0" * 600, b"0" * 300]

        async def receive():
            part = parts.pop(0)
            if not parts:
                await pause()
            return {"type": "http.request", "body": part, "more_body": bool(parts)}

        scope = {"type": "http", "method": "POST", "path": "/predict", "headers": []}
        await serving(scope, receive, send)

    async def two():
        serving, refused = Application(subject(load(MODEL))), asyncio.Event()
        first = asyncio.create_task(post(serving, refused.wait))
        await asyncio.sleep(0)
        await post(serving, refused.wait)
        refused.set()
        await first
        assert serving.held == 0

    asyncio.run(asyncio.wait_for(two(), 20))
    assert [status for status in statuses if status] == [503, 415]


def test_pictures_that_take_too_long_to_read_do_not_keep_others_waiting(monkeypatch):
    monkeypatch.setattr(asking, "LONGEST_READING", -1.0)
    text = base64.b64encode(png(one())).decode()
    with pytest.raises(Refused, match="reading 1 of 3 pictures") as refused:
        asking.examples({"pictures": [text] * 3}, subject(load(MODEL)))
    assert refused.value.status == 422


def test_pages_from_elsewhere_do_not_reach_it(address):
    port = urlsplit(address).port
    assert ask(address, "GET", "/model", host=f"evil.example:{port}")[2]["problems"][0]["code"] == "host"
    assert ask(address, "GET", "/model", host=f"localhost:{port}")[0] == 200
    body = {"inputs": [PICTURE]}
    assert ask(address, "POST", "/predict", body, sec_fetch_site="cross-site")[0] == 403


def test_beyond_this_machine_it_wants_a_token(monkeypatch, capsys):
    from netsumiki.cli import main

    monkeypatch.delenv("NETSUMIKI_TOKEN", raising=False)
    assert main(["serve", MODEL, "--host", "0.0.0.0", "--port", "0"]) == 2
    assert "NETSUMIKI_TOKEN" in capsys.readouterr().err


def test_of_questions_that_are_answered_together_each_gets_its_own():
    model = load(MODEL)
    application, inputs = Application(subject(model)), invented(model, 3)
    good = [json.dumps({"inputs": [x.tolist()]}).encode() for x in inputs]
    questions = [("/predict", "application/json", body) for body in (good[0], b"{", good[1], good[2])]
    first, wrong, *others = application.answer_all(questions, lambda: False)
    assert isinstance(wrong, Refused) and wrong.status == 400
    got = [json.loads(answer)["predictions"][0]["probabilities"] for answer in (first, *others)]
    assert np.abs(np.array(got) - model.predict(inputs)).max() <= 1e-5
    assert len(application.answer_all(questions, lambda: True)) == 1  # the others wait for the next go


def test_who_waits_is_told_when_the_server_itself_fails():
    def fails(questions, enough):
        raise ZeroDivisionError

    async def ask():
        together = Together(fails)
        return await asyncio.gather(together.ask(1), together.ask(2), return_exceptions=True)

    assert [type(answer) for answer in asyncio.run(ask())] == [ZeroDivisionError] * 2
