"""The one place that asks what time it is. Everything else is given a moment."""

import datetime as dt


def now() -> dt.datetime:
    """This moment, in UTC and aware of it."""
    return dt.datetime.now(dt.UTC)
