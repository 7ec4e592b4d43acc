"""What an option may be: its type, bounds and choices, checked, described and listed as JSON."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from netsumiki.engine.errors import OptionError, Problem, did_you_mean, listing, shown

if TYPE_CHECKING:
    from netsumiki.engine.registry import Declared, Registry

Shape = tuple[int, ...]
Pair = tuple[int, int]
Padding = str | tuple[int, int]

SPELT_OUT = {"lr": "Learning rate", "eps": "Epsilon", "std": "Standard deviation", "beta1": "Beta 1", "beta2": "Beta 2"}
SPELT_OUT |= {"x1": "x₁", "x2": "x₂", "x1_squared": "x₁²", "x2_squared": "x₂²", "x1_x2": "x₁ x₂"}
SPELT_OUT |= {"sin_x1": "sin π x₁", "sin_x2": "sin π x₂"}
"""Options that are written as in formulas, and how people read them."""

LARGEST = sys.float_info.max  # not a number, infinity and whole numbers beyond it fail every comparison with it


@dataclass(frozen=True)
class Option:
    """A declared option: its type, default, bounds and help. Made with `option()`, completed by `Declared`."""

    default: Any
    help: str = ""
    ge: float | None = None
    gt: float | None = None
    le: float | None = None
    lt: float | None = None
    choices: tuple[str, ...] | None = None
    part: "Registry | None" = None
    many: bool = False
    name: str = ""
    type: Any = None
    optional: bool = False

    # -- checking ---------------------------------------------------------------------------------------------

    def check(self, value: Any) -> Any:
        """`value` in its normal form. Raises `OptionError` that names value, expectation and remedy."""
        if value is None and self.optional:
            return None
        if self.part is not None:
            return [self._create(v) for v in self._list(value)] if self.many else self._create(value)
        if self.type == Pair:
            return self._pair(value)
        if self.type == Padding:
            return value if isinstance(value, str) and self._chosen(value) else self._pair(value)
        if self.type == Shape:
            return tuple(self._number(v, int) for v in self._list(value))
        if self.type is bool:
            return value if isinstance(value, bool) else self._refuse(value)
        if self.type is str:
            return value if isinstance(value, str) and self._chosen(value) else self._refuse(value)
        return self._number(value, self.type)

    def _create(self, spec: Any) -> "Declared":
        part: Any = self.part
        if isinstance(spec, dict) and part.kind not in spec and isinstance(self.default, str):
            spec = {part.kind: self.default} | spec  # options alone are meant for the default: {"lr": 0.01}
        try:
            return part.create(spec)
        except OptionError as error:
            named = [p.message if self.name in p.message else f"{self.name}: {p.message}" for p in error.problems]
            problems = [replace(p, message=text) for p, text in zip(error.problems, named, strict=True)]
            raise OptionError(*problems) from None

    def _number(self, value: Any, kind: type) -> Any:
        if isinstance(value, bool) or not isinstance(value, int | float):
            self._refuse(value)
        if not -LARGEST <= value <= LARGEST or (kind is int and value != int(value)):
            self._refuse(value)
        inside = (
            (self.ge is None or value >= self.ge)
            and (self.gt is None or value > self.gt)
            and (self.le is None or value <= self.le)
            and (self.lt is None or value < self.lt)
        )
        return kind(value) if inside else self._refuse(value)

    def _pair(self, value: Any) -> Pair:
        items = list(value) if isinstance(value, list | tuple) else [value, value]
        if len(items) != 2:
            self._refuse(value)
        return self._number(items[0], int), self._number(items[1], int)

    def _list(self, value: Any) -> list:
        return list(value) if isinstance(value, list | tuple) else self._refuse(value)

    def _chosen(self, value: str) -> bool:
        if self.choices and value not in self.choices:
            hint = did_you_mean(value, self.choices) if len(self.choices) > 1 else ""
            self._refuse(value, hint)
        return True

    def _refuse(self, value: Any, hint: str = "") -> Any:
        facts = {"option": self.name, "value": value, "expected": self.expectation()}
        message = f"{self.name} must be {self.expectation()}, got {shown(value)}{hint}"
        raise OptionError(Problem("option-value", message, facts=facts))

    # -- describing -------------------------------------------------------------------------------------------

    def expectation(self) -> str:
        """What a valid value is, in words: `a whole number from 1 to 1024`."""
        bounds = self._bounds()
        if self.part is not None:
            text = self.part.article if not self.many else f"a list of {self.part.kind} entries"
        elif self.choices and self.type is str:
            text = "one of " + listing(self.choices)
        else:
            text = {
                int: f"a whole number{bounds}",
                float: f"a number{bounds}",
                bool: "true or false",
                str: "text",
                Pair: f"a whole number or a pair of them{bounds}",
                Padding: f'"valid", "same", a whole number or a pair of them{bounds}',
                Shape: f"a list of whole numbers{bounds}",
            }[self.type]
        return text + (" or nothing" if self.optional else "")

    def _bounds(self) -> str:
        ge, gt, le, lt = (f"{bound or 0:.10g}" for bound in (self.ge, self.gt, self.le, self.lt))
        low = f"from {ge}" if self.ge is not None else f"above {gt}" if self.gt is not None else ""
        high = f"to {le}" if self.le is not None else f"below {lt}" if self.lt is not None else ""
        return " " + " ".join(filter(None, (low, high))) if low or high else ""

    @property
    def label(self) -> str:
        """The name as people read it: `Kernel size`."""
        return SPELT_OUT.get(self.name) or self.name.replace("_", " ").capitalize()

    def describe(self) -> dict[str, Any]:
        """This option as JSON, enough to draw a form."""
        names: dict[Any, str] = {int: "integer", float: "number", bool: "boolean", str: "string"}
        names |= {Pair: "pair", Padding: "padding", Shape: "shape"}
        kind = self.part.kind if self.part else names[self.type]
        facts = {k: getattr(self, k) for k in ("ge", "gt", "le", "lt", "choices") if getattr(self, k) is not None}
        return {
            "name": self.name,
            "label": self.label,
            "type": kind,
            "many": self.many,
            "optional": self.optional,
            "default": to_json(self.default),
            "help": self.help,
            "expects": self.expectation(),
            **facts,
        }

    def plain(self, value: Any) -> Any:
        """A checked value as JSON, in its shortest form: a pair of equal numbers is written as the number."""
        value = to_json(value)
        twins = self.type in (Pair, Padding) and isinstance(value, list) and value[0] == value[1]
        return value[0] if twins else value

    def invalid_values(self) -> Iterator[Any]:
        """Values that `check` must refuse, derived from the declaration; the contract suite tries them all."""
        yield object()
        if self.part is not None:
            yield "no-such-part"
            return
        if not self.optional:
            yield None
        if self.type in (int, float, Pair, Padding, Shape):
            wrap = (lambda v: [v]) if self.type == Shape else lambda v: v
            step = 1 if self.type is not float else 1e-6
            for bound, sign in ((self.ge, -1), (self.le, 1)):
                if bound is not None:
                    yield wrap(bound + sign * step)
            yield from (wrap(bound) for bound in (self.gt, self.lt) if bound is not None)
            yield from (wrap(v) for v in (float("nan"), float("inf"), 10**400, "seven", True))
        if self.type in (Pair, Padding):
            yield from ([1, 2, 3], [1, "seven"], [])
        if self.type == Shape:
            yield from (7, "seven")
        if self.type is int:
            yield 1.5
        if self.type is bool:
            yield "yes"
        if self.type is str:
            yield 7
        if self.choices:
            yield "no-such-choice"


def option(default: Any, **facts: Any) -> Any:
    """Declare an option: `units: int = option(64, ge=1, le=65_536, help="Number of output features.")`."""
    if "choices" in facts:
        facts["choices"] = tuple(facts["choices"])
    return Option(default=default, **facts)


def to_json(value: Any) -> Any:
    """Options as JSON: parts become their specs, and tuples lists."""
    if hasattr(value, "spec"):
        spec = value.spec()
        return spec[value.registry.kind] if len(spec) == 1 else spec
    if isinstance(value, list | tuple):
        return [to_json(v) for v in value]
    return value
