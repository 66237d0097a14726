"""The HTTP shell: the only place that knows Flask and flask-smorest. Features use it; it knows no feature."""
