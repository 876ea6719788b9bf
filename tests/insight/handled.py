"""Petitions on their way, for tests: the facts of handling as its commands state them."""

from dataclasses import dataclass
from datetime import date, timedelta

from tests.insight.factory import Book


@dataclass
class Handled(Book):
    """A book that also knows the steps of handling."""

    numbers: int = 0

    def received(self, day: date, /, **data: object) -> int:
        """Register a petition of a known petitioner, its notice due in 15 days."""
        due = day + timedelta(days=15)
        fields = {"notice_due": due, "unit": "U", "area": "A", "petitioner": "p:1"}
        return self.petition(day, known=None, **(fields | data))

    def step(self, petition: int, step: str, state: str, day: date, /, **data: object) -> None:
        """Take a step on a day."""
        self.state("file.stepped", petition, day, step=step, state=state, on=day, **data)

    def passed(self, petition: int, day: date, unit: str, /, *, lead: bool = True) -> int:
        """Pass a petition on to a unit; return the assignment."""
        self.numbers += 1
        self.state(
            "assignment.given", self.numbers, day, file=petition, kind="forward", sender="U",
            to=unit, lead=lead, on=day, report_owed=False,
        )  # fmt: skip
        if lead:
            self.step(petition, "forward", "sent", day, charge=unit)
        return self.numbers

    def came_back(self, petition: int, assignment: int, day: date) -> None:
        """Agree to a contest: what was passed on comes back."""
        self.state("assignment.moved", assignment, day, state="returned", on=day)
        self.step(petition, "agree_contest", "sorted", day, charge="U", bounces=1)

    def told(self, petition: int, day: date) -> None:
        """Give the notice that runs from receipt."""
        self.ended(f"{petition}/notice", day)

    def ended(self, clock: str, day: date, state: str = "done") -> None:
        """End a clock."""
        self.state("clock.ended", clock, day, state=state, ended_on=day)

    def accepted(self, petition: int, day: date, unit: str = "D", length: int = 60) -> str:
        """Accept a petition; its handling runs from then on. Return the clock."""
        self.step(petition, "accept", "accepted", day, charge=unit)
        return self.runs(petition, "handling", day, length, unit)

    def runs(self, petition: int, clock: str, day: date, length: int, unit: str = "D") -> str:
        """Start a clock of some days; return its key."""
        key = f"{petition}/{clock}"
        self.state(
            "clock.started", key, day, file=petition, clock=clock, started_on=day,
            due_on=day + timedelta(days=length), unit=unit,
        )  # fmt: skip
        return key

    def served(self, petition: int, day: date, clock: str = "handling") -> None:
        """Serve the opinion: the clock ends in time or late."""
        self.step(petition, "serve", "served", day)
        self.ended(f"{petition}/{clock}", day)

    def rated(self, petition: int, value: str, day: date, /, **data: object) -> None:
        """Rate the responsible unit, unless another object is given."""
        fields: dict[str, object] = {
            "file": petition, "object": "unit", "unit": "D", "value": value, "means": "code",
            "shown": True, "on": day,
        }  # fmt: skip
        self.state("rating.given", f"{petition}/unit", day, **(fields | data))

    def reviewed(self, petition: int, asked: date, decided: date | None = None) -> None:
        """Ask for a review, and decide it."""
        self.numbers += 1
        number = self.numbers
        fields: dict[str, object] = {"file": petition}
        self.state("review.requested", number, asked, **fields, stage="review", body="R", on=asked)
        if decided:
            self.state("review.decided", number, decided, **fields, result="upheld", on=decided)

    def urged(self, petition: int, day: date, due: date | None = None) -> int:
        """Urge the unit in charge; return the urging."""
        self.numbers += 1
        self.state(
            "urging.sent", self.numbers, day, file=petition, unit="D", sender="U",
            kind="reminder", ground="delay", on=day, due_on=due,
        )  # fmt: skip
        return self.numbers
