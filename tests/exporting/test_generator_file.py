"""A generator's model file: everything needed to make examples, and a plain sentence for whoever asks for others."""

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from netsumiki.engine.errors import DataError, ModelFileError
from netsumiki.exporting.finding import kind_of, load
from netsumiki.exporting.generator_file import load_generator
from netsumiki.exporting.model_file import load_model
from netsumiki.training import train
from tests.training.adversaries import BARS, FLOW, POINTS, changed
from tests.training.small import pictures, points_recipe


@pytest.fixture(scope="module")
def bars(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bars")
    train(changed(BARS, training__steps=6), out=folder, data=pictures(), threads=1)
    return folder / "model.safetensors"


@pytest.fixture(scope="module")
def points():
    return train(changed(POINTS, training__steps=4), threads=1).model


def test_it_comes_back_as_it_was_saved(bars):
    generator = load_generator(bars)
    assert generator.conditional and generator.classes == 3 and generator.class_names == ("left", "middle", "right")
    assert generator.noise_shape == (6,) and generator.example_shape == (8, 8, 1)
    assert len(generator.golden[0]) == 10 and generator.check_golden() < 1e-6
    assert generator.facts == {"data": "bars", "seed": 0}


def test_a_changed_weight_shows_in_the_golden_samples(bars):
    generator = load_generator(bars)
    generator.graph.params["g1.W"].value[...] += 0.5
    assert generator.check_golden() > 1e-3


def test_the_same_seed_makes_the_same_pictures_and_more_of_them_change_none(bars):
    generator = load_generator(bars)
    labels = np.arange(5) % 3
    some, more = (generator.generate(generator.noise(n, seed=4), np.arange(n) % 3) for n in (5, 230))
    assert np.array_equal(some, more[:5]) and some.dtype == np.uint8 and some.shape == (5, 8, 8, 1)
    assert not np.array_equal(some, generator.generate(generator.noise(5, seed=5), labels))


def test_one_label_serves_for_all(bars):
    generator = load_generator(bars)
    noise = generator.noise(4)
    assert np.array_equal(generator.generate(noise, 2), generator.generate(noise, np.full(4, 2)))


def test_the_discriminator_comes_along_and_says_how_real_pictures_are(bars):
    generator = load_generator(bars)
    real = generator.realness(pictures().test.inputs[:7], pictures().test.labels[:7])
    assert real.shape == (7,) and (real >= 0).all() and (real <= 1).all()


def test_without_a_discriminator_nobody_says_how_real_a_picture_is():
    flow = train(changed(FLOW, training__steps=3), threads=1).model
    assert flow.realness(np.zeros((2, 2), np.float32), np.zeros(2, int)) is None
    assert flow.generate(flow.noise(3), [0, 1, 2]).shape == (3, 2)


def test_points_are_made_without_labels(points):
    assert points.generate(points.noise(7)).shape == (7, 2)
    with pytest.raises(DataError, match="trained without labels"):
        points.generate(points.noise(7), 1)


def test_wrong_labels_and_noise_are_told(bars):
    generator = load_generator(bars)
    noise = generator.noise(3)
    for labels, message in (
        (None, "give a label, one of left, middle, right"),
        (3, "there is no label 3: this generator knows the classes 0 to 2"),
        (-1, "there is no label -1"),
        ([0, 1], "for each of 3 examples"),
        (0.5, "for each of 3 examples"),
    ):
        with pytest.raises(DataError, match=message):
            generator.generate(noise, labels)
    with pytest.raises(DataError, match=r"reads noise of shape \(6,\), got \(5,\)"):
        generator.generate(noise[:, :5], 0)


def test_a_classifier_makes_no_pictures_and_a_generator_reads_none(bars, tmp_path):
    train(points_recipe(), out=tmp_path / "run")
    classifier = tmp_path / "run" / "model.safetensors"
    with pytest.raises(ModelFileError, match="is a classifier, which reads pictures and cannot make them"):
        load_generator(classifier)
    with pytest.raises(ModelFileError, match="is a generator, which makes pictures and cannot read them"):
        load_model(bars)
    assert kind_of(bars) == "generator" and kind_of(classifier) == "classifier"
    assert type(load(bars)).__name__ == "Generator" and type(load(tmp_path / "run")).__name__ == "Model"


def test_a_file_without_some_of_its_weights_is_refused(bars, tmp_path):
    from safetensors import safe_open

    with safe_open(bars, framework="numpy") as file:
        metadata = file.metadata()
    kept = {name: array for name, array in load_file(bars).items() if name != "weight/d1.W"}
    save_file(kept, tmp_path / "broken.safetensors", metadata)
    with pytest.raises(ModelFileError, match="cannot be read as a model"):
        load_generator(tmp_path / "broken.safetensors")
