"""Wire schemas of the comparison."""

import datetime as dt

from marshmallow import ValidationError, fields, validate

from backend.domain.measures import PATTERN
from backend.http.schemas import In, Out
from backend.insights.figure_fields import Bare

PERIODS = ["month", "quarter", "year", "wave"]
AGGREGATES = ["mean_of_visits", "pooled"]
UNITS = ["percent", "share", "minutes"]


EARLIEST, LATEST = dt.date(1900, 1, 1), dt.date(2200, 1, 1)


def within_reason(day: dt.date) -> None:
    """The calendar of periods ends where Python's does."""
    if not EARLIEST <= day <= LATEST:
        raise ValidationError(f"Give a day from {EARLIEST} to {LATEST}.")


class ComparisonQuery(In):
    measure = fields.String(load_default="overall", validate=validate.Regexp(PATTERN))
    period = fields.String(load_default="quarter", validate=validate.OneOf(PERIODS))
    by = fields.String(
        load_default=None,
        validate=validate.OneOf(["centre", "area", "team", "chain"]),
        metadata={"description": "default: centres and their areas; the chain is always there"},
    )
    aggregate = fields.String(load_default="mean_of_visits", validate=validate.OneOf(AGGREGATES))
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
    method = fields.String(
        allow_none=True,
        validate=validate.OneOf(["student_t", "cluster_t", "wilson"]),
        metadata={"description": "how the interval was found"},
    )
    centres = fields.Integer(metadata={"description": "with a value"})
    applicable = fields.Integer(metadata={"description": "questions that counted"})
    checklists = fields.List(fields.String())


class ChangeOut(Out):
    from_ = fields.String(data_key="from")
    to = fields.String()
    diff = fields.Float()
    low = fields.Float(allow_none=True)
    high = fields.Float(allow_none=True)
    p = fields.Float(allow_none=True)
    q = fields.Float(
        allow_none=True, metadata={"description": "p among all series of its kind in this reply (Benjamini-Hochberg)"}
    )
    clear = fields.Boolean(metadata={"description": "q at most 0.05: the only licence for an arrow"})
    test = fields.String(allow_none=True, validate=validate.OneOf(["paired_t", "welch", "newcombe", "cluster_t"]))


class SeriesOut(Out):
    kind = fields.String(validate=validate.OneOf(["centre", "area", "team", "chain"]))
    id = fields.String(allow_none=True, metadata={"description": "of a team its code; null for the chain"})
    name = fields.String()
    area_name = fields.String(allow_none=True)
    values = fields.List(Bare(ValueOut, allow_none=True))
    change = Bare(ChangeOut, allow_none=True)
    like_for_like = fields.List(
        Bare(ValueOut, allow_none=True),
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
    computed = fields.Boolean(metadata={"description": "false while its sums are being made anew"})


class MakingOut(Out):
    """Figures are being made anew: what is shown may lack visits until that is done."""

    done = fields.Integer()
    total = fields.Integer(allow_none=True)


class ComparisonOut(Out):
    measure = fields.String()
    unit = fields.String(validate=validate.OneOf(UNITS))
    aggregate = fields.String(validate=validate.OneOf(AGGREGATES))
    period_kind = fields.String(validate=validate.OneOf(PERIODS))
    periods = fields.List(fields.Nested(PeriodOut))
    series = fields.List(Bare(SeriesOut))
    sentence = fields.String()
    simulated = fields.Boolean()
    like_for_like = fields.Nested(
        LikeForLikeOut, allow_none=True, metadata={"description": "null while no checklist changed its version"}
    )
    being_made = fields.Nested(MakingOut, allow_none=True)
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
