"""The engine imports NumPy and itself; every other rule about imports is a contract in pyproject.toml."""

import sys

import grimp

ENGINE = "netsumiki.engine"


def test_engine_imports_only_numpy_and_itself():
    graph = grimp.build_graph("netsumiki", include_external_packages=True)
    engine = {ENGINE, *graph.find_descendants(ENGINE)}
    strangers = {
        f"{module} imports {imported}"
        for module in engine
        for imported in graph.find_modules_directly_imported_by(module) - engine
        if imported != "numpy" and imported not in sys.stdlib_module_names
    }
    assert not strangers
