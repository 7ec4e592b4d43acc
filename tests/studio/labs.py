"""Labs in the tests of the interface: how one is begun, and what is said when something is refused."""

from netsumiki.recipes import templates


def begin(browser, recipe="spiral", **show):
    document = templates()[recipe] if isinstance(recipe, str) else recipe
    answer = browser.send("post", "labs", {"recipe": document, "show": show})
    assert answer.status_code == 201, answer.content
    return answer.json()


def problem(answer):
    return answer.json()["problems"][0]
