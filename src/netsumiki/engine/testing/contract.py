"""The contract that every registered class must keep, driven by the registries: a new part is tested at once.

for name, check in contract():
    check()                        # raises AssertionError that says what is wrong
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from netsumiki.engine.initializers import initializers
from netsumiki.engine.layers import layers
from netsumiki.engine.losses import losses
from netsumiki.engine.losses.adversarial import gan_losses
from netsumiki.engine.metrics import metrics
from netsumiki.engine.optimizers import optimizers
from netsumiki.engine.registry import Registry
from netsumiki.engine.schedules import schedules
from netsumiki.engine.testing import (
    declaration_contract,
    gan_loss_contract,
    layer_contract,
    loss_contract,
    memory_contract,
    number_contracts,
    optimizer_contract,
)
from netsumiki.engine.testing.cases import large_cases, layer_cases

REGISTRIES: list[Registry] = [layers, losses, gan_losses, optimizers, schedules, initializers, metrics]

BEHAVIOUR: dict[str, list[Callable[[str], None]]] = {
    "loss": loss_contract.CHECKS,
    "gan_loss": gan_loss_contract.CHECKS,
    "optimizer": optimizer_contract.CHECKS,
    "schedule": number_contracts.SCHEDULE_CHECKS,
    "initializer": number_contracts.INITIALIZER_CHECKS,
    "metric": number_contracts.METRIC_CHECKS,
}

Check = tuple[str, Callable[[], None]]


def contract() -> Iterator[Check]:
    """(what is checked, the check) for every registered class."""
    for registry in REGISTRIES:
        for name in registry:
            yield from contract_of(registry, name)


def contract_of(registry: Registry[Any], name: str) -> Iterator[Check]:
    """The checks of one registered class; a kind without a behaviour of its own is checked as a declaration."""
    for check in declaration_contract.CHECKS:
        yield f"{registry.kind} {name}: {title(check)}", partial(check, registry[name])
    for behaviour in BEHAVIOUR.get(registry.kind, []):
        yield f"{registry.kind} {name}: {title(behaviour)}", partial(behaviour, name)
    if registry is layers:
        yield from layer_checks(name)


def layer_checks(name: str) -> Iterator[Check]:
    for case in layer_cases(name):
        for check in [*layer_contract.CHECKS, *memory_contract.CHECKS]:
            yield f"{case}: {title(check)}", partial(check, case)
    for case in large_cases(name):
        for check in memory_contract.LARGE_CHECKS:
            yield f"{case}: {title(check)}", partial(check, case)


def title(check: Callable[..., None]) -> str:
    return check.__name__.replace("_", " ")
