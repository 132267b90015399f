"""Which matches are news to who looks at them: found of late, and nobody has said or asked anything about them yet."""

from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils import timezone

from buyers.models import Delegate, Match, MatchNews, MatchVerdict, MeetingRequest
from buyers.recommended import current_matches
from buyers.states import ACTIVE_REQUESTS
from expo.people.models import User

NEW_FOR = timedelta(days=3)  # a week-end after the day's news


def new_matches(user: User) -> QuerySet[Match]:
    """The current matches that are new to a coordinator, as news tells of them: the good ones alone."""
    since = timezone.now() - NEW_FOR
    pair = {"need": OuterRef("need"), "exhibitor": OuterRef("exhibitor")}
    news = MatchNews.objects.filter(**pair, found_at__gt=since).exclude(seen_by=user)
    asked = MeetingRequest.objects.filter(
        delegate=OuterRef("need__delegate"), exhibitor=OuterRef("exhibitor"), state__in=ACTIVE_REQUESTS
    )
    judged = MatchVerdict.objects.filter(**pair)
    return current_matches().filter(Exists(news), ~Exists(asked), ~Exists(judged))


def new_by_need(user: User, delegates: list[Delegate]) -> dict[int, int]:
    """How many matches are new of each need of these delegates that has any."""
    rows = new_matches(user).filter(need__delegate__in=delegates).order_by().values("need")
    return dict(rows.annotate(number=Count("pk")).values_list("need", "number"))
