"""Read-only views for BI programs, the same on SQLite and PostgreSQL: approved visits only, nothing of who audited.

They belong to the newest schema: whoever changes it (`migrations/env.py`) takes them away first and makes them anew
afterwards, so that no migration stumbles over them. Rights granted on them on PostgreSQL are granted again.
"""

from collections.abc import Callable, Sequence
from typing import Final

from sqlalchemy import Connection, text

from backend.exports.sql_words import WORDS, Words

FROM: Final = """
FROM visit v
JOIN centre c ON c.id = v.centre_id
JOIN area a ON a.id = c.area_id
JOIN checklist_version cv ON cv.id = v.checklist_version_id
JOIN checklist k ON k.id = cv.checklist_id
LEFT JOIN wave w ON w.id = v.wave_id"""


def _where_and_when(words: Words) -> str:
    return f"""SELECT {words.id("v.id")} AS visit_id, v.visited_on, {words.id("c.id")} AS centre_id,
  c.code AS centre_code, c.name AS centre, a.code AS area_code, a.name AS area, w.code AS wave,
  k.slug AS checklist, cv.number AS version"""


def _visit(words: Words) -> str:
    customer = f"coalesce({words.text('cv.definition', 'customer')}, 'external')"
    return f"""{_where_and_when(words)}, {customer} AS customer, c.city, c.country, v.score_percent AS score,
  v.delight_percent AS delight, v.band, v.outcome, v.excluded_items{FROM}
WHERE v.status = 'approved'"""


def _section_score(words: Words) -> str:
    return f"""{_where_and_when(words)}, s.section_id AS section, s.touchpoint, s.percent, s.items, s.excluded{FROM}
JOIN section_score s ON s.visit_id = v.id
WHERE v.status = 'approved'"""


def _answer(words: Words) -> str:
    key = words.text("q.value", "id")
    return f"""{_where_and_when(words)}, {words.before(key)} AS question, {words.after(key)} AS entry,
  {words.text("q.value", "state")} AS state, {words.number("q.value", "points")} AS points,
  {words.number("q.value", "max")} AS maximum, {words.number("q.value", "weight")} AS weight,
  CASE WHEN n.state = 'no_contact' THEN n.state ELSE {words.scalar("n.value")} END AS answer,
  {words.figure("n.value")} AS number, n.comment{FROM}
CROSS JOIN {words.items("v.score_card", "questions")} AS q
LEFT JOIN answer n ON n.visit_id = v.id AND n.question_id = {key}
WHERE v.status = 'approved' AND {words.text("q.value", "state")} <> 'hidden'"""


def _question(words: Words) -> str:
    return f"""SELECT k.slug AS checklist, cv.number AS version, {words.text("s.value", "id")} AS section,
  {words.text("s.value", "touchpoint")} AS touchpoint, {words.text("q.value", "id")} AS question,
  {words.text("q.value", "type")} AS type, {words.text("q.value", "kind")} AS kind,
  {words.text("q.value", "critical")} IS NOT NULL AS critical, {words.flag("q.value", "bonus")} AS bonus,
  {words.text("q.value", "text", "en")} AS text_en, {words.text("q.value", "text", "de")} AS text_de
FROM checklist_version cv
JOIN checklist k ON k.id = cv.checklist_id
CROSS JOIN {words.items("cv.definition", "sections")} AS s
CROSS JOIN {words.items("s.value", "questions")} AS q"""  # noqa: S608 (words of our own)


def _figure(words: Words) -> str:
    """From the tallies: the means of visits that pages show, in percent."""
    visits, total = words.place("m.value", 0), words.place("m.value", 1)
    return f"""SELECT t.scope_kind AS scope, t.scope_id, coalesce(c.name, a.name) AS name, t.period_kind, t.period,
  m.key AS measure, {total} / 1e6 / {visits} AS mean, {visits} AS visits,
  coalesce({words.place("m.value", 3)}, 0) AS items, coalesce({words.place("m.value", 4)}, 0) AS excluded
FROM tally t
CROSS JOIN {words.pairs("t.headline")} AS m
LEFT JOIN centre c ON t.scope_kind = 'centre' AND {words.id("c.id")} = t.scope_id
LEFT JOIN area a ON t.scope_kind = 'area' AND {words.id("a.id")} = t.scope_id
WHERE {visits} > 0 AND substr(m.key, 1, 5) <> 'alike'"""  # noqa: S608 (words of our own)


VIEWS: Final[dict[str, Callable[[Words], str]]] = {
    "v_visit": _visit,
    "v_section_score": _section_score,
    "v_answer": _answer,
    "v_question": _question,
    "v_figure": _figure,
}


def drop_views(connection: Connection) -> Sequence[tuple[str, str]]:
    """Take them away; what stands is who may read them: (view, role)."""
    granted = _granted(connection)
    for view in VIEWS:
        connection.execute(text(f"DROP VIEW IF EXISTS {view}"))
    return granted


def create_views(connection: Connection, granted: Sequence[tuple[str, str]] = ()) -> None:
    words = WORDS[connection.dialect.name]
    for view, select in VIEWS.items():
        # Straight to the driver: a colon in JSON is no parameter.
        connection.exec_driver_sql(f"CREATE VIEW {view} AS {select(words)}")
    quoted = connection.dialect.identifier_preparer.quote
    for view, role in granted:
        connection.execute(text(f"GRANT SELECT ON {view} TO {role if role == 'PUBLIC' else quoted(role)}"))


def _granted(connection: Connection) -> Sequence[tuple[str, str]]:
    if connection.dialect.name != "postgresql":
        return ()
    rights = text(
        "SELECT table_name, grantee FROM information_schema.role_table_grants WHERE privilege_type = 'SELECT'"
        " AND table_schema = current_schema() AND table_name = ANY(:views) AND grantee <> current_user"
    )
    return [(row[0], row[1]) for row in connection.execute(rights, {"views": list(VIEWS)})]
