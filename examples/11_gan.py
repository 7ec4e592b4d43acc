"""A GAN in two dozen lines: one network makes numbers, another tells them from real ones, and both get better."""

import numpy as np

rng = np.random.default_rng(0)
MEANS, SPREAD = np.array([-1.0, 1.5]), 0.5


def real(labels):
    """Real numbers: around −1 with label 0, around 1.5 with label 1."""
    return rng.normal(MEANS[labels], SPREAD)


def score(x, labels, d):
    """The discriminator: σ(d0 + d1 x + d2 x²) with numbers d of its own for each label; near 1 means real."""
    return 1 / (1 + np.exp(-(d[labels, 0] + d[labels, 1] * x + d[labels, 2] * x * x)))


def make(noise, labels, g):
    """The generator: shift and stretch the noise, differently for each label."""
    return g[labels, 0] + g[labels, 1] * noise


def play(rounds=4000, size=200, quick=0.3, slow=0.05, told=True):
    """Both learn in turn; returns the generator's numbers (shift, stretch) for each label, averaged over the end."""
    g, d = np.array([[0.0, 1.0], [0.0, 1.0]]), np.zeros((2, 3))
    late = np.zeros_like(g)
    for turn in range(rounds):
        labels, noise = rng.integers(0, 2, size), rng.normal(size=size)
        seen = labels if told else np.zeros(size, int)  # does the discriminator hear what was asked for?
        x, made = real(labels), make(noise, labels, g)
        # The discriminator makes −log D(real) − log(1 − D(made)) small: dL/d(sum) is D − 1 and D.
        for numbers, error in ((x, score(x, seen, d) - 1), (made, score(made, seen, d))):
            slope = np.stack([error, error * numbers, error * numbers**2], axis=1)
            for label in (0, 1):
                d[label] -= quick * slope[seen == label].sum(axis=0) / size
        # The generator makes −log D(made) small: (D − 1) · d(sum)/d(made), passed on to its own two numbers.
        error = (score(made, seen, d) - 1) * (d[seen, 1] + 2 * d[seen, 2] * made)
        for label in (0, 1):
            mine = labels == label
            g[label] -= slow * np.array([error[mine].sum(), (error * noise)[mine].sum()]) / size
        late += g / (rounds // 2) if turn >= rounds // 2 else 0  # the two chase each other in circles: take the middle
    return late


found = play()
for label, (shift, stretch) in enumerate(found):
    print(
        f"label {label}: real numbers {MEANS[label]:+.1f} ± {SPREAD}, the generator {shift:+.2f} ± {abs(stretch):.2f}"
    )
assert np.abs(found[:, 0] - MEANS).max() < 0.3
assert np.abs(np.abs(found[:, 1]) - SPREAD).max() < 0.3

# Nobody showed the generator a single real number: all that it knows went through the discriminator's gradient. So if
# the discriminator is not told the label, a −1 passes where 1.5 was asked for, and the label means nothing any more.
deaf = play(told=False)
print(f"told no label: asked for 0 it makes {deaf[0, 0]:+.2f}, asked for 1 {deaf[1, 0]:+.2f}")
assert np.abs(deaf[:, 0] - MEANS).max() > 1
print("The generator learnt both kinds by ear alone, and only because its critic knew what was asked for.")
