"""Telling coordinators of good matches that are new: once each, at once or with the day's news."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from django.db.models import F, Max, Q, QuerySet, Window
from django.utils import timezone

from buyers import messages
from buyers.models import BuyerGroup, Coordinator, Match, MatchNews
from buyers.recommended import current_matches
from expo.common.acts import act
from expo.notifications.kinds import Facts, Kind
from expo.people.models import User

LEAST_GOOD = 0.2  # a lower score means that nothing really fits
NEAR_BEST = 0.7  # of the need's best score: a long need is met in part only, and its scores are low
HOUR = 8  # when the day's news goes out, in the fair's zone
NEEDS, EXHIBITORS = 5, 3  # that the day's news names, and of each need


@act
def choose(group: BuyerGroup, when: Coordinator.News, *, actor: User) -> None:
    """Choose when the actor, who coordinates the group, hears of new matches."""
    changing = Coordinator.objects.filter(group=group, user=actor).exclude(news=when)
    changing.update(news=when, news_since=timezone.now())


def note_in_transaction(matches: QuerySet[Match], *, seen_by: User | None = None) -> None:
    """Note which of these matches are good and new, and tell those who want to hear of them at once.

    Who has just stated or changed a need looks at its matches anyway, and is not told.
    """
    found = _note(matches, seen_by)
    at_once = Q(news=Coordinator.News.AT_ONCE)
    for group, news in found.items():
        # The version is the last news', so that a group is told of each find once.
        version = max(each.pk for each in news)
        facts = {"count": len({each.exhibitor_id for each in news})}
        whom = at_once & ~Q(user=seen_by) if seen_by else at_once
        _tell(messages.NEW_MATCHES, group, whom, version=version, facts=facts)


@act
def tell_of_the_day(now: datetime, *, actor: User | None) -> int:
    """Tell what is new since yesterday, once a day and group, from the morning on; returns how many groups."""
    morning = timezone.localtime(now).replace(hour=HOUR, minute=0, second=0, microsecond=0)
    if now < morning:
        return 0
    waiting = list(_waiting(morning))
    for group in waiting:
        _tell_day(group, now)
    return len(waiting)


def _note(matches: QuerySet[Match], seen_by: User | None) -> dict[BuyerGroup, list[MatchNews]]:
    """Write the good pairs that were not there, and return them by group."""
    good = _good(matches)
    known = set(MatchNews.objects.filter(need__in=good.values("need")).values_list("need_id", "exhibitor_id"))
    pairs = good.order_by("need", "rank").values_list("need_id", "exhibitor_id", "need__delegate__group")
    group_of = {(need, exhibitor): group for need, exhibitor, group in pairs}
    new = [pair for pair in group_of if pair not in known]
    rows = MatchNews.objects.bulk_create(
        [MatchNews(need_id=need, exhibitor_id=who, seen_by=seen_by) for need, who in new]
    )
    groups = BuyerGroup.objects.in_bulk({group_of[pair] for pair in new})
    found = defaultdict(list)
    for pair, row in zip(new, rows, strict=True):
        found[groups[group_of[pair]]].append(row)
    return found


def _good(matches: QuerySet[Match]) -> QuerySet[Match]:
    """Return which of all matches of some needs are good: near the best that the need has, and not poor."""
    best = Window(Max("score"), partition_by=["run", "need"])
    fair = matches.filter(score__gte=LEAST_GOOD)
    return fair.annotate(best=best).filter(score__gte=NEAR_BEST * F("best"))


def _waiting(morning: datetime) -> QuerySet[BuyerGroup]:
    """Return the groups with news that waits and none told since the morning, one worker's each.

    What was told to nobody (noted as told when it was found) was no news of the day.
    """
    waiting = MatchNews.objects.filter(told_at=None).values("need__delegate__group")
    told = MatchNews.objects.filter(told_at__gte=morning).exclude(told_at=F("found_at"))
    rows = BuyerGroup.objects.filter(pk__in=waiting).exclude(pk__in=told.values("need__delegate__group"))
    return rows.select_for_update(skip_locked=True, no_key=True).order_by("pk")


def _tell_day(group: BuyerGroup, now: datetime) -> None:
    waiting = MatchNews.objects.filter(told_at=None, need__delegate__group=group)
    by_pair = {(news.need_id, news.exhibitor_id): news for news in waiting}
    rows = current_matches().filter(need__delegate__group=group).order_by("-score", "pk")
    still = [
        (match, by_pair[pair]) for match in rows if (pair := (match.need_id, match.exhibitor_id)) in by_pair
    ]
    day = timezone.localdate(now).toordinal()
    is_told = False
    for coordinator in group.coordinations.order_by("pk") if still else ():
        news = [match for match, each in still if _is_news_to(coordinator, each)]
        if news:
            facts = {"count": len({match.exhibitor_id for match in news}), "needs": _needs(news)}
            _tell(messages.MATCHES_OF_THE_DAY, group, Q(pk=coordinator.pk), version=day, facts=facts)
            is_told = True
    waiting.update(told_at=now if is_told else F("found_at"))


def _is_news_to(coordinator: Coordinator, news: MatchNews) -> bool:
    return news.seen_by_id != coordinator.user_id and coordinator.waits_for(news.found_at)


def _needs(matches: list[Match]) -> list[dict[str, Any]]:
    """Return the needs with the best news, and who fits each, as far as a message names them."""
    by_need: dict[Any, list[str]] = defaultdict(list)
    for match in matches:
        by_need[match.need].append(str(match.exhibitor))
    return [
        {"need": str(need), "exhibitors": names[:EXHIBITORS], "more": max(0, len(names) - EXHIBITORS)}
        for need, names in list(by_need.items())[:NEEDS]
    ]


def _tell(kind: Kind, group: BuyerGroup, whom: Q, *, version: int, facts: Facts) -> None:
    users = User.objects.filter(is_active=True, coordinations__in=group.coordinations.filter(whom))
    messages.tell_each_in_transaction(
        kind,
        users,
        about=f"buyers.buyergroup:{group.pk}",
        edition=group.edition_id,
        version=version,
        facts={"group": group.name, "group_id": group.pk, **facts},
    )
