"""Many documents bound into one: each is laid out by itself, in any process, and they are joined as finished objects.

Pages, tags and bookmarks of each part move behind those before it; nothing is parsed, so binding costs next to nothing.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from backend.kernel.pdf import Pdf, Style, laid_out, render_pdf
from backend.kernel.pdf_archive import VARIANT, Attachment, forbid_smoothing
from backend.kernel.pdf_objects import moved, raw_class

TOP_OF_PAGE = 842


@dataclass(frozen=True)
class Part:
    """A document as objects, numbered from 1 (None: not needed), with the numbers of what binds it to others.

    `places` are the entries of its tree of tags: pairs of a place and what stands there. `outline` is its root of
    bookmarks, with the first, the last, and how many show; None without any.
    """

    objects: Sequence[tuple[bytes, bool] | None]
    page_numbers: Sequence[int]
    tag_root: int
    tag_document: int
    places: Sequence[tuple[int, bytes]]
    outline: tuple[int, bytes, bytes, int] | None

    @property
    def pages(self) -> int:
        return len(self.page_numbers)


class _Caught(Exception):
    """The objects are there; no file is wanted."""


@dataclass
class _Catcher:
    """Takes the objects of a document just before they would be written into a file."""

    part: Part | None = field(default=None)

    def __call__(self, _document: Any, pdf: Any) -> None:
        forbid_smoothing(pdf)
        self.part = _part_of(pdf)
        raise _Caught


def make_part(html: str, style: Style, images: Mapping[str, bytes]) -> Part:
    """Lay one document out, to be bound later."""
    catcher = _Catcher()
    with laid_out(html, style, images) as document, suppress(_Caught):
        document.write_pdf(pdf_variant=VARIANT, finisher=catcher)
    assert catcher.part is not None
    return catcher.part


def bind(html: str, style: Style, attachment: Attachment | None, parts: Sequence[tuple[str, str, Part]]) -> Pdf:
    """What `html` says first (cover and contents), then all parts: each an anchor in the contents, a title, a part."""

    def add_parts(_document: Any, pdf: Any) -> None:
        bound = _Bound(pdf)
        for anchor, title, part in parts:
            bound.add(anchor, title, part)
        bound.finish()

    front = render_pdf(html, style, {}, attachment, add_parts)
    return Pdf(front.data, front.pages + sum(part.pages for _, _, part in parts))


def _part_of(pdf: Any) -> Part:
    import pydyf

    root_number = _number(pdf.catalog["StructTreeRoot"])
    root = pdf.objects[root_number]
    document_number = _number(root["K"][0])
    places_number = _number(root["ParentTree"])
    pdf.objects[document_number]["S"] = "/Part"
    nums = pdf.objects[places_number]["Nums"]
    dropped = {0, pdf.pages.number, pdf.catalog.number, root_number, places_number, _number(pdf.catalog["Metadata"])}
    outline = None
    if reference := pdf.catalog.get("Outlines"):
        item = pdf.objects[_number(reference)]
        outline = (item.number, item["First"], item["Last"], item["Count"])
    return Part(
        objects=[
            None if number in dropped else (item.data, isinstance(item, pydyf.Stream))
            for number, item in enumerate(pdf.objects)
        ],
        page_numbers=[_number(reference) for reference in pdf.page_references],
        tag_root=root_number,
        tag_document=document_number,
        places=[(nums[i], getattr(nums[i + 1], "data", nums[i + 1])) for i in range(0, len(nums), 2)],
        outline=outline,
    )


class _Bound:
    """The document that grows."""

    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf
        root = pdf.objects[_number(pdf.catalog["StructTreeRoot"])]
        self.tags = pdf.objects[_number(root["K"][0])]
        self.nums = pdf.objects[_number(root["ParentTree"])]["Nums"]
        self.next_place = max(self.nums[::2], default=-1) + 1
        self.bookmarks: list[Any] = []
        names = pdf.catalog.get("Names", {}).get("Dests", {}).get("Names", [])
        self.anchors = {names[i].string: i + 1 for i in range(0, len(names), 2)}
        self.names = names

    def add(self, anchor: str, title: str, part: Part) -> None:
        by = len(self.pdf.objects) - 1
        numbers = {1: self.pdf.pages.number, part.tag_root: self.tags.number}
        raw = raw_class()
        for known in part.objects[1:]:
            data, stream = known if known is not None else (b"null", False)
            self.pdf.add_object(raw(moved(data, numbers, by, self.next_place), stream=stream))
        for number in part.page_numbers:
            self.pdf.pages["Kids"].extend([number + by, 0, "R"])
        self.pdf.pages["Count"] += part.pages
        self.tags["K"].append(b"%d 0 R" % (part.tag_document + by))
        for place, value in part.places:
            self.nums.extend([place + self.next_place, moved(value, numbers, by, 0)])
        self.next_place += 1 + max((place for place, _ in part.places), default=-1)
        self._point_to(anchor, title, part, by)

    def _point_to(self, anchor: str, title: str, part: Part, by: int) -> None:
        """From the contents and from the bookmarks, of which the part's own are folded below."""
        import pydyf

        target = pydyf.Array([b"%d 0 R" % (part.page_numbers[0] + by), "/XYZ", 0, TOP_OF_PAGE, 0])
        if anchor in self.anchors:
            self.names[self.anchors[anchor]] = target
        item = pydyf.Dictionary({"Title": pydyf.String(title), "Dest": target})
        if part.outline is None:
            self.pdf.add_object(item)
        else:
            number, first, last, count = part.outline
            item |= {"First": moved(first, {}, by, 0), "Last": moved(last, {}, by, 0), "Count": -count}
            item.number = number + by
            self.pdf.objects[item.number] = item
        self.bookmarks.append(item)

    def finish(self) -> None:
        """Hang the parts' bookmarks behind those of the front."""
        import pydyf

        if not self.bookmarks:
            return
        if "Outlines" not in self.pdf.catalog:
            outlines = pydyf.Dictionary({"Count": 0})
            self.pdf.add_object(outlines)
            self.pdf.catalog["Outlines"] = outlines.reference
        root = self.pdf.objects[_number(self.pdf.catalog["Outlines"])]
        before = self.pdf.objects[_number(root["Last"])] if "Last" in root else None
        for item in self.bookmarks:
            item["Parent"] = root.reference
            if before is not None:
                before["Next"], item["Prev"] = item.reference, before.reference
            before = item
        root.setdefault("First", self.bookmarks[0].reference)
        root["Last"] = self.bookmarks[-1].reference
        root["Count"] += len(self.bookmarks)


def _number(reference: bytes | str) -> int:
    return int(reference.split()[0])
