"""Puts gates into long work, where these tests' settings are used."""

from django.apps import AppConfig

from tests.faults.gates import pass_by


class FaultsConfig(AppConfig):
    """No models; only gates."""

    name = "tests.faults"
    label = "faults"

    def ready(self):
        """Let matching pass a gate when it has written some, and scheduling one when it has proposed."""
        from buyers import match_needs, schedule_meetings

        save, propose = match_needs._save, schedule_meetings.propose

        def save_then_gate(*args):
            count = save(*args)
            pass_by("after a step")
            return count

        def propose_then_gate(*args, **options):
            answer = propose(*args, **options)
            pass_by("after proposing")
            return answer

        match_needs.BATCH, match_needs._save = 2, save_then_gate
        schedule_meetings.propose = propose_then_gate
