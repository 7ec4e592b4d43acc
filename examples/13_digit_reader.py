"""The flagship: everything so far in one recipe, trained briefly, saved, loaded again, and reading digits."""

import tempfile
from pathlib import Path

from digits import digits

import netsumiki as nk

# A recipe is a document: data, network, training. This one comes with Netsumiki; `netsumiki train digit-reader` takes
# minutes and hardly ever misreads one. Here it gets a small part of the pictures, and settings for a short run.
recipe = nk.templates()["digit-reader"]
recipe["data"]["augmentation"] = []  # distorted copies keep it from learning by heart, but a short run cannot do that
recipe["training"] |= {"epochs": 2, "batch_size": 64, "piece": 32, "average": 0.9}
data = digits(limit=2400, test=500)


def tell(event):
    if event.name == "evaluated":
        print(f"epoch {event.epoch}: {event.accuracy:.1%} of the validation digits")


result = nk.train(recipe, data=data, on_event=tell)

# The model file holds the weights, the recipe, the preprocessing and ten golden samples: all that it takes to use it.
with tempfile.TemporaryDirectory() as folder:
    result.model.save(Path(folder) / "model.safetensors")
    model = nk.load(Path(folder) / "model.safetensors")

# It takes pictures of any size as they are, centres and scales them as in training, and says how sure it is.
for picture, label in zip(data.test.inputs[:10], data.test.labels):
    prediction = model.predict_picture(picture[:, :, 0])
    print(f"a {label}, read as {prediction.label} ({prediction.sure:.1%} sure)")

assert result.finished.test_accuracy > 0.75
assert model.check_golden() < 1e-4  # the loaded model computes what the trained one did
print(f"After {result.finished.seconds:.1f} seconds the network reads {result.finished.test_accuracy:.1%} of the test.")
