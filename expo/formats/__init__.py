"""How numbers and dates are written in each language, where the fair differs from Django."""
