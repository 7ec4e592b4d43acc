"""One declaration per part: a class whose typed option fields say everything about it.

Constructor, validation, JSON form, palette, help text, docs page and the invalid-value tests all derive from the
fields, so adding a layer (or a loss, an optimizer, a data set …) touches one file and it appears everywhere.
"""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import replace
from types import NoneType, UnionType
from typing import Any, ClassVar, Generic, TypeVar, Union, get_args, get_origin, get_type_hints

from netsumiki.engine.errors import OptionError, Problem, did_you_mean, quoted, shown
from netsumiki.engine.options import Option, Padding, Pair, Shape, option, to_json

__all__ = ["Declared", "Option", "Padding", "Pair", "Registry", "Shape", "option", "to_json"]


class Declared:
    """Base of every registered class: turns annotated `option()` fields into a checked keyword-only constructor."""

    declared: ClassVar[dict[str, Option]] = {}
    registered_name: ClassVar[str] = ""
    group: ClassVar[str] = ""
    registry: ClassVar["Registry"]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        hints = get_type_hints(cls)
        declared = dict(cls.declared)
        for name, value in list(vars(cls).items()):
            if isinstance(value, Option):
                kind, optional = _without_none(hints[name])
                declared[name] = replace(value, name=name, type=kind, optional=optional)
                setattr(cls, name, value.default)
        cls.declared = declared

    def __init__(self, **options: Any) -> None:
        problems = []
        for name in sorted(options.keys() - self.declared.keys()):
            hint = did_you_mean(name, self.declared) if self.declared else "; it has no options"
            facts = {"option": name, "known": sorted(self.declared)}
            problems.append(Problem("unknown-option", f"{self.title} has no option {quoted(name)}{hint}", facts=facts))
        for name, declared in self.declared.items():
            try:
                setattr(self, name, declared.check(options.get(name, declared.default)))
            except OptionError as error:
                problems += [replace(p, message=f"{self.title}: {p.message}") for p in error.problems]
        if problems:
            raise OptionError(*problems)

    @property
    def title(self) -> str:
        return self.registered_name or type(self).__name__

    def options(self) -> dict[str, Any]:
        """The options that differ from their defaults, as JSON."""
        values = {name: declared.plain(getattr(self, name)) for name, declared in self.declared.items()}
        defaults = {name: declared.plain(declared.check(declared.default)) for name, declared in self.declared.items()}
        return {name: value for name, value in values.items() if value != defaults[name]}

    def spec(self) -> dict[str, Any]:
        """The JSON form from which `Registry.create` builds an equal part."""
        return {self.registry.kind: self.registered_name, **self.options()}

    def __repr__(self) -> str:
        inside = ", ".join(f"{k}={v!r}" for k, v in self.options().items())
        return f"{self.title}({inside})"


P = TypeVar("P", bound=Declared)
C = TypeVar("C", bound=type[Declared])


class Registry(Generic[P]):
    """All parts of one kind (`layer`, `loss`, `optimizer` …) by name.

    A part is written as its name (`"relu"`) or as an object with the kind as key (`{"layer": "dense", "units": 10}`).
    """

    def __init__(self, kind: str, plural: str | None = None):
        self.kind, self.plural = kind, plural or kind + "s"
        self._parts: dict[str, type[P]] = {}

    @property
    def article(self) -> str:
        """The kind with its article: `a layer`, `an optimizer`."""
        return f"{'an' if self.kind[0] in 'aeiou' else 'a'} {self.kind}"

    def register(self, name: str, group: str = "") -> Callable[[C], C]:
        def add(cls: C) -> C:
            assert name not in self._parts, f"{self.kind} {name} is registered twice"
            cls.registered_name, cls.group, cls.registry = name, group, self
            self._parts[name] = cls  # type: ignore[assignment]
            return cls

        return add

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def __contains__(self, name: object) -> bool:
        return name in self._parts

    def __len__(self) -> int:
        return len(self._parts)

    def __getitem__(self, name: str) -> type[P]:
        try:
            return self._parts[name]
        except (KeyError, TypeError):
            facts = {"value": name, "known": sorted(self._parts)}
            message = f"there is no {self.kind} called {quoted(name)}{did_you_mean(name, self._parts)}"
            raise OptionError(Problem(f"unknown-{self.kind}", message, facts=facts)) from None

    def create(self, spec: Any, **more: Any) -> P:
        """A part from its name, its JSON form, or (unchanged) from itself."""
        if isinstance(spec, Declared) and getattr(spec, "registry", None) is self:
            return spec  # type: ignore[return-value]
        if isinstance(spec, str):
            spec = {self.kind: spec}
        if not isinstance(spec, dict) or self.kind not in spec:
            message = f'{self.article} is written as its name or as {{"{self.kind}": name, …}}, got {shown(spec)}'
            raise OptionError(Problem("malformed-part", message, facts={"value": shown(spec)}))
        options = {k: v for k, v in spec.items() if k != self.kind} | more
        if not all(isinstance(k, str) for k in options):
            message = f"option names must be text, got {shown([*options])}"
            raise OptionError(Problem("malformed-part", message, facts={"value": shown(spec)}))
        return self[spec[self.kind]](**options)

    def describe(self) -> list[dict[str, Any]]:
        """Every part as JSON: name, group, documentation and options (for palette, forms and docs pages)."""
        return [self.describe_one(name) for name in self._parts]

    def describe_one(self, name: str) -> dict[str, Any]:
        cls = self[name]
        text = inspect.getdoc(cls) or ""
        return {
            "name": name,
            "label": getattr(cls, "label", None) or name.replace("_", " ").capitalize(),
            "group": getattr(cls, "group", ""),
            "summary": text.split("\n", 1)[0],
            "documentation": text,
            "options": [o.describe() for o in cls.declared.values()],
        }


def _without_none(hint: Any) -> tuple[Any, bool]:
    if get_origin(hint) in (Union, UnionType) and NoneType in get_args(hint):
        rest = tuple(a for a in get_args(hint) if a is not NoneType)
        return (rest[0] if len(rest) == 1 else Union[rest]), True  # noqa: UP007
    return hint, False
