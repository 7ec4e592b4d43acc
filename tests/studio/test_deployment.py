"""Django's own list of what a deployment forgets, and the published interface against the one that answers."""

from django.core.management import call_command

from netsumiki.studio.contract import PLACE, describe


def test_djangos_check_for_deployments_finds_nothing(folder):
    call_command("check", deploy=True, fail_level="WARNING")


def test_the_published_description_of_the_interface_is_the_current_one():
    assert PLACE.read_text("utf-8") == describe(), "run: make generate"
