"""Puts gates into long work, where these tests' settings are used."""

from dataclasses import replace

from django.apps import AppConfig

from tests.faults.gates import pass_by


class FaultsConfig(AppConfig):
    """No models; only gates."""

    name = "tests.faults"
    label = "faults"

    def ready(self):
        """Let matching pass a gate with each step, and scheduling one with each meeting that it writes."""
        from buyers.acts import meetings
        from expo.runs import kinds

        matching, placed = kinds.find("matching"), meetings._placed

        def work(run, progress):
            def gated(done, total):
                progress(done, total)
                pass_by("after a step")

            return matching.work(run, gated)

        def placed_then_gate(*args):
            answer = placed(*args)
            pass_by("after a meeting")
            return answer

        kinds._kinds["matching"] = replace(matching, work=work)
        meetings._placed = placed_then_gate
