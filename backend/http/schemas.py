"""The two kinds of wire schema: `In` refuses what it does not know, `Out` always sends every field."""

from functools import cache
from typing import Any

import marshmallow as ma
from marshmallow.schema import SchemaMeta

from backend.http.paging import LARGEST_PAGE, PAGE


class In(ma.Schema):
    """What a client sends: a body or a query."""

    class Meta:
        unknown = ma.RAISE


class _AllRequired(SchemaMeta):
    """Without it, generated TypeScript types would make every field of a reply optional."""

    def __new__(mcs, name: str, bases: tuple[type, ...], attributes: dict[str, Any]) -> Any:
        schema: Any = super().__new__(mcs, name, bases, attributes)
        for field in schema._declared_fields.values():
            field.required = True
        return schema


class Out(ma.Schema, metaclass=_AllRequired):
    """What a client gets. Say `allow_none=True` where a value may be null."""


class RefusalOut(Out):
    """Why background work failed, as a refused request says it: pages have words of their own for the codes."""

    code = ma.fields.String()
    detail = ma.fields.String()
    errors = ma.fields.List(ma.fields.Dict(keys=ma.fields.String(), values=ma.fields.Raw()))


class PageQuery(In):
    """The query of every list. Lists with filters derive from it."""

    cursor = ma.fields.String(load_default=None, validate=ma.validate.Length(max=500))
    limit = ma.fields.Integer(load_default=PAGE, validate=ma.validate.Range(min=1, max=LARGEST_PAGE))


@cache
def page_of(item: type[Out]) -> type[Out]:
    """The schema of one page of a list: `{items, next}`; `next` is null at the end."""
    name = item.__name__.removesuffix("Out") + "Page"
    members = {
        "items": ma.fields.List(ma.fields.Nested(item)),
        "next": ma.fields.String(allow_none=True),
    }
    page: type[Out] = _AllRequired(name, (Out,), members)
    return page
