"""E-mail backends for tests."""

from django.core.mail.backends.locmem import EmailBackend

LINE_IS_DOWN = "The line is down."


class Picky(EmailBackend):
    """Refuses addresses that begin with `broken`, and keeps what it refused."""

    refused = []

    def send_messages(self, messages):
        bad = [message for message in messages if message.to[0].startswith("broken")]
        self.refused.extend(bad)
        if bad:
            raise ConnectionError(LINE_IS_DOWN)
        return super().send_messages(messages)


class Looking(EmailBackend):
    """Calls `look` in the midst of sending."""

    look = staticmethod(lambda: None)

    def send_messages(self, messages):
        type(self).look()
        return super().send_messages(messages)
