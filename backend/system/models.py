"""Facts about this installation, one row a fact."""

from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from backend.kernel.db import Base


class SystemFact(Base):
    """`key` "simulated" holds {"seed", "loaded_at"} where the demonstration chain was loaded."""

    __tablename__ = "system_fact"

    key: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[dict[str, Any]]
