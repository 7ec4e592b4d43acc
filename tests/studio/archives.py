"""Files that would run code if they were read the wrong way."""

import io
import pickle
import zipfile


class Exploding:
    """Unpickling it would leave a trace."""

    def __reduce__(self):
        return (open, ("unpickled", "w"))


def archives() -> dict[str, bytes]:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("model.npy", pickle.dumps(Exploding()))
    return {"pickle": pickle.dumps(Exploding()), "npz": held.getvalue(), "picture": b"\x89PNG\r\n\x1a\n" + bytes(64)}
