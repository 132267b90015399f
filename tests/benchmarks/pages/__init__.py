"""How long the server works at each page, beside a bare Django view that returns the same bytes."""
