"""Restricted wild cluster bootstrap-t: a second opinion on p with few centres (Cameron, Gelbach, Miller 2008)."""

import itertools

import numpy as np

from backend.domain.statistics.link.moments import Moments
from backend.domain.statistics.link.panel import Array

ENUMERATED = 12
DRAWS = 999


def wild_p(m: Moments, seed: int = 0) -> float:
    """Two-sided p of "no link" for [y, x]: every sign of the centres up to 12 of them, else 999 drawn ones."""
    y, x = m.residuals[:, 0], m.residuals[:, 1]
    signs = _signs(m.groups, seed)
    sxx = float(x @ x)
    pushes, weights = m.by_centre(x * y), m.by_centre(x * x)
    drawn = signs @ pushes / sxx
    scores = signs * pushes - drawn[:, None] * weights
    nuisance = _nuisance(m)
    if nuisance is not None:
        of_y, of_x, inverse = nuisance
        scores = scores - (signs @ of_y) @ inverse @ of_x.T
    t = drawn * sxx / np.sqrt(np.maximum((scores**2).sum(1), 1e-300))
    b = float(pushes.sum() / sxx)
    seen = b * sxx / np.sqrt(max(float(((pushes - b * weights) ** 2).sum()), 1e-300))
    return float((np.abs(t) >= abs(seen) - 1e-12).mean())


def _signs(groups: int, seed: int) -> Array:
    if groups <= ENUMERATED:
        return np.array(list(itertools.product((-1.0, 1.0), repeat=groups)))
    return np.random.default_rng(seed).choice([-1.0, 1.0], (DRAWS, groups))


def _nuisance(m: Moments) -> tuple[Array, Array, Array] | None:
    """For each centre the sums of (residual y, residual x) times its common columns, and the inverse of theirs.

    The flipped residuals are no longer free of the common effects; this takes those out again.
    """
    if not m.parameters:
        return None
    common = m.blocks[:, m.p :, m.p :]
    inverse = np.linalg.pinv(common.sum(0), hermitian=True)
    cross = m.blocks[:, m.p :, :2]
    fitted = inverse @ cross.sum(0)
    left = cross - common @ fitted
    return left[..., 0], left[..., 1], inverse
