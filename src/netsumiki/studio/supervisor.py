"""To be written."""


def slots(cores: int) -> int:
    return max(1, cores // 4)
