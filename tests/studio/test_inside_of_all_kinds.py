"""The inside of every kind of model: networks that nobody foresaw, texts, GANs and flows; health and slow steps."""

import pytest

from tests.exporting.texts import reciting
from tests.studio.doodles import DIGITS
from tests.studio.generators import PLANE, keep, train, untrained
from tests.studio.insides import BRANCHES, ask, planes, told, trained_on_points, untrained_classifier
from tests.studio.test_predicting import keep_run
from tests.training.adversaries import changed


def test_health_over_examples_of_the_data(browser, user):
    points = trained_on_points(user)
    found = ask(browser, "/health", model=points, count=50).json()
    assert found["count"] == 50 and [n["depth"] for n in found["nodes"]] == [1, 2, 3]
    assert found["nodes"][1]["dead"] is not None and found["nodes"][0]["parameters"][0]["ratio"] > 0
    dark = [{"parameter": "hidden.b", "index": [k], "value": -1000} for k in range(3)]
    found = ask(browser, "/health", model=points, count=50, changes=dark).json()
    assert found["nodes"][1]["dead"] == [0, 1, 2]
    assert found["nodes"][0]["gradient_norm"] == 0


def test_a_slow_step_names_its_phases_and_keeps_the_weights(browser, user):
    points = trained_on_points(user)
    before = ask(browser, model=points, node="hidden").json()["selected"]["parameters"]
    found = ask(browser, "/step", model=points, size=16, lr=0.01).json()
    phases = {p["name"]: p for p in found["phases"]}
    assert list(phases) == ["batch", "forward", "loss", "backward", "update", "after"]
    assert len(found["labels"]) == 16 and found["pictures"] == [] and found["optimizer"] == "adam"
    assert phases["after"]["facts"]["loss"] < phases["loss"]["facts"]["loss"]
    assert phases["update"]["updates"][0]["parameter"] == "hidden.W"
    assert ask(browser, model=points, node="hidden").json()["selected"]["parameters"] == before
    assert ask(browser, "/step", model=points, size=16, lr=0.01).json() == found  # the same seed, the same batch


def test_a_network_that_nobody_foresaw_explains_every_layer(browser, user):
    model = untrained_classifier(user, BRANCHES)
    for node in ask(browser, model=model, strokes=DIGITS["5"]).json()["nodes"]:
        name = node["name"]
        chosen = ask(browser, model=model, node=name, strokes=DIGITS["5"]).json()["selected"]
        assert chosen["special"] and chosen["formula"]
        index = [n // 2 for n in node["shape"]]
        found = ask(browser, "/cell", model=model, node=name, index=index, strokes=DIGITS["5"], most=4096).json()
        total = sum(t["value"] for t in found["terms"]) + found["bias"] + found["rest"]
        assert total == pytest.approx(found["value"], abs=1e-5), name
        first = [0] * len(chosen["inputs"][0]["shape"])
        assert ask(browser, "/cell", model=model, node=name, index=first, of="input", strokes=DIGITS["5"]).json()[
            "kind"
        ]
        assert browser.send("get", f"models/{model}/inside/source?node={name}").json()["parts"]
        assert ask(browser, "/bindings", model=model, node=name, strokes=DIGITS["5"]).json()


def test_a_recurrent_layer_can_be_read_step_by_step(browser, user):
    model = untrained_classifier(user, BRANCHES)
    chosen = ask(browser, model=model, node="read", strokes=DIGITS["5"]).json()["selected"]
    assert chosen["steps"] == 28
    found = ask(browser, "/cell", model=model, node="read", index=[2], step=9, strokes=DIGITS["5"]).json()
    assert [s["name"] for s in found["sums"]] == ["r", "z", "n"] and found["kind"] == "gates"
    assert {"name": "step", "value": 9} in found["steps"]


def test_a_model_of_characters_is_looked_into_while_it_reads_a_text(browser, user):
    model = f"run:{keep_run(user, reciting(), 'model.safetensors', 'succeeded').pk}"
    found = ask(browser, model=model, text="abc").json()
    for node in found["nodes"]:
        chosen = ask(browser, model=model, text="abc", node=node["name"]).json()["selected"]
        assert chosen["shape"] == node["shape"] and chosen["output"]["nan"] == 0
    assert max(found["probabilities"], key=lambda p: p["probability"])["label"] == "d"


def test_both_networks_of_a_generator_can_be_looked_into(browser):
    writer = "zoo:digit-writer"
    found = ask(browser, model=writer, node="conv1", seed=3, label=7).json()
    assert found["network"] == "generator" and planes(found["made"]).shape == (1, 28, 28)
    assert found["selected"]["maps"]["total"] == 32 and found["objective"] == "mean"
    norms = {n["name"]: n["norm"] for n in found["nodes"]}
    assert norms["up1"] > 0 and norms["see1"] is None
    found = ask(browser, model=writer, node="see1", seed=3, label=7).json()
    assert found["network"] == "discriminator" and found["selected"]["maps"]["total"] == 16
    assert ask(browser, "/cell", model=writer, node="up2", index=[3, 3, 1]).json()["kind"] == "chosen"
    assert ask(browser, "/health", model=writer, network="discriminator", count=20).json()["nodes"][0]["name"] == "see1"
    change = {"parameter": "norm1.gamma", "index": [0], "value": 9}
    tried = ask(browser, "/try", model=writer, seed=3, label=7, changes=[change]).json()
    assert tried["made"] != tried["made_before"] and tried["after"] is None


@pytest.mark.parametrize("template", ["gan-first", "gan-2d", "dcgan", "flow"])
def test_every_kind_of_generator_can_be_looked_into(browser, user, template):
    run = keep(user, untrained(template))
    found = ask(browser, model=f"run:{run.pk}").json()
    assert {n["network"] for n in found["nodes"]} <= {"generator", "discriminator"}
    for node in found["nodes"]:
        answer = ask(browser, model=f"run:{run.pk}", node=node["name"])
        assert answer.status_code == 200, (node, answer.content)


def test_a_flow_takes_no_slow_step(browser, user):
    run = keep(user, untrained("flow"))
    assert "this model is a flow: choose another" in told(ask(browser, "/step", model=f"run:{run.pk}"))


@pytest.mark.parametrize("changes", [{}, {"training__packing": 2}])
def test_a_gan_shows_both_its_turns(browser, user, changes):
    recipe = changed(PLANE, training__steps=1, **changes)
    if "training__packing" in changes:
        recipe["discriminator"]["inputs"]["image"] = [4]
    run = train(user, recipe, state="succeeded")
    found = ask(browser, "/step", model=f"run:{run.pk}", size=16).json()
    phases = found["phases"]
    assert [(p["name"], p["network"]) for p in phases if p["name"] in ("update", "backward")] == [
        ("update", "discriminator"),
        ("backward", "generator"),
        ("update", "generator"),
    ]
    assert len(phases) == 11 and len(found["labels"]) == 16
    assert phases[0]["facts"]["size"] == 16
