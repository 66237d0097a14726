"""The shape of the engagement board."""

from marshmallow import fields

from backend.reports.shapes import FactContext, ReportContext, Strict


class TableContext(Strict):
    """A chart's twin; it goes into the data of the file."""

    header = fields.List(fields.String())
    rows = fields.List(fields.List(fields.String()))


class ChainContext(Strict):
    chart = fields.String()
    touchpoints = fields.Nested(TableContext)
    handovers = fields.Nested(TableContext)


class LinesContext(Strict):
    chart = fields.String()
    figures = fields.Nested(TableContext)


class ItemContext(Strict):
    name = fields.String()
    mean = fields.String()
    visits = fields.String()


class ActionContext(Strict):
    title = fields.String()
    due = fields.String()
    overdue = fields.Boolean()


class BoardContext(ReportContext):
    """`more` says how many actions are not listed; `items_base` what the lists rest on, or why there are none."""

    title = fields.String()
    place = fields.String()
    sentence = fields.String()
    value_chain = fields.Nested(ChainContext)
    lines = fields.Nested(LinesContext)
    strongest = fields.List(fields.Nested(ItemContext))
    weakest = fields.List(fields.Nested(ItemContext))
    items_base = fields.String()
    actions = fields.List(fields.Nested(ActionContext))
    more = fields.String()
    facts = fields.List(fields.Nested(FactContext))
    says_not = fields.List(fields.String())
