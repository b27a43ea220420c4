"""How many tokens a text takes, by the vendored ranks of o200k_base.

The ranks are given to tiktoken here and not found by its own `get_encoding`: where its cached file
is missing or damaged, that one fetches another from the network, and it is told where to look by an
environment variable.
"""

from __future__ import annotations

import binascii
import gzip
import hashlib
import zlib
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import IndexingError

if TYPE_CHECKING:
    import tiktoken

_RANKS = Path(__file__).with_name("o200k_base.tiktoken.gz")
_RANKS_SHA256 = "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d"
_LONGEST_RUN = 100_000  # characters; a million spaces overflow tiktoken's stack


def count_tokens(text: str) -> int:
    """How many tokens the text takes in o200k_base; special tokens count as the text they are.

    Exact up to 100,000 characters; beyond, a token or two off at every cut. Raises
    IndexingError when the vendored ranks are damaged.
    """
    encode = _encoding().encode_ordinary
    return sum(
        len(encode(text[at : at + _LONGEST_RUN])) for at in range(0, len(text), _LONGEST_RUN)
    )


def token_rank(text: str) -> int | None:
    """How early a text became a token of its own: the earlier, the commoner. None where it is none.

    Words within a text have a blank before them: " word".
    """
    try:
        return _encoding().encode_single_token(text)
    except (KeyError, UnicodeEncodeError):
        return None


@lru_cache(maxsize=1)
def _encoding() -> tiktoken.Encoding:
    import tiktoken  # noqa: PLC0415 - heavy, needed only here

    # A token a line, in the order of their ranks, each with its own.
    tokens = _unpacked_ranks().split()[::2]
    ranks = dict(zip(map(binascii.a2b_base64, tokens), count(), strict=False))
    return tiktoken.Encoding(
        "o200k_base", pat_str=_PATTERN, mergeable_ranks=ranks, special_tokens=_SPECIAL_TOKENS
    )


def _unpacked_ranks() -> bytes:
    try:
        ranks = gzip.decompress(_RANKS.read_bytes())
    except (OSError, EOFError, zlib.error) as error:
        raise IndexingError(
            f"{_RANKS.name} is missing or damaged: reinstall the package"
        ) from error
    if hashlib.sha256(ranks).hexdigest() != _RANKS_SHA256:
        raise IndexingError(f"{_RANKS.name} is not the file it should be: reinstall the package")
    return ranks


# As published with tiktoken (tiktoken_ext.openai_public), which would download the ranks.
_PATTERN = "|".join(
    (
        r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+"
        r"(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
        r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*"
        r"(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
        r"\p{N}{1,3}",
        r" ?[^\s\p{L}\p{N}]+[\r\n/]*",
        r"\s*[\r\n]+",
        r"\s+(?!\S)",
        r"\s+",
    )
)
_SPECIAL_TOKENS = {"<|endoftext|>": 199999, "<|endofprompt|>": 200018}
