"""The inbox: what one was told."""

from typing import Any

from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from expo.access.filters import Filters
from expo.access.views import Rows
from expo.notifications import acts
from expo.notifications.models import Notification


class NotificationSerializer(serializers.ModelSerializer[Notification]):
    """One message, in the language in which it was sent; `read_at` is null until it is read."""

    title = serializers.CharField(source="text.title", read_only=True)
    body = serializers.CharField(source="text.body", read_only=True)
    link = serializers.CharField(
        source="text.link", read_only=True, help_text="The page that it leads to, or empty."
    )

    class Meta:
        model = Notification
        fields = [
            "id",
            "kind",
            "about",
            "language",
            "title",
            "body",
            "link",
            "created_at",
            "read_at",
            "modified_at",
        ]
        read_only_fields = fields


class NotificationFilter(Filters):
    """Messages by kind, and those that wait."""

    kind = filters.CharFilter(
        "kind", max_length=60, help_text="The kind of message, for example `booth-let`."
    )
    read = filters.ChoiceFilter(
        method="that_are",
        choices=[("true", "true"), ("false", "false")],
        help_text="Whether one has read it.",
    )

    class Meta:
        model = Notification
        fields: list[str] = []

    def that_are(self, rows: Any, name: str, read: str) -> Any:
        """Keep those that were read, or those that were not."""
        return rows.filter(read_at__isnull=read == "false")


class NotificationView(mixins.ListModelMixin, mixins.RetrieveModelMixin, Rows[Notification]):
    """What one was told, newest first."""

    queryset = Notification.objects.all()
    serializer_class = NotificationSerializer
    filterset_class = NotificationFilter
    permission_classes = [IsAuthenticated]

    def get_queryset(self) -> Any:
        """The user's own."""
        return self.rows().filter(recipient=self.user)

    @extend_schema(request=None, responses={204: None})
    @action(methods=["post"], detail=False)
    def read(self, request: Request) -> Response:
        """Mark everything as read."""
        acts.mark_read(actor=self.user)
        return Response(status=204)
