"""Pictures, points and bars made of characters, so that data can be seen without leaving the terminal."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.text import Text

SHADES = " ░▒▓█"
EIGHTHS = " ▏▎▍▌▋▊▉"
COLOURS = ("blue", "dark_orange", "green", "magenta", "red", "cyan", "yellow", "white", "bright_blue", "bright_green")
SIGNS = "●○▲△■□◆◇★☆"


def bar(share: float, width: int = 30) -> str:
    """A bar from 0 to 1, exact to an eighth of a character."""
    eighths = round(max(0.0, min(1.0, share)) * width * 8)
    return ("█" * (eighths // 8) + EIGHTHS[eighths % 8]).rstrip()


def picture(pixels: Any, coloured: bool) -> "list[Text]":
    """uint8 (H, W) or (H, W, 1 or 3), two pixels above one another in each character."""
    from rich.text import Text

    rows = pixels.reshape(*pixels.shape[:2], -1)
    rows = rows[: len(rows) // 2 * 2].repeat(3 // rows.shape[2], axis=2)  # (H, W, 3)
    lines = []
    for above, below in zip(rows[0::2], rows[1::2]):
        line = Text()
        for a, b in zip(above, below):
            if coloured:
                line.append("▀", style=f"rgb({a[0]},{a[1]},{a[2]}) on rgb({b[0]},{b[1]},{b[2]})")
            else:
                line.append(SHADES[round((float(a.mean()) + float(b.mean())) / 510 * (len(SHADES) - 1))])
        lines.append(line)
    return lines


def beside(blocks: "list[list[Text]]", gap: int = 2) -> "list[Text]":
    """Blocks of lines next to each other."""
    from rich.text import Text

    lines = []
    for parts in zip(*blocks):
        line = Text()
        for number, part in enumerate(parts):
            line.append(" " * gap if number else "")
            line.append_text(part)
        lines.append(line)
    return lines


def points(inputs: Any, labels: Any, width: int = 64, height: int = 24) -> "list[Text]":
    """Points (N, 2) as signs, one sign and colour for each label."""
    from rich.text import Text

    low, high = inputs.min(axis=0), inputs.max(axis=0)
    place = (inputs - low) / (high - low).clip(1e-9)
    columns, rows = (
        (place[:, 0] * (width - 1)).round().astype(int),
        ((1 - place[:, 1]) * (height - 1)).round().astype(int),
    )
    cells = {(int(r), int(c)): int(label) for r, c, label in zip(rows, columns, labels)}
    lines = []
    for row in range(height):
        line = Text()
        for column in range(width):
            label = cells.get((row, column))
            if label is None:
                line.append(" ")
            else:
                line.append(SIGNS[label % len(SIGNS)], style=COLOURS[label % len(COLOURS)])
        lines.append(line)
    return lines
