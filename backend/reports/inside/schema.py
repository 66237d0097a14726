"""The shape of the inside-outside report: parts of one kind, each with its base, and the method behind them."""

from marshmallow import fields

from backend.reports.shapes import FactContext, ReportContext, Strict


class TableContext(Strict):
    """The first `texts` columns hold text, the others numbers."""

    caption = fields.String()
    header = fields.List(fields.String())
    rows = fields.List(fields.List(fields.String()))
    texts = fields.Integer()


class PartContext(Strict):
    """`base`: n and period; `reasons`: why something is not shown; `own_page`: it begins on a page of its own."""

    id = fields.String()
    title = fields.String()
    base = fields.String()
    says = fields.List(fields.String())
    reasons = fields.List(fields.String())
    chart = fields.String()
    tables = fields.List(fields.Nested(TableContext))
    says_not = fields.String()
    own_page = fields.Boolean()


class FormulaContext(Strict):
    """`formula` marks what stands below the line as _{...}."""

    title = fields.String()
    text = fields.String()
    formula = fields.String()


class InsideContext(ReportContext):
    """`warning` stands on the cover: newer data, centres that are left out. `analysis` is the whole document."""

    title = fields.String()
    place = fields.String()
    sentence = fields.String()
    more = fields.List(fields.String())
    warning = fields.String()
    facts = fields.List(fields.Nested(FactContext))
    parts = fields.List(fields.Nested(PartContext))
    says_not = fields.List(fields.String())
    method = fields.List(fields.Nested(FormulaContext))
    analysis = fields.Raw(allow_none=True)
