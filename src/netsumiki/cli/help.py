"""How the pages of --help differ from typer's own."""

from typing import Any

from typer.core import TyperCommand, TyperGroup


class QuietFlags:
    """Help without the remark that a flag is a <bool>."""

    def get_params(self, ctx: Any) -> Any:
        params = super().get_params(ctx)  # type: ignore[misc]
        for param in params:
            if getattr(param, "is_flag", False):
                param.metavar = ""
        return params


class Command(QuietFlags, TyperCommand):
    pass


class Group(QuietFlags, TyperGroup):
    pass
