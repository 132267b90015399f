"""The page that shows every component in its states, for people and for the tests that look at it."""

from datetime import date

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe


class SampleForm(forms.Form):
    """A field of each kind."""

    company = forms.CharField(
        label=gettext_lazy("Company"), help_text=gettext_lazy("As it is to stand on the booth.")
    )
    email = forms.EmailField(label=gettext_lazy("E-mail"))
    economy = forms.ChoiceField(
        label=gettext_lazy("Economy"),
        choices=[("TH", gettext_lazy("Thailand")), ("VN", gettext_lazy("Viet Nam"))],
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of booth"),
        choices=[("shell", gettext_lazy("Shell")), ("raw", gettext_lazy("Raw space"))],
        widget=forms.RadioSelect,
    )
    wish = forms.CharField(
        label=gettext_lazy("Wishes"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    drawing = forms.FileField(label=gettext_lazy("Drawing"), required=False)
    rules = forms.BooleanField(label=gettext_lazy("We keep to the rules of the fair"))


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Every component with sample content."""
    country, hall, booths, share, state = _("Economy"), _("Hall"), _("Booths"), _("Share"), _("State")

    def row(name: str, where: str, number: str, part: str, key: str, word: str) -> list[dict[str, object]]:
        return [
            {"label": country, "text": name, "href": "#table"},
            {"label": hall, "text": where},
            {"label": booths, "text": number, "number": True},
            {"label": share, "text": part, "number": True},
            {"label": state, "text": word, "state": key},
        ]

    context = {
        "form": SampleForm(auto_id="new_%s"),
        "wrong_form": SampleForm({"company": "", "email": "lotus", "economy": "VN"}, auto_id="wrong_%s"),
        "page": Paginator(range(240), 24).get_page(request.GET.get("page", 4)),
        "actions": [
            {"label": _("Download"), "href": "#page-header", "kind": "quiet"},
            {"label": _("Register"), "href": "#page-header", "kind": "primary"},
        ],
        "facts": [
            (_("Kind"), _("Shell")),
            (_("Area"), "9 m²"),
            (_("Open sides"), "2"),
            (_("Floor load"), "3.5 t/m²"),
        ],
        "cards": [
            {
                "title": "Chanthaburi Durian Co.",
                "lang": "en",
                "href": "#grid",
                "kicker": _("Thailand"),
                "state": "let",
                "label": _("Let"),
                "text": _("Fresh and frozen durian for retail and industry."),
                "meta": "D2-114",
                "reasons": [
                    _("Your product: fresh durian"),
                    _("Meets GMP"),
                    {"text": _("No halal certificate"), "against": True},
                ],
            },
            {
                "title": "广西绿能科技有限公司",
                "lang": "zh-Hans",
                "href": "#grid",
                "kicker": _("China"),
                "state": "held",
                "label": _("Held"),
                "text": _("Battery storage from 50 kWh upwards."),
                "meta": "D6-021",
            },
            {"title": _("A card without a link"), "text": _("Where there is nothing more to read.")},
        ],
        "columns": [
            {"label": country},
            {"label": hall},
            {"label": booths, "number": True},
            {"label": share, "number": True},
            {"label": state},
        ],
        "rows": [
            row(_("Viet Nam"), "D2", "204", "3.1 %", "accepted", _("Accepted")),
            row(_("Malaysia"), "D3", "1,120", "17.0 %", "submitted", _("Submitted")),
            row(_("Thailand"), "D4", "86", "1.3 %", "rejected", _("Rejected")),
        ],
        "steps": [
            {"label": _("Registration"), "at": date(2024, 3, 1), "state": "done", "text": _("Accepted.")},
            {
                "label": _("Booth"),
                "at": date(2024, 6, 30),
                "state": "current",
                "text": _("Answer the offer."),
            },
            {"label": _("Drawings"), "at": date(2024, 8, 1), "state": "todo"},
            {"label": _("Opening"), "at": date(2024, 9, 24), "state": "todo"},
        ],
    }
    return render(request, "desk/components.html", context)
