"""Photograph the first screen of a report for the README: python -m docs.screenshots RUN_FOLDER

Needs Chromium. A run to photograph: netsumiki train digit-reader --out RUN_FOLDER
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageChops

from tests.e2e import chromium

PICTURE = Path(__file__).parent / "images" / "report.png"
WIDTH, HEIGHT, SCALE = 1216, 1152, 1.5
LARGEST = 200_000  # bytes
MARGIN = 36  # of page below the last panel
FIRST_SCREEN = "<style>#errors, #network, #again { display: none } main { padding-bottom: 0 }</style>"


def photograph(report: Path, picture: Path) -> None:
    """A picture of the page, as far down as it goes."""
    browser = chromium.require()
    options = ["--headless=new", *chromium.options(), "--disable-gpu", "--hide-scrollbars"]
    options += [f"--window-size={WIDTH},{HEIGHT}", f"--force-device-scale-factor={SCALE}", f"--screenshot={picture}"]
    with tempfile.TemporaryDirectory() as profile:
        command = [browser, *options, f"--user-data-dir={profile}", report.resolve().as_uri()]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)


def trimmed(picture: Image.Image) -> Image.Image:
    """Without the empty page below."""
    page = picture.getpixel((0, picture.height - 1))
    box = ImageChops.difference(picture, Image.new("RGB", picture.size, page)).getbbox()
    assert box is not None, "the page is empty"
    return picture.crop((0, 0, picture.width, min(picture.height, box[3] + round(MARGIN * SCALE))))


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        page, raw = Path(folder) / "report.html", Path(folder) / "report.png"
        report = (Path(sys.argv[1]) / "report.html").read_text("utf-8")
        page.write_text(report.replace("</head>", FIRST_SCREEN + "</head>"), "utf-8")
        photograph(page, raw)
        picture = trimmed(Image.open(raw).convert("RGB"))
    # few colours and no dithering: flat areas stay flat, and the file small
    picture.quantize(256, Image.Quantize.MAXCOVERAGE, kmeans=2, dither=Image.Dither.NONE).save(PICTURE, optimize=True)
    print(f"{PICTURE}: {picture.width} × {picture.height}, {PICTURE.stat().st_size:,} bytes")
    if PICTURE.stat().st_size > LARGEST:
        sys.exit(f"that is more than {LARGEST:,} bytes: lower SCALE")


if __name__ == "__main__":
    main()
