"""Accounts: who people are, how they sign in, which roles they hold over which rows; sessions and one-time links."""

from backend.domain.roles import SYSTEM, Actor

__all__ = ["SYSTEM", "Actor"]
