"""Imports every model, so that `Base.metadata` is whole. Used by migrations, tests and the demonstration loader."""

import backend.accounts.models
import backend.actions.models
import backend.centres.models
import backend.checklists.models
import backend.engagement.models
import backend.evidence.models
import backend.exports.models
import backend.hooks.models
import backend.insights.models
import backend.kernel.jobs_models
import backend.links.models
import backend.notices.models
import backend.programmes.models
import backend.pulse.models
import backend.reports.models
import backend.reviews.models
import backend.system.models
import backend.trail.models
import backend.visits.models  # noqa: F401
from backend.kernel.db import Base

METADATA = Base.metadata
