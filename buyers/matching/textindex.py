"""How texts are weighed: BM25, with what is said first counting most."""

import numpy as np

from buyers.matching.kernels import Offsets, Postings, Weights32

# A long text says each thing for less. Where texts are short, repetition soon stops counting.
K1 = 0.5
K1_LONG = 1.2
SHORT, LONG = 30, 60  # terms
B = 0.75
DECAY = 0.1
GRAM_K1 = 0.9


def repeats(starts: Offsets) -> float:
    """BM25's k1, how long repetition goes on counting, for texts of the length that these have in the mean."""
    mean = starts[-1] / max(1, len(starts) - 1)
    return float(np.interp(mean, (SHORT, LONG), (K1, K1_LONG)))


def rarity(postings: Postings, texts: int) -> Weights32:
    """Each term's idf, never negative: ln(1 + (N - df + ½) / (df + ½)) (Robertson and Zaragoza, 2009)."""
    often = np.diff(postings.starts)
    return np.log1p((texts - often + 0.5) / (often + 0.5)).astype(np.float32)
