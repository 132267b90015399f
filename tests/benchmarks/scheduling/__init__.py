"""How good and how fast the scheduling is."""
