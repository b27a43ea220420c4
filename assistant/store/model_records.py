"""Where what is found out about models is kept, whatever it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol, TypeVar

Version_contra = TypeVar("Version_contra", int, str, contravariant=True)
"""What makes records comparable: the probe's version, the hash of an exam."""


class ModelRecords(Protocol[Version_contra]):
    """Records of endpoints' models, as JSON; its methods raise StorageError when they cannot be."""

    async def find(
        self, endpoint: str, model: str, version: Version_contra
    ) -> Mapping[str, Any] | None:
        """What was found out in this version; ValueError when it cannot be read."""
        ...

    async def keep(
        self, endpoint: str, model: str, version: Version_contra, record: Mapping[str, Any]
    ) -> None:
        """Keep it, in place of what was kept before."""
        ...
