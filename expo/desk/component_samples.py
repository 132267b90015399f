"""The page that shows every component in its states, for people and for the tests that look at it."""

from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from exhibitors.plan.excerpt import Excerpt, mini_plan
from exhibitors.plan.finding import PlanForm
from expo.common.charts import Amount, Chart, chart
from expo.fair.models import Booth, Edition
from expo.people.models import Person


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
    """Every component with sample content; what only a fair can fill shows the current one."""
    edition = Edition.objects.current()
    context = {
        "actions": _actions(),
        "cards": _cards(),
        "chart": _chart(),
        "columns": _columns(),
        "excerpt": _excerpt(edition),
        "facet": _facet(),
        "facts": _facts(),
        "form": SampleForm(auto_id="new_%s"),
        "grounds": range(1, 7),
        "page": Paginator(range(240), 24).get_page(request.GET.get("page", 4)),
        "person": Person(name="สมชาย ใจดี", latin_name="Somchai Jaidee"),
        "plan_form": PlanForm(edition=edition, auto_id="plan_%s"),
        "rows": _rows(),
        "steps": _steps(),
        "wrong_form": SampleForm({"company": "", "email": "lotus", "economy": "VN"}, auto_id="wrong_%s"),
    }
    return render(request, "desk/components.html", context)


def _actions() -> list[dict[str, str]]:
    return [
        {"label": _("Download"), "href": "#form", "kind": "quiet"},
        {"label": _("Register"), "href": "#form", "kind": "primary"},
    ]


def _facts() -> list[tuple[str, str]]:
    return [
        (_("Kind"), _("Shell")),
        (_("Area"), "9 m²"),
        (_("Open sides"), "2"),
        (_("Floor load"), "3.5 t/m²"),
    ]


def _facet() -> dict[str, Any]:
    """One choice taken, one not, and one on demand."""
    halal = {"value": "halal", "label": _("Halal"), "number": 1204, "is_chosen": True}
    organic = {"value": "organic", "label": _("Organic"), "number": 86}
    gmp = {"value": "gmp", "label": "GMP", "number": 12}
    return {"name": "certificate", "label": _("Certificate"), "first": [halal, organic], "others": [gmp]}


def _cards() -> list[dict[str, Any]]:
    """A card in a state with reasons, one in Chinese, and one with a title and a text only."""
    durian = {
        "title": "Chanthaburi Durian Co.",
        "lang": "en",
        "href": "#grid",
        "kicker": _("Thailand"),
        "state": "let",
        "label": _("Let"),
        "text": _("Fresh and frozen durian for retail and industry."),
        "meta": "D2-114",
        "reasons": [
            {"text": _("Your product: fresh durian"), "share": 62},
            _("Meets GMP"),
            {"text": _("No halal certificate"), "against": True},
        ],
    }
    storage = {
        "title": "广西绿能科技有限公司",
        "lang": "zh-Hans",
        "href": "#grid",
        "kicker": _("China"),
        "state": "held",
        "label": _("Held"),
        "text": _("Battery storage from 50 kWh upwards."),
        "meta": "D6-021",
    }
    return [
        durian,
        storage,
        {"title": _("A card without a link"), "text": _("Where there is nothing more to read.")},
    ]


def _columns() -> list[dict[str, Any]]:
    return [
        {"label": _("Economy")},
        {"label": _("Hall")},
        {"label": _("Booths"), "number": True},
        {"label": _("Share"), "number": True},
        {"label": _("State")},
    ]


def _rows() -> list[list[dict[str, Any]]]:
    return [
        _row(_("Viet Nam"), "D2", "204", "3.1 %", state="accepted", word=_("Accepted")),
        _row(_("Malaysia"), "D3", "1,120", "17.0 %", state="submitted", word=_("Submitted")),
        _row(_("Thailand"), "D4", "86", "1.3 %", state="rejected", word=_("Rejected")),
    ]


def _row(name: str, hall: str, booths: str, share: str, *, state: str, word: str) -> list[dict[str, Any]]:
    cells: list[dict[str, Any]] = [
        {"text": name, "href": "#table"},
        {"text": hall},
        {"text": booths, "number": True},
        {"text": share, "number": True},
        {"text": word, "state": state},
    ]
    return [{"label": column["label"], **cell} for column, cell in zip(_columns(), cells, strict=True)]


def _steps() -> list[dict[str, Any]]:
    return [
        {"label": _("Registration"), "at": date(2024, 3, 1), "state": "done", "text": _("Accepted.")},
        {"label": _("Booth"), "at": date(2024, 6, 30), "state": "current", "text": _("Answer the offer.")},
        {"label": _("Drawings"), "at": date(2024, 8, 1), "state": "todo"},
        {"label": _("Opening"), "at": date(2024, 9, 24), "state": "todo"},
    ]


def _chart() -> Chart:
    """A part of a whole, a plain amount, and a lower limit."""
    return chart(
        [
            Amount(label="D1", shown="80 / 100", value=80, whole=100),
            Amount(label="D2", shown="60", value=60),
            Amount(label="E", shown="> 25", value=25, at_least=True),
        ]
    )


def _excerpt(edition: Edition | None) -> Excerpt | None:
    """Any booth of the edition with its neighbours."""
    booth = Booth.objects.filter(edition=edition).select_related("edition", "hall").first()
    return mini_plan(booth) if booth else None
