"""Reads a checklist's YAML: plain data and the line of every path. No YAML magic: no aliases, tags or dates."""

import re
from typing import Any, Final

import yaml

from backend.domain.checklist import ChecklistInvalid
from backend.domain.problems import FieldError

Lines = dict[str, int]
LONGEST: Final = 1_000_000
PLAIN_TAGS: Final = ("tag:yaml.org,2002:map", "tag:yaml.org,2002:seq")
# What the YAML reader says of the usual slips, what a person understands, and the kind of slip it is.
SLIPS: Final = (
    ("'\\t'", "tab", "A tab stands here: indent with spaces."),
    ("mapping values are not allowed", "colon", "A text with a colon needs quotes, or this line is indented wrongly."),
    ("expected <block end>", "indent", "This line is not indented like the lines it belongs to."),
    ("another document", "document", "A second document begins here: one file holds one checklist."),
    ("end of stream", "open", "A quote or bracket is opened here and never closed."),
    ("special characters", "character", "A character stands here that does not belong in a text."),
)
MERGE: Final = "tag:yaml.org,2002:merge"
# Written as \0 or \ud800 inside quotes, they pass the reader, but no database could keep them and no report print them.
UNPRINTABLE: Final = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class _Loader(yaml.SafeLoader):
    """YAML 1.2 words: “yes”, “no”, “on”, dates and 10:30 stay text, as people who write checklists expect."""

    yaml_implicit_resolvers: Any = {}


_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:null|~|)$"), ["n", "~", ""])
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^-?(?:0|[1-9][0-9]*)$"), list("-0123456789"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"^-?[0-9]+\.[0-9]+$"), list("-0123456789"))

# What a plain word means here; whoever writes YAML for this loader puts quotes around the same ones.
PLAIN_WORDS: Final = _Loader.yaml_implicit_resolvers


def decode_source(data: bytes, name: str) -> str:
    """The text of a file. What is not UTF-8 is refused at its line: a guess would publish wrong letters."""
    if len(data) > LONGEST:
        raise _too_long(name)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        text = f"{name} is not UTF-8: save it with that encoding."
        raise ChecklistInvalid([FieldError("", "not_utf8", text, line)]) from None


def load_yaml(text: str, name: str) -> tuple[Any, Lines]:
    """The data of one YAML document and, for every JSON Pointer in it, its line. `name` is what messages call it."""
    if len(text) > LONGEST:
        raise _too_long(name)
    try:
        # A subclass of SafeLoader: it builds plain data only.
        loader = _Loader(text)
        node = loader.get_single_node()
        walker = _Walker(loader)
        data = walker.build(node, "") if node is not None else None
    except yaml.YAMLError as error:
        raise ChecklistInvalid([_syntax_error(error, text)]) from None
    except RecursionError:
        raise ChecklistInvalid([FieldError("", "too_deep", f"{name} is nested too deeply.", 1)]) from None
    if node is None:
        raise ChecklistInvalid([FieldError("", "empty", f"{name} is empty.", 1)])
    if walker.errors:
        raise ChecklistInvalid(walker.errors)
    return data, walker.lines


class _Walker:
    """Turns YAML nodes into data while noting lines, and refuses double keys, aliases and foreign tags."""

    def __init__(self, loader: _Loader) -> None:
        self.loader = loader
        self.lines: Lines = {}
        self.errors: list[FieldError] = []
        self.seen: set[int] = set()

    def build(self, node: yaml.Node, path: str) -> Any:
        line = node.start_mark.line + 1
        self.lines.setdefault(path, line)
        if id(node) in self.seen:
            return self._refuse(path, "alias", "Anchors and aliases (& and *) are not used here.", line)
        self.seen.add(id(node))
        if isinstance(node, yaml.CollectionNode) and node.tag not in PLAIN_TAGS:
            return self._refuse(path, "bad_tag", "This YAML tag is not used here.", line)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, f"{path}/{index}") for index, item in enumerate(node.value)]
        return self._scalar(node, path, line)

    def _mapping(self, node: yaml.MappingNode, path: str) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else ""
            line, place = key_node.start_mark.line + 1, f"{path}/{key}"
            if not key or key_node.tag == MERGE:
                self._refuse(path, "bad_key", "A key must be a plain word.", line)
            elif key in data:
                self._refuse(place, "repeated_key", f"“{key}” is written twice.", line, key=key)
            else:
                self.lines[place] = line
                data[key] = self.build(value_node, place)
        return data

    def _scalar(self, node: yaml.Node, path: str, line: int) -> Any:
        try:
            value = self.loader.construct_object(node)
        except ValueError:
            return self._refuse(path, "bad_value", "This number has far too many digits.", line, "digits")
        except yaml.YAMLError:
            return self._refuse(path, "bad_tag", "This YAML tag is not used here.", line)
        if isinstance(value, str) and UNPRINTABLE.search(value):
            return self._refuse(path, "bad_character", "This text contains a character that cannot be shown.", line)
        return value

    def _refuse(self, path: str, code: str, message: str, line: int, kind: str = "", **values: str) -> None:
        self.errors.append(FieldError(path, code, message, line, kind, values))


def _too_long(name: str) -> ChecklistInvalid:
    return ChecklistInvalid([FieldError("", "too_long", f"{name} is longer than a million characters.", 1)])


def _syntax_error(error: yaml.YAMLError, text: str) -> FieldError:
    """In plain words and at the line to mend: of an open quote that is where it was opened."""
    if isinstance(error, yaml.reader.ReaderError):
        what, line = str(error.reason), text.count("\n", 0, error.position) + 1
    else:
        mark, opened = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
        what = getattr(error, "problem", None) or "it cannot be read"
        at = opened if "end of stream" in what and opened else mark
        line = at.line + 1 if at else 1
    other = ("", f"This is not valid YAML: {what}.")
    kind, plain = next(((kind, words) for sign, kind, words in SLIPS if sign in what), other)
    return FieldError("", "yaml_syntax", plain, line, kind, {"what": what})
