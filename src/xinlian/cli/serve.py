"""``xinlian serve``: serve the pages."""

import argparse

import waitress
from django.core.wsgi import get_wsgi_application

from xinlian.cli import work
from xinlian.cli.migrate import migrate
from xinlian.matters.suggesting import warm


def run(options: argparse.Namespace) -> None:
    """Serve until interrupted."""
    migrate()
    serve(options.host, options.port)


def serve(host: str, port: int) -> None:
    """Serve at ``http://host:port`` with a small pool of threads; do what waits meanwhile."""
    warm()
    work.start()
    print(f"http://{host}:{port}", flush=True)
    waitress.serve(get_wsgi_application(), host=host, port=port, threads=8, ident=None)
