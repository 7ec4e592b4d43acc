"""`nk.Sequential`: built layer by layer, trained on arrays by the same loop as recipes."""

import numpy as np
import pytest

import netsumiki as nk
from netsumiki.training import train
from tests.training.small import pictures, points_recipe


@pytest.fixture
def moons():
    return nk.data.load("moons")


def network(**options):
    model = nk.Sequential(input_shape=(2,), **options)
    model.add(nk.layers.Dense(units=8), activation="tanh")
    model.add("dense", units=2, activation="softmax")
    model.compile(optimizer=nk.optimizers.Momentum(lr=0.1), loss="softmax_cross_entropy", metrics=["accuracy"])
    return model


def fitted(moons, **options):
    model = network(**options)
    model.fit(moons.train.inputs, moons.train.labels, batch_size=32, epochs=3, verbose=False)
    return model


def test_the_script_that_keras_made_known_translates_line_by_line(moons, capsys):
    x_train, y_train = moons.train.inputs, np.eye(2)[moons.train.labels]
    x_test, y_test = moons.test.inputs, np.eye(2)[moons.test.labels]
    model = nk.Sequential()
    model.add(nk.layers.Dense(units=32), input_shape=(2,), activation="sigmoid")
    model.add(nk.layers.Dense(units=2), activation="softmax")
    model.summary()
    model.compile(optimizer=nk.optimizers.SGD(lr=0.5), loss="softmax_cross_entropy", metrics=["accuracy"])
    history = model.fit(x_train, y_train, batch_size=20, epochs=10, validation_split=0.1)
    loss, accuracy = model.evaluate(x_test, y_test)
    assert accuracy > 0.8 and loss < 0.5
    out = capsys.readouterr().out
    assert "162 parameters" in out and "Epoch 10/10  loss" in out and "val_accuracy" in out
    assert sorted(history.history) == ["accuracy", "loss", "val_accuracy", "val_loss"]
    assert all(len(values) == 10 for values in history.values()) and history["loss"][-1] < history["loss"][0]


def test_it_learns_the_same_numbers_as_a_recipe(moons):
    model = fitted(moons)
    recipe = points_recipe(batch_size=32, epochs=3, optimizer={"optimizer": "momentum", "lr": 0.1}, validation=0)
    run = train(recipe)
    for parameter in run.model.graph.params:
        assert np.array_equal(parameter.value, model.graph.params[parameter.name].value)


def test_fitting_again_goes_on(moons):
    x, y = moons.train.inputs, moons.train.labels
    twice, once = network(), network()
    for _ in range(2):
        twice.fit(x, y, batch_size=40, epochs=2, verbose=False)
    once.fit(x, y, batch_size=40, epochs=4, verbose=False)
    assert np.array_equal(twice.predict(x), once.predict(x))


def test_a_second_fit_validates_on_the_same_examples(moons):
    x = np.arange(100, dtype=np.float32).reshape(50, 2)
    seen = []
    model = network()
    with pytest.MonkeyPatch.context() as patch:
        from netsumiki.training.classifier import ClassifierStep

        evaluate = ClassifierStep.evaluate
        patch.setattr(ClassifierStep, "evaluate", lambda self, split: seen.append(split) or evaluate(self, split))
        for _ in range(2):
            model.fit(x, np.arange(50) % 2, validation_split=0.2, verbose=False)
    assert len(seen) == 2 and np.array_equal(seen[0].inputs, seen[1].inputs) and len(seen[0]) == 10


def test_compiling_anew_keeps_the_weights(moons):
    model = fitted(moons)
    before = model.predict(moons.test.inputs)
    model.compile(optimizer="adam", loss="mean_squared_error")
    assert np.allclose(model.predict(moons.test.inputs), before, atol=1e-6)
    assert len(model.fit(moons.train.inputs, moons.train.labels, verbose=False)["loss"]) == 1


def test_what_is_predicted_is_what_is_evaluated_and_saved(moons, tmp_path):
    model = fitted(moons, class_names=["upper", "lower"])
    probabilities = model.predict(moons.test.inputs)
    assert probabilities.shape == (250, 2) and np.allclose(probabilities.sum(axis=1), 1, atol=1e-6)
    accuracy = (probabilities.argmax(axis=1) == moons.test.labels).mean()
    assert model.evaluate(moons.test.inputs, moons.test.labels)[1] == pytest.approx(accuracy)
    model.save(tmp_path / "moons.safetensors")
    loaded = nk.load(tmp_path / "moons.safetensors")
    assert np.array_equal(loaded.predict(moons.test.inputs), probabilities)
    assert loaded.class_names == ("upper", "lower") and loaded.check_golden() < 1e-6 and len(loaded.golden[0]) == 10


def test_pictures_may_be_bytes_or_numbers_from_0_to_1_with_or_without_channel():
    data = pictures()
    layers = [nk.layers.Conv2D(filters=4), "relu", "flatten", nk.layer("dense", units=3), "softmax"]
    probabilities = []
    for x in (data.train.inputs, data.train.inputs[..., 0], data.train.inputs.astype("float32") / 255):
        model = nk.Sequential(layers)
        model.fit(x, data.train.labels, epochs=2, verbose=False)
        probabilities.append(model.predict(x))
    assert np.array_equal(probabilities[0], probabilities[1]) and np.array_equal(probabilities[0], probabilities[2])


def test_a_callback_stops_early(moons):
    model = network()
    model.compile(optimizer={"optimizer": "sgd", "lr": 1e-12})
    stop = {"callback": "early_stopping", "patience": 1}
    x, y = np.zeros((40, 2)), np.arange(40) % 2
    history = model.fit(x, y, epochs=9, validation_split=0.5, callbacks=[stop], verbose=False)
    assert len(history["loss"]) < 9


def test_interrupting_keeps_what_was_learnt(moons):
    model = network()
    before = model.predict(moons.test.inputs)
    with pytest.MonkeyPatch.context() as patch:
        from netsumiki.training.classifier import ClassifierStep

        assess = ClassifierStep.assess

        def interrupted(self, loop):
            assess(self, loop)
            raise KeyboardInterrupt

        patch.setattr(ClassifierStep, "assess", interrupted)
        with pytest.raises(KeyboardInterrupt):
            model.fit(moons.train.inputs, moons.train.labels, verbose=False)
    assert not np.array_equal(model.predict(moons.test.inputs), before)


def bad(x=None, y=None, model=None, **options):
    x = np.zeros((10, 2)) if x is None else x
    y = np.arange(10) % 2 if y is None else y
    return lambda: (model or network()).fit(x, y, verbose=False, **options)


BAD = {
    "NaN in the data": (bad(x=np.full((10, 2), np.nan)), "example 0 holds NaN or infinity"),
    "no data": (bad(x=np.zeros((0, 2)), y=np.zeros(0, int)), "the data holds no examples"),
    "fewer labels": (bad(y=[0, 1]), "10 inputs but 2 labels"),
    "labels outside the classes": (bad(y=np.full(10, 2)), "label 2 lies outside the 2 classes"),
    "labels that are no rows of one 1": (bad(y=np.ones((10, 2))), "one-hot"),
    "labels that are no whole numbers": (bad(y=np.zeros(10)), "one whole number for each example"),
    "other shape": (bad(x=np.zeros((10, 3))), r"shape (3,) but the network reads (2,)"),
    "pictures from -1 to 1": (bad(x=np.full((10, 4, 4, 1), -1.0)), "pictures must be bytes"),
    "no input shape": (lambda: nk.Sequential([nk.layers.Dense()]).predict(np.zeros((1, 2))), "give input_shape"),
    "wrong option": (lambda: network().add("dense", unit=3), 'has no option "unit" (did you mean "units"?)'),
    "wrong loss": (lambda: network().compile(loss="softmax_crossentropy"), 'did you mean "softmax_cross_entropy"?'),
    "wrong batch size": (bad(batch_size=0), "batch_size must be a whole number from 1"),
    "wrong share": (bad(validation_split=1.5), "validation must be a number"),
    "wrong rank": (bad(model=nk.Sequential(["max_pool"], input_shape=(2,))), "max_pool needs pictures"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_refused_in_words(case):
    call, words = BAD[case]
    with pytest.raises(nk.NetsumikiError) as caught:
        call()
    assert words in str(caught.value)
