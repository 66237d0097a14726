"""The list of features: their routes, their commands, and who hears which event. The one place that names them all."""

from collections.abc import Callable, Mapping
from functools import partial

import click
from sqlalchemy import Engine

from backend.accounts import letters
from backend.accounts.commands import user_group
from backend.accounts.people_views import blp as people
from backend.accounts.views import blp as accounts
from backend.actions.views import blp as actions
from backend.centres.views import blp as centres
from backend.checklists.commands import checklists_group
from backend.checklists.draft_views import blp as drafts
from backend.checklists.interchange import exporting
from backend.checklists.views import blp as checklists
from backend.engagement.commands import engagement_group
from backend.engagement.import_views import blp as engagement_imports
from backend.engagement.views import blp as engagement
from backend.evidence.jobs import derive_photos, forget_files
from backend.evidence.positions import forget_positions
from backend.evidence.removal import FORGET
from backend.evidence.service import DERIVE
from backend.exports import jobs as exports_jobs
from backend.exports import service as exports_service
from backend.exports.commands import export_group
from backend.exports.views import blp as exports
from backend.hooks import jobs as hooks_jobs
from backend.hooks import mails as hooks_mails
from backend.hooks import service as hooks_service
from backend.hooks import telling
from backend.hooks.views import blp as webhooks
from backend.http.blueprint import Blueprint
from backend.insights.auditor_effects_views import blp as auditor_effects
from backend.insights.centre_page_views import blp as centre_page
from backend.insights.commands import figures_group
from backend.insights.control_chart_views import blp as control_chart
from backend.insights.drawing_views import blp as charts
from backend.insights.drill_views import blp as drill
from backend.insights.jobs import look_after_figures, rebuild
from backend.insights.tallies import REBUILD, count_visit, on_team_changed, uncount_visit
from backend.insights.tallies_moves import move_centres
from backend.insights.views import blp as insights
from backend.insights.wave_page_views import blp as wave_page
from backend.kernel.jobs import Ending, Handler
from backend.kernel.unit_of_work import Subscriber
from backend.links import service as link_service
from backend.links.commands import analyse
from backend.links.drawing_views import blp as link_charts
from backend.links.jobs import compute_link
from backend.links.views import blp as links
from backend.notices import service as notices
from backend.notices.jobs import push
from backend.notices.views import blp as notice_routes
from backend.programmes.views import blp as programmes
from backend.pulse import printing
from backend.pulse.closing import close_pulses
from backend.pulse.public_views import blp as staff_survey
from backend.pulse.views import blp as pulses
from backend.reports import service as report_service
from backend.reports.blank_form.report import print_form
from backend.reports.commands import report_group
from backend.reports.expiry import remove_expired
from backend.reports.jobs import make_report, on_visit_approved
from backend.reports.poster.report import print_posters, print_slips
from backend.reports.press import warm_presses
from backend.reports.views import blp as reports
from backend.reviews.commands import rescore
from backend.reviews.queries import decisions_of
from backend.reviews.views import blp as reviews
from backend.settings import Settings
from backend.system.views import blp as system
from backend.visits import showing
from backend.visits.commands import visits_group
from backend.visits.follow_up import look_at_clocks
from backend.visits.photo_views import blp as photos
from backend.visits.positions import forget_given_positions
from backend.visits.views import blp as visits

BLUEPRINTS: tuple[Blueprint, ...] = (
    system,
    accounts,
    people,
    centres,
    checklists,
    drafts,
    programmes,
    visits,
    photos,
    reviews,
    actions,
    notice_routes,
    engagement,
    engagement_imports,
    pulses,
    staff_survey,
    insights,
    links,
    link_charts,
    auditor_effects,
    centre_page,
    control_chart,
    drill,
    wave_page,
    charts,
    reports,
    exports,
    webhooks,
)


def subscribers(settings: Callable[[], Settings]) -> Mapping[str, tuple[Subscriber, ...]]:
    """Events a lower feature emits, and who of the higher ones hears them: fn(uow, **payload), before the commit.

    Settings are asked for when something happens: a command that has nobody told needs none.
    """
    return {
        "visit.approved": (on_visit_approved, count_visit, partial(telling.on_visit_approved, settings)),
        "report.ready": (partial(telling.on_report_ready, settings),),
        "wave.closed": (partial(telling.on_wave_closed, settings),),
        "visit.uncounted": (uncount_visit,),
        "centres.moved": (move_centres,),
        "touchpoint.team_changed": (on_team_changed,),
        "visit.reminders": (notices.on_visit_reminders,),
    }


def handlers(settings: Settings) -> Mapping[str, Handler]:
    """Which function does which kind of background work. They load what is heavy only when they run."""
    return {
        letters.KIND: partial(letters.send_letter, settings),
        DERIVE: derive_photos,
        FORGET: forget_files,
        report_service.KIND: partial(make_report, settings),
        notices.KIND: partial(push, settings),
        link_service.KIND: compute_link,
        exports_service.KIND: exports_jobs.make_export,
        hooks_service.DELIVER: partial(hooks_jobs.deliver, settings),
        hooks_mails.ASK: hooks_mails.write_to_each,
        hooks_mails.MAIL: partial(hooks_mails.send_mail, settings),
        REBUILD: rebuild,
    }


# What has to end with work that broke off in its last try.
ENDINGS: Mapping[str, Ending] = {hooks_service.DELIVER: hooks_jobs.end_broken_off}

# What every worker does again and again. Each finds by itself what is due, so that any number of workers may do it.
PERIODIC: Mapping[str, Callable[[Engine], object]] = {
    "look at clocks": look_at_clocks,
    "remind of returned visits": notices.remind_of_returned,
    "forget old positions": forget_positions,
    "forget positions given as answers": forget_given_positions,
    "remove expired reports": remove_expired,
    "forget old exports": exports_jobs.forget_old_exports,
    "close waves": telling.close_waves,
    "close pulses": close_pulses,
    "forget old deliveries": hooks_jobs.forget_old_deliveries,
    "look after figures": look_after_figures,
}

# How checklists leave, beyond what they can do themselves.
exporting.FORMATS["pdf"] = print_form

# How staff are invited to a survey, on paper.
printing.PRINTERS.update(posters=print_posters, slips=print_slips)

# What a visit's page shows of features above visits.
showing.PARTS.update(decisions=decisions_of)

# What a worker loads at its start, so that nobody waits for it later.
WARM_UP: tuple[Callable[[], object], ...] = (warm_presses,)

# Command groups of `insideout`, one a feature.
visits_group.add_command(rescore)
COMMANDS: tuple[click.Command, ...] = (
    user_group,
    checklists_group,
    visits_group,
    report_group,
    export_group,
    engagement_group,
    figures_group,
    analyse,
)
