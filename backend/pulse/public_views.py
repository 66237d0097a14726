"""The two routes of staff, without an account. They set no cookie, read none, and write nothing about who asks.

Limits count under a keyed digest of network and day, in the limits' own store, which forgets it within the hour:
neither an address nor a token stands there, and no answer can be found from it.
"""

import contextlib
import hashlib
import hmac
from collections.abc import Iterator
from typing import Any

from flask import Response

from backend.domain.problems import Gone
from backend.http.blueprint import Blueprint
from backend.http.context import current_settings, current_uow, runtime
from backend.http.limits import TooManyRequests, network
from backend.kernel.clock import now
from backend.pulse import answering, schemas
from backend.pulse.tokens import normal

blp = Blueprint(
    "staff survey", description="What a member of staff sees and sends: nothing here needs or knows an account."
)

# A whole showroom shares one network, and may answer in one meeting.
LOOKS = "300/15 minutes"
# Of one team from one network: against somebody who answers again and again.
ANSWERS = "40/hour"
# Tokens that open nothing: against guessing.
GUESSES = "30/15 minutes"
# The same answers sent again, because the first reply was lost.
ONCE = "1/hour"


@blp.post("/pulse/survey")
@blp.public()
@blp.arguments(schemas.SurveyIn)
@blp.response(200, schemas.SurveyOut)
def open_survey(data: dict[str, Any]) -> dict[str, Any]:
    """The questions behind a link or code. The token is in the body, where no log of addresses sees it."""
    runtime().limits.spend(LOOKS, "pulse-look", _blurred())
    with _no_guessing():
        return answering.open_survey(current_uow().session, data["token"])


@blp.post("/pulse/answers")
@blp.public()
@blp.arguments(schemas.SurveyAnswersIn)
@blp.response(204)
def send_answers(data: dict[str, Any]) -> Response:
    """Send one person's answers. Nobody can look at them again or change them, the sender included."""
    limits, attempt = runtime().limits, _blurred(str(data["attempt"]))
    try:
        limits.spend(ONCE, "pulse-attempt", attempt)
    except TooManyRequests:
        return Response(status=204)
    try:
        limits.spend(ANSWERS, "pulse-answers", _blurred(normal(data["token"])))
        with _no_guessing():
            answering.take_answers(current_uow(), data["token"], data["answers"])
        current_uow().commit()
    except BaseException:
        limits.give_back(ONCE, "pulse-attempt", attempt)
        raise
    return Response(status=204)


@contextlib.contextmanager
def _no_guessing() -> Iterator[None]:
    try:
        yield
    except Gone as unknown:
        if unknown.code == "pulse.unknown":
            runtime().limits.spend(GUESSES, "pulse-guess", _blurred())
        raise


def _blurred(about: str = "") -> str:
    """This network today, with what it is about, as a digest that only this installation can make."""
    words = f"{now().date()}|{network()}|{about}"
    return hmac.new(current_settings().secret_key.encode(), words.encode(), hashlib.sha256).hexdigest()[:32]
