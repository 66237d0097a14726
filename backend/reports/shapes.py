"""What the contexts of all reports have in common. What does not fit never reaches a template."""

from marshmallow import fields

from backend.http.schemas import Out


class Strict(Out):
    """Every field must be there, and no other: what the API promises its clients, a template is promised too."""


class FactContext(Strict):
    name = fields.String()
    value = fields.String()


class ReportContext(Strict):
    """`chapters` are pairs of anchor and title, for the contents; `part` is what stands at the foot within a pack."""

    language = fields.String()
    edition = fields.String()
    words = fields.Dict(keys=fields.String(), values=fields.String())
    simulated = fields.Boolean()
    chapters = fields.List(fields.List(fields.String()))
    part = fields.String()
