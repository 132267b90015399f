import pytest
from tests.factories import *
from tests.faults.together import at_once
from buyers.acts import meetings

@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("n", range(15))
def test_probe(n):
    edition = EditionFactory(slots=3)
    slot = make_slots(edition, 1)[0]
    group = BuyerGroupFactory(edition=edition)
    d = DelegateFactory(group=group)
    reqs = []
    for i in range(2):
        e = ExhibitorFactory(edition=edition, approved=True)
        rep = RepresentativeFactory(exhibitor=e)
        p = MeetingPointFactory(edition=edition)
        reqs.append((RequestFactory(delegate=d, exhibitor=e, accepted=True), slot, p, rep))
    u = UserFactory()
    t = __import__("time").monotonic()
    out = at_once(*[lambda r=r: meetings.arrange(*r, actor=u) for r in reqs])
    print("PROBE", round(__import__("time").monotonic()-t, 2), [repr(x)[:200] for x in out])
