"""Texts as weighted n-grams of letters, so that tasks and answers can be compared without a language model."""

import re
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import torch

BUCKETS = 1 << 13
SIZES = (3, 4, 5)
TOKEN = re.compile(r"\w+|[^\w\s]")


def ngrams(text: str) -> list[int]:
    """Buckets of the words, marks and n-grams of three to five letters in a text; case does not count."""
    found = []
    for token in TOKEN.findall(text.casefold()):
        edged = f"^{token}$"
        pieces = [edged[start : start + size] for size in SIZES for start in range(len(edged) - size + 1)]
        found += [zlib.crc32(piece.encode()) % BUCKETS for piece in (f" {token}", *pieces)]
    return found


class Weighted:
    """Texts as vectors of length 1 over n-grams: a frequent one counts as its logarithm, a common one little."""

    def __init__(self, texts: Sequence[str], known: Sequence[str]) -> None:
        """Vectors of `texts`; weights are those of the texts in `known` (inverse document frequency)."""
        inside = np.ones(BUCKETS)
        for text in known:
            inside[list(set(ngrams(text)))] += 1
        weights = np.log((len(known) + 1) / inside)
        self._rows = [self._vector(Counter(ngrams(text)), weights) for text in texts]

    @staticmethod
    def _vector(counts: Mapping[int, int], weights: Any) -> tuple[Any, Any]:
        places = np.fromiter(counts, dtype=np.int64, count=len(counts))
        values = np.log1p(np.fromiter(counts.values(), dtype=np.float64, count=len(counts))) * weights[places]
        return places, values / max(float(np.linalg.norm(values)), 1e-9)

    def matrix(self, rows: Sequence[int]) -> "torch.Tensor":
        """The vectors of some texts, one a line."""
        import torch

        found = torch.zeros(len(rows), BUCKETS)
        for line, row in enumerate(rows):
            places, values = self._rows[row]
            found[line, torch.from_numpy(places)] = torch.from_numpy(values).float()
        return found
