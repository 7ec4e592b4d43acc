"""The contract of a declaration: options that check themselves, survive JSON and are documented.

It holds for every registered class of whatever kind; each function takes a class and raises AssertionError.
"""

import inspect
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from netsumiki.engine.errors import OptionError, shown
from netsumiki.engine.registry import Declared, Option, Padding, Pair

# What a node of a network may say beside its layer's options; no option may take such a name.
TAKEN = {"name", "inputs", "share", "trainable"}


def default_is_valid(cls: type[Declared]) -> None:
    made = cls()
    assert made.options() == {}, f"built without options it stores {made.options()}"
    assert cls.registry[cls.registered_name] is cls, "it is not found under its registered name"


def options_survive_json(cls: type[Declared]) -> None:
    for name, value in valid_options(cls):
        made = cls(**{name: value})
        again = cls.registry.create(json.loads(json.dumps(made.spec())))
        assert type(again) is cls, f"{made.spec()} came back as {type(again).__name__}"
        for option in cls.declared:
            one, other = (p.declared[option].plain(getattr(p, option)) for p in (made, again))
            assert one == other, f"{option}={one!r} came back from JSON as {other!r}"
        assert again.spec() == made.spec(), f"{made.spec()} became {again.spec()}"


def valid_options(cls: type[Declared]) -> Iterator[tuple[str, Any]]:
    for name, option in cls.declared.items():
        for value in valid_values(option):
            yield name, value


def valid_values(option: Option) -> Iterator[Any]:
    """The default, and what else the declaration allows: bounds, choices, both truths, pairs."""
    yield option.default
    if option.part is not None:
        yield from ([[name] for name in option.part] if option.many else option.part)
        return
    yield from option.choices or ()
    if option.type is bool:
        yield from (True, False)
    for bound in (option.ge, option.le):
        if bound is not None and option.type in (int, float):
            yield bound
        elif bound is not None:
            yield [int(bound)] * 2 if option.type in (Pair, Padding) else [int(bound)]
    if option.type in (Pair, Padding):
        low = int(option.ge or 0)
        yield from (low + 1, [low + 1, low + 2])
    if option.optional:
        yield None


def unknown_option_is_refused(cls: type[Declared]) -> None:
    for name in cls.declared or ("size",):
        error = refusal(cls, f"{name}_")
        assert f"{name}_" in error and cls.registered_name in error, f"the message names neither: {error}"
        hint = f'did you mean "{name}"' if cls.declared else "it has no options"
        assert hint in error, f"no hint in: {error}"


def invalid_values_are_refused(cls: type[Declared]) -> None:
    for name, option in cls.declared.items():
        for value in option.invalid_values():
            error = refusal(cls, name, value)
            assert name in error, f"{name}={shown(value)} is refused without its name: {error}"
            parts = [value, *value] if isinstance(value, list) else [value]
            named = any(shown(part) in error or str(part) in error for part in parts if part is not None)
            assert named or value is None, f"{name}={shown(value)} is refused without its value: {error}"


def refusal(cls: type[Declared], name: str, value: Any = 1) -> str:
    try:
        cls(**{name: value})
    except OptionError as error:
        return str(error)
    except Exception as error:
        raise AssertionError(f"{name}={shown(value)} raised {error!r} instead of OptionError") from error
    raise AssertionError(f"{name}={shown(value)} was accepted")


def options_are_keyword_only(cls: type[Declared]) -> None:
    try:
        cls(1)  # type: ignore[call-arg]
    except TypeError:
        return
    raise AssertionError("a positional value was accepted: nobody can see which option it is")


def option_names_are_free(cls: type[Declared]) -> None:
    taken = (TAKEN | {cls.registry.kind}) & cls.declared.keys()
    assert not taken, f"the option name {taken} already means something else in JSON"


def documentation_is_complete(cls: type[Declared]) -> None:
    """The first line is a formula; every option has a sentence of help."""
    text = inspect.getdoc(cls) if cls.__doc__ else ""
    first = (text or "").split("\n", 1)[0]
    assert re.search(r"[=←~≈]", first), f'the docstring begins with "{first}" instead of a formula'
    for name, option in cls.declared.items():
        assert re.fullmatch(r"[A-Z0-9].*[.!?]", option.help), f'the help of {name} is no sentence: "{option.help}"'


def description_is_json(cls: type[Declared]) -> None:
    described = json.loads(json.dumps(cls.registry.describe_one(cls.registered_name), allow_nan=False))
    assert described["name"] == cls.registered_name and described["label"], f"no name or label in {described}"
    assert [o["name"] for o in described["options"]] == list(cls.declared), "not every option is described"
    for option in described["options"]:
        assert option["expects"] and option["type"], f"{option['name']} does not say what it expects"
        made = cls(**{option["name"]: option["default"]})
        assert made.options() == {}, f"the described default of {option['name']} is not the default"


def equal_parts_share_nothing(cls: type[Declared]) -> None:
    one, other = cls(), cls()
    for name, option in cls.declared.items():
        value = getattr(one, name)
        if option.part is not None or isinstance(value, list | dict):
            assert value is None or value is not getattr(other, name), f"two parts share the object behind {name}"


CHECKS: list[Callable[[type[Declared]], None]] = [
    default_is_valid,
    options_survive_json,
    unknown_option_is_refused,
    invalid_values_are_refused,
    options_are_keyword_only,
    option_names_are_free,
    documentation_is_complete,
    description_is_json,
    equal_parts_share_nothing,
]
