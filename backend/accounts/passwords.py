"""Passwords: the rules people see, and argon2id at OWASP's parameters.

Hashing is slow on purpose: never call it inside a transaction.
"""

import unicodedata
from concurrent.futures import ThreadPoolExecutor

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from backend.domain.problems import FieldError, Invalid

SHORTEST, LONGEST = 12, 128
RULES = (
    f"{SHORTEST} to {LONGEST} characters; spaces and every script are welcome.",
    "Not your e-mail address or name, and not one character or pattern repeated.",
    "None of the passwords that everybody tries first.",
)
# The long ones among the most used passwords; shorter ones fail the length already.
OVERUSED = frozenset(
    (
        "123456789012",
        "1234567890123",
        "12345678901234",
        "123456789123",
        "1234567891234",
        "password1234",
        "password12345",
        "passwordpassword",
        "password123!",
        "qwertyuiop12",
        "qwertyuiop123",
        "qwertyuiopasdf",
        "1q2w3e4r5t6y",
        "1qaz2wsx3edc",
        "letmeinletmein",
        "iloveyou1234",
        "abcdefghijkl",
        "abcdefghijklm",
        "abc123456789",
        "adminadmin12",
        "administrator",
        "administrator1",
        "welcome12345",
        "welcome123456",
        "changemeplease",
        "changeme1234",
        "correcthorsebatterystaple",
        "mysteryshopper",
        "insideout1234",
        "insideoutinsideout",
    )
)

_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
# Each hash takes 19 MiB, which a thread's heap keeps: two threads of their own bound what a flood of sign-ins can take.
_hashing = ThreadPoolExecutor(2, "hashing")
# The hash of nothing anyone can type: unknown accounts cost the same time as known ones.
NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$WS/p1zScZV5oVQ0X1BHPBQ$9n0Sxn+KwLO9DdWwkygcWSfdvncWrEvpQoQLR0f/eFM"  # noqa: S105


def hash_password(password: str) -> str:
    return _hashing.submit(_hasher.hash, _normal(password)).result()


def verify_password(stored: str | None, password: str) -> bool:
    """Whether it is the password; takes the same time when there is none."""
    try:
        right = _hashing.submit(_hasher.verify, stored or NOBODY, _normal(password)).result()
    except (VerificationError, InvalidHashError):
        return False
    return right and stored is not None


def needs_rehash(stored: str) -> bool:
    return _hasher.check_needs_rehash(stored)


def check_rules(password: str, *personal: str, pointer: str = "/password") -> None:
    """Refuse a weak password, saying every rule it breaks."""
    errors = [FieldError(pointer, code, RULES[rule]) for rule, code in _broken(_normal(password), personal)]
    if errors:
        raise Invalid("password.weak", "Please choose another password.", errors=errors)


def _broken(password: str, personal: tuple[str, ...]) -> list[tuple[int, str]]:
    folded = password.casefold()
    broken = []
    if not SHORTEST <= len(password) <= LONGEST:
        broken.append((0, "length"))
    if folded in {p.casefold() for p in personal} or _repeats(folded):
        broken.append((1, "pattern"))
    if folded in OVERUSED:
        broken.append((2, "overused"))
    return broken


def _repeats(text: str) -> bool:
    """Made of one short piece again and again ("abcabcabcabc"), or of one run ("123456789012345")."""
    pieces = any(text == (text[:size] * len(text))[: len(text)] for size in range(1, 5))
    steps = {ord(b) - ord(a) for a, b in zip(text, text[1:], strict=False)}
    return pieces or steps in ({1}, {-1})


def _normal(password: str) -> str:
    """One spelling for what looks the same, so that another keyboard still signs in."""
    return unicodedata.normalize("NFKC", password)
