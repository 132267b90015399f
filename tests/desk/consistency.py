"""What holds in a sample fair of any size: its rows fit together. Meant for a class of tests to inherit from."""

from collections import Counter

import pytest
from django.core.files.storage import default_storage

from buyers.models import Delegate, Meeting, MeetingRequest, SourcingNeed
from exhibitors.models import BoothClaim, Company, Exhibitor, Product
from expo.fair import models as fair
from expo.fair.models import Booth, Day, Edition, MeetingPoint, Occupancy, Pavilion
from expo.people.models import Person

ENOUGH = 300  # rows of a model to look at one by one


def active_claims():
    return BoothClaim.objects.filter(state__in=["held", "offered", "let"]).select_related(
        "exhibitor", "booth"
    )


class Consistency:
    @pytest.mark.parametrize(
        "model", [Edition, Day, Booth, Company, Exhibitor, Product, Delegate, SourcingNeed, MeetingRequest, Person]
    )  # fmt: skip
    def test_every_row_is_valid(self, model):
        for row in model.objects.order_by("pk")[:ENOUGH]:
            row.full_clean(validate_unique=False, validate_constraints=False)

    def test_every_product_has_a_picture_that_is_there(self):
        pictures = set(Product.objects.values_list("picture", flat=True))
        assert len(pictures) > 12
        assert all(default_storage.exists(picture) for picture in pictures)

    def test_all_states_of_a_registration_are_there(self):
        states = set(Exhibitor.objects.values_list("state", flat=True))
        assert states == {"draft", "submitted", "changes-requested", "approved", "rejected", "withdrawn"}

    def test_everybody_stands_in_the_zone_and_the_pavilion_that_they_are_registered_for(self):
        for claim in active_claims():
            exhibitor, booth = claim.exhibitor, claim.booth
            assert (booth.zone_id, booth.pavilion_id) == (exhibitor.zone_id, exhibitor.pavilion_id), exhibitor

    def test_only_approved_exhibitors_have_booths_of_the_kind_wished_for(self):
        for claim in active_claims().filter(part="holder"):
            assert claim.exhibitor.state == "approved"
            assert claim.booth.kind == claim.exhibitor.booth_kind

    def test_booths_have_the_area_wished_for(self):
        areas = Counter()
        for claim in active_claims().filter(part="holder"):
            areas[claim.exhibitor_id] += claim.booth.area
        wished = dict(Exhibitor.objects.values_list("pk", "booth_area"))
        assert areas == {key: wished[key] for key in areas}

    def test_pavilions_count_what_is_let(self):
        let = Counter()
        for claim in active_claims().filter(part="holder", state="let"):
            let[claim.booth.pavilion_id] += claim.booth.area
        assert all(pavilion.area_let == let[pavilion.pk] for pavilion in Pavilion.objects.all())

    def test_each_let_booth_has_its_table(self):
        let = set(active_claims().filter(state="let").values_list("booth__number", flat=True))
        assert let == set(MeetingPoint.objects.filter(kind="booth").values_list("label", flat=True))

    def test_booths_neither_overlap_nor_leave_their_hall(self):
        for hall in fair.Hall.objects.all():
            boxes = [(*booth.outline[0], *booth.outline[2]) for booth in hall.booths.all()]
            for number, (left, top, right, bottom) in enumerate(boxes):
                assert 0 <= left < right <= hall.width
                assert 0 <= top < bottom <= hall.depth
                for other in boxes[:number]:
                    assert right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top

    def test_every_booth_has_an_area_that_its_outline_has(self):
        for booth in Booth.objects.all():
            (left, top), _corner, (right, bottom), _last = booth.outline
            assert booth.area * 10_000 == (right - left) * (bottom - top)

    def test_meetings_take_their_people_and_points_within_the_delegates_stay(self):
        meetings = Meeting.objects.select_related(
            "request__delegate", "request__need", "representative", "slot__day"
        )
        assert meetings
        for meeting in meetings[:ENOUGH]:
            delegate = meeting.request.delegate
            assert meeting.request.state == "accepted"
            assert meeting.request.need.delegate_id == delegate.pk
            assert delegate.arrives_on <= meeting.slot.day.date <= delegate.leaves_on
            stays = Occupancy.objects.filter(cause="meeting", cause_id=meeting.pk)
            assert {(stay.person_id, stay.point_id) for stay in stays} == {
                (delegate.person_id, None),
                (meeting.representative.person_id, None),
                (None, meeting.point_id),
            }
            assert {(stay.during.lower, stay.during.upper) for stay in stays} == {
                (meeting.slot.starts_at, meeting.slot.ends_at)
            }
