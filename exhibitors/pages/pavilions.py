"""The pavilion organiser's workspace: how far the area is filled, and what exhibitors still lack."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from exhibitors.acts import booths
from exhibitors.forms import BoothChoiceForm
from exhibitors.models import Exhibitor
from exhibitors.states import Registration
from exhibitors.visible import pavilions_managed_by
from expo.common.methods import require_form
from expo.common.pages import page_of, perform
from expo.people.requests import SignedInRequest


@login_required
@require_form
def pavilion(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show a pavilion's exhibitors and free booths, and give one of these to one of those."""
    found = get_object_or_404(pavilions_managed_by(request.user).select_related("edition"), pk=pk)
    exhibitors = Exhibitor.objects.filter(pavilion=found).select_related("company")
    form = BoothChoiceForm(
        request.POST or None,
        booths=booths.free_booths(found.edition).filter(pavilion=found),
        exhibitors=exhibitors.filter(state=Registration.APPROVED),
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        given = perform(
            request,
            lambda: booths.give(data["booth"], data["exhibitor"], actor=request.user),
            done=_("The booth is given."),
            form=form,
        )
        if given:
            return redirect("pavilion", pk)
    rows = exhibitors.prefetch_related("claims__booth").order_by("company__sort_name", "pk")
    context = {"pavilion": found, "page": page_of(request, rows), "form": form}
    return render(request, "exhibitors/pavilion.html", context)
