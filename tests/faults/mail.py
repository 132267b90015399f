"""E-mails as files, with a gate before and after each is written."""

from django.core.mail.backends.filebased import EmailBackend

from tests.faults.gates import pass_by


class Gated(EmailBackend):
    """Keeps e-mails in the folder that the demo's page reads."""

    def send_messages(self, messages):
        pass_by("before sending")
        count = super().send_messages(messages)
        pass_by("after sending")
        return count
