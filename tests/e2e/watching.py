"""What a page must not do while it is tested: complain, crash, break its own rules, or get an error from the server."""

import re
from typing import Any


class Watch:
    """Listens to every page of the contexts it is shown, and collects what went wrong there."""

    def __init__(self) -> None:
        self.troubles: list[str] = []
        self.allowed: list[re.Pattern[str]] = []

    def allow(self, pattern: str) -> None:
        """Let a message pass that the test provokes."""
        self.allowed.append(re.compile(pattern))

    def over(self, context: Any) -> None:
        context.on("console", self._said)
        context.on("weberror", lambda error: self._note(f"uncaught: {error.error}"))
        context.on("response", self._answered)

    def unexpected(self) -> list[str]:
        return [trouble for trouble in self.troubles if not any(p.search(trouble) for p in self.allowed)]

    def _said(self, message: Any) -> None:
        if message.type == "error":
            self._note(f"console: {message.text} ({message.location.get('url', '')})")

    def _answered(self, response: Any) -> None:
        if response.status >= 500:
            self._note(f"{response.request.method} {response.url}: {response.status}")

    def _note(self, trouble: str) -> None:
        self.troubles.append(trouble)
