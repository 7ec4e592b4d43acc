"""Requests that are not answered: with what status, and with a sentence that says what to do instead."""


class Refused(Exception):
    """What is wrong with a request: an HTTP status, a stable code, and a sentence with the remedy."""

    def __init__(self, status, code, message):
        super().__init__(message)
        self.status, self.code = status, code

    def to_json(self):
        return {"problems": [{"code": self.code, "message": str(self)}]}
