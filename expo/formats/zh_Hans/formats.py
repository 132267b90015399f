"""Chinese: digits in threes as in trade statistics; Django has them in fours, and nothing between them."""

THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
