"""Puts gates into long work, where these tests' settings are used."""

from dataclasses import replace

from django.apps import AppConfig

from tests.faults.gates import pass_by


class FaultsConfig(AppConfig):
    """No models; only gates."""

    name = "tests.faults"
    label = "faults"

    def ready(self):
        """Let matching pass a gate with each step, and scheduling one when it has proposed."""
        from buyers import schedule_meetings
        from expo.runs import kinds

        matching, propose = kinds.find("matching"), schedule_meetings.propose

        def work(run, progress):
            def gated(done, total):
                progress(done, total)
                pass_by("after a step")

            return matching.work(run, gated)

        def propose_then_gate(*args, **options):
            answer = propose(*args, **options)
            pass_by("after proposing")
            return answer

        kinds._kinds["matching"] = replace(matching, work=work)
        schedule_meetings.propose = propose_then_gate
