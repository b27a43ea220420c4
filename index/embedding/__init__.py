"""Text to vectors.

- `embedder`: the `Embedder` protocol; whatever gives a text a vector can be one
- `minilm`, `endpoint`: the embedded model, and any OpenAI-compatible endpoint
- `encoder`: questions and paragraphs as search needs them, by an embedder and MiniLM's tokens
- `compatibility`: whether an index and an embedder go together
"""

from index.embedding.embedder import Embedder, Vectors
from index.embedding.encoder import Encoded, EncodedQuestion, Encoder
from index.embedding.endpoint import OpenAIEmbedder
from index.embedding.minilm import MiniLM

__all__ = [
    "Embedder",
    "Encoded",
    "EncodedQuestion",
    "Encoder",
    "MiniLM",
    "OpenAIEmbedder",
    "Vectors",
]
