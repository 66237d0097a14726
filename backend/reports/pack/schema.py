"""The shape of the pack's cover and contents."""

from marshmallow import fields

from backend.reports.shapes import FactContext, ReportContext, Strict


class RowContext(Strict):
    number = fields.String()
    anchor = fields.String()
    centre = fields.String()
    visited = fields.String()
    checklist = fields.String()
    score = fields.String()
    outcome = fields.String()
    page = fields.String()


class PackContext(ReportContext):
    """`page` is empty in a ZIP, whose files have pages of their own."""

    title = fields.String()
    period = fields.String()
    facts = fields.List(fields.Nested(FactContext))
    rows = fields.List(fields.Nested(RowContext))
    zipped = fields.Boolean()
