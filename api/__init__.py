"""Every way in: wings that know nothing of one another, over one hall.

cli/, http/, openai/, slack/   the wings: commands, our API and pages, OpenAI's API, Slack
web/                           the page's HTML, scripts and styles, and the guide
server                         puts http, openai, slack and the pages into one app
launch                         starts a wing for a command
wiring, settings, environment  the parts, and what they are made from
access/                        keys, roles, and the library as one reader has it
limits/                        how many answers at the same time, how often each caller
ingest_events                  an article on its way into the library
local_servers                  model servers on this machine, noticed and never asked
asgi/                          what all wings that speak HTTP share
presentation/                  links, escaping, JSON and words that several wings show
error_codes                    the guide's table of errors
logs, warm_up                  how a server logs, and what it loads before it answers

Programs import from here: `from api import open_library`. A name is loaded when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from api.settings import Settings
    from api.wiring import Parts, open_library

__all__ = ["Parts", "Settings", "open_library"]

_MODULES: Final = {"Parts": "api.wiring", "Settings": "api.settings", "open_library": "api.wiring"}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - of whatever type the name is
    if name in _MODULES:
        return getattr(import_module(_MODULES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
