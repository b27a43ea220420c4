"""Whether the server is well."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel

from api.problems import documented

router = APIRouter()


class Alive(BaseModel):
    """The server answers."""

    status: Literal["ok"] = "ok"


@router.get("/health/live", responses=documented())
async def live() -> Alive:
    """Whether the server answers at all."""
    return Alive()
