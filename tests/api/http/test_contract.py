"""The API against its own OpenAPI document: schemathesis makes requests, and no server error."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import APIOperation, Case
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.server import create_app
from api.settings import Settings
from tests.api.site import Site

pytestmark = pytest.mark.slow

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


DOCUMENT = create_app(Settings(Path("never opened"))).openapi()
FOUND = schemathesis.openapi.from_dict(DOCUMENT).get_all_operations()
OPERATIONS = [each.ok() for each in FOUND if isinstance(each, Ok)]  # the others, test_app finds


@pytest.fixture(scope="module")
def site(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server over articles that requests may change."""
    folder = shutil.copytree(filled, tmp_path_factory.mktemp("contract") / "data")
    site = Site(Settings(folder, rate_limit=None)).start()
    yield site
    site.stop()


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.label)
def test_every_request_is_answered_as_documented(
    site: Site, operation: APIOperation[Any, Any, Any, Any]
) -> None:
    @settings(max_examples=25, derandomize=True, suppress_health_check=[*HealthCheck])
    @given(operation.as_strategy())
    def answered(case: Case[Any]) -> None:
        case.call_and_validate(base_url=site.url, checks=CHECKS)

    answered()
