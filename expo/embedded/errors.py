"""What goes wrong in words for the person at the keyboard."""


class EnginesError(Exception):
    """The engines cannot run here; its text says why and what to do."""
