"""What most tests of visits begin with: a small chain, a planned visit, and the devices of its people."""

import uuid

import pytest

from tests.api.client import ApiClient, Device
from tests.conftest import Work
from tests.factories.visits import Chain, make_chain, make_visit


@pytest.fixture
def chain(work: Work) -> Chain:
    with work() as uow:
        return make_chain(uow)


@pytest.fixture
def visit_id(work: Work, chain: Chain) -> uuid.UUID:
    with work() as uow:
        return make_visit(uow, chain)


@pytest.fixture
def phone(new_device: Device, chain: Chain) -> ApiClient:
    return new_device().as_user(chain.auditor)


@pytest.fixture
def manager(new_device: Device, chain: Chain) -> ApiClient:
    return new_device().as_user(chain.manager)
