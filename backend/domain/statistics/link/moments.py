"""Cross products of each centre: what every estimate, and every estimate without one centre, is computed from.

Leave-one-centre-out (CV3, the cluster jackknife): MacKinnon, Nielsen and Webb 2023, arXiv 2301.04527.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from backend.domain.statistics.link.panel import Array, Codes

# A pivot under this share of its diagonal belongs to a column that the others already explain.
SINGULAR = 1e-9


@dataclass(frozen=True)
class Moments:
    """`blocks` (G, k, k): Z'Z of each centre, Z = [p variables | nuisance columns], effects of the centre taken out.

    `z` (N, k) are its rows, `centre` (N) their centres from 0, `kept` (N) the share of each row that the effects of its
    centre leave, `raw` (p,) the variables' sums of squares about their means before.
    """

    blocks: Array
    p: int
    z: Array
    centre: Codes
    kept: Array
    raw: Array

    @property
    def parameters(self) -> int:
        """How many effects are common to all centres."""
        return int(self.z.shape[1]) - self.p

    @cached_property
    def residuals(self) -> Array:
        """(N, p): the variables with all effects out."""
        variables, nuisance = self.z[:, : self.p], self.z[:, self.p :]
        if not self.parameters:
            return variables
        return np.asarray(variables - nuisance @ (self._inverse @ (nuisance.T @ variables)))

    @cached_property
    def left(self) -> Array:
        """(N): the share of each row that all effects leave, the diagonal of the annihilator."""
        nuisance = self.z[:, self.p :]
        if not self.parameters:
            return self.kept
        return np.asarray(self.kept - ((nuisance @ self._inverse) * nuisance).sum(1))

    @cached_property
    def _inverse(self) -> Array:
        return np.asarray(np.linalg.pinv(self.blocks[:, self.p :, self.p :].sum(0), hermitian=True))

    @property
    def groups(self) -> int:
        return len(self.blocks)

    @property
    def whole(self) -> Array:
        """(p, p), nuisance columns partialled out; NaN where the effects leave nothing of a variable."""
        found = partial(self.blocks.sum(0)[None], self.p)[0]
        gone = bool((np.diagonal(found) <= SINGULAR * self.raw).any())
        return np.full_like(found, np.nan) if gone else np.asarray(found)

    @property
    def without_each(self) -> Array:
        """(G, p, p): the same without each centre in turn."""
        return partial(self.blocks.sum(0) - self.blocks, self.p)

    def by_centre(self, values: Array) -> Array:
        """Sums of N values by centre."""
        return np.asarray(np.bincount(self.centre, values, self.groups), float)


def two_way(centre: Codes, period: Codes, variables: Array) -> Moments:
    """Centre and period effects out of `variables` (N, p)."""
    codes, g = _codes(centre)
    z = np.hstack([variables, _dummies(period)[:, 1:]])
    sizes = np.bincount(codes).astype(float)
    z = z - _sums(codes, z, g)[codes] / sizes[codes][:, None]
    return _moments(codes, g, z, variables, 1 - 1 / sizes[codes])


def period_only(centre: Codes, period: Codes, variables: Array) -> Moments:
    """Period effects alone out of them (the constant is one of them)."""
    codes, g = _codes(centre)
    z = np.hstack([variables, _dummies(period)])
    return _moments(codes, g, z, variables, np.ones(len(z)))


def centre_only(centre: Codes, variables: Array) -> Moments:
    """Centre effects alone."""
    return two_way(centre, np.zeros_like(centre), variables)


def partial(blocks: Array, p: int) -> Array:
    """Schur complement of (..., k, k): the last k - p columns partialled out of the first p."""
    if blocks.shape[-1] == p:
        return blocks
    b, c = blocks[..., p:, p:], blocks[..., p:, :p]
    return blocks[..., :p, :p] - np.swapaxes(c, -1, -2) @ _solve(b, c)


def moments_of(codes: Codes, groups: int, z: Array, variables: Array, left: Array) -> Moments:
    """From columns z whose centre effects are out already, the first being those of `variables`; `left` is what those
    effects leave of each row."""
    return _moments(codes, groups, z, variables, left)


def sums_by(codes: Codes, columns: Array, groups: int) -> Array:
    """(N, k) summed within each group: (groups, k)."""
    return _sums(codes, columns, groups)


def _moments(codes: Codes, groups: int, z: Array, variables: Array, left: Array) -> Moments:
    p = variables.shape[1]
    order = np.argsort(codes, kind="stable")
    starts = np.searchsorted(codes[order], np.arange(groups + 1))
    ordered = z[order]
    blocks = np.stack([ordered[a:b].T @ ordered[a:b] for a, b in zip(starts[:-1], starts[1:], strict=True)])
    raw = ((variables - variables.mean(0)) ** 2).sum(0)
    return Moments(blocks, p, z, codes, left, raw)


def _solve(b: Array, c: Array) -> Array:
    """b⁻¹ c for each; the pseudo-inverse where a period is known of one centre alone and falls away with it."""
    try:
        pivots = np.diagonal(np.linalg.cholesky(b), axis1=-2, axis2=-1) ** 2
        weak = (pivots <= SINGULAR * np.diagonal(b, axis1=-2, axis2=-1)).any(-1)
    except np.linalg.LinAlgError:
        weak = np.ones(b.shape[:-2], bool)
    if not weak.any():
        return np.asarray(np.linalg.solve(b, c))
    solved = np.empty_like(c)
    if not weak.all():
        solved[~weak] = np.linalg.solve(b[~weak], c[~weak])
    solved[weak] = np.linalg.pinv(b[weak], hermitian=True) @ c[weak]
    return solved


def _codes(values: Codes) -> tuple[Codes, int]:
    found, codes = np.unique(values, return_inverse=True)
    return codes, len(found)


def _dummies(period: Codes) -> Array:
    codes, count = _codes(period)
    return np.eye(count)[codes]


def _sums(codes: Codes, columns: Array, groups: int) -> Array:
    if len(codes) and (codes[1:] >= codes[:-1]).all() and codes[-1] == groups - 1:
        return np.asarray(np.add.reduceat(columns, np.searchsorted(codes, np.arange(groups)), axis=0))
    return np.stack([np.bincount(codes, column, groups) for column in columns.T], 1)
