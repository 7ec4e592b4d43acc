"""A network that says which character follows: it goes on with a text."""

import numpy as np

from netsumiki.exporting.formats.numpy_source.reader import Reader


class Writer(Reader):
    """A reader of characters, as numbers: the place of each among `class_names`."""

    def write(self, begin="", length=200, temperature=0.7, seed=0):
        """`begin`, and `length` characters that follow: p[k] ∝ p[k]^(1 / temperature), 0 takes the likeliest."""
        stream, read, text = np.random.default_rng(seed), self.read(begin), []
        for _ in range(length):
            p = self.probabilities(read[None])[0].astype(np.float64)
            if temperature > 0:
                weights = np.exp((np.log(np.maximum(p, 1e-30)) - np.log(p.max())) / temperature)
                k = int(stream.choice(len(p), p=weights / weights.sum()))
            else:
                k = int(p.argmax())
            read = np.append(read[1:], np.float32(k))
            text.append(self.class_names[k])
        return begin + "".join(text)

    def read(self, text):
        """The last characters of a text, with spaces before them if there are too few, as numbers."""
        (window,) = self.input_shape
        ended = text[-1:].isspace() and text.strip()
        text = " ".join(text.lower().split()) + (" " if ended else "")
        places = {name: place for place, name in enumerate(self.class_names)}
        if strangers := sorted(set(text) - set(places)):
            raise ValueError(f"the model has never read {''.join(strangers)!r}: leave it out")
        return np.array([places[character] for character in (" " * window + text)[-window:]], np.float32)


def main(model, arguments):
    """python model.py "a beginning" """
    import argparse

    parser = argparse.ArgumentParser(description="Go on with a text.")
    parser.add_argument("begin", nargs="?", default="", help="what stands at the beginning")
    parser.add_argument("--length", type=int, default=200, help="characters to write (200)")
    parser.add_argument("--temperature", type=float, default=0.7, help="0 takes the likeliest, 1 draws freely (0.7)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--check", action="store_true", help="answer the ten golden samples, and compare")
    asked = parser.parse_args(arguments)
    if asked.check:
        print(f"largest difference on the golden samples: {model.check():.2g}")
        return
    try:
        print(model.write(asked.begin, asked.length, asked.temperature, asked.seed))
    except ValueError as error:
        raise SystemExit(str(error)) from None
