"""HTML and SVG from Python calls, in which every text is escaped unless it is already markup."""

import html
from collections.abc import Iterable
from typing import Any

VOID = frozenset({"br", "hr", "img", "link", "meta"})


class Markup(str):
    """Text that is HTML already, and is therefore not escaped again."""

    __slots__ = ()


def markup(*content: Any) -> Markup:
    """The content one after the other: text is escaped, `Markup` kept, None left out, lists opened."""
    return Markup("".join(_pieces(content)))


def element(tag: str, *content: Any, **attributes: Any) -> Markup:
    """`element("p", "a < b", class_="soft")` is `<p class="soft">a &lt; b</p>`.

    In an attribute's name `_` stands for `-`, a last `_` for nothing. True is a bare attribute, None and False none.
    """
    opened = "".join(_attribute(name, value) for name, value in attributes.items())
    if tag in VOID:
        return Markup(f"<{tag}{opened}>")
    return Markup(f"<{tag}{opened}>{markup(*content)}</{tag}>")


def _pieces(content: Iterable[Any]) -> Iterable[str]:
    for piece in content:
        if piece is None:
            continue
        if isinstance(piece, Markup):
            yield piece
        elif isinstance(piece, str) or not isinstance(piece, Iterable):
            yield html.escape(str(piece))
        else:
            yield from _pieces(piece)


def _attribute(name: str, value: Any) -> str:
    name = name.removesuffix("_").replace("_", "-")
    if value is None or value is False:
        return ""
    return f" {name}" if value is True else f' {name}="{html.escape(str(value))}"'
