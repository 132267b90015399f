"""How texts are weighed: BM25, with what is said first counting most."""

import numpy as np

from buyers.matching.kernels import Postings, Weights32

# Texts at a fair are short and say a thing once: repetition soon stops counting, and a long text says each for less.
K1 = 0.5
B = 0.75
DECAY = 0.1
GRAM_K1 = 0.9


def rarity(postings: Postings, texts: int) -> Weights32:
    """Each term's idf, never negative: ln(1 + (N - df + ½) / (df + ½)) (Robertson and Zaragoza, 2009)."""
    often = np.diff(postings.starts)
    return np.log1p((texts - often + 0.5) / (often + 0.5)).astype(np.float32)
