"""What end-to-end tests and benchmarks share: the real server, a line that can be cut, a plain API client, photos."""
