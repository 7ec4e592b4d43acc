"""The experiment about noise and label: recipes differ in the share alone, and what they show is said honestly."""

import itertools

import numpy as np
import pytest

from netsumiki.data import Data, Split
from netsumiki.engine.errors import DataError, RecipeError
from netsumiki.training import Recipe
from netsumiki.training.sweep import finding, judge_for, measure, meeting, recipes, same_asked, usual
from netsumiki.training.trends import spearman
from tests.exporting import small
from tests.training.small import points_recipe
from tests.training.test_rewinding import dense, flow_recipe, gan_recipe


def told_recipe(**training):
    """Two blobs, each on demand: noise of 6 numbers beside an embedding of 2."""
    recipe = gan_recipe(**training)
    word = {"name": "word", "layer": "embedding", "entries": 2, "units": 2, "inputs": ["label"]}
    both = {"name": "both", "layer": "concat", "inputs": ["noise", "word"]}
    recipe["generator"] = {"inputs": {"noise": [6], "label": []}, "nodes": [word, both, *dense(8, start="g")]}
    asked = {"name": "asked", "layer": "embedding", "entries": 2, "units": 4, "inputs": ["label"]}
    seen = {"name": "seen", "layer": "concat", "inputs": ["image", "asked"]}
    nodes = [asked, seen, *dense(8, end=1, start="d")]
    recipe["discriminator"] = {"inputs": {"image": [2], "label": []}, "nodes": nodes}
    return recipe


# -- recipes --------------------------------------------------------------------------------------------------------


def test_the_shares_go_from_hardly_any_noise_to_nearly_all():
    assert usual(64) == [4, 8, 16, 32, 48, 60] and usual(2) == [1] and usual(1) == []


def test_noise_and_label_meet_where_an_embedding_reads_the_label():
    assert meeting(told_recipe()) == (6, "word", 2) and meeting(told_recipe()).total == 8


def test_of_several_embeddings_the_one_beside_the_noise_is_meant():
    recipe = told_recipe()
    other = {"name": "other", "layer": "embedding", "entries": 2, "units": 8, "inputs": ["label"]}
    end = {"name": "more", "layer": "add", "inputs": ["g1", "other"]}
    recipe["generator"]["nodes"] = [other, *recipe["generator"]["nodes"][:-1], end, {"layer": "dense", "units": 2}]
    assert meeting(recipe).node == "word"


def test_recipes_differ_in_share_seed_and_length_alone():
    base = told_recipe(epochs=3)
    trials = recipes(base, [2, 7], [0, 5], steps=12)
    assert [(t.noise, t.label, t.seed) for t in trials] == [(2, 6, 0), (7, 1, 0), (2, 6, 5), (7, 1, 5)]
    assert len({t.name for t in trials}) == 4 and trials[0].name == "noise-002-seed-0"
    for trial in trials:
        changed = Recipe.read(trial.recipe)
        assert changed.networks["generator"].inputs["noise"] == (trial.noise,)
        assert changed.networks["generator"].shape_of("word") == (trial.label,)
        assert (changed.plan.seed, changed.plan.steps) == (trial.seed, 12)
        same = trial.recipe | {"name": base["name"], "generator": base["generator"], "training": base["training"]}
        assert same == base
    assert base == told_recipe(epochs=3)


def test_the_total_may_be_another():
    assert [(t.noise, t.label) for t in recipes(told_recipe(), [1, 15], [0], 5, total=16)] == [(1, 15), (15, 1)]


def one_hot():
    recipe = told_recipe()
    recipe["generator"]["nodes"][0] = {"name": "word", "layer": "one_hot", "classes": 2, "inputs": ["label"]}
    return recipe


def square():
    recipe = told_recipe()
    recipe["generator"]["inputs"]["noise"] = [2, 1]
    recipe["generator"]["nodes"][1:2] = [
        {"name": "flat", "layer": "flatten", "inputs": ["noise"]},
        {"name": "both", "layer": "concat", "inputs": ["flat", "word"]},
    ]
    return recipe


def twice():
    recipe = told_recipe()
    other = recipe["generator"]["nodes"][0] | {"name": "other"}
    recipe["generator"]["nodes"].insert(0, other)
    recipe["generator"]["nodes"][2]["inputs"].append("other")
    return recipe


@pytest.mark.parametrize(
    "base, words",
    [
        (points_recipe(), "points is a classifier: choose a GAN that is told the label, such as cgan"),
        (flow_recipe(), "points is a flow, whose noise is as large as what it makes: choose a GAN"),
        (gan_recipe(), "is not told the label: add an input label, and an embedding"),
        (one_hot(), "no embedding reads the label .* let an embedding read it, and join that to the noise with concat"),
        (square(), r"the noise of points has shape \(2, 1\): make it a list of numbers"),
        (twice(), "other and word all read the label: join the one that is meant|word and other all read the label"),
    ],
)
def test_where_they_do_not_meet_the_remedy_is_told(base, words):
    with pytest.raises(RecipeError, match=words):
        recipes(base, [1], [0], 5)


@pytest.mark.parametrize(
    "noises, seeds, words",
    [
        ([0], [0], "0 of 8 numbers cannot be noise: both noise and label need at least 1, so give 1 to 7"),
        ([8], [0], "8 of 8 numbers cannot be noise"),
        ([], [0], "0 shares with 1 seeds are no 1 to 200 runs"),
        ([1, 2], range(101), "2 shares with 101 seeds"),
    ],
)
def test_shares_that_cannot_be_are_refused(noises, seeds, words):
    with pytest.raises(RecipeError, match=words):
        recipes(told_recipe(), noises, seeds, 5)


# -- what is measured -----------------------------------------------------------------------------------------------


def test_points_are_measured_by_where_they_lie():
    real = np.random.default_rng(0).normal(size=(400, 2)).astype(np.float32)
    split = Split(real, np.arange(400) % 3)
    data = Data("cloud", split, split, small.NAMES)
    word, both = told_recipe()["generator"]["nodes"][:2]
    nodes = [word | {"entries": 3}, both, {"name": "point", "layer": "dense", "units": 2, "bias": False}]
    made = small.generator_of({"inputs": {"noise": [2], "label": []}, "nodes": nodes})
    (W,) = (p for p in made.graph.params if p.name.startswith("point"))
    W.value[...] = np.eye(4, 2)  # the noise itself, which is distributed as the data is
    assert judge_for(data) is None
    found = measure(made, data, None, 400)
    assert found["fidelity"] > 0.95 and found["diversity"] > 0.95 and found["same"] is None
    W.value[...] = 0
    assert measure(made, data, None, 400)["diversity"] < 0.3


def test_data_that_no_judge_knows_is_refused():
    split = Split(np.zeros((4, 28, 28, 1), np.uint8), np.zeros(4, int))
    with pytest.raises(DataError, match="choose a judge"):
        judge_for(Data("shoes", split, split, ("shoe",)))


def test_columns_share_the_label_and_rows_the_noise():
    generator = small.told()
    examples, columns = same_asked(generator, rows=2)
    assert columns == 3 and len(examples) == 6
    again = generator.generate(np.repeat(generator.noise(1, 1), 3, axis=0), [0, 1, 2])
    assert np.array_equal(examples[3:], again)


def test_shorter_noise_is_the_beginning_of_longer():
    short, long = small.linear(noise=3)[0], small.linear(noise=9)[0]
    assert np.array_equal(short.noise(1, 4)[0], long.noise(1, 4)[0, :3])


# -- what it shows --------------------------------------------------------------------------------------------------


def result(noise, fidelity, diversity, seed=0, **more):
    return {"noise": noise, "label": 64 - noise, "seed": seed, "fidelity": fidelity, "diversity": diversity} | more


def runs(fidelity, diversity, noises=(4, 8, 16, 32, 48, 60)):
    return [result(*three) for three in zip(noises, fidelity, diversity)]


RISES, FALLS, MIXED = [0.5, 0.6, 0.7, 0.8, 0.9, 1.0], [0.99, 0.98, 0.97, 0.96, 0.95, 0.94], [0.7, 0.9, 0.6, 0.8, 1, 0.5]


@pytest.mark.parametrize(
    "fidelity, diversity, code, holds, words",
    [
        (FALLS, RISES, "holds", True, "that holds here"),
        (RISES, FALLS, "opposite", False, "that does not hold here"),
        (MIXED, FALLS, "opposite", False, "diversity falls from 0.990 to 0.940"),
        (MIXED, RISES, "half", None, "only one of the two is clear here"),
        (
            [f / 2 for f in FALLS],
            RISES,
            "early",
            None,
            "cannot be said yet: half of the runs are below a fidelity of 0.5",
        ),
        (MIXED, MIXED, "unclear", None, "cannot be said from these runs"),
        ([1.0] * 6, [0.8] * 6, "unclear", None, "has no clear trend"),
    ],
)
def test_the_finding_says_what_is_clear_and_no_more(fidelity, diversity, code, holds, words):
    found = finding(runs(fidelity, diversity))
    assert (found["code"], found["holds"]) == (code, holds) and words in found["sentence"]


def test_by_how_much_is_told():
    found = finding(runs(FALLS, RISES))
    assert "From 4 to 60 numbers of noise, diversity rises from 0.500 to 1.000" in found["sentence"]
    assert "(rank correlation -1.00, p = 0.003), in 6 runs" in found["sentence"]
    assert found["trends"]["diversity"] == {
        "rank": pytest.approx(1),
        "chance": pytest.approx(2 / 720),
        "clear": True,
        "as_said": True,
        "from": 0.5,
        "to": 1.0,
    }


def test_seeds_are_averaged_and_their_range_is_kept():
    both = [*runs(FALLS, RISES), result(4, 0.97, 0.4, seed=1, same=0.02)]
    first = finding(both)["curves"][0]
    assert (first["noise"], first["label"], first["runs"]) == (4, 60, 2)
    assert first["fidelity"] == pytest.approx(0.98) and first["fidelity_range"] == [0.97, 0.99]
    assert first["same"] == 0.02


@pytest.mark.parametrize(
    "results", [[], runs(FALLS, RISES)[:4], [result(n, 0.9, 0.8, s) for n in (1, 2) for s in range(9)]]
)
def test_too_few_runs_say_nothing(results):
    found = finding(results)
    assert found["code"] == "few" and found["holds"] is None and "too few" in found["sentence"]


def test_runs_that_failed_are_counted_and_left_out():
    found = finding([*runs(FALLS, RISES), result(2, None, None, error="it diverged"), result(1, 0.9, None)])
    assert found["facts"] == {"runs": 6, "failed": 2, "shares": 6} and found["holds"] is True


def test_chance_is_the_share_of_orders_with_as_strong_a_trend():
    y = [3.0, 1.0, 2.0, 5.0, 4.0]
    rank, chance = spearman(range(5), y)
    assert rank == pytest.approx(0.6)  # 1 − 6 Σ d² / n (n² − 1), with Σ d² = 8
    stronger = [abs(spearman(range(5), order)[0]) >= 0.6 - 1e-9 for order in itertools.permutations(y)]
    assert chance == pytest.approx(np.mean(stronger))


def test_equal_values_share_their_rank_and_many_values_are_sampled():
    x = [4] * 10 + [8] * 10 + [16] * 10
    y = np.arange(30.0)
    rank, chance = spearman(x, y)
    assert rank == pytest.approx(np.corrcoef(np.repeat([4.5, 14.5, 24.5], 10), y)[0, 1])
    assert 0.9 < rank < 1 and chance < 0.001 and spearman(x, y) == (rank, chance)
