"""Telling coordinators of good matches that are new: once each, at once or with the day's news."""

from collections import Counter, defaultdict
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
from expo.runs.models import Run

LEAST_GOOD = 0.2  # a lower score means that nothing really fits
NEAR_BEST = 0.7  # of the need's best score: a long need is met in part only, and its scores are low
HOUR = 8  # when the day's news goes out, in the fair's zone
NEEDS, EXHIBITORS = 5, 3  # that the day's news names, and of each need


@act
def choose(group: BuyerGroup, when: Coordinator.News, *, actor: User) -> None:
    """Choose when the actor, who coordinates the group, hears of new matches."""
    changing = Coordinator.objects.filter(group=group, user=actor).exclude(news=when)
    changing.update(news=when, news_since=timezone.now())


def note_in_transaction(matches: QuerySet[Match], run: Run) -> None:
    """Note which of a run's matches are good and new, and tell those who want to hear of them at once."""
    for group, number in Counter(group for group, _exhibitor in _note(matches)).items():
        facts = {"count": number}
        _tell(messages.NEW_MATCHES, group, Q(news=Coordinator.News.AT_ONCE), version=run.pk, facts=facts)


def note_as_seen_in_transaction(matches: QuerySet[Match]) -> None:
    """Note as told what somebody who has just stated a need looks at anyway."""
    _note(matches, told_at=timezone.now())


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


def _note(matches: QuerySet[Match], told_at: datetime | None = None) -> set[tuple[BuyerGroup, int]]:
    """Write the good pairs that were not there, and return to which group each exhibitor is new."""
    good = _good(matches)
    known = set(MatchNews.objects.filter(need__in=good.values("need")).values_list("need_id", "exhibitor_id"))
    pairs = good.order_by("need", "rank").values_list("need_id", "exhibitor_id", "need__delegate__group")
    new = [pair for pair in pairs if pair[:2] not in known]
    found_at = told_at or timezone.now()
    MatchNews.objects.bulk_create(
        [
            MatchNews(need_id=need, exhibitor_id=who, found_at=found_at, told_at=told_at)
            for need, who, _group in new
        ],
        ignore_conflicts=True,
    )
    groups = BuyerGroup.objects.in_bulk({group for *_pair, group in new})
    return {(groups[group], exhibitor) for _need, exhibitor, group in new}


def _good(matches: QuerySet[Match]) -> QuerySet[Match]:
    """Return which of all matches of some needs are good: near the best that the need has, and not poor."""
    best = Window(Max("score"), partition_by=["run", "need"])
    fair = matches.filter(score__gte=LEAST_GOOD)
    return fair.annotate(best=best).filter(score__gte=NEAR_BEST * F("best"))


def _waiting(morning: datetime) -> QuerySet[BuyerGroup]:
    """Return the groups with news that waits and none told since the morning, one worker's each.

    What somebody saw when it was found (told in the same moment) was no news of the day.
    """
    waiting = MatchNews.objects.filter(told_at=None).values("need__delegate__group")
    told = MatchNews.objects.filter(told_at__gte=morning).exclude(told_at=F("found_at"))
    rows = BuyerGroup.objects.filter(pk__in=waiting).exclude(pk__in=told.values("need__delegate__group"))
    return rows.select_for_update(skip_locked=True, no_key=True).order_by("pk")


def _tell_day(group: BuyerGroup, now: datetime) -> None:
    waiting = MatchNews.objects.filter(told_at=None, need__delegate__group=group)
    columns = waiting.values_list("need_id", "exhibitor_id", "found_at")
    pairs = {(need, exhibitor): found_at for need, exhibitor, found_at in columns}
    rows = current_matches().filter(need__delegate__group=group).order_by("-score", "pk")
    still = {match: pairs[pair] for match in rows if (pair := (match.need_id, match.exhibitor_id)) in pairs}
    waiting.update(told_at=now)
    day = timezone.localdate(now).toordinal()
    for coordinator in group.coordinations.order_by("pk") if still else ():
        news = [match for match, found_at in still.items() if coordinator.waits_for(found_at)]
        if news:
            facts = {"count": len({match.exhibitor_id for match in news}), "needs": _needs(news)}
            _tell(messages.MATCHES_OF_THE_DAY, group, Q(pk=coordinator.pk), version=day, facts=facts)


def _needs(matches: list[Match]) -> list[dict[str, Any]]:
    """Return the needs with the best news, and who fits each, as far as a message names them."""
    by_need: dict[Any, list[str]] = defaultdict(list)
    for match in matches:
        by_need[match.need].append(str(match.exhibitor))
    return [
        {"need": need.text, "exhibitors": names[:EXHIBITORS], "more": max(0, len(names) - EXHIBITORS)}
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
