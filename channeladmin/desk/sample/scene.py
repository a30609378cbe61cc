"""The setting of one agreement of the sample desk, and the people and records that are put into it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from channeladmin.desk.sample.cast import Company, load_managers, make_name, make_plain
from channeladmin.desk.sample.sketch import AgreementSketch, PersonSketch, Values
from channeladmin.program.fiscal import FiscalCalendar
from channeladmin.program.vocabulary import OPEN, AgreementStatus, Region, TrackKey


@dataclass(slots=True)
class Scene:
    """What a story works on: the company, the day that everything is laid around, the agreement and its people."""

    company: Company
    region: Region
    on: date
    calendar: FiscalCalendar
    rng: Random
    used_addresses: set[str]
    agreement: AgreementSketch = field(init=False)
    people: list[PersonSketch] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self.agreement = AgreementSketch({"region": self.region, "channel_manager": self.rng.choice(load_managers())})

    @property
    def signed_on(self) -> date:
        """The day of signing; only where the agreement is signed."""
        signed: date = self.agreement.fields["signed_on"]
        return signed

    def days(self, offset: int) -> date:
        """The day so many days after the one that the desk is laid around."""
        return self.on + timedelta(days=offset)

    def sign(self, days_ago: int) -> None:
        """Sign the agreement: authorized and Open from that day on."""
        signed = self.days(-days_ago)
        self.agreement.fields |= {"signed_on": signed, "starts_on": signed}
        self.set_status(AgreementStatus.AUTHORIZED, signed)
        self.grant(OPEN, signed)

    def set_status(self, status: AgreementStatus, since: date, reason: str | None = None) -> None:
        """A step of the agreement's status."""
        who = self.agreement.fields["channel_manager"]
        self.agreement.steps.append(
            {"since": since, "status": status, "track": None, "decided_by": who, "reason": reason}
        )

    def grant(self, track: TrackKey, since: date, reason: str | None = None) -> None:
        """A step of the granted track."""
        who = self.agreement.fields["channel_manager"]
        self.agreement.steps.append(
            {"since": since, "status": None, "track": track, "decided_by": who, "reason": reason}
        )

    def hire(self, title: str, *credentials: str) -> PersonSketch:
        """Somebody who has worked there for years and earned the credentials since."""
        name = self._find_new_name()
        joined = self.rng.randint(500, 2400)
        person = PersonSketch(
            fields={"name": name, "learner_id": None},
            emails=[f"{make_plain(name, '.')}@{self.company.domain}"],
            employment={
                "region": self.region,
                "title": title,
                "starts_on": self.days(-joined),
                "ends_on": None,
                "confirmed_on": self.days(-self.rng.randint(5, 80)),
                "confirmed_by": self.agreement.fields["channel_manager"],
            },
        )
        for credential in credentials:
            person.awards.append(self.award(credential, self.rng.randint(190, min(joined, 900))))
        self.people.append(person)
        return person

    def award(self, credential: str, days_ago: int) -> Values:
        """A credential earned so many days ago, without an end."""
        return {
            "credential": credential,
            "certificate_no": f"C-{self.rng.randrange(10**6, 10**7)}",
            "earned_on": self.days(-days_ago),
            "expires_on": None,
            "revoked_on": None,
        }

    def find(self, title: str) -> PersonSketch:
        """The first person with a title."""
        return next(person for person in self.people if person.employment["title"] == title)

    def _find_new_name(self) -> str:
        """A name whose e-mail address nobody at the company has yet."""
        name = make_name(self.rng, self.company.country)
        while make_plain(name, ".") in self.used_addresses:
            name = make_name(self.rng, self.company.country)
        self.used_addresses.add(make_plain(name, "."))
        return name
