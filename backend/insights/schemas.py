"""Wire schemas of the comparison."""

import datetime as dt

from marshmallow import ValidationError, fields, validate

from backend.http.schemas import In, Out

TOUCHPOINT_MEASURE = r"^(overall|delight|touchpoint:[a-z0-9_.-]{1,40})$"


EARLIEST, LATEST = dt.date(1900, 1, 1), dt.date(2200, 1, 1)


def within_reason(day: dt.date) -> None:
    """The calendar of periods ends where Python's does."""
    if not EARLIEST <= day <= LATEST:
        raise ValidationError(f"Give a day from {EARLIEST} to {LATEST}.")


class ComparisonQuery(In):
    measure = fields.String(load_default="overall", validate=validate.Regexp(TOUCHPOINT_MEASURE))
    period = fields.String(load_default="quarter", validate=validate.OneOf(["quarter", "month", "wave"]))
    area_id = fields.UUID(load_default=None)
    centre_ids = fields.List(fields.UUID(), data_key="centre_id", load_default=list, validate=validate.Length(max=100))
    first = fields.Date(
        data_key="from",
        load_default=None,
        validate=within_reason,
        metadata={"description": "first day; default: two years"},
    )
    last = fields.Date(
        data_key="to", load_default=None, validate=within_reason, metadata={"description": "last day; default: today"}
    )
    language = fields.String(data_key="lang", load_default="en", validate=validate.OneOf(["en", "de"]))


class PeriodOut(Out):
    code = fields.String()
    label = fields.String()
    starts_on = fields.Date()
    ends_on = fields.Date()


class ValueOut(Out):
    period = fields.String()
    mean = fields.Float()
    low = fields.Float(allow_none=True)
    high = fields.Float(allow_none=True)
    visits = fields.Integer()
    excluded = fields.Integer(metadata={"description": "questions that did not count: not applicable or not observed"})
    low_base = fields.Boolean(metadata={"description": "fewer than four visits"})
    checklists = fields.List(fields.String())


class ChangeOut(Out):
    from_ = fields.String(data_key="from")
    to = fields.String()
    diff = fields.Float()
    low = fields.Float(allow_none=True)
    high = fields.Float(allow_none=True)
    p = fields.Float(allow_none=True)
    clear = fields.Boolean(metadata={"description": "p at most 0.05: the only licence for an arrow"})


class SeriesOut(Out):
    kind = fields.String(validate=validate.OneOf(["centre", "area", "chain"]))
    id = fields.UUID(allow_none=True)
    name = fields.String()
    area_name = fields.String(allow_none=True)
    values = fields.List(fields.Nested(ValueOut, allow_none=True))
    change = fields.Nested(ChangeOut, allow_none=True)
    like_for_like = fields.List(
        fields.Nested(ValueOut, allow_none=True),
        metadata={"description": "the same visits on the questions that kept their meaning; empty without a break"},
    )


class BasisOut(Out):
    checklist = fields.String()
    versions = fields.List(fields.Integer())
    kept = fields.Integer(metadata={"description": "questions that all these versions ask alike"})
    questions = fields.Integer(metadata={"description": "questions of the newest of them"})


class LikeForLikeOut(Out):
    bases = fields.List(fields.Nested(BasisOut))
    visits = fields.Integer()
    computed = fields.Boolean(metadata={"description": "false where there are too many visits at once"})


class ComparisonOut(Out):
    measure = fields.String()
    aggregate = fields.String(validate=validate.OneOf(["mean_of_visits"]))
    period_kind = fields.String(validate=validate.OneOf(["quarter", "month", "wave"]))
    periods = fields.List(fields.Nested(PeriodOut))
    series = fields.List(fields.Nested(SeriesOut))
    sentence = fields.String()
    simulated = fields.Boolean()
    like_for_like = fields.Nested(
        LikeForLikeOut, allow_none=True, metadata={"description": "null while no checklist changed its version"}
    )
    centres_left_out = fields.Integer(
        metadata={"description": "above 100 centres only areas are listed: choose an area to see its centres"}
    )


class IntervalOut(Out):
    low = fields.Float()
    high = fields.Float()


class ShareOut(Out):
    """A share from 0 to 1 with its base; null where there is no base."""

    count = fields.Integer()
    base = fields.Integer()
    share = fields.Float(allow_none=True)
    interval = fields.Nested(IntervalOut, allow_none=True, metadata={"description": "Wilson, 95 %"})


class AgreementOut(Out):
    pairs = fields.Integer()
    agreed = fields.Integer()
    share = fields.Float()
    kappa = fields.Float(allow_none=True, metadata={"description": "Cohen; null where chance explains everything"})


class ItemOut(Out):
    question_id = fields.String()
    section_id = fields.String()
    visits = fields.Integer(metadata={"description": "visits in which it was asked"})
    shown = fields.Integer(
        metadata={"description": "how often it was asked: in a repeated section once for each entry of a visit"}
    )
    answered = fields.Nested(ShareOut, allow_none=True)
    not_applicable = fields.Nested(ShareOut)
    not_observed = fields.Nested(ShareOut)
    no_contact = fields.Nested(
        ShareOut, allow_none=True, metadata={"description": "clocks that ran out; null without a clock"}
    )
    passed = fields.Nested(ShareOut, allow_none=True, metadata={"description": "full points; null without points"})
    verdict = fields.String(allow_none=True, validate=validate.OneOf(["everyone_passes", "never_applies"]))
    agreement = fields.Nested(AgreementOut, allow_none=True)


class ItemReportOut(Out):
    visits = fields.Integer(metadata={"description": "approved visits read, the latest first"})
    visits_in_all = fields.Integer()
    doubles = fields.Integer(metadata={"description": "centres seen by two auditors in one wave"})
    agreement = fields.Nested(AgreementOut, allow_none=True)
    items = fields.List(fields.Nested(ItemOut))
