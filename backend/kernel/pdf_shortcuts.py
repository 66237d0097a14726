"""What WeasyPrint does again and again for the same result, done once. The pages are the same without it.

Each replaces one function whose result depends on what it is given alone. `tests/pdf/test_shortcuts.py` prints with and
without; a WeasyPrint in which one of them is gone or another fails there.
"""

import sys
from collections.abc import Iterator
from functools import cache
from operator import itemgetter
from typing import Any

# What the height of a line depends on.
_FACE = itemgetter(
    *("font_family", "font_style", "font_stretch", "font_weight", "font_variant_ligatures", "font_variant_position"),
    *("font_variant_caps", "font_variant_numeric", "font_variant_alternates", "font_variant_east_asian"),
    *("font_feature_settings", "font_variation_settings", "font_language_override", "lang", "font_size", "line_height"),
)
# What a box takes from its style as it stands, unless one of them is a share of its surroundings or worked out of them.
_LENGTHS = (
    *("margin_left", "margin_right", "margin_top", "margin_bottom", "padding_left", "padding_right", "padding_top"),
    *("padding_bottom", "width", "min_width", "max_width", "height", "min_height", "max_height"),
    *("border_top_width", "border_right_width", "border_bottom_width", "border_left_width"),
)
_BOX = itemgetter(*_LENGTHS, "box_sizing", "border_collapse")
# With one of these the letters of a text in a picture stand where they are put, one by one.
_LETTER_BY_LETTER = ("rotate", "letter-spacing", "textLength")


@cache
def take_shortcuts() -> None:
    """From now on, for every document of this process."""
    _know_values()
    _know_lengths()
    _know_struts()
    _shape_once()
    _draw_words()


def _know_values() -> None:
    """A property that no rule names has its parent's value or its first one: nothing has to be worked out."""
    from weasyprint.css import ComputedStyle, computed_values, properties

    slow = ComputedStyle.__missing__
    special = {*properties.INITIAL_NOT_COMPUTED, *computed_values.PHYSICAL_FUNCTIONS, "page", "position", "float"}
    plain = {
        key: value
        for key, value in properties.INITIAL_VALUES.items()
        if key not in special and key != "display" and not key.startswith("text_decoration_")
    }
    inherited = properties.INHERITED & plain.keys()

    def missing(self: Any, key: str) -> Any:
        if key not in plain or key in self.cascaded or (key in inherited and self.parent_style is None):
            return slow(self, key)
        value = self[key] = self.parent_style[key] if key in inherited else plain[key]
        return value

    ComputedStyle.__missing__ = missing


def _know_lengths() -> None:
    """Lengths that do not depend on what is around a box are the same for every box with these values."""
    from weasyprint.layout import percent

    slow = percent.resolve_percentages
    known: dict[tuple[Any, ...], dict[str, Any]] = {}

    def resolve_percentages(box: Any, containing_block: Any) -> None:
        values = _BOX(box.style)
        found = known.get(values)
        if found is not None:
            vars(box).update(found)
            return
        slow(box, containing_block)
        if values[-1] == "separate" and all(map(_is_length, values[: len(_LENGTHS)])):
            known[values] = {name: getattr(box, name) for name in _LENGTHS}

    _replace(slow, resolve_percentages)


def _is_length(value: Any) -> bool:
    return value == "auto" or isinstance(value, int | float) or getattr(value, "unit", None) == "px"


def _know_struts() -> None:
    """The height of a line by its face, without spelling the face out as text for every line."""
    from weasyprint.text import line_break

    slow = line_break.strut

    def strut(style: Any) -> tuple[float, float]:
        known = style.font_config.strut_layouts
        face = _FACE(style)
        try:
            found = known.get(face)
        except TypeError:  # a list among the values, which no key can hold
            return slow(style)  # type: ignore[no-any-return]
        if found is None:
            found = known[face] = slow(style)
        return found  # type: ignore[no-any-return]

    _replace(slow, strut)


def _shape_once() -> None:
    """A line keeps its shaped letters until it is drawn; else they are shaped again. Justified ones have to be."""
    from weasyprint.text import line_break

    layout, pango = line_break.Layout, line_break.pango
    set_text, reactivate = layout.set_text, layout.reactivate

    def set_one_paragraph(self: Any, text: str, justify: bool = False) -> None:
        # Drawing asks for one paragraph, and where that is not said already, letters are shaped anew.
        pango.pango_layout_set_single_paragraph_mode(self.layout, text.isprintable())
        set_text(self, text, justify)

    def reactivate_justified(self: Any, style: Any) -> None:
        if self.justification_spacing:
            reactivate(self, style)

    layout.set_text, layout.reactivate, layout.deactivate = set_one_paragraph, reactivate_justified, lambda _self: None


def _draw_words() -> None:
    """A text in a picture is set as one piece, not letter by letter: its letters kern, too, and its words are words."""
    from weasyprint import svg

    slow = svg.text

    def text(picture: Any, node: Any, font_size: float) -> None:
        positions = [node.attrib.get(name, "").strip() for name in ("x", "y", "dx", "dy")]
        if node.text and not any(node.get(name) for name in _LETTER_BY_LETTER) and not any(map(_many, positions)):
            node._etree_node.text = _Piece(node.text)
        slow(picture, node, font_size)

    _replace(slow, text)
    svg.TAGS.update({tag: text for tag, draw in svg.TAGS.items() if draw is slow})


def _many(positions: str) -> bool:
    return " " in positions or "," in positions


class _Piece(str):
    """A text whose only letter is itself."""

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        yield str(self)


def _replace(old: Any, new: Any) -> None:
    """Wherever a module of WeasyPrint knows it by name."""
    for name, module in list(sys.modules.items()):
        if name.startswith("weasyprint"):
            for key in [key for key, value in vars(module).items() if value is old]:
                setattr(module, key, new)
