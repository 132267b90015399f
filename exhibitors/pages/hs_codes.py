"""Looking up HS codes by word."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from exhibitors.forms import HSSearchForm
from expo.fair.nomenclature import trade_words_in, words_of
from expo.fair.nomenclature_search import codes_for, meant

MOST_CALLED = 5


@require_safe
def hs_codes(request: HttpRequest) -> HttpResponse:
    """Show the codes that some words point to, each with the words of its levels and what else they are called."""
    form = HSSearchForm(request.GET if "q" in request.GET else None)
    asked = form.cleaned_data["q"] if form.is_valid() else ""
    sought = meant(asked) if asked else ""
    found = [each.code for each in codes_for(asked)] if asked else []
    words, called = words_of(found), trade_words_in(found, sought)
    told = [
        (code, [(part, said, called.get(part, [])[:MOST_CALLED]) for part, said in words[code]])
        for code in found
        if words[code]
    ]
    context = {"form": form, "asked": asked, "sought": sought, "found": told}
    return render(request, "exhibitors/hs_codes.html", context)
