"""Names for runs that people can say and remember: calm-otter, bright-heron."""

# ruff: noqa: SIM905 - as text the words can be read and sorted

import secrets

MOODS = """
amber bold bright brisk calm clear cosy curious eager early fair fast fond gentle glad golden happy keen kind light
lively lucid merry mild neat nimble patient plain proud quick quiet ready rosy silver smart soft spry steady sunny
swift tidy warm wise witty young
""".split()
CREATURES = """
badger bee beaver bison crane cricket deer dolphin dove duck eagle falcon ferret finch fox gecko goose hare heron ibis
jay kite koala lark lemur linnet lynx magpie marten mole moth newt ocelot orca otter owl panda puffin quail rabbit raven
robin seal shrew sparrow squid stork swan tern tiger toad trout vole whale wolf wren
""".split()


def new_name(taken: set[str]) -> str:
    """A name that is not in `taken`."""
    for _ in range(50):
        name = f"{secrets.choice(MOODS)}-{secrets.choice(CREATURES)}"
        if name not in taken:
            return name
    return f"{name}-{secrets.token_hex(2)}"
