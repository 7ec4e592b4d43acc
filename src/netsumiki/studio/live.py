"""To be written."""


def live_of(run): ...
