"""Looking up HS codes by word."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from exhibitors.forms import HSSearchForm
from exhibitors.hs_codes import codes_for
from expo.fair.nomenclature import words_of


@require_safe
def hs_codes(request: HttpRequest) -> HttpResponse:
    """Show the codes that some words point to, each with the words of its levels."""
    form = HSSearchForm(request.GET if "q" in request.GET else None)
    asked = form.cleaned_data["q"] if form.is_valid() else ""
    found = [each.code for each in codes_for(asked)] if asked else []
    words = words_of(found)
    context = {"form": form, "asked": asked, "found": [(code, words[code]) for code in found if words[code]]}
    return render(request, "exhibitors/hs_codes.html", context)
