"""The server behind a page, on a thread of its own, and a model that it may ask."""

from __future__ import annotations

import asyncio
import socket
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from queue import Queue
from threading import Thread

from uvicorn import Server

from api.launch import uvicorn_config
from api.server import create_app
from api.settings import Settings
from api.wiring import wired
from tests.model_server import Handler, model_server


@dataclass
class Site:
    """A server that can be stopped, and started again at the same address.

    The model is called `name`; where it `is_examined` it has taken the exam before.
    """

    settings: Settings
    model: Handler | None = None
    name: str = "stub"
    is_examined: bool = False
    port: int = 0
    _server: Server | None = None
    _thread: Thread | None = field(default=None, repr=False)

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def folder(self) -> Path:
        """Its data."""
        return self.settings.data_dir

    def start(self) -> Site:
        """Listen; who connects now is answered as soon as the server is up."""
        listener = socket.create_server(("127.0.0.1", self.port))
        self.port = listener.getsockname()[1]
        made: Queue[Server] = Queue()
        self._thread = Thread(target=lambda: asyncio.run(self._serve(listener, made)))
        self._thread.start()
        self._server = made.get()
        return self

    def stop(self) -> None:
        """Finish what is running, and listen no more."""
        assert self._server
        assert self._thread
        self._server.should_exit = True
        self._thread.join()

    async def _serve(self, listener: socket.socket, made: Queue[Server]) -> None:
        async with AsyncExitStack() as stack:
            settings = self.settings
            if self.model:
                model = await stack.enter_async_context(model_server(self.model))
                settings = replace(settings, base_url=model.base_url, model=self.name)
                if self.is_examined:
                    async with wired(settings) as parts:
                        await parts.examinees[0].examine()
            server = Server(uvicorn_config(create_app(settings)))
            made.put(server)
            await server.serve([listener])
