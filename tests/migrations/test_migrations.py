"""Migrations: from nothing to what the models say and back, on both databases, in one straight line."""

import datetime as dt

from alembic.script import ScriptDirectory
from sqlalchemy import Engine, func, inspect, select

from backend.demo.load import load_demo
from backend.kernel import files, migrate
from backend.settings import Settings
from backend.tables import METADATA


def table_names(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names()) - {"alembic_version"}


def test_upgrade_from_nothing_makes_what_the_models_say(empty_engine: Engine) -> None:
    migrate.upgrade(empty_engine)
    assert migrate.current_revision(empty_engine) == migrate.head_revision()
    assert migrate.differences(empty_engine, METADATA) == []
    assert table_names(empty_engine) == set(METADATA.tables)


def test_upgrade_of_the_newest_form_changes_nothing(empty_engine: Engine) -> None:
    migrate.upgrade(empty_engine)
    migrate.upgrade(empty_engine)
    assert migrate.differences(empty_engine, METADATA) == []


def test_constraints_are_the_models_constraints(empty_engine: Engine) -> None:
    migrate.upgrade(empty_engine)
    found, wanted = inspect(empty_engine), {}
    for table in METADATA.tables.values():
        wanted[table.name] = {str(c.name) for c in table.constraints if type(c).__name__ == "CheckConstraint"}
    assert {name: {c["name"] for c in found.get_check_constraints(name)} for name in wanted} == wanted


def test_downgrade_leaves_nothing_behind(empty_engine: Engine) -> None:
    migrate.upgrade(empty_engine)
    migrate.downgrade(empty_engine)
    assert table_names(empty_engine) == set()


# The oldest form from which a chain in use was brought up to date; what came later is lost on the way down to it.
IN_USE = "0009"


def test_a_chain_in_use_comes_through_the_later_migrations_whole(empty_engine: Engine, settings: Settings) -> None:
    """With rows in every table that refers to another: SQLite refuses to drop a table that somebody points to."""
    migrate.upgrade(empty_engine)
    files.connect(settings.files_url)
    load_demo(empty_engine, centres=2, quarters=2, seed=5, moment=dt.datetime(2026, 11, 18, 10, tzinfo=dt.UTC))
    migrate.downgrade(empty_engine, IN_USE)
    kept = _counted(empty_engine)
    assert kept["visit"] and kept["engagement_figure"] and kept["report"] is not None
    migrate.upgrade(empty_engine)
    assert migrate.differences(empty_engine, METADATA) == []
    assert {name: count for name, count in _counted(empty_engine).items() if name in kept} == kept


def _counted(engine: Engine) -> dict[str, int]:
    """Rows of each table that is there."""
    with engine.connect() as connection:
        return {
            name: connection.scalar(select(func.count()).select_from(METADATA.tables[name])) or 0
            for name in table_names(engine) & set(METADATA.tables)
        }


def test_revisions_are_one_line_of_four_digit_numbers() -> None:
    scripts = ScriptDirectory.from_config(migrate.alembic_config())
    revisions = [script.revision for script in scripts.walk_revisions()][::-1]
    assert revisions == [f"{number:04d}" for number in range(1, len(revisions) + 1)]
