"""`python -m tests.benchmarks.speed.slack_server FOLDER URL`: the assistant for this URL's Slack.

It prints its own address. Without a model, and with nothing that slows it down for others.
"""

from __future__ import annotations

import socket
import sys
from pathlib import Path

from uvicorn import Server

from api.launch import uvicorn_config
from api.server import create_app
from api.settings import Settings
from tests.api.slack.workspace import SECRET, TOKEN


def main(folder: str, url: str) -> None:
    """Serve until the process is ended."""
    settings = Settings(Path(folder), slack_bot_token=TOKEN, slack_signing_secret=SECRET)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        print(f"http://127.0.0.1:{listener.getsockname()[1]}", flush=True)
        Server(uvicorn_config(create_app(settings, warm=True, slack_url=url))).run([listener])


if __name__ == "__main__":
    main(*sys.argv[1:])
