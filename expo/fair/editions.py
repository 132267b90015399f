"""How what knows no editions names one: runs and messages."""


def name_of(edition: int | str) -> str:
    """Return the name of the edition with this key."""
    return f"fair.edition:{edition}"
