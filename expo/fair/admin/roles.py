"""Roles: given, offered by e-mail and taken back by acts."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from unfold.enums import ActionVariant
from unfold.widgets import UnfoldAdminEmailInputWidget, UnfoldAdminSelectWidget

from expo.common.admin import ModelAdmin, ViewOnly, act_button, badge
from expo.fair import acts
from expo.fair.admin.bound import EditionBound, EditionForm
from expo.fair.editions import name_of
from expo.fair.models import Pavilion, Role
from expo.fair.visible import editions_organised_by
from expo.people import invitations
from expo.people.models import Invitation, User


class RoleForm(EditionForm):
    """Which role, and of which pavilion."""

    kind = forms.ChoiceField(label=_("Role"), choices=Role.Kind.choices, widget=UnfoldAdminSelectWidget())
    pavilion = forms.ModelChoiceField(
        Pavilion.objects.none(),
        label=_("Pavilion"),
        required=False,
        widget=UnfoldAdminSelectWidget(),
        help_text=_("For pavilion organisers alone."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        editions = editions_organised_by(self.request.user).values("pk")
        self.fields["pavilion"].queryset = Pavilion.objects.filter(edition__in=editions)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        edition, kind, pavilion = data.get("edition"), data.get("kind"), data.get("pavilion")
        if kind == Role.Kind.PAVILION_ORGANISER and pavilion is None:
            self.add_error("pavilion", _("Say which pavilion."))
        if kind != Role.Kind.PAVILION_ORGANISER and pavilion is not None:
            self.add_error("pavilion", _("Only pavilion organisers have a pavilion."))
        if edition and pavilion and pavilion.edition_id != edition.pk:
            self.add_error("pavilion", _("This pavilion belongs to another edition."))
        return data


class GrantForm(RoleForm):
    """The same, and whom."""

    user = forms.ModelChoiceField(
        User.objects.filter(is_active=True),
        label=_("User"),
        widget=AutocompleteSelect(Role._meta.get_field("user"), admin.site),
    )
    field_order = ["user", "edition", "kind", "pavilion"]


class InviteForm(RoleForm):
    """The same, and the address to write to."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=Invitation._meta.get_field("email").max_length,
        widget=UnfoldAdminEmailInputWidget(),
    )
    language = forms.ChoiceField(
        label=_("Language of the invitation"),
        choices=User._meta.get_field("language").choices,  # type: ignore[arg-type]
        widget=UnfoldAdminSelectWidget(),
    )
    field_order = ["email", "language", "edition", "kind", "pavilion"]


@admin.register(Role)
class RoleAdmin(EditionBound, ViewOnly, ModelAdmin):
    list_display = ["user", "kind_badge", "pavilion", "edition"]
    list_filter = ["edition", "kind"]
    list_select_related = ["user", "pavilion", "edition"]
    search_fields = ["user__email", "user__person__name", "pavilion__name"]
    actions_list = ["invite", "grant"]
    actions_detail = ["revoke"]
    actions_row = ["revoke"]
    kind_badge = badge(
        {"organiser": "primary", "pavilion-organiser": "info", "coordinator": "success"},
        field="kind",
        title=_("role"),
    )

    @act_button(_("Invite by e-mail"), form=InviteForm, icon="mail", variant=ActionVariant.PRIMARY)
    def invite(self, request: HttpRequest, row: None, data: dict[str, Any]) -> str:
        edition, kind, pavilion = data["edition"], Role.Kind(data["kind"]), data["pavilion"]
        with translation.override(data["language"]):
            title = " · ".join(str(part) for part in (kind.label, pavilion, edition) if part)
        invitations.invite(
            data["email"],
            to="role",
            about=f"{name_of(edition.pk)}:{kind}:{pavilion.pk if pavilion else ''}",
            within=name_of(edition.pk),
            facts={
                "kind": kind,
                "edition": edition.pk,
                "pavilion": pavilion.pk if pavilion else None,
                "title": title,
            },
            language=data["language"],
            actor=request.user,
        )
        return _("%(email)s is invited.") % {"email": data["email"]}

    @act_button(_("Give a role"), form=GrantForm, icon="person_add")
    def grant(self, request: HttpRequest, row: None, data: dict[str, Any]) -> str:
        role = acts.grant(
            data["edition"],
            data["user"],
            Role.Kind(data["kind"]),
            pavilion=data["pavilion"],
            actor=request.user,
        )
        return _("Given: %(role)s.") % {"role": role}

    @act_button(
        _("Take the role back"),
        icon="person_remove",
        variant=ActionVariant.DANGER,
        warning=_("Who loses the last organiser's role can't use this admin any more."),
    )
    def revoke(self, request: HttpRequest, role: Role, data: dict[str, Any]) -> str:
        acts.revoke(role, actor=request.user)
        return _("Taken back: %(role)s.") % {"role": role}
