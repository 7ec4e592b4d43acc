"""Drawings made of strokes: plain digits, and figures that are no digits and that the judge was never trained on."""

import numpy as np

T = np.linspace(0, 1, 60)
PI = np.pi


def arc(x, y, width, height, begin, end):
    angle = begin + (end - begin) * T
    return np.stack([x + width * np.cos(angle), y + height * np.sin(angle)], axis=1).tolist()


DIGITS = {
    "0": [arc(0.5, 0.5, 0.2, 0.3, -PI / 2, 1.5 * PI)],
    "1": [[[0.5, 0.2], [0.5, 0.8]]],
    "2": [[[0.29, 0.36], [0.46, 0.25], [0.68, 0.36], [0.32, 0.75], [0.71, 0.75]]],
    "3": [arc(0.45, 0.35, 0.18, 0.15, -0.8 * PI, PI / 2) + arc(0.45, 0.65, 0.2, 0.17, -PI / 2, 0.8 * PI)],
    "4": [[[0.4, 0.2], [0.3, 0.55], [0.7, 0.55]], [[0.6, 0.3], [0.6, 0.85]]],
    "5": [[[0.65, 0.2], [0.4, 0.2], [0.38, 0.45], *arc(0.47, 0.6, 0.17, 0.18, -0.6 * PI, 0.7 * PI)]],
    "6": [[[0.6, 0.2], [0.42, 0.45], *arc(0.5, 0.64, 0.15, 0.16, -0.9 * PI, 1.1 * PI)]],
    "7": [[[0.3, 0.25], [0.7, 0.25], [0.45, 0.8]]],
    "8": [arc(0.5, 0.35, 0.14, 0.15, PI / 2, 2.5 * PI) + arc(0.5, 0.66, 0.18, 0.17, -PI / 2, 1.5 * PI)],
    "9": [[*arc(0.5, 0.37, 0.15, 0.16, 0, -2 * PI), [0.64, 0.4], [0.6, 0.8]]],
}


def _corners(*points):
    return [list(map(float, p)) for p in points]


DOODLES = {
    "x": [_corners((0.2, 0.2), (0.8, 0.8)), _corners((0.8, 0.2), (0.2, 0.8))],
    "star": [_corners(*((0.5 + 0.4 * np.sin(0.8 * PI * k), 0.5 - 0.4 * np.cos(0.8 * PI * k)) for k in range(6)))],
    "spiral": [np.stack([0.5 + 0.4 * T * np.cos(5 * PI * T), 0.5 + 0.4 * T * np.sin(5 * PI * T)], axis=1).tolist()],
    "zigzag": [_corners((0.1, 0.2), (0.9, 0.3), (0.1, 0.45), (0.9, 0.55), (0.1, 0.7), (0.9, 0.8))],
    "teeth": [_corners((0.1, 0.7), (0.25, 0.3), (0.4, 0.7), (0.55, 0.3), (0.7, 0.7), (0.9, 0.3))],
    "house": [
        _corners((0.2, 0.85), (0.2, 0.45), (0.5, 0.15), (0.8, 0.45), (0.8, 0.85), (0.2, 0.85)),
        _corners((0.45, 0.85), (0.45, 0.6), (0.6, 0.6), (0.6, 0.85)),
    ],
    "face": [
        arc(0.5, 0.5, 0.4, 0.4, 0, 2 * PI), arc(0.5, 0.55, 0.2, 0.15, 0, PI),
        _corners((0.4, 0.4), (0.4, 0.42)), _corners((0.6, 0.4), (0.6, 0.42)),
    ],
    "letter a": [_corners((0.2, 0.85), (0.5, 0.15), (0.8, 0.85)), _corners((0.33, 0.6), (0.67, 0.6))],
    "letter k": [_corners((0.3, 0.15), (0.3, 0.85)), _corners((0.75, 0.15), (0.3, 0.5), (0.75, 0.85))],
    "letter w": [_corners((0.1, 0.15), (0.3, 0.85), (0.5, 0.35), (0.7, 0.85), (0.9, 0.15))],
    "hatching": [_corners((x, 0.1), (x, 0.9)) for x in (0.2, 0.4, 0.6, 0.8)],
}  # fmt: skip


def by_hand(strokes, stream):
    """The same figure, turned, stretched and shaken a little, as nobody draws it twice alike."""
    angle = stream.normal(0, 0.1)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    turn = turn @ np.diag(stream.uniform(0.8, 1.05, 2))
    moved = []
    for stroke in strokes:
        points = (np.array(stroke) - 0.5) @ turn + 0.5
        moved.append((points + np.cumsum(stream.normal(0, 0.004, points.shape), axis=0)).clip(0, 1).tolist())
    return moved
