"""The exhibitor's workspace: register, tell, show, wish, submit, and answer offers."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from exhibitors.acts import booths, products, registrations
from exhibitors.forms import CompanyForm, ExhibitorForm, ProductForm, RepresentativeForm, WantedForm
from exhibitors.models import BoothClaim, Exhibitor, Product
from exhibitors.places import Together
from exhibitors.states import ACTIVE_CLAIMS, Claim
from expo.common.listed import listed
from expo.common.methods import require_form
from expo.common.pages import page_of, perform, pressed
from expo.fair.models import Edition
from expo.people.requests import SignedInRequest


@login_required
@require_form
def register(request: SignedInRequest) -> HttpResponse:
    """Enter a company and begin its registration."""
    edition = Edition.objects.current()
    if edition is None:
        raise Http404
    form = CompanyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        begun = perform(
            request,
            lambda: registrations.found(edition, form.cleaned_data, actor=request.user),
            done=_("Your registration has begun. Nothing is sent to the organiser yet."),
            form=form,
        )
        if begun:
            return redirect("registration", begun.pk)
    return render(request, "exhibitors/register.html", {"form": form})


@login_required
@require_POST
def begin(request: SignedInRequest, pk: int) -> HttpResponse:
    """Begin the registration of a company that the user acts for already."""
    edition = Edition.objects.current()
    company = get_object_or_404(request.user.companies, pk=pk)
    if edition is None:
        raise Http404
    begun = perform(
        request,
        lambda: registrations.begin(edition, company, actor=request.user),
        done=_("Your registration has begun. Nothing is sent to the organiser yet."),
    )
    return redirect("registration", begun.pk) if begun else redirect("workspace")


@login_required
@require_safe
def registration(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show how a registration stands, and what comes next."""
    found = _own(request, pk)
    claims = found.claims.filter(state__in=ACTIVE_CLAIMS).select_related("booth__hall", "booth__zone")
    context = {
        "exhibitor": found,
        "products": page_of(request, found.products.all()),
        "representatives": found.representatives.select_related("person"),
        "sectors": found.sectors.all(),
        "wanted": _wanted_here(found),
        "stands": _stands(claims),
        "missing": registrations.missing(found) if found.is_editable else [],
        "steps": _steps(found, list(claims)),
    }
    return render(request, "exhibitors/registration.html", context)


@login_required
@require_form
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change what the company tells and wishes for."""
    found = _own(request, pk)
    form = ExhibitorForm(request.POST or None, instance=found, edition=found.edition)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        saved = perform(
            request,
            lambda: registrations.edit(found, data, sectors=list(data["sectors"]), actor=request.user),
            done=_("Saved."),
            form=form,
        )
        if saved:
            return redirect("registration", pk)
    return render(request, "exhibitors/edit.html", {"form": form, "exhibitor": found})


@login_required
@require_form
def wish_to_meet(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say which buyers the company wishes to meet."""
    found = _own(request, pk)
    form = WantedForm(request.POST or None, initial=_wanted(found))
    if request.method == "POST" and form.is_valid():
        wanted = {name: list(rows) for name, rows in form.cleaned_data.items()}
        done = _("Saved. It counts from the next matching on.")
        if perform(
            request,
            lambda: registrations.wish_to_meet(found, **wanted, actor=request.user),
            done=done,
            form=form,
        ):
            return redirect("registration", pk)
    return render(request, "exhibitors/wanted.html", {"form": form, "exhibitor": found})


@login_required
@require_form
def add_product(request: SignedInRequest, pk: int) -> HttpResponse:
    """Add a product."""
    found = _own(request, pk)
    form = ProductForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data, sectors = _product_fields(form)
        added = perform(
            request,
            lambda: products.add(found, data, sectors=sectors, actor=request.user),
            done=_("The product is added."),
            form=form,
        )
        if added:
            return redirect("registration", pk)
    return render(request, "exhibitors/product.html", {"form": form, "exhibitor": found})


@login_required
@require_form
def edit_product(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change or remove a product."""
    product = _own_product(request, pk)
    form = ProductForm(request.POST or None, request.FILES or None, instance=product)
    if request.method == "POST" and form.is_valid():
        data, sectors = _product_fields(form)
        changed = perform(
            request,
            lambda: products.change(product, data, sectors=sectors, actor=request.user),
            done=_("Saved."),
            form=form,
        )
        if changed:
            return redirect("registration", product.exhibitor_id)
    context = {"form": form, "exhibitor": product.exhibitor, "product": product}
    return render(request, "exhibitors/product.html", context)


@login_required
@require_POST
def remove_product(request: SignedInRequest, pk: int) -> HttpResponse:
    """Remove a product."""
    product = _own_product(request, pk)
    perform(
        request,
        lambda: products.remove(product, actor=request.user),
        done=_("The product is removed."),
    )
    return redirect("registration", product.exhibitor_id)


@login_required
@require_form
def add_representative(request: SignedInRequest, pk: int) -> HttpResponse:
    """Name somebody who will stand at the booth."""
    found = _own(request, pk)
    form = RepresentativeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        named = perform(
            request,
            lambda: registrations.name_representative(
                found,
                form.person,
                form.cleaned_data["job"],
                actor=request.user,
            ),
            done=_("The representative is named."),
            form=form,
        )
        if named:
            return redirect("registration", pk)
    return render(request, "exhibitors/representative.html", {"form": form, "exhibitor": found})


def _step(act: Callable[..., None], done: Any) -> Callable[..., HttpResponse]:
    """Make the page behind a button that takes one's own registration a step further by this act."""

    @login_required
    @require_POST
    def step(request: SignedInRequest, pk: int) -> HttpResponse:
        found = _own(request, pk)
        perform(request, lambda: act(found, actor=request.user), done=str(done))
        return redirect("registration", pk)

    return step


submit = _step(
    registrations.submit, gettext_lazy("Your registration is with the organiser. You will hear from us.")
)
withdraw = _step(registrations.withdraw, gettext_lazy("Your registration is withdrawn."))
reopen = _step(registrations.reopen, gettext_lazy("Your registration is open again, as a draft."))


@login_required
@require_POST
def answer_offer(request: SignedInRequest, pk: int) -> HttpResponse:
    """Accept or decline an offered booth."""
    own = Exhibitor.objects.of_company_of(request.user)
    claim = get_object_or_404(BoothClaim.objects.filter(exhibitor__in=own), pk=pk)
    yes = pressed(request, "answer", "accept", "decline") == "accept"
    answer = booths.accept if yes else booths.decline
    done = _("The booth is yours.") if yes else _("The offer is declined.")
    perform(request, lambda: answer(claim, actor=request.user), done=done)
    return redirect("registration", claim.exhibitor_id)


def _wanted(exhibitor: Exhibitor) -> dict[str, Any]:
    """The buyers whom a company wishes to meet, by the fields of its form."""
    return {
        "economies": exhibitor.wanted_economies.all(),
        "sectors": exhibitor.wanted_sectors.all(),
        "markets": exhibitor.markets.all(),
    }


def _stands(claims: Iterable[BoothClaim]) -> list[tuple[BoothClaim, Together]]:
    """Booths that are offered together, or let in one zone; the first claim stands for all."""
    found: dict[tuple[Any, ...], list[BoothClaim]] = {}
    for claim in claims:
        alone = claim.state == Claim.OFFERED and claim.stand_id is None
        key = claim.state, claim.pk if alone else claim.stand_id, claim.booth.zone_id, claim.booth.hall_id
        found.setdefault(key, []).append(claim)
    return [(those[0], Together([claim.booth for claim in those])) for those in found.values()]


def _own(request: SignedInRequest, pk: int) -> Exhibitor:
    rows = Exhibitor.objects.of_company_of(request.user)
    return get_object_or_404(rows.select_related("company__economy", "edition", "zone"), pk=pk)


def _own_product(request: SignedInRequest, pk: int) -> Product:
    own = Exhibitor.objects.of_company_of(request.user)
    rows = Product.objects.filter(exhibitor__in=own)
    return get_object_or_404(rows.select_related("exhibitor__company", "exhibitor__edition"), pk=pk)


def _product_fields(form: ProductForm) -> tuple[dict[str, Any], list[Any]]:
    data = dict(form.cleaned_data)
    return data, list(data.pop("sectors"))


def _steps(exhibitor: Exhibitor, claims: list[BoothClaim]) -> list[dict[str, Any]]:
    """Where the registration is on its way from draft to booth."""
    order = ["draft", "submitted", "approved", "booth"]
    has_booth = any(claim.state == Claim.LET for claim in claims)
    reached = {"changes-requested": 0, "draft": 0, "submitted": 1, "approved": 3 if has_booth else 2}
    now = reached.get(exhibitor.state, -1)
    labels = {
        "draft": _("Tell us who you are and what you show"),
        "submitted": _("The organiser reads it"),
        "approved": _("You are an exhibitor"),
        "booth": _("You have a booth"),
    }
    dates = {"submitted": exhibitor.submitted_at, "approved": exhibitor.decided_at}
    return [
        {
            "label": labels[name],
            "at": dates.get(name) if place <= now else None,
            "state": "done" if place < now or (place == now == 3) else "current" if place == now else "todo",
        }
        for place, name in enumerate(order)
    ]


def _wanted_here(exhibitor: Exhibitor) -> list[tuple[str, str]]:
    """What the company said of the buyers that it wishes to meet, as labels and names in the reader's language."""
    fields = WantedForm.base_fields
    named = {name: listed([row.name_here for row in rows]) for name, rows in _wanted(exhibitor).items()}
    return [(str(fields[name].label), names) for name, names in named.items() if names]
