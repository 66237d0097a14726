"""Migrations: from nothing to what the models say and back, on both databases, in one straight line."""

from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect

from backend.kernel import migrate
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


def test_revisions_are_one_line_of_four_digit_numbers() -> None:
    scripts = ScriptDirectory.from_config(migrate.alembic_config())
    revisions = [script.revision for script in scripts.walk_revisions()][::-1]
    assert revisions == [f"{number:04d}" for number in range(1, len(revisions) + 1)]
