"""The installation's key for push services (VAPID): made once, kept in the database, shared by all its processes."""

import base64
from typing import TYPE_CHECKING

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from backend.kernel.clock import now
from backend.kernel.unit_of_work import unit_of_work
from backend.notices.models import PushKey

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

THE_ONE = 1


def public_key(engine: Engine) -> str:
    """What browsers subscribe with; the first who asks has the key made."""
    with unit_of_work(engine, write=False) as uow:
        found = _stored(uow.session)
    if found is None:
        with unit_of_work(engine) as uow:
            uow.alone("push key")
            found = _stored(uow.session)
            if found is None:
                found = _new_key()
                uow.session.add(PushKey(id=THE_ONE, private_key=found, created_at=now()))
    return _written(_public_bytes(_read(found)))


def private_key(session: Session) -> "EllipticCurvePrivateKey | None":
    found = _stored(session)
    return None if found is None else _read(found)


def _stored(session: Session) -> str | None:
    return session.scalar(select(PushKey.private_key).where(PushKey.id == THE_ONE))


def _new_key() -> str:
    from cryptography.hazmat.primitives.asymmetric import ec

    return _written(ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value.to_bytes(32, "big"))


def _read(written: str) -> "EllipticCurvePrivateKey":
    from cryptography.hazmat.primitives.asymmetric import ec

    return ec.derive_private_key(int.from_bytes(base64.urlsafe_b64decode(written + "="), "big"), ec.SECP256R1())


def _public_bytes(key: "EllipticCurvePrivateKey") -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _written(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
