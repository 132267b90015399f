"""The weights of the matching: proposed, tried, used."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display
from unfold.enums import ActionVariant
from unfold.widgets import UnfoldAdminDecimalFieldWidget

from buyers import tasks
from buyers.acts import weights as acts
from buyers.matching.data import FIT
from buyers.models import MatchWeights
from buyers.models.weights import chosen_weights, usual_weights, weights_of
from buyers.other_weights import found_by_others
from buyers.reasons import SIGNALS
from buyers.signal_rates import signal_rates, signal_rates_by_edition
from expo.common.acts import Refused
from expo.common.admin import ModelAdmin, ViewOnly, act_button
from expo.common.listed import listed
from expo.fair.admin.bound import EditionBound, EditionForm
from expo.fair.visible import editions_organised_by
from expo.runs.models import Run


class WeightsForm(EditionForm):
    """A weight for each signal, at first those in use."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        edition = self.fields["edition"].initial  # type: ignore[attr-defined]
        self.fields["edition"].help_text = _("The weights below are those in use there.")
        self.fields["edition"].widget.attrs["x-on:change"] = "location.search = '?edition=' + $el.value"
        now = weights_of(edition).table() if edition else usual_weights()
        for name, weight in now.items():
            self.fields[name] = forms.FloatField(
                label=SIGNALS.get(name, name),
                min_value=0,
                max_value=1,
                initial=weight,
                widget=UnfoldAdminDecimalFieldWidget(attrs={"step": "0.01"}),
            )

    def clean(self) -> dict[str, Any]:
        """Leave the matching something by which to find what fits."""
        data = super().clean() or {}
        if all(data.get(name) == 0 for name in FIT):
            signals = listed([str(SIGNALS[name]) for name in FIT])
            raise forms.ValidationError(
                _("At least one of these must be above 0: %(signals)s."), params={"signals": signals}
            )
        return data


def is_untried(row: MatchWeights) -> bool:
    return not row.in_use and (row.trial is None or not (row.trial.is_active or row.trial.outcome))


def is_not_in_use(row: MatchWeights) -> bool:
    return not row.in_use


def is_in_use(row: MatchWeights) -> bool:
    return row.in_use


def _in_use_now(user: Any) -> list[dict[str, Any]]:
    """Return what counts in each edition that the user organises, whether somebody chose it or not."""
    editions = list(editions_organised_by(user).distinct())
    chosen, rates, usual = chosen_weights(editions), signal_rates_by_edition(editions), usual_weights()
    waiting = found_by_others(editions)
    return [
        {
            "edition": edition,
            "chosen": (row := chosen.get(edition.pk)),
            "waits": waiting.get(edition.pk),
            "lines": [
                (SIGNALS.get(name, name), weight, usual[name], rates.get(edition.pk, {}).get(name))
                for name, weight in (row.weights().table() if row else usual).items()
            ],
        }
        for edition in editions
    ]


@admin.register(MatchWeights)
class MatchWeightsAdmin(EditionBound, ViewOnly, ModelAdmin):
    list_display = ["proposed_at", "proposed_by", "edition", "in_use", "summary"]
    list_filter = ["edition", "in_use"]
    list_select_related = ["edition", "proposed_by", "trial"]
    fields = ["edition", ("proposed_at", "proposed_by"), "in_use", "signals", "effect"]
    readonly_fields = ["edition", "proposed_at", "proposed_by", "in_use", "signals", "effect"]
    actions_list = ["propose"]
    actions_detail = ["try_out", "use", "use_usual"]
    list_before_template = "admin/weights_now.html"

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Show above the list what counts now: the usual weights are in no row."""
        now = {"in_use_now": _in_use_now(request.user)}
        return super().changelist_view(request, {**now, **(extra_context or {})})

    @display(description=_("weights"))
    def summary(self, row: MatchWeights) -> str:
        return ", ".join(
            f"{SIGNALS.get(name, name)} {weight:g}" for name, weight in row.weights().table().items()
        )

    @display(description=_("signals"))
    def signals(self, row: MatchWeights) -> str:
        now, rates = weights_of(row.edition).table(), signal_rates(row.edition)
        lines = [
            (SIGNALS.get(name, name), weight, now[name], rates.get(name))
            for name, weight in row.weights().table().items()
        ]
        waits = found_by_others([row.edition]).get(row.edition_id) if row.in_use else None
        return render_to_string(
            "admin/weights.html", {"lines": lines, "edition": row.edition, "waits": waits}
        )

    @display(description=_("effect"))
    def effect(self, row: MatchWeights) -> str:
        if row.trial is None:
            return "–"
        if row.trial.is_active or not row.trial.outcome:
            text = '<a class="text-link" href="{}">{}</a>'
            return format_html(text, row.trial.get_absolute_url(), row.trial.get_state_display())
        return render_to_string("admin/weights_effect.html", {"trial": row.trial})

    @act_button(_("Propose other weights"), form=WeightsForm, icon="balance", variant=ActionVariant.PRIMARY)
    def propose(self, request: HttpRequest, row: None, data: dict[str, Any]) -> HttpResponse:
        edition = data.pop("edition")
        proposed = acts.propose(edition, data, actor=request.user)
        waits = _("The weights are entered. Others are being tried: try these when that has ended.")
        return _started(request, proposed, tasks.start_trial, proposed, but=waits)

    @act_button(_("Try them"), when=is_untried, icon="science")
    def try_out(self, request: HttpRequest, row: MatchWeights, data: dict[str, Any]) -> HttpResponse:
        return redirect(tasks.start_trial(row, actor=request.user))

    @act_button(
        _("Use these weights"),
        when=is_not_in_use,
        warning=_("All needs are matched anew with them; coordinators then see other exhibitors."),
        icon="check",
    )
    def use(self, request: HttpRequest, row: MatchWeights, data: dict[str, Any]) -> HttpResponse:
        acts.use(row, actor=request.user)
        waits = _(
            "These weights are in use. The matching at work began before that: match again when it has ended."
        )
        return _started(request, row, tasks.start, tasks.MATCHING, row.edition, but=waits)

    @act_button(
        _("Back to the usual weights"),
        when=is_in_use,
        warning=_("All needs are matched anew with them; coordinators then see other exhibitors."),
        icon="undo",
    )
    def use_usual(self, request: HttpRequest, row: MatchWeights, data: dict[str, Any]) -> HttpResponse:
        acts.use_usual(row.edition, actor=request.user)
        waits = _(
            "The usual weights are in use. The matching at work began before that: match again when it has ended."
        )
        return _started(request, row, tasks.start, tasks.MATCHING, row.edition, but=waits)


def _started(
    request: HttpRequest, row: MatchWeights, start: Callable[..., Run], *what: Any, but: str
) -> HttpResponse:
    """Start a run and show it; where another is at work, say what became of the weights, which are saved by then."""
    try:
        return redirect(start(*what, actor=request.user))
    except Refused:
        messages.warning(request, but)
        return redirect("admin:buyers_matchweights_change", row.pk)
