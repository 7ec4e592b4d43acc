"""Text is escaped unless it is already markup."""

from netsumiki.insight.markup import Markup, element, markup


def test_text_is_escaped_and_markup_is_kept():
    inner = element("b", "1 < 2")
    assert element("p", inner, " & ", ["more", None, 3]) == "<p><b>1 &lt; 2</b> &amp; more3</p>"


def test_attributes_are_escaped_and_renamed():
    made = element("i", class_="soft", aria_label='"><b>', hidden=True, title=None, lang=False)
    assert made == '<i class="soft" aria-label="&quot;&gt;&lt;b&gt;" hidden></i>'


def test_void_elements_are_not_closed():
    assert element("img", alt="") == '<img alt="">'


def test_generators_are_content():
    assert markup(element("b", n) for n in range(2)) == "<b>0</b><b>1</b>"
    assert isinstance(markup("<"), Markup)
