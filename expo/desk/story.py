"""The story of the fair in small, played by four users through the real pages and the real worker.

Somebody registers and is approved, gets a booth, is found by a buyer group's coordinator, says yes, and both see the
meeting in their diary and in their messages. `manage.py demo --check` plays it by HTTP, the browser tests in chromium.
"""

from collections.abc import Callable
from dataclasses import dataclass

from expo.desk.stage import Visitor, wait_to_see

Say = Callable[[str], object]
COMPANY = "Pulau Pandan Cold Press Sdn Bhd"
PASSWORD = "a-long-and-quiet-river"  # noqa: S105 - of the story's newcomer alone
GROUP = "UAE buyers"
PRODUCT = "Cold-pressed sea-almond oil"


@dataclass
class Story:
    """The story's people, each at a browser of their own, and how each step is told."""

    newcomer: Visitor
    organiser: Visitor
    coordinator: Visitor
    pavilion: Visitor
    sign_ins: dict[str, tuple[str, str]]
    say: Say
    newcomer_email: str = "newcomer@example.org"

    def tell(self) -> None:
        """Play every step; raises AssertionError (or what a page raises) at the first that fails."""
        for step in (
            self.a_newcomer_makes_an_account,
            self.registers_a_company,
            self.shows_a_product_and_submits,
            self.the_organiser_approves,
            self.and_gives_a_booth,
            self.a_pavilion_organiser_looks_at_the_area,
            self.a_coordinator_states_a_need,
            self.the_organiser_matches,
            self.the_coordinator_asks_for_a_meeting,
            self.the_exhibitor_accepts,
            self.the_organiser_schedules,
            self.both_see_it_in_their_diary,
            self.and_are_told,
        ):
            self.say(f"  {step.__name__.replace('_', ' ')} …")
            step()

    def a_newcomer_makes_an_account(self) -> None:
        """By e-mail address, which counts once the link in the mail is followed."""
        visitor = self.newcomer
        visitor.visit("/en/accounts/signup/")
        visitor.fill(
            name="Nur Aisyah binti Rahman", email=self.newcomer_email, password1=PASSWORD, password2=PASSWORD
        )
        visitor.press("Sign up")
        wait_to_see(visitor, "/en/demo/mail/", self.newcomer_email)
        visitor.follow("/accounts/confirm-email/")
        visitor.press("Yes, confirm")
        self._sign_in(visitor, self.newcomer_email, PASSWORD)

    def registers_a_company(self) -> None:
        """With its economy and names."""
        visitor = self.newcomer
        visitor.visit("/en/workspace/register/")
        visitor.fill(economy="MY", name=COMPANY, registration_number="202401-PP-77", city="Kuantan")
        visitor.press("Begin")
        self._expect(visitor, "Draft")

    def shows_a_product_and_submits(self) -> None:
        """And tells who will be there; a wrong HS code is named at its field."""
        visitor = self.newcomer
        visitor.follow("Change")
        visitor.fill(about="We press oils from nuts of the east coast.", sectors=["food-drinks"])
        visitor.press("Save")
        visitor.follow("Add a product")
        visitor.fill(name=PRODUCT, hs_code="7701")
        visitor.press("Save")
        self._expect(visitor, "There is no chapter 77 in the HS.")
        visitor.fill(
            name=PRODUCT,
            hs_code="1515.90",
            description="Edible oil, halal, in drums.",
            certificates=["halal"],
        )
        visitor.press("Save")
        visitor.follow("Name somebody")
        visitor.fill(name="Nur Aisyah binti Rahman", languages=["ms", "en"])
        visitor.press("Save")
        visitor.press("Submit to the organiser")
        self._expect(visitor, "Submitted")

    def the_organiser_approves(self) -> None:
        """In the admin."""
        visitor = self.organiser
        self._sign_in(visitor, *self.sign_ins["organiser"])
        visitor.visit("/admin/exhibitors/exhibitor/?q=Pandan")
        visitor.follow(COMPANY)
        visitor.follow("Approve")
        if not visitor.sees("Approved"):  # without JavaScript a page asks first
            visitor.press("Approve")
        self._expect(visitor, "Approved")

    def and_gives_a_booth(self) -> None:
        """A free one; a second one's claim to it would be refused."""
        visitor = self.organiser
        visitor.visit("/admin/exhibitors/exhibitor/?q=Pandan")
        visitor.follow(COMPANY)
        visitor.follow("Give a booth")
        visitor.choose_first("booth")
        visitor.press("Give a booth")
        wait_to_see(self.newcomer, "/en/workspace/", COMPANY)
        self.newcomer.follow(COMPANY)
        self._expect(self.newcomer, "Your booth:")

    def a_pavilion_organiser_looks_at_the_area(self) -> None:
        """And sees how much of it is let."""
        visitor = self.pavilion
        self._sign_in(visitor, *self.sign_ins["pavilion"])
        visitor.follow("Thailand Pavilion")
        self._expect(visitor, "Give a booth")

    def a_coordinator_states_a_need(self) -> None:
        """For a delegate of the group."""
        visitor = self.coordinator
        self._sign_in(visitor, *self.sign_ins["coordinator"])
        visitor.follow(GROUP)
        visitor.follow("Add a delegate")
        visitor.fill(name="Salem Al Marri", company="Dune and Date Trading", languages=["ar", "en"])
        visitor.press("Save")
        visitor.fill(
            text="sea-almond oil, cold pressed, halal", hs_codes="1515.90", certificates_required=["halal"]
        )
        visitor.press("Save and see who fits")
        self._expect(visitor, "Exhibitors that fit")

    def the_organiser_matches(self) -> None:
        """The whole fair, as a run with progress."""
        self.organiser.visit("/admin/buyers/match/")
        self._run("Match needs and exhibitors")

    def the_coordinator_asks_for_a_meeting(self) -> None:
        """With the exhibitor that fits best, for reasons that are told."""
        visitor = self.coordinator
        visitor.visit("/en/workspace/")
        visitor.follow(GROUP)
        visitor.follow("sea-almond oil, cold pressed")
        self._expect(visitor, COMPANY)
        self._expect(visitor, "Certified as you ask: Halal")
        visitor.follow("Ask for a meeting")
        visitor.fill(priority="3", message="We buy for 40 shops.")
        visitor.press("Ask")
        self._expect(visitor, "A meeting is asked for.")

    def the_exhibitor_accepts(self) -> None:
        """From the request's message."""
        visitor = self.newcomer
        wait_to_see(visitor, "/en/workspace/inbox/", "would like to meet you")
        visitor.visit("/en/workspace/requests/")
        visitor.press("Accept")
        self._expect(visitor, "Accepted")

    def the_organiser_schedules(self) -> None:
        """As a run, which proposes a timetable and says how good it is; accepting it makes meetings of it."""
        self.organiser.visit("/admin/buyers/meeting/")
        self._run("Schedule meetings")
        self.organiser.follow("See what came out")
        self._expect(self.organiser, "No timetable can reach more than")
        self.organiser.follow("Accept all of it")
        self.organiser.press("Accept all of it")
        self._expect(self.organiser, "Accepted:")

    def both_see_it_in_their_diary(self) -> None:
        """And can take it along as a file."""
        for visitor in (self.newcomer, self.coordinator):
            visitor.visit("/en/workspace/diary/")
            self._expect(visitor, COMPANY)
            self._expect(visitor, "Salem Al Marri")

    def and_are_told(self) -> None:
        """In their inbox, and by e-mail."""
        for visitor in (self.newcomer, self.coordinator):
            visitor.visit("/en/workspace/inbox/")
            self._expect(visitor, f"Meeting of Salem Al Marri with {COMPANY}")
        wait_to_see(self.newcomer, "/en/demo/mail/", f"Meeting of Salem Al Marri with {COMPANY}")

    def _run(self, button: str) -> None:
        """Press the organiser's button for a run, and wait for its end."""
        self.organiser.follow(button)
        if not self.organiser.path.startswith("/en/workspace/runs/"):
            self.organiser.press(button)
        wait_to_see(self.organiser, self.organiser.path, "Done")

    def _sign_in(self, visitor: Visitor, email: str, password: str) -> None:
        visitor.visit("/en/accounts/login/")
        visitor.fill(login=email, password=password)
        visitor.press("Sign in")
        self._expect(visitor, "Workspace")

    def _expect(self, visitor: Visitor, text: str) -> None:
        assert visitor.sees(text), f"The page does not say “{text}”."
