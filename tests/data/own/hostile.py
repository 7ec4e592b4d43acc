"""Files that are made to do harm, or that are merely broken; made anew each time, and none is kept.

What unpickling would do is seen by a file that it would leave in the current folder.
"""

import gzip
import io
import pickle
import struct
import zipfile
import zlib

import numpy as np
from PIL import Image

from tests.data.own.shapes import encoded
from tests.studio.archives import Exploding

PICTURE = np.random.default_rng(5).integers(0, 256, (40, 40, 3), np.uint8)
BOMB = zlib.compress(bytes(200 << 20), 9)


def chunk(kind, content):
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(width, height, *chunks, depth=8, colour=0):
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(chunks) + chunk(b"IEND", b"")


def with_bytes(content, at, put):
    return content[:at] + put + content[at + len(put) :]


def pictures():
    """{name: (content, reasons, one of which must be told)}"""
    sound = {format: encoded(PICTURE, format) for format in ("PNG", "JPEG", "GIF", "BMP", "WEBP")}
    found = {
        "huge.png": (png(50_000, 50_000, chunk(b"IDAT", zlib.compress(bytes(100)))), "too-large"),
        "wide.png": (png(2_000_000_000, 1, chunk(b"IDAT", zlib.compress(bytes(100)))), "too-large"),
        "large.png": (png(5_001, 5_001, chunk(b"IDAT", zlib.compress(bytes(100)))), "too-large"),
        "huge.bmp": (with_bytes(sound["BMP"], 18, struct.pack("<ii", 60_000, 60_000)), "too-large"),
        "negative.bmp": (with_bytes(sound["BMP"], 18, struct.pack("<ii", -40, 40)), "damaged not-a-picture too-large"),
        "huge.gif": (with_bytes(sound["GIF"], 6, struct.pack("<HH", 65_535, 65_535)), "too-large"),
        "text-bomb.png": (png(40, 40, chunk(b"zTXt", b"Comment\0\0" + BOMB), chunk(b"IDAT", b"")), "damaged"),
        "profile-bomb.png": (png(40, 40, chunk(b"iCCP", b"x\0\0" + BOMB), chunk(b"IDAT", b"")), "damaged"),
        "no-pixels.png": (png(40, 40), "damaged"),
        "no-size.png": (png(0, 0, chunk(b"IDAT", zlib.compress(b""))), "damaged too-small not-a-picture"),
        "narrow.png": (encoded(PICTURE[:1, :]), "too-small"),
        "psd.png": (b"8BPS\0\1" + bytes(2_000), "not-a-picture"),
        "svg.png": (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "not-a-picture"),
        "eps.jpg": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "not-a-picture"),
        "pickle.png": (pickle.dumps(Exploding()), "not-a-picture"),
        "zip.png": (archive({"a.txt": b"hello"}), "not-a-picture"),
        "text.jpg": (b"hello", "not-a-picture"),
        "empty.png": (b"", "not-a-picture"),
        "tiff.png": (encoded(PICTURE, "TIFF"), "not-a-picture"),
        "ppm.bmp": (encoded(PICTURE, "PPM"), "not-a-picture"),
    }
    for format, content in sound.items():
        cut = len(content) * 3 // 5 if format != "GIF" else len(content) // 3
        found[f"cut.{format.lower()}"] = (content[:cut], "damaged not-a-picture")
        found[f"head.{format.lower()}"] = (content[:20], "damaged not-a-picture")
    return found


def odd_pictures():
    """{name: content} of pictures that are unusual, and yet can be read."""
    alpha = np.dstack([PICTURE, np.full((40, 40), 128, np.uint8)])
    frames = [Image.fromarray(PICTURE), Image.fromarray(255 - PICTURE)]
    animated = io.BytesIO()
    frames[0].save(animated, "GIF", save_all=True, append_images=frames[1:] * 20)
    cmyk = io.BytesIO()
    Image.fromarray(PICTURE).convert("CMYK").save(cmyk, "JPEG")
    deep, large = io.BytesIO(), io.BytesIO()
    Image.fromarray(np.arange(1600, dtype=np.uint16).reshape(40, 40) * 40).save(deep, "PNG")
    Image.fromarray(np.arange(600_000, dtype=np.uint16).reshape(1000, 600)).save(large, "PNG", compress_level=1)
    palette = Image.fromarray(np.kron(PICTURE, np.ones((20, 15, 1), np.uint8))).convert("P")
    return {
        "transparent.png": encoded(alpha),
        "animated.gif": animated.getvalue(),
        "cmyk.jpg": cmyk.getvalue(),
        "sixteen.png": deep.getvalue(),
        "sixteen-large.png": large.getvalue(),
        "palette.png": encoded(palette),
        "palette-transparent.png": encoded(palette, transparency=3),
        "black-and-white.png": encoded(Image.fromarray(PICTURE).convert("1")),
        "jpeg-named.png": encoded(PICTURE, "JPEG"),
        "more-pixels.png": png(40, 40, chunk(b"IDAT", BOMB[:50_000])),
        "trailing.png": encoded(PICTURE) + bytes(10_000),
    }


def archive(files, **options):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", **options) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return held.getvalue()


def overlapping():
    """Two members whose bytes are the same ones, as in the zip bombs of Fifield."""
    content = archive({"a/1.png": encoded(PICTURE), "b/1.png": encoded(PICTURE)})
    second = content.rindex(b"PK\1\2")
    return with_bytes(content, second + 42, struct.pack("<I", 0))


def endless():
    """Members that all unpack to nothing but zeros; none is large by itself."""
    return archive({f"a/{n}.png": bytes(1 << 20) for n in range(12)}, compression=zipfile.ZIP_DEFLATED)


def many_members(count):
    """The end of an archive that says how many members it has."""
    content = archive({"a/1.png": encoded(PICTURE)})
    end = content.rindex(b"PK\5\6")
    record = struct.pack("<IQHHIIQQQQ", 0x06064B50, 44, 45, 45, 0, 0, count, count, min(46 * count, 2**63), 0)
    locator = struct.pack("<IIQI", 0x07064B50, 0, end, 1)
    return content[:end] + record + locator + content[end:]


def encrypted():
    content = bytearray(archive({"a/1.png": encoded(PICTURE), "a/2.png": encoded(PICTURE)}))
    content[content.index(b"PK\3\4") + 6] |= 1
    content[content.index(b"PK\1\2") + 8] |= 1
    return bytes(content)


def npy(header, content=b""):
    """A npy file whose header says what is given here."""
    text = repr(header).encode() if isinstance(header, dict) else header
    text += b" " * (-(len(text) + 11) % 64) + b"\n"
    return b"\x93NUMPY\1\0" + struct.pack("<H", len(text)) + text + content


def idx(shape, content=b"", kind=8):
    return bytes([0, 0, kind, len(shape)]) + np.array(shape, ">u4").tobytes() + content


def header(shape, descr="|u1", fortran=False):
    return {"descr": descr, "fortran_order": fortran, "shape": shape}


def arrays():
    """{name: content} of files of arrays, none of which may be taken."""
    pixels = bytes(10 * 64)
    objects = io.BytesIO()
    np.save(objects, np.array([Exploding()] * 3, object), allow_pickle=True)
    return {
        "objects.npy": objects.getvalue(),
        "objects.npz": archive({"x.npy": objects.getvalue()}),
        "pickle.npz": archive({"x.npy": pickle.dumps(Exploding())}),
        "pickle.npy": pickle.dumps(Exploding()),
        "promises.npy": npy(header((100_000, 256, 256)), pixels),
        "overflow.npy": npy(header((2**33, 2**31, 2)), pixels),
        "negative.npy": npy(header((-10, 8, 8)), pixels),
        "short.npy": npy(header((11, 8, 8)), pixels),
        "long.npy": npy(header((9, 8, 8)), pixels),
        "code.npy": npy(b"{'descr': __import__('os').mkdir('ran'), 'fortran_order': False, 'shape': (1,)}", pixels),
        "deep.npy": npy(b"(" * 9_000, pixels),
        "structured.npy": npy(header((10,), [("a", "|u1"), ("b", "<f8")]), pixels),
        "columns.npy": npy(header((10, 8, 8), fortran=True), pixels),
        "words.npy": npy(header((10, 8, 8), "<U1"), bytes(10 * 64 * 4)),
        "nan.npy": npy(header((10, 8, 8), "<f4"), np.full(640, np.nan, np.float32).tobytes()),
        "large-values.npy": npy(header((10, 8, 8), "<i4"), np.full(640, 300, np.int32).tobytes()),
        "line.npy": npy(header((640,)), pixels),
        "bomb.npz": archive(
            {"x.npy": npy(header((500, 800, 800)), bytes(320 << 20))}, compression=zipfile.ZIP_DEFLATED
        ),
        "cut.npz": archive({"x.npy": npy(header((10, 8, 8)), pixels)})[:-40],
        "magic.idx3-ubyte": b"\1\2\3\4" + pixels,
        "promises.idx3-ubyte": idx((60_000, 28, 28), pixels),
        "overflow.idx3-ubyte": idx((2**32 - 1, 2**32 - 1, 2**32 - 1), pixels),
        "long.idx3-ubyte": idx((9, 8, 8), pixels),
        "bomb.idx3-ubyte.gz": gzip.compress(idx((400_000, 28, 28), bytes(400_000 * 784)), 9),
        "cut.idx3-ubyte.gz": gzip.compress(idx((10, 8, 8), pixels))[:-20],
    }
