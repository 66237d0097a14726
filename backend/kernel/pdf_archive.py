"""PDF/A-3a and PDF/UA-1 in one document: WeasyPrint writes the one, and the mark of the other is added to its metadata.

Both ask for tags, embedded fonts and a language, so nothing else has to change. PDF/A wants every property it does not
know described; the description is that of ISO 14289-1, as the PDF Association's technical note 0009 gives it.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

VARIANT = "pdf/a-3a"
ACCESSIBLE = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">\
<pdfuaid:part>1</pdfuaid:part></rdf:Description>\
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"\
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""
END = b"</rdf:RDF>"


@dataclass(frozen=True)
class Attachment:
    """The data of a document, inside it: `content` under `name`, described for people."""

    name: str
    content: bytes
    description: str
    written_at: dt.datetime


def embedded(attachment: Attachment | None) -> list[Any]:
    """What WeasyPrint is to embed."""
    if attachment is None:
        return []
    import weasyprint

    return [
        weasyprint.Attachment(
            string=attachment.content.decode(),
            name=attachment.name,
            description=attachment.description,
            created=attachment.written_at,
            modified=attachment.written_at,
            relationship="Data",
        )
    ]


def mark_as_accessible(pdf: Any) -> None:
    """Say PDF/UA-1 in the metadata."""
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    xml = b"".join(metadata.stream)
    metadata.stream = [xml.replace(END, ACCESSIBLE + END, 1)]
    metadata.compress = False


def forbid_smoothing(pdf: Any) -> None:
    """No picture asks to be smoothed, which PDF/A forbids."""
    for item in pdf.objects:
        extra = getattr(item, "extra", {})
        if extra.get("Interpolate") == "true":
            extra["Interpolate"] = "false"
