"""What is said about each question of raw answers: its dimension or that it is left out, its scale, its direction."""

from collections.abc import Mapping
from typing import Any, NamedTuple, TypeGuard

from backend.domain.problems import FieldError, Invalid
from backend.engagement.intake.facts import CODE, DIMENSION_LENGTH
from backend.engagement.intake.figures import Scale


class Item(NamedTuple):
    """The dimension a question belongs to (None: it is left out), and whether a low answer is the good one.

    `scale` None: the scale that the file tells.
    """

    dimension: str | None
    reversed: bool
    scale: Scale | None = None


def item_key(code: str) -> str:
    """Capitals and blanks make no difference between questions, nor between dimensions."""
    return code.strip().lower().replace(" ", "_")


def items_of(given: Mapping[str, Any]) -> dict[str, Item]:
    """`given`: {question: {dimension, reversed, scale_min, scale_max}}. Raises Invalid (import.items), each with its
    place, where a dimension is no code, a scale has one end or none is left in."""
    errors: list[FieldError] = []
    found = {item_key(code): _item(code, told, errors) for code, told in given.items()}
    if errors:
        raise Invalid("import.items", "Something said about the questions is not right.", errors=errors)
    if found and all(item.dimension is None for item in found.values()):
        raise items_refused("all_out", "Every question is left out. Choose a dimension for at least one.")
    return found


def items_refused(kind: str, message: str, **values: Any) -> Invalid:
    """Of the questions as a whole; `kind` and `values` are for words in other languages."""
    error = FieldError("/order/items", "import.items", message, kind=kind, values=values)
    return Invalid("import.items", message, errors=[error])


def _item(code: str, told: Any, errors: list[FieldError]) -> Item:
    place = f"/order/items/{code.replace('~', '~0').replace('/', '~1')}"
    if not isinstance(told, Mapping) or "dimension" not in told:
        errors.append(FieldError(place, "required", f"Say which dimension {code[:40]} belongs to."))
        return Item(None, False)
    dimension = told["dimension"]
    if dimension is not None:
        dimension = item_key(str(dimension))
        if not CODE.fullmatch(dimension) or len(dimension) > DIMENSION_LENGTH:
            message = f"“{dimension[:40]}” cannot be a dimension: letters, digits and at most {DIMENSION_LENGTH} signs."
            errors.append(FieldError(f"{place}/dimension", "not_code", message, values={"text": dimension[:40]}))
    low, high = told.get("scale_min"), told.get("scale_max")
    if low is None and high is None:
        return Item(dimension, bool(told.get("reversed")))
    if not _is_number(low) or not _is_number(high) or not low < high:
        message = f"The scale of {code[:40]} has two ends, the second above the first."
        errors.append(FieldError(f"{place}/scale_max", "scale_order", message, values={"text": code[:40]}))
        return Item(dimension, False)
    return Item(dimension, bool(told.get("reversed")), Scale(float(low), float(high)))


def _is_number(value: Any) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)
