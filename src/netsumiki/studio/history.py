"""To be written."""


def history_of(run): ...
