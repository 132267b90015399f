"""How the API's lists answer many clients at once, beside a bare Django view that returns the same bytes."""
