"""Requests that are not answered: with what status, and with a sentence that says what to do instead."""


class Refused(Exception):
    """What is wrong with a request: an HTTP status, a stable code, a sentence with the remedy, and the facts in it."""

    def __init__(self, status, code, message, **facts):
        super().__init__(message)
        self.status, self.code, self.facts = status, code, facts

    def to_json(self):
        return {"problems": [{"code": self.code, "message": str(self), "facts": self.facts}]}
