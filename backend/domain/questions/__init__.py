"""The eleven question types.

To add one: its file here, its line below, its twin in pwa/src/engine/questions, and a vector.
"""

from collections.abc import Mapping
from typing import Final

from backend.domain.questions.base import Question, QuestionType
from backend.domain.questions.duration import DURATION
from backend.domain.questions.multiple_choice import MULTIPLE_CHOICE
from backend.domain.questions.number import NUMBER_TYPE
from backend.domain.questions.photo import PHOTO
from backend.domain.questions.place import PLACE
from backend.domain.questions.scale import SCALE
from backend.domain.questions.signature import SIGNATURE
from backend.domain.questions.single_choice import SINGLE_CHOICE
from backend.domain.questions.text import TEXT_TYPE
from backend.domain.questions.timestamp import TIMESTAMP
from backend.domain.questions.yes_no import YES_NO

QUESTION_TYPES: Final[Mapping[str, QuestionType]] = {
    "yes_no": YES_NO,
    "single_choice": SINGLE_CHOICE,
    "multiple_choice": MULTIPLE_CHOICE,
    "scale": SCALE,
    "number": NUMBER_TYPE,
    "duration": DURATION,
    "timestamp": TIMESTAMP,
    "text": TEXT_TYPE,
    "photo": PHOTO,
    "place": PLACE,
    "signature": SIGNATURE,
}


def type_of(question: Question) -> QuestionType:
    return QUESTION_TYPES[question["type"]]
