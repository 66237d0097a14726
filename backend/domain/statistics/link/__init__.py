"""Whether the inside (engagement) goes with the outside (service): estimates, intervals, and when not to show them.

Pure numbers on numpy and scipy, imported only where an analysis runs: by a worker's job and by `insideout analyse`,
never by a web process at its start. Everything is computed from one cross-product matrix for each centre, so that
leaving a centre out is a subtraction. `report.analyse` puts the parts together.
"""
