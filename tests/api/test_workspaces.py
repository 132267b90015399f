"""What belongs to a workspace, read and written by those who manage it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from buyers.models import Delegate, MeetingRequest
from exhibitors.models import Representative
from expo.fair.models import Role
from expo.runs.models import Run
from tests.factories import (
    BoothClaimFactory,
    BoothFactory,
    BuyerGroupFactory,
    CompanyFactory,
    DelegateFactory,
    EconomyFactory,
    EditionFactory,
    ExhibitorFactory,
    MatchFactory,
    NeedFactory,
    PavilionFactory,
    RequestFactory,
    RoleFactory,
    RunFactory,
    UserFactory,
    make_organiser,
)
from tests.pages.world import tell

pytestmark = pytest.mark.django_db

PERSON = {"name": "艾莎", "latin_name": "Aisyah", "languages": ["ms", "en"]}


@pytest.fixture
def edition():
    return EditionFactory()


@pytest.fixture
def user():
    return UserFactory()


@pytest.fixture
def me(user, signed_in):
    return signed_in(user)


@pytest.fixture
def organiser(edition, signed_in):
    return signed_in(make_organiser(edition))


@pytest.fixture
def mine(edition, user):
    return ExhibitorFactory(edition=edition, approved=True, company__members=[user])


@pytest.fixture
def group(edition, user):
    return BuyerGroupFactory(edition=edition, coordinator=user)


def keys(client, path):
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == 200, answer.json()
    return [row["id"] for row in answer.json()["results"]]


class TestOffers:
    @pytest.fixture
    def offer(self, mine, edition):
        soon = timezone.now() + timedelta(days=2)
        booth = BoothFactory(edition=edition)
        return BoothClaimFactory(exhibitor=mine, booth=booth, state="offered", answer_by=soon)

    @pytest.mark.parametrize(("step", "state"), [("accept", "let"), ("decline", "declined")])
    def test_it_is_answered_once_by_the_company(self, step, state, offer, me, organiser):
        path = f"/api/v1/claims/{offer.pk}/{step}/"
        assert organiser.post(path).status_code == 404
        assert me.post(path).json()["state"] == state
        assert me.post(path).status_code == 409

    def test_it_is_taken_back_by_the_organiser(self, offer, me, organiser):
        path = f"/api/v1/claims/{offer.pk}/release/"
        assert me.post(path).status_code == 404
        assert organiser.post(path).json()["state"] == "released"

    def test_it_is_found_by_how_it_stands(self, offer, me, mine):
        BoothClaimFactory()
        assert keys(me, "claims/?state=offered") == [offer.pk]
        assert keys(me, f"claims/?exhibitor={mine.pk}&state=let") == []


class TestRepresentatives:
    def test_it_names_somebody_for_the_booth(self, me, mine):
        body = {"exhibitor": mine.pk, "person": PERSON, "job": "Sales"}
        answer = me.post("/api/v1/representatives/", body)
        assert answer.status_code == 201
        row = Representative.objects.get(pk=answer.json()["id"])
        assert (row.person.name, row.person.languages, row.job) == ("艾莎", ["ms", "en"], "Sales")
        assert keys(me, f"representatives/?exhibitor={mine.pk}") == [row.pk]

    def test_it_says_what_is_wrong_with_the_person(self, me, mine):
        for person, status in [({"name": ""}, 400), ({**PERSON, "email": "nobody"}, 409), ("Aisyah", 400)]:
            answer = me.post("/api/v1/representatives/", {"exhibitor": mine.pk, "person": person})
            assert answer.status_code == status
        assert not Representative.objects.exists()


class TestCompanies:
    def test_it_shows_ones_own_with_their_number(self, me, user):
        own = CompanyFactory(members=[user], registration_number="0105", economy=EconomyFactory(code="TH"))
        CompanyFactory()
        assert keys(me, "companies/?economy=TH") == [own.pk]
        assert me.get(f"/api/v1/companies/{own.pk}/").json()["registration_number"] == "0105"


class TestPavilions:
    @pytest.fixture
    def pavilion(self, edition, user):
        row = PavilionFactory(edition=edition)
        RoleFactory(edition=edition, user=user, kind=Role.Kind.PAVILION_ORGANISER, pavilion=row)
        return row

    def test_its_organiser_sees_how_each_exhibitor_stands(self, pavilion, edition, me, anybody):
        draft = ExhibitorFactory(edition=edition, pavilion=pavilion)
        ExhibitorFactory(edition=edition, approved=True)
        path = f"pavilions/{pavilion.pk}/exhibitors/"
        assert keys(me, path) == [draft.pk]
        assert anybody.get(f"/api/v1/{path}").status_code == 401

    def test_its_organiser_gives_its_booths_to_its_exhibitors(self, pavilion, edition, me):
        exhibitor = ExhibitorFactory(edition=edition, pavilion=pavilion, approved=True)
        booth = BoothFactory(edition=edition, pavilion=pavilion)
        path = f"/api/v1/pavilions/{pavilion.pk}/give-booth/"
        foreign = BoothFactory(edition=edition)
        assert me.post(path, {"booth": foreign.pk, "exhibitor": exhibitor.pk}).status_code == 404
        body = {"booth": booth.pk, "exhibitor": exhibitor.pk}
        assert me.post(path, body).json()["area_let"] == booth.area
        assert me.post(path, body).status_code == 409

    def test_it_gives_no_booth_of_another_pavilion_of_the_same_organiser(self, pavilion, edition, user, me):
        other = PavilionFactory(edition=edition)
        RoleFactory(edition=edition, user=user, kind=Role.Kind.PAVILION_ORGANISER, pavilion=other)
        exhibitor = ExhibitorFactory(edition=edition, pavilion=pavilion, approved=True)
        body = {"booth": BoothFactory(edition=edition, pavilion=other).pk, "exhibitor": exhibitor.pk}
        assert me.post(f"/api/v1/pavilions/{pavilion.pk}/give-booth/", body).status_code == 404


class TestBuyerGroups:
    def body(self, edition, **fields):
        return {
            "edition": edition.slug,
            "economy": EconomyFactory(code="TH").pk,
            "name": "Fruit buyers",
            **fields,
        }

    def test_it_is_entered_by_invited_coordinators(self, edition, user, me):
        assert me.post("/api/v1/groups/", self.body(edition)).status_code == 409
        RoleFactory(edition=edition, user=user, kind=Role.Kind.COORDINATOR)
        answer = me.post("/api/v1/groups/", self.body(edition))
        assert answer.status_code == 201
        BuyerGroupFactory(edition=edition)
        assert keys(me, "groups/?managed=true") == [answer.json()["id"]]
        again = me.post("/api/v1/groups/", self.body(edition))
        assert (again.status_code, list(again.json()["errors"])) == (409, ["non_field_errors"])

    def test_it_takes_delegates_and_lets_them_go(self, group, me):
        body = {"group": group.pk, "person": PERSON, "company": "Buyers", "arrives_on": None}
        answer = me.post("/api/v1/delegates/", body)
        assert (answer.status_code, answer.json()["person"]["name"]) == (201, "艾莎")
        path = f"/api/v1/delegates/{answer.json()['id']}/"
        assert [me.delete(path).status_code for _number in range(2)] == [204, 404]

    def test_it_keeps_delegates_whom_somebody_expects_to_meet(self, group, me):
        delegate = DelegateFactory(group=group)
        RequestFactory(delegate=delegate)
        assert me.delete(f"/api/v1/delegates/{delegate.pk}/").status_code == 409
        assert Delegate.objects.filter(pk=delegate.pk).exists()

    def test_it_refuses_days_outside_the_fair(self, group, edition, me):
        late = edition.closes_on + timedelta(days=1)
        body = {"group": group.pk, "person": PERSON, "company": "Buyers", "arrives_on": late.isoformat()}
        answer = me.post("/api/v1/delegates/", body)
        assert (answer.status_code, list(answer.json()["errors"])) == (409, ["arrives_on"])


class TestMatches:
    @pytest.fixture
    def match(self, mine, edition):
        delegate = DelegateFactory(group=BuyerGroupFactory(edition=edition))
        return MatchFactory(need=NeedFactory(delegate=delegate), exhibitor=mine)

    def test_it_shows_an_exhibitor_who_looks_for_what_it_shows(self, match, mine, me, signed_in):
        MatchFactory()
        (shown,) = me.get(f"/api/v1/matches/?exhibitor={mine.pk}").json()["results"]
        assert shown["need"]["text"] == match.need.text
        assert shown["sentences"][0]["text"] == "Same HS subheading 081060"
        assert keys(signed_in(UserFactory()), "matches/") == []

    def test_its_sentences_speak_to_who_reads_them(self, match, me, signed_in):
        match.reasons = [{"signal": "markets", "share": 0.1, "values": {"markets": ["CN"]}}]
        match.save()
        coordinator = signed_in(match.need.delegate.group.coordinators.get())
        said = [who.get("/api/v1/matches/").json()["results"][0]["sentences"][0] for who in (me, coordinator)]
        assert said[0]["text"].startswith("You serve the buyer's market")
        assert said[1]["text"].startswith("Serves your market")

    def test_it_is_a_reason_to_ask_from_either_side(self, match, me, signed_in):
        answer = me.post(f"/api/v1/matches/{match.pk}/ask/", {"priority": 3, "message": "Durians?"})
        assert (answer.status_code, answer.json()["side"]) == (201, "exhibitor")
        MeetingRequest.objects.all().delete()
        coordinator = signed_in(match.need.delegate.group.coordinators.get())
        answer = coordinator.post(f"/api/v1/matches/{match.pk}/ask/", {})
        assert (answer.status_code, answer.json()["side"]) == (201, "buyer")
        assert coordinator.post(f"/api/v1/matches/{match.pk}/ask/", {}).status_code == 409

    def test_it_comes_best_first_from_page_to_page(self, match, mine, edition, me):
        delegate = match.need.delegate
        low = MatchFactory(need=NeedFactory(delegate=delegate), exhibitor=mine, score=0.1)
        high = MatchFactory(need=NeedFactory(delegate=delegate), exhibitor=mine, score=0.9)
        first = me.get("/api/v1/matches/?page_size=2").json()
        rest = me.get(first["next"]).json()
        assert [row["id"] for row in first["results"] + rest["results"]] == [high.pk, match.pk, low.pk]


class TestTheInbox:
    def test_it_shows_what_one_was_told_and_marks_it_read(self, user, me):
        letter = tell(user, "Orchard")
        tell(UserFactory(), "Somebody else")
        shown = me.get("/api/v1/notifications/?read=false").json()["results"]
        assert [row["title"] for row in shown] == [letter.text.title]
        assert me.post("/api/v1/notifications/read/").status_code == 204
        assert keys(me, "notifications/?read=false") == []
        assert keys(me, "notifications/?read=true") == [letter.pk]


class TestRuns:
    def test_it_is_called_off_by_those_who_see_it(self, user, me, signed_in):
        run = RunFactory(started_by=user, state=Run.State.QUEUED)
        path = f"/api/v1/runs/{run.pk}/cancel/"
        assert signed_in(UserFactory()).post(path).status_code == 404
        assert me.post(path).json()["state"] == "cancelled"
        assert me.post(path).status_code == 409
        assert keys(me, "runs/?state=cancelled&kind=matching") == [run.pk]

    @pytest.mark.parametrize(
        ("step", "kind"),
        [("match", "matching"), ("schedule", "scheduling"), ("repair", "repair"), ("allocate", "allocation")],
    )
    def test_it_is_started_by_organisers_one_at_a_time(self, step, kind, edition, organiser, me):
        path = f"/api/v1/editions/{edition.slug}/{step}/"
        assert me.post(path).status_code == 404
        answer = organiser.post(path)
        assert (answer.status_code, answer.json()["kind"], answer.json()["state"]) == (202, kind, "queued")
        assert organiser.post(path).status_code == 409
        assert keys(organiser, f"runs/?about=fair.edition:{edition.pk}") == [answer.json()["id"]]

    def test_a_repair_moves_few_for_who_waits(self, edition, organiser):
        path = f"/api/v1/editions/{edition.slug}/repair/"
        assert organiser.post(path, {"moves_for_waiting": 9}).status_code == 400
        run = Run.objects.get(pk=organiser.post(path, {"moves_for_waiting": 1}).json()["id"])
        assert run.params == {"edition": edition.pk, "moves_for_waiting": 1}

    def test_an_allocation_may_be_of_what_became_free_alone(self, edition, organiser):
        path = f"/api/v1/editions/{edition.slug}/allocate/"
        assert organiser.post(path, {"freed_only": "yes"}).status_code == 400
        run = Run.objects.get(pk=organiser.post(path, {"freed_only": True}).json()["id"])
        assert run.params == {"edition": edition.pk, "freed_only": True}
