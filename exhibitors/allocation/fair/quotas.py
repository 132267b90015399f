"""What is left of each quota while booths are given."""

from exhibitors.allocation.fair.offers import Offers

Key = tuple[str, int]


class Quotas:
    """Counts booths and m² by economy and zone; locked placements beyond a quota leave nothing, and stand."""

    def __init__(self, offers: Offers) -> None:
        self._economy = [one.economy for one in offers.problem.exhibitors]
        self._zone = [booth.zone for booth in offers.booths]
        self._area = [booth.area for booth in offers.booths]
        self._left = {
            (quota.economy, quota.zone): [quota.most_booths, quota.most_area]
            for quota in offers.problem.quotas
        }

    def key(self, who: int, offer: int) -> Key | None:
        """The quota that this exhibitor's having such a booth counts in, if there is one."""
        zone = self._zone[offer]
        key = None if zone is None else (self._economy[who], zone)
        return key if key in self._left else None

    def left(self, key: Key) -> tuple[int | None, int | None]:
        """Booths and m² that may still be given (None: any number)."""
        booths, area = self._left[key]
        return booths, area

    def take(self, who: int, offer: int, times: int = 1) -> None:
        """Count a booth given; -1 times: given back."""
        if key := self.key(who, offer):
            booths, area = self._left[key]
            self._left[key] = [
                None if booths is None else booths - times,
                None if area is None else area - times * self._area[offer],
            ]

    def allow(self, who: int, offer: int, instead_of: int | None = None) -> bool:
        """Whether the exhibitor may have such a booth, giving back the one it has."""
        key = self.key(who, offer)
        if key is None:
            return True
        booths, area = self._left[key]
        same = instead_of is not None and self.key(who, instead_of) == key
        back = self._area[instead_of] if same and instead_of is not None else 0
        return (booths is None or booths + same >= 1) and (area is None or area + back >= self._area[offer])

    def allow_all(self, who: int, offers: list[int]) -> bool:
        """Whether the exhibitor, who has none now, may have so many booths of these offers."""
        taken: list[int] = []
        for offer in offers:
            if not self.allow(who, offer):
                break
            self.take(who, offer)
            taken.append(offer)
        for offer in taken:
            self.take(who, offer, -1)
        return len(taken) == len(offers)
