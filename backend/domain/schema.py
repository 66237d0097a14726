"""Small words for JSON Schema, so that a key's shape is written once: beside the code that reads it."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

Schema = dict[str, Any]

TEXT: Final[Schema] = {"$ref": "#/$defs/text"}
RULE: Final[Schema] = {"$ref": "#/$defs/rule"}
CONDITION: Final[Schema] = {"$ref": "#/$defs/condition"}
NUMBER: Final[Schema] = {"type": "number"}
WHOLE: Final[Schema] = {"type": "integer"}
FLAG: Final[Schema] = {"type": "boolean"}
OPTION_ID: Final[Schema] = {"type": "string", "pattern": "^[a-z0-9][a-z0-9_-]{0,63}$"}
ID: Final[Schema] = {"type": "string", "pattern": "^[a-z][a-z0-9_]{0,63}$"}


def at_least(low: float) -> Schema:
    return {"type": "number", "minimum": low}


def one_of(values: Sequence[str]) -> Schema:
    return {"enum": list(values)}


def array_of(items: Schema, at_least: int = 1) -> Schema:
    return {"type": "array", "items": items, "minItems": at_least}


def thing(properties: Mapping[str, Schema], required: Sequence[str] = ()) -> Schema:
    """An object with these keys and no others."""
    schema: Schema = {"type": "object", "properties": dict(properties), "additionalProperties": False}
    return {**schema, "required": list(required)} if required else schema
