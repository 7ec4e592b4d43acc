"""The lesson about logistic regression: a neuron that learns, what it makes of noise, and a feature for XOR."""

from playwright.sync_api import expect

from tests.e2e.lessons import begin, go_on, is_done, is_open


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def train(page, step):
    """Until the step is done."""
    button(page, "Train").click()
    is_done(page, step, timeout=60_000)


def test_a_neuron_learns_grows_surer_and_needs_a_feature_for_xor(open_page):
    page = begin(open_page, "logistic")
    button(page, "Step").click()
    expect(page.get_by_text("Step 1", exact=True)).to_be_visible()
    is_open(page, 1)
    train(page, 1)
    button(page, "Pause").click()
    go_on(page)

    is_open(page, 2)
    train(page, 2)
    go_on(page)

    noise = page.get_by_role("slider", name="Noise")
    noise.fill("0.5")
    button(page, "Train").click()
    expect(page.get_by_text("Step 0", exact=True)).to_have_count(0)
    is_open(page, 3)
    noise.fill("0.6")
    expect(page.get_by_text("Step 0", exact=True)).to_be_visible()
    train(page, 3)
    go_on(page)

    train(page, 4)
    go_on(page)

    expect(page.get_by_text("Step 0", exact=True)).to_be_visible()
    button(page, "Step").click()
    expect(page.get_by_text("Step 1", exact=True)).to_be_visible()
    is_open(page, 5)
    page.get_by_role("switch", name="Give it x₁x₂ as well").check()
    train(page, 5)
