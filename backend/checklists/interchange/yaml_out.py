"""Writes checklists as YAML of our language: short where the default says it already, and read back as the same."""

import re
from collections.abc import Mapping
from typing import Any, Final

import yaml

from backend.checklists.source import PLAIN_WORDS, load_yaml

# Before every section and question, except the first below its key.
AIRY: Final = re.compile(r"(?<!sections:)(?<!questions:)\n(?=scoring:|sections:|  - id: |      - id: )")
RARE: Final = re.compile("[\r\x85\u2028\u2029\ufeff]")


class Flow(dict[str, Any]):
    """A mapping written on one line."""


class _Dumper(yaml.SafeDumper):
    """The same plain YAML the loader reads: what it would take for a number or a truth value gets quotes."""

    yaml_implicit_resolvers: Any = PLAIN_WORDS

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        # Lists stand indented below their key, as in the checklists people write by hand.
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _float(dumper: _Dumper, value: float) -> yaml.Node:
    text = f"{value:.3f}".rstrip("0")
    return dumper.represent_scalar("tag:yaml.org,2002:float", text + "0" if text.endswith(".") else text)


def _flow(dumper: _Dumper, value: Flow) -> yaml.Node:
    return dumper.represent_mapping("tag:yaml.org,2002:map", value.items(), flow_style=True)


def _plain(dumper: _Dumper, value: Mapping[str, Any]) -> yaml.Node:
    return dumper.represent_mapping("tag:yaml.org,2002:map", value.items(), flow_style=False)


def _list(dumper: _Dumper, value: list[Any]) -> yaml.Node:
    leaf = not any(isinstance(item, dict) for item in value)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=leaf)


def _text(dumper: _Dumper, value: str) -> yaml.Node:
    # Rare line breaks would be folded away; between double quotes they are spelled out.
    style = '"' if RARE.search(value) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(float, _float)
_Dumper.add_representer(Flow, _flow)
_Dumper.add_representer(dict, _plain)
_Dumper.add_representer(list, _list)


def write_yaml(source: Mapping[str, Any]) -> str:
    """The text of one checklist. Mappings without depth go on one line, an empty line parts the questions."""
    shaped = _shape(dict(source), top=True)
    body = yaml.dump(shaped, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110)
    spaced = AIRY.sub("\n\n", body)
    # A text may look like the start of a question; then its line must stay whole.
    same = load_yaml(spaced, "")[0] == load_yaml(body, "")[0]
    return "# yaml-language-server: $schema=../schema.json\n" + (spaced if same else body)


def _shape(value: Any, *, top: bool = False) -> Any:
    if isinstance(value, list):
        return [_shape(item) for item in value]
    if not isinstance(value, Mapping):
        return value
    shaped = {key: _shape(item) for key, item in value.items()}
    flat = not top and _length(shaped) <= 90 and not {"questions", "type", "mode"} & set(shaped)
    return Flow(shaped) if flat else shaped


def _length(value: Any) -> int:
    """Roughly what it takes on a line."""
    if isinstance(value, Mapping):
        return sum(len(str(key)) + 4 + _length(item) for key, item in value.items())
    if isinstance(value, list):
        return sum(2 + _length(item) for item in value)
    return len(str(value)) + (1000 if "\n" in str(value) else 0)
