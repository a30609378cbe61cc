"""A packet with invented people, and how the tests read what came out."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader

from channeladmin.letters.packet import (
    Acceptance,
    BenefitGroup,
    BenefitRow,
    Benefits,
    Labelled,
    LetterText,
    Packet,
    PlanObjective,
    PlanQuarter,
    PlanSummary,
    Scorecard,
    ScoreRow,
    Seal,
)

FROZEN = Seal(note="evidence 7f3a-21c9 frozen 10 Oct 2022 by J. Lind")
DRAFT = Seal(note="draft, evidence not frozen", mark="DRAFT")


def make_packet(**changes: object) -> Packet:
    partner = changes.get("partner", "Lumière Conseil SAS")
    packet = Packet(
        number="SEL-2022-0014",
        programme="GitLab Channel Program",
        office="Partner Operations, EMEA",
        edition="2022-10-03",
        partner=partner,
        region="EMEA",
        track="Select",
        dated="10 October 2022",
        as_of="10 October 2022",
        reply_by="9 November 2022",
        addressee=(partner, "Attn. Renée Brontë, Directrice générale", "12 rue des Archives", "75004 Paris, France"),
        signatory=("M. Okafor", "Channel Manager, EMEA"),
        letter=LetterText(
            heading="Invitation to the Select track, EMEA",
            salutation="Dear Renée Brontë,",
            paragraphs=(
                f"Since March 2021 {partner} has worked with us as a partner in EMEA, and it shows. As of "
                "10 October 2022 your team meets every requirement for consideration in the Select track; the evidence "
                "is on the next page, person by person.",
                "We are pleased to invite you. Select brings you a dedicated channel manager, shared leads, marketing "
                "funds on proposal, technical support at the Ultimate level and a featured place in the partner "
                "locator. In return we plan the year together: your FY23 plan commits $420,000 in net new recurring "
                "revenue.",
                "To accept, please sign the form on the last page and return it by 9 November 2022. Your track changes "
                "on the day we receive it; until then nothing in your present agreement changes.",
            ),
            closing="Yours sincerely,",
        ),
        scorecard=Scorecard(
            summary="All 9 requirements of the Select track are met as of 10 October 2022. ● met, ○ not met.",
            rows=(
                ScoreRow(
                    label="Partner agreement",
                    asked="signed",
                    held="yes",
                    mark="met",
                    evidence=("14 Mar 2021, until 13 Mar 2024",),
                ),
                ScoreRow(
                    label="Sales verified",
                    note="Sales Core",
                    asked="4",
                    held="5",
                    mark="met",
                    evidence=(
                        "Ana Ruiz, Sales Core, 12 Mar 2022",
                        "Jürgen Çelik, Sales Core, 3 Feb 2022, until 3 Feb 2023",
                        "Eva Brandt, Sales Core, 10 Jan 2022",
                        "Søren Nowak, Sales Core, 30 Jun 2022",
                        "Mei Nakamura (中村 芽衣), from SA Core (inferred), 7 Jun 2022",
                    ),
                ),
                ScoreRow(
                    label="Sales professional",
                    note="Core + four specialists",
                    asked="1",
                    held="0",
                    mark="unmet",
                    evidence=("Nobody counts.",),
                ),
                ScoreRow(
                    label="Programme revenue",
                    note="committed in the plan",
                    asked="$300,000",
                    held="$420,000",
                    mark="met",
                    evidence=("Q1 80 · Q2 110 · Q3 110 · Q4 120 (thousand); booked so far $188,400",),
                ),
                ScoreRow(label="Demand generation", asked="4 quarters", held="0", mark="review"),
            ),
            notes=("Next dates: 31 October 2022, the quarter’s activity is due.",),
        ),
        plan=PlanSummary(
            subtitle="FY23, approved 1 Mar 2022",
            intro="What we have agreed for FY23, as it stands in the joint business plan.",
            facts=(
                Labelled(label="Fiscal year", text="FY23, 1 Feb 2022 to 31 Jan 2023"),
                Labelled(label="Partner’s sponsor", text="Renée Brontë, Directrice générale; signed 20 Feb 2022"),
                Labelled(label="Committed NetARR", text="$420,000"),
            ),
            quarters=(
                PlanQuarter(label="FY23-Q1", committed="$80,000", review="5 May 2022"),
                PlanQuarter(label="FY23-Q2", committed="$110,000"),
            ),
            objectives=(
                PlanObjective(title="Ten new logos", quarter="Q2", target="10", actual="7", weight="40 %"),
                PlanObjective(title="Managed CI offering", target="launched"),
            ),
            goals=(Labelled(label="Growth", text="Ultimate upgrades at five customers\nOne public reference"),),
        ),
        benefits=Benefits(
            intro="What each track brings.",
            groups=(
                BenefitGroup(
                    title="Marketing",
                    rows=(
                        BenefitRow(label="Proposal Based MDF", open="Through Distribution", select="yes"),
                        BenefitRow(label="Leads", open="", select="yes"),
                    ),
                ),
            ),
            text_only=("Priority position in the GitLab Partner Locator",),
        ),
        acceptance=Acceptance(
            heading=f"{partner} and the Select track, EMEA",
            paragraphs=(
                "This is our answer to invitation SEL-2022-0014.",
                "Please return this page by 9 November 2022.",
            ),
            choices=("We accept the invitation.", "We decline the invitation."),
            fields=("Name", "Title", "Place and date", "Signature"),
        ),
    )
    return Packet.model_validate({**packet.model_dump(), **changes})


def read_pages(pdf: bytes) -> list[str]:
    """The text of each page, runs of white space as one space."""
    return [" ".join(page.extract_text().replace("\xa0", " ").split()) for page in PdfReader(BytesIO(pdf)).pages]
