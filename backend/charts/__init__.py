"""Charts: data in, SVG out; one module a kind. The same picture serves the page and the PDF."""
