"""Wire schemas of engagement: files, waves, floor, maps, figures that may be shown."""

from marshmallow import fields, validate

from backend.domain.suppression import LEAST_FLOOR
from backend.engagement.intake.columns import KINDS
from backend.engagement.published import WHOLE
from backend.http.fields import Moment
from backend.http.schemas import In, Out, PageQuery

HIGHEST_FLOOR = 100
MOST_ROWS = 200
CODE = validate.Length(min=1, max=60)


class ItemIn(In):
    """The dimension of a raw question (null: it is left out), whether a low answer is the good one, and its scale,
    where it is not that of the file."""

    dimension = fields.String(required=True, allow_none=True, validate=CODE)
    reversed = fields.Boolean(load_default=False)
    scale_min = fields.Float()
    scale_max = fields.Float()


class OrderIn(In):
    """How a file is to be read. It is the part `order` of a multipart body, beside the part `file`."""

    kind = fields.String(required=True, validate=validate.OneOf([*KINDS]))
    columns = fields.Dict(keys=fields.String(), values=fields.Integer(strict=True), load_default=dict)
    constants = fields.Dict(
        keys=fields.String(), values=fields.String(validate=validate.Length(max=200)), load_default=dict
    )
    items = fields.Dict(keys=fields.String(validate=CODE), values=fields.Nested(ItemIn), load_default=dict)
    decimal = fields.String(load_default=None, allow_none=True, validate=validate.OneOf([".", ","]))


class FieldOut(Out):
    code = fields.String()
    required = fields.Boolean()


class PreviewOut(Out):
    """The head of a file; `columns` and `constants` are a suggestion."""

    name = fields.String()
    rows = fields.Integer()
    header = fields.List(fields.String())
    sample = fields.List(fields.List(fields.String()))
    decimal = fields.String()
    fields_ = fields.List(fields.Nested(FieldOut), data_key="fields", attribute="fields")
    columns = fields.Dict(keys=fields.String(), values=fields.Integer())
    constants = fields.Dict(keys=fields.String(), values=fields.String())


class FileQuestionOut(Out):
    """A question of raw answers. What it belongs to is a suggestion, and `guess` says where that comes from: the
    file, an import before (null there: it was left out), its name, or null (nobody knows)."""

    code = fields.String()
    answers = fields.Integer(metadata={"description": "answers that are numbers, from lowest to highest"})
    texts = fields.Integer(metadata={"description": "answers that are no numbers"})
    lowest = fields.Float(allow_none=True)
    highest = fields.Float(allow_none=True)
    dimension = fields.String(allow_none=True)
    reversed = fields.Boolean()
    scale_min = fields.Float(allow_none=True)
    scale_max = fields.Float(allow_none=True)
    guess = fields.String(allow_none=True, metadata={"description": "file, before or name"})


class NamedDimensionOut(Out):
    code = fields.String()
    name = fields.Dict(keys=fields.String(), values=fields.String())


class QuestionsOut(Out):
    questions = fields.List(fields.Nested(FileQuestionOut))
    dimensions = fields.List(fields.Nested(NamedDimensionOut))


class WaveOutcomeOut(Out):
    code = fields.String()
    closed_on = fields.Date()
    new = fields.Boolean()
    figures = fields.Integer()
    answers = fields.Integer()
    state = fields.String(metadata={"description": "published, open (not over yet) or waiting (see reason)"})
    reason = fields.String(allow_none=True)
    shown = fields.Integer(metadata={"description": "groups that may be shown"})
    groups = fields.Integer(metadata={"description": "groups with any answer"})


class OutcomeOut(Out):
    rows = fields.Integer()
    figures = fields.Integer()
    results = fields.Integer()
    starts = fields.Integer()
    centres = fields.Integer()
    left_out = fields.Integer(metadata={"description": "groups of raw answers too small for a figure of their own"})
    waves = fields.List(fields.Nested(WaveOutcomeOut))
    unknown_teams = fields.List(fields.String())


class ImportOut(Out):
    id = fields.UUID()
    kind = fields.String()
    file_name = fields.String()
    rows = fields.Integer()
    created_at = Moment()
    created_by = fields.String(allow_none=True)
    undone_at = Moment(allow_none=True)


class TakenInOut(Out):
    """An import; `outcome` is null where the same file was taken in before."""

    taken = fields.Nested(ImportOut, data_key="import")
    outcome = fields.Nested(OutcomeOut, allow_none=True)


class ImportsQuery(PageQuery):
    kind = fields.String(load_default=None, validate=validate.OneOf([*KINDS]))


class GroupsOut(Out):
    kind = fields.String()
    shown = fields.Integer()
    hidden = fields.Integer()


class EngagementWaveOut(Out):
    code = fields.String()
    opened_on = fields.Date()
    closed_on = fields.Date()
    floor = fields.Integer()
    answers = fields.Integer()
    published_at = Moment(allow_none=True)
    waiting = fields.Integer(metadata={"description": "figures that came in since it was published"})
    may_publish = fields.Boolean(metadata={"description": "its fieldwork is over"})
    groups = fields.List(fields.Nested(GroupsOut))


class EngagementWavesOut(Out):
    items = fields.List(fields.Nested(EngagementWaveOut))


class FloorIn(In):
    floor = fields.Integer(required=True, strict=True, validate=validate.Range(min=LEAST_FLOOR, max=HIGHEST_FLOOR))


class FloorOut(Out):
    floor = fields.Integer()
    least = fields.Integer()


class DatedTeamIn(In):
    team_code = fields.String(required=True, validate=validate.Length(min=1, max=40))
    valid_from = fields.Date(required=True)
    valid_to = fields.Date(load_default=None, allow_none=True)


class DatedTeamsIn(In):
    items = fields.List(fields.Nested(DatedTeamIn), required=True, validate=validate.Length(max=MOST_ROWS))


class NextTeamIn(In):
    next_team_code = fields.String(required=True, validate=validate.Length(min=1, max=40))
    valid_from = fields.Date(required=True)
    valid_to = fields.Date(load_default=None, allow_none=True)
    checklist_slug = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=80))


class NextTeamsIn(In):
    items = fields.List(fields.Nested(NextTeamIn), required=True, validate=validate.Length(max=MOST_ROWS))


class DatedTeamOut(Out):
    team_code = fields.String()
    valid_from = fields.Date()
    valid_to = fields.Date(allow_none=True)


class MappedTouchpointOut(Out):
    code = fields.String()
    name = fields.Dict(keys=fields.String(), values=fields.String())
    team_code = fields.String(allow_none=True, metadata={"description": "its usual team"})
    dated = fields.List(fields.Nested(DatedTeamOut))


class HandOverOut(Out):
    team_code = fields.String()
    next_team_code = fields.String()
    valid_from = fields.Date()
    valid_to = fields.Date(allow_none=True)
    checklist_slug = fields.String(allow_none=True)


class NamedTeamOut(Out):
    code = fields.String()
    name = fields.String()


class MapsOut(Out):
    touchpoints = fields.List(fields.Nested(MappedTouchpointOut))
    arrows = fields.List(fields.Nested(HandOverOut))
    teams = fields.List(fields.Nested(NamedTeamOut))
    checklists = fields.List(fields.String())


class FiguresQuery(In):
    wave = fields.String(load_default=None, validate=validate.Length(max=40))
    dimension = fields.String(load_default=WHOLE, validate=CODE)
    language = fields.String(data_key="lang", load_default="en", validate=validate.OneOf(["en", "de"]))


class ShownWaveOut(Out):
    code = fields.String()
    closed_on = fields.Date()
    floor = fields.Integer()


class ShownFigureOut(Out):
    """`mark` and `mean`: "<=" 5, "" 63, ">=" 95, of 100. `answers` in a band, exact for administrators."""

    kind = fields.String()
    id = fields.UUID(allow_none=True)
    team_code = fields.String(allow_none=True)
    name = fields.String()
    mark = fields.String()
    mean = fields.Integer()
    answers = fields.String()


class ShownFiguresOut(Out):
    wave = fields.Nested(ShownWaveOut, allow_none=True)
    waves = fields.List(fields.String())
    dimension = fields.String()
    dimensions = fields.List(fields.Nested(NamedTeamOut))
    items = fields.List(fields.Nested(ShownFigureOut))
