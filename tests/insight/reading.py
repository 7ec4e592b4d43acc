"""Reads a page back as a tree, so that tests can ask it what a reader sees. Refuses HTML that is not well nested."""

from html.parser import HTMLParser

VOID = {"br", "hr", "img", "link", "meta"}


class Node:
    def __init__(self, tag: str, attributes: dict[str, str | None]):
        self.tag, self.attributes = tag, attributes
        self.children: list[Node | str] = []

    def __getitem__(self, name: str) -> str:
        return self.attributes[name] or ""

    def walk(self):
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.walk()

    def all(self, tag: str | None = None, **wanted: str) -> list["Node"]:
        """The nodes inside of this tag whose attributes hold these words (`class_="wrong"`)."""
        wanted = {name.rstrip("_").replace("_", "-"): word for name, word in wanted.items()}
        return [
            node
            for node in self.walk()
            if tag in (None, node.tag)
            and all(word in (node.attributes.get(name) or "").split() for name, word in wanted.items())
        ]

    def one(self, tag: str | None = None, **wanted: str) -> "Node":
        found = self.all(tag, **wanted)
        assert len(found) == 1, f"{len(found)} of {tag} {wanted}"
        return found[0]

    def named(self, start: str) -> "Node":
        """The picture whose accessible name begins so."""
        found = [n for n in self.walk() if (n.attributes.get("aria-label") or "").startswith(start)]
        assert found, f"nothing is called {start}"
        assert found[0]["role"] == "img"
        return found[0]

    @property
    def text(self) -> str:
        return " ".join(self.letters().replace("\N{NO-BREAK SPACE}", " ").split())

    def letters(self) -> str:
        return "".join(c if isinstance(c, str) else c.letters() for c in self.children)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Node("root", {})
        self.open = [self.root]

    def handle_starttag(self, tag, attrs):
        node = Node(tag, dict(attrs))
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag):
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data):
        self.open[-1].children.append(data)


def read(html: str) -> Node:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == [reader.root], f"never closed: {reader.open[-1].tag}"
    return reader.root
