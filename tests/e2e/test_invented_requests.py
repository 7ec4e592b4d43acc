"""Requests invented from the published interface: none may break the server, and each answer is as described."""

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from netsumiki.studio.contract import PLACE

schema = schemathesis.openapi.from_path(str(PLACE))
CHECKS = (not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance)


@pytest.fixture(scope="module")
def token(studio):
    return studio.api("POST", "tokens", {"name": "invented requests"})["token"]


@schema.parametrize()
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_an_invented_request_is_answered_as_described(case, studio, token):
    answer = case.call(base_url=studio.url, headers={"Authorization": f"Bearer {token}"})
    case.validate_response(answer, checks=CHECKS)
