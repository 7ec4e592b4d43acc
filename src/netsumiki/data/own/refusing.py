"""Why a file is not taken: told with its name, and never a reason to give the rest up."""

from netsumiki.data.own.survey import Refused

REASONS = (
    "not-a-picture",  # its name does not say that it is one, or its bytes are none of a known format
    "damaged",  # it ends too early, or its bytes contradict one another
    "too-large",  # more pixels or bytes than are taken
    "too-small",  # fewer pixels along a side than a network could see anything in
    "packed-too-well",  # it would become a thousand times as large when it is unpacked
    "encrypted",
    "link",  # it is a link to somewhere else, or no file at all
    "not-permitted",
    "gone",  # it was there when the files were listed
    "twice",  # another file of the archive has the same name
    "no-class",  # it lies beside the folders of the classes, or the table does not name it
    "not-there",  # the table names it, but there is no such file
    "empty",  # it shows nothing
    "too-slow",  # reading it did not come to an end
)


class Unreadable(Exception):
    """One file cannot be taken, for one of the `REASONS`."""

    def __init__(self, reason: str, message: str):
        super().__init__(message)
        self.reason, self.message = reason, message

    def of(self, name: str) -> Refused:
        return Refused(name, self.reason, self.message)


def unending(reason: str) -> Unreadable:
    """Of a file at which a worker died."""
    return Unreadable(reason, "reading it did not come to an end: save it anew, or leave it out")
