"""Every registered class keeps the engine's contract; a part that is registered tomorrow is tested here tomorrow."""

import pytest

from netsumiki.engine.testing.contract import REGISTRIES, contract, contract_of

PARTS = [(registry, name) for registry in REGISTRIES for name in registry]


@pytest.mark.parametrize("check", [pytest.param(check, id=name) for name, check in contract()])
def test_part_keeps_the_contract(check):
    check()


@pytest.mark.parametrize(("registry", "name"), [pytest.param(r, n, id=f"{r.kind}-{n}") for r, n in PARTS])
def test_every_part_has_checks_of_its_own_kind(registry, name):
    titles = [title for title, _ in contract_of(registry, name)]
    assert len(titles) == len(set(titles))
    assert len(titles) >= (30 if registry.kind == "layer" else 12)
