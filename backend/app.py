"""Puts one web application together: settings, database, the features' routes, and what surrounds every request."""

from flask import Flask
from sqlalchemy import Engine
from werkzeug.middleware.proxy_fix import ProxyFix

from backend import features
from backend.accounts.sessions import authenticate
from backend.http.api import make_api
from backend.http.auth import refuse_foreign_requests, refuse_nul
from backend.http.compression import compress
from backend.http.context import Runtime, close_uow
from backend.http.headers import add_headers
from backend.http.limits import Limits
from backend.http.openapi import serve_openapi
from backend.http.problems import register_problem_handlers
from backend.http.spa import serve_app
from backend.kernel import files, jobs
from backend.kernel.db import make_engine
from backend.kernel.job_queue import JobQueue
from backend.kernel.unit_of_work import subscribe
from backend.settings import Settings, get_settings

LARGEST_BODY = 2 * 1024 * 1024


def create_app(settings: Settings | None = None, engine: Engine | None = None) -> Flask:
    """One application. Tests give their own settings and engine; everybody else reads the environment."""
    settings = settings or get_settings()
    engine = engine or make_engine(settings.database_url, web=True)
    files.connect(settings.files_url)
    jobs.connect(JobQueue(settings.jobs_url, settings.secret_key))
    app = Flask("backend", static_folder="http/static", static_url_path="/api/static", template_folder="http/templates")
    app.json.sort_keys = False  # type: ignore[attr-defined]
    # Photos are larger: their view raises the limit for its own request.
    app.config.update(MAX_CONTENT_LENGTH=LARGEST_BODY)
    app.extensions["insideout"] = Runtime(settings, engine, Limits(settings.limits_url), authenticate)
    if int(settings.proxies):
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=int(settings.proxies), x_proto=int(settings.proxies))  # type: ignore[method-assign]
    _surround(app)
    api = make_api(app, features.BLUEPRINTS)
    serve_openapi(app, api, features.BLUEPRINTS)
    serve_app(app)
    subscribe(features.subscribers(lambda: settings))
    return app


def _surround(app: Flask) -> None:
    app.before_request(refuse_nul)
    app.before_request(refuse_foreign_requests)
    app.after_request(compress)
    app.after_request(add_headers)
    app.teardown_request(close_uow)
    register_problem_handlers(app)
