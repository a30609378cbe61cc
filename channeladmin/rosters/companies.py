"""Which company, and which agreement of it, a row is about."""

from __future__ import annotations

from channeladmin.records import fold
from channeladmin.rosters.draft import Draft
from channeladmin.rosters.hints import say_nearest
from channeladmin.rosters.known import Known
from channeladmin.rosters.record import Record


def find_by_ref(known: Known, ref: str | None) -> Record | None:
    """The company with that reference (DOMAIN: external_ref first)."""
    return None if ref is None else known.find_one("partner", "external_ref_key", fold(ref))


def find_by_name(known: Known, name: str | None) -> Record | None:
    """The company of exactly that name, case and width aside."""
    return None if name is None else known.find_one("partner", "name_key", fold(name))


def match_company(draft: Draft) -> Record | None:
    """The known company that the row names, or None; refused where reference and name are of two companies."""
    values = draft.values
    ref, name = values.get("external_ref"), values.get("partner")
    by_ref, by_name = find_by_ref(draft.known, ref), find_by_name(draft.known, name)
    if ref is None:
        return by_name
    if by_ref is not None:
        if by_name is not None and by_name is not by_ref:
            raise draft.refuse(
                "partner",
                f"“{name}” is another company of the desk ({_say_ref(by_name)}); the reference “{ref}” "
                f"belongs to “{by_ref.values['name']}”.",
            )
        return by_ref
    if by_name is not None:
        known_ref = by_name.values["external_ref"]
        if known_ref is not None and fold(known_ref) != fold(ref):
            raise draft.refuse(
                "external_ref",
                f"“{by_name.values['name']}” has the reference “{known_ref}” in the desk and “{ref}” in the file.",
            )
    return by_name


def get_company(draft: Draft) -> Record:
    """The company of a row that cannot make one, nor can another of its file; refused with the nearest names where it
    is unknown.
    """
    values = draft.values
    company = match_company(draft)
    if company is not None:
        return company
    name = values.get("partner")
    by_ref = find_by_ref(draft.known, name)
    if by_ref is not None:
        return by_ref
    ref = values.get("external_ref")
    if name is None and ref is None:
        raise draft.refuse("partner", "This is needed.", is_final=True)
    if name is None:
        raise draft.refuse(
            "external_ref",
            f"There is no company with the reference “{ref}” in the desk.",
            unknown="partner",
            is_final=True,
        )
    nearest = draft.known.partner_names.find(name)
    raise draft.refuse(
        "partner",
        f"There is no company “{name}” in the desk. Add it first.{say_nearest(nearest)}",
        unknown="partner",
        nearest=nearest,
        is_final=True,
    )


def is_unnamed(draft: Draft) -> bool:
    """Whether the row names no company and need not: its file knows people by their addresses."""
    values = draft.values
    is_named = values.get("partner") is not None or values.get("external_ref") is not None
    return "partner" in draft.row.mapping.optional and not is_named


def get_agreement(draft: Draft, company: Record) -> Record:
    """The agreement of a row: of its region, else the company's only one; refused where there is none such."""
    agreements = draft.known.find("agreement", ("partner_id",), company.id)
    regions = ", ".join(sorted(each.values["region"] for each in agreements))
    name, region = company.values["name"], draft.values.get("region")
    if not agreements:
        raise draft.refuse("region", f"“{name}” has no agreement in the desk. Add one first.")
    if region is None:
        if len(agreements) > 1:
            raise draft.refuse("region", f"“{name}” has several agreements ({regions}); give the region.")
        return agreements[0]
    for agreement in agreements:
        if agreement.values["region"] == region:
            return agreement
    raise draft.refuse("region", f"“{name}” has no agreement for {region}; it has {regions}.")


def _say_ref(company: Record) -> str:
    ref = company.values["external_ref"]
    return "without a reference" if ref is None else f"reference “{ref}”"
