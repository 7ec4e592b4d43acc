"""Where a run executes: a process of its own, steered and heard through one small interface."""
