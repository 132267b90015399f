"""A fair with two of everything, A's and B's, and somebody in each role."""

import io
import re
from contextlib import contextmanager
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from PIL import Image

from buyers.models import MeetingRequest
from exhibitors.states import Claim
from expo.fair.models import Role
from expo.notifications.models import Notification
from expo.people import invitations
from expo.runs.models import Run
from tests import factories as make

SIDES = ("A", "B")
ROLES = (
    "anonymous",
    "nobody",
    "member of A",
    "member of B",
    "coordinator of A",
    "coordinator of B",
    "pavilion organiser of A",
    "organiser",
    "organiser elsewhere",
)
INVITED = {"A": "nobody", "B": "member of B"}
SITEMAPS = {"A": "exhibitors", "B": "products"}


def jpeg(name="durian.jpg", kind="JPEG", size=(8, 8)):
    """An uploaded picture."""
    content = io.BytesIO()
    Image.new("RGB", size, "green").save(content, kind)
    return SimpleUploadedFile(name, content.getvalue(), f"image/{kind.lower()}")


class World:
    """`users` by role, `of` by side and kind; the rows of A and B are alike."""

    def __init__(self):
        self.edition = make.EditionFactory(slots=3)
        self.sector = make.SectorFactory()
        self.users = {"nobody": make.UserFactory(), "organiser": make.make_organiser(self.edition)}
        self.users["organiser elsewhere"] = make.make_organiser(make.EditionFactory(published=False))
        self.of = {side: self._side(side) for side in SIDES}
        for side in SIDES:
            self.of[side] |= {"invitation": invite(self, INVITED[side]), "sitemap": SITEMAPS[side]}
        for user in self.users.values():
            EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
            tell(user, "Somebody")

    def client(self, role):
        """A browser in which this role has signed in."""
        client = Client()
        if role != "anonymous":
            client.force_login(self.users[role])
        return client

    def _side(self, side):
        member = self._user(f"member of {side}")
        coordinator = self._user(f"coordinator of {side}")
        make.RoleFactory(edition=self.edition, user=coordinator, kind=Role.Kind.COORDINATOR)
        rows = {
            **self._exhibitors(side, member),
            **self._buyers(side, coordinator),
            "run": make.RunFactory(
                kind={"A": "matching", "B": "scheduling"}[side],  # one of a kind at a time
                about=f"fair.edition:{self.edition.pk}",
                state=Run.State.RUNNING,
                started_by=coordinator,
                attempts=1,
            ),
            "hall": make.HallFactory(),
            "economy": make.EconomyFactory(code=f"{side}X"),
            "section": (section := make.SectionFactory(edition=self.edition)),
            "zone": make.ZoneFactory(edition=self.edition, section=section),
        }
        rows["plan"] = make.BoothFactory(edition=self.edition, hall=rows["hall"])
        self._pavilion(side, rows)
        self._requests(rows)
        return rows

    def _user(self, role):
        return self.users.setdefault(role, make.UserFactory())

    def _exhibitor(self, name, member, **fields):
        """Complete, so that it could be submitted."""
        return make.ExhibitorFactory(
            edition=self.edition, company__name=name, company__members=[member], complete=True, **fields
        )

    def _exhibitors(self, side, member):
        shown = self._exhibitor(f"Public {side}", member, approved=True)
        draft = self._exhibitor(f"Draft {side} secret", member)
        product = draft.products.get()
        product.picture.save("durian.jpg", jpeg())
        public = shown.products.get()
        public.picture.save("durian.jpg", jpeg())
        claim = make.BoothClaimFactory(
            booth=make.BoothFactory(edition=self.edition),
            exhibitor=shown,
            state=Claim.OFFERED,
            answer_by=timezone.now() + timedelta(days=1),
        )
        return {
            "exhibitor": shown,
            "public product": public,
            "draft": draft,
            "product": product,
            "offer": claim,
            "withdrawn": self._exhibitor(f"Withdrawn {side} secret", member, withdrawn=True),
            "company": make.CompanyFactory(name=f"Idle {side} secret", members=[member]),
            "token": make.ApiTokenFactory(user=member, name=f"Token {side} secret"),
        }

    def _buyers(self, side, coordinator):
        group = make.BuyerGroupFactory(edition=self.edition, coordinator=coordinator, name=f"Group {side}")
        delegate = make.DelegateFactory(group=group, person__name=f"Delegate {side} secret")
        need = make.NeedFactory(delegate=delegate, text=f"Durians {side} secret")
        return {"group": group, "delegate": delegate, "need": need}

    def _pavilion(self, side, rows):
        pavilion = make.PavilionFactory(edition=self.edition, name=f"Pavilion {side}")
        user = self._user(f"pavilion organiser of {side}")
        make.RoleFactory(
            edition=self.edition, user=user, kind=Role.Kind.PAVILION_ORGANISER, pavilion=pavilion
        )
        rows["exhibitor"].pavilion = pavilion
        rows["exhibitor"].save(update_fields=["pavilion"])
        rows["pavilion"] = pavilion
        rows["pavilion booth"] = make.BoothFactory(edition=self.edition, pavilion=pavilion)

    def _requests(self, rows):
        """One asked by the buyer, one by the exhibitor, and one that became a meeting: each pair once."""
        pair = {"exhibitor": rows["exhibitor"], "need": None}
        rows["request"] = make.RequestFactory(delegate=rows["delegate"], **pair)
        rows["counter-request"] = make.RequestFactory(
            delegate=make.DelegateFactory(group=rows["group"]), side=MeetingRequest.Side.EXHIBITOR, **pair
        )
        accepted = make.RequestFactory(
            delegate=make.DelegateFactory(group=rows["group"]), accepted=True, **pair
        )
        rows["meeting"] = make.MeetingFactory(request=accepted)
        need = make.NeedFactory(delegate=make.DelegateFactory(group=rows["group"]))
        rows["match"] = make.MatchFactory(need=need, exhibitor=rows["exhibitor"])


def tell(user, title):
    """Put a message into somebody's inbox."""
    return Notification.objects.create(
        kind="registration-approved",
        recipient=user,
        address=user.email,
        about=f"test:{title}:{Notification.objects.count()}",
        version=1,
        facts={"company": title, "exhibitor": 1},
        language="en",
    )


def invite(world, role):
    """The token of an invitation to this role's address, to help with the fair as a coordinator."""
    title = "coordinator"
    facts = {"edition": world.edition.pk, "kind": Role.Kind.COORDINATOR, "title": title}
    email = world.users[role].email
    made = invitations.invite(
        email, to="role", about=title, within="", facts=facts, language="en", actor=world.users["organiser"]
    )
    path = Notification.objects.get(about=f"invitation:{made.pk}").facts["path"]
    return path.rstrip("/").rsplit("/", 1)[-1]


def state():
    """What all tables hold, but who is signed in since when: one query."""
    tables = set(connection.introspection.table_names()) - {"django_session", "people_user"}
    of_one = "SELECT '{0}', md5(string_agg(t::text, '|' ORDER BY t::text)) FROM \"{0}\" t"
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(of_one.format(name) for name in tables))
        return dict(cursor.fetchall())


@contextmanager
def undone():
    """Take back what is done in here; acts, which are whole transactions, allow this within a test's own."""
    point = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)


def plain(response):
    """What a response tells: its status and its text, without what differs at every answer."""
    text = response.content.decode() if not response.streaming else ""
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", text)
    path = response.wsgi_request.path.split("/", 2)[-1]
    return response.status_code, text.replace(path, "…")
