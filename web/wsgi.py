"""The site for a server of several processes (`deploy/gunicorn.conf.py`), each of which makes its own by `site`."""

from __future__ import annotations

import os
import sys
import threading

from flask import Flask

from caselaw.commands.context import language
from caselaw.domain.errors import SettingsError
from caselaw.messages import say_error
from caselaw.services.watching import lines
from caselaw.settings import Settings
from web.app import create_app
from web.cli import refuse_unsafe

_ENDS_GUNICORN = 4  # by this code it knows that its workers cannot begin, and does not try for ever


def site() -> Flask:
    """The site that the environment names, unless it is unsafe and others reach it. Who asks, the proxies say that
    CASELAW_PROXIES counts."""
    os.umask(0o077)  # what a process writes beside the database is for its account alone
    lines.begin()
    settings = Settings.from_env(os.environ)
    try:
        refuse_unsafe(settings)
    except SettingsError as refusal:
        print(say_error(refusal, language()), file=sys.stderr)
        raise SystemExit(_ENDS_GUNICORN) from None
    app = create_app(settings)
    threading.Thread(target=app.extensions["caselaw"].meaning.warm, name="warming the encoder", daemon=True).start()
    return app
