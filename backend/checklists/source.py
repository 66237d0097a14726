"""Reads a checklist's YAML: plain data and the line of every path. No YAML magic: no aliases, tags or dates."""

import re
from typing import Any, Final

import yaml

from backend.domain.checklist import ChecklistInvalid
from backend.domain.problems import FieldError

Lines = dict[str, int]
MERGE: Final = "tag:yaml.org,2002:merge"


class _Loader(yaml.SafeLoader):
    """YAML 1.2 words: “yes”, “no”, “on”, dates and 10:30 stay text, as people who write checklists expect."""

    yaml_implicit_resolvers: Any = {}


_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:null|~|)$"), ["n", "~", ""])
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^-?(?:0|[1-9][0-9]*)$"), list("-0123456789"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"^-?[0-9]+\.[0-9]+$"), list("-0123456789"))


def load_yaml(text: str, name: str) -> tuple[Any, Lines]:
    """The data of one YAML document and, for every JSON Pointer in it, its line. `name` is what messages call it."""
    try:
        # A subclass of SafeLoader: it builds plain data only.
        loader = _Loader(text)
        node = loader.get_single_node()
    except yaml.YAMLError as error:
        raise ChecklistInvalid([_syntax_error(error, name)]) from None
    except RecursionError:
        raise ChecklistInvalid([FieldError("", "too_deep", f"{name} is nested too deeply.")]) from None
    if node is None:
        raise ChecklistInvalid([FieldError("", "empty", f"{name} is empty.", 1)])
    walker = _Walker(loader)
    data = walker.build(node, "")
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
                self._refuse(place, "repeated_key", f"“{key}” is written twice.", line)
            else:
                self.lines[place] = line
                data[key] = self.build(value_node, place)
        return data

    def _scalar(self, node: yaml.Node, path: str, line: int) -> Any:
        try:
            return self.loader.construct_object(node)
        except (yaml.YAMLError, ValueError):
            return self._refuse(path, "bad_tag", "This YAML tag is not used here.", line)

    def _refuse(self, path: str, code: str, message: str, line: int) -> None:
        self.errors.append(FieldError(path, code, message, line))


def _syntax_error(error: yaml.YAMLError, name: str) -> FieldError:
    mark = getattr(error, "problem_mark", None)
    what = getattr(error, "problem", None) or "cannot be read"
    return FieldError("", "yaml_syntax", f"{name} is not valid YAML: {what}.", mark.line + 1 if mark else None)
