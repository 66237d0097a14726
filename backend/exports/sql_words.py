"""How SQLite and PostgreSQL say the same thing about ids and JSON, for the views."""

from typing import Final, Protocol


class Words(Protocol):
    """Each gives an expression; `value` is one that yields JSON."""

    def id(self, column: str) -> str:
        """An id as text with its dashes."""

    def text(self, value: str, *path: str) -> str: ...
    def number(self, value: str, name: str) -> str: ...
    def flag(self, value: str, name: str) -> str:
        """Whether it is true: SQLite says 1 and 0."""

    def items(self, value: str, name: str) -> str:
        """The elements of a list, as a table with `value`."""

    def pairs(self, value: str) -> str:
        """The members of an object, as a table with `key` and `value`."""

    def place(self, value: str, index: int) -> str:
        """A number by its place in a list."""

    def scalar(self, value: str) -> str:
        """What a person answered, as text, several with ; between; nothing for a position (an object) and for a moment,
        which names who was on duty."""

    def figure(self, value: str) -> str:
        """The same where it is a number."""

    def before(self, key: str) -> str:
        """The question in the key of an answer."""

    def after(self, key: str) -> str:
        """The entry in it."""


class SqliteWords:
    def id(self, column: str) -> str:
        parts = ((1, 8), (9, 4), (13, 4), (17, 4), (21, 12))
        return "(" + " || '-' || ".join(f"substr({column}, {first}, {count})" for first, count in parts) + ")"

    def text(self, value: str, *path: str) -> str:
        return f"json_extract({value}, '$.{'.'.join(path)}')"

    def number(self, value: str, name: str) -> str:
        return f"json_extract({value}, '$.{name}')"

    def flag(self, value: str, name: str) -> str:
        return f"coalesce(json_extract({value}, '$.{name}'), 0)"

    def items(self, value: str, name: str) -> str:
        return f"json_each({value}, '$.{name}')"

    def pairs(self, value: str) -> str:
        return f"json_each({value})"

    def place(self, value: str, index: int) -> str:
        return f"json_extract({value}, '$[{index}]')"

    def scalar(self, value: str) -> str:
        told = f"CAST(json_extract({value}, '$') AS TEXT)"
        moment = f"{told} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:*'"
        several = f"(SELECT group_concat(one.value, ';') FROM json_each({value}) AS one)"  # noqa: S608 (words of our own)
        single = f"CASE WHEN json_type({value}) <> 'object' AND NOT {moment} THEN {told} END"
        return f"CASE WHEN json_type({value}) = 'array' THEN {several} ELSE {single} END"

    def figure(self, value: str) -> str:
        return f"CASE WHEN json_type({value}) IN ('integer', 'real') THEN json_extract({value}, '$') + 0.0 END"

    def before(self, key: str) -> str:
        return f"CASE WHEN instr({key}, '@') > 0 THEN substr({key}, 1, instr({key}, '@') - 1) ELSE {key} END"

    def after(self, key: str) -> str:
        return f"CASE WHEN instr({key}, '@') > 0 THEN substr({key}, instr({key}, '@') + 1) END"


class PostgresWords:
    def id(self, column: str) -> str:
        return f"{column}::text"

    def text(self, value: str, *path: str) -> str:
        return f"({value} #>> '{{{','.join(path)}}}')"

    def number(self, value: str, name: str) -> str:
        return f"({value} ->> '{name}')::double precision"

    def flag(self, value: str, name: str) -> str:
        return f"coalesce(({value} ->> '{name}')::boolean, false)"

    def items(self, value: str, name: str) -> str:
        return f"LATERAL jsonb_array_elements({value} -> '{name}')"

    def pairs(self, value: str) -> str:
        return f"LATERAL jsonb_each({value})"

    def place(self, value: str, index: int) -> str:
        return f"({value} ->> {index})::double precision"

    def scalar(self, value: str) -> str:
        told = f"({value} #>> '{{}}')"
        moment = f"{told} ~ '^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}T[0-9]{{2}}:'"
        each = f"jsonb_array_elements_text({value}) WITH ORDINALITY AS one (text, place)"
        several = f"(SELECT string_agg(one.text, ';' ORDER BY one.place) FROM {each})"  # noqa: S608 (words of our own)
        single = f"CASE WHEN jsonb_typeof({value}) <> 'object' AND NOT {moment} THEN {told} END"
        return f"CASE WHEN jsonb_typeof({value}) = 'array' THEN {several} ELSE {single} END"

    def figure(self, value: str) -> str:
        return f"CASE WHEN jsonb_typeof({value}) = 'number' THEN ({value} #>> '{{}}')::double precision END"

    def before(self, key: str) -> str:
        return f"split_part({key}, '@', 1)"

    def after(self, key: str) -> str:
        return f"nullif(split_part({key}, '@', 2), '')"


WORDS: Final[dict[str, Words]] = {"sqlite": SqliteWords(), "postgresql": PostgresWords()}
