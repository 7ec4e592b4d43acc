"""A generator: `generate(noise(16, seed=1), labels)` makes sixteen examples."""

import zlib

import numpy as np

from netsumiki.exporting.formats.numpy_source.weights import weights_of

AT_ONCE = 100  # examples that are made together


class Maker:
    """What every generator does; `Model`, further down, says what is its own."""

    name: str
    noise_shape: tuple
    class_names: tuple
    conditional: bool

    def __init__(self, arrays):
        self.arrays, self.weights = arrays, weights_of(arrays)

    def network(self, *inputs):
        """What the layers make of the noise."""
        raise NotImplementedError

    def drawn(self, stream, shape):
        """Noise as the generator knows it."""
        raise NotImplementedError

    def to_pictures(self, y):
        """uint8 pictures of what the network puts out."""
        raise NotImplementedError

    def noise(self, count, seed=0):
        """float32 (count, …) to make examples of; the same seed, the same noise."""
        sequence = np.random.SeedSequence(seed, spawn_key=(zlib.crc32(b"noise"), 0))
        return self.drawn(np.random.Generator(np.random.PCG64(sequence)), (count, *self.noise_shape))

    def generate(self, noise, labels=None):
        """uint8 pictures (N, H, W, C), or float32 points (N, 2); `labels`: for each the number of its class."""
        return self.to_pictures(self.outputs(noise, labels))

    def outputs(self, noise, labels=None):
        """What the network puts out, float32 (N, …)."""
        if noise.shape[1:] != self.noise_shape:
            raise ValueError(f"the noise has the shape {noise.shape[1:]} and not {self.noise_shape}: use noise(count)")
        labels = self.asked_for(labels, len(noise))
        some = [slice(start, start + AT_ONCE) for start in range(0, len(noise), AT_ONCE)]
        return np.concatenate([self.made(noise[s], None if labels is None else labels[s]) for s in some])

    def made(self, noise, labels):
        return self.network(noise) if labels is None else self.network(noise, labels)

    def asked_for(self, labels, count):
        """One whole number for each example."""
        if not self.conditional:
            if labels is not None:
                raise ValueError("this generator makes what it likes: leave the labels out")
            return None
        known = f"give whole numbers from 0 to {len(self.class_names) - 1}"
        if labels is None:
            raise ValueError(f"this generator is told what to make: {known}")
        labels = np.broadcast_to(np.asarray(labels), (count,))
        if labels.dtype.kind not in "iu" or not ((labels >= 0) & (labels < len(self.class_names))).all():
            raise ValueError(f"there is no such label: {known}")
        return labels

    def check(self):
        """The largest difference between the golden samples made now and those of the engine."""
        arrays = self.arrays
        made = self.outputs(arrays["golden/noise"], arrays.get("golden/labels"))
        return float(np.abs(made - arrays["golden/answers"]).max())


class Flow(Maker):
    """dx/dt = v(x, t, label) from noise at t = 0 to an example at t = 1, in steps of the midpoint rule"""

    steps: int
    guidance: float

    def made(self, noise, labels):
        x, length = noise.astype(np.float32), 1 / self.steps
        for step in range(self.steps):
            halfway = x + np.float32(length / 2) * self.velocity(x, step * length, labels)
            x = x + np.float32(length) * self.velocity(halfway, (step + 0.5) * length, labels)
        return x

    def velocity(self, x, time, labels):
        """v(no label) + guidance · (v(label) − v(no label))"""
        times = np.full(len(x), time, np.float32)
        if labels is None:
            return self.network(x, times)
        told = self.network(x, times, labels)
        if self.guidance == 1:
            return told
        free = self.network(x, times, np.full(len(x), len(self.class_names)))
        return free + np.float32(self.guidance) * (told - free)


def main(model, arguments):
    """python model.py made.png --seed 1"""
    import argparse

    parser = argparse.ArgumentParser(description="Make examples.")
    parser.add_argument("file", nargs="?", help="where the pictures go, as in made.png")
    parser.add_argument("--label", help="the class to make; without it each in turn")
    parser.add_argument("--count", type=int, default=10, help="how many (10)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--check", action="store_true", help="make the ten golden samples, and compare")
    asked = parser.parse_args(arguments)
    if asked.check:
        print(f"largest difference on the golden samples: {model.check():.2g}")
        return
    labels = None
    if model.conditional:
        if asked.label is not None and asked.label not in model.class_names:
            raise SystemExit(f"there is no class {asked.label}: choose one of {', '.join(model.class_names)}")
        every = np.arange(asked.count) % len(model.class_names)
        labels = every if asked.label is None else model.class_names.index(asked.label)
    made = model.generate(model.noise(asked.count, asked.seed), labels)
    if made.ndim == 2:
        print("\n".join(" ".join(f"{x:.4f}" for x in point) for point in made))
    elif asked.file is None:
        parser.print_help()
    else:
        from PIL import Image

        sheet = np.concatenate(list(made), axis=1)
        Image.fromarray(sheet[..., 0] if sheet.shape[2] == 1 else sheet).save(asked.file)
