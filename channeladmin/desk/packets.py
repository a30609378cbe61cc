"""Packets as PDF: in memory for the preview, in a file, or a folder of them."""

from __future__ import annotations

from pathlib import Path

from channeladmin.desk.desk import Desk
from channeladmin.desk.inviting import InvitationView, get_invitation, list_invitations
from channeladmin.desk.packet_content import collect_packet
from channeladmin.desk.wording import format_date
from channeladmin.errors import EnvironmentProblem, UserError
from channeladmin.letters.packet import Seal, digest_text, parse_packet
from channeladmin.program.vocabulary import InvitationStatus
from channeladmin.whole_file import new_file, refuse_file_as_folder

__all__ = ["build_packet", "write_packet", "write_packets"]

_SHOULD_NOT_BE_SENT = {InvitationStatus.WITHDRAWN: "WITHDRAWN", InvitationStatus.EXPIRED: "EXPIRED"}
_STANDING = frozenset(
    {InvitationStatus.APPROVED, InvitationStatus.PRINTED, InvitationStatus.SENT, InvitationStatus.ACCEPTED}
)


def build_packet(desk: Desk, number: str) -> bytes:
    """The PDF of an invitation: as frozen at its approval, before that as of today with a DRAFT mark on every page.

    The same frozen evidence gives the same bytes. UserError if the number is unknown or a character cannot be printed.
    """
    return _build(desk, get_invitation(desk, number))


def write_packet(desk: Desk, number: str, out: Path) -> Path:
    """Write the PDF to a file, whole or not at all, readable by its owner only; returns where it lies."""
    _write_file(out, build_packet(desk, number))
    return out


def write_packets(desk: Desk, out_dir: Path, *, approved_only: bool) -> tuple[Path, ...]:
    """Write the packets of all invitations into a folder (made if needed), a PDF each, by number.

    `approved_only`: only those that are approved, printed, sent or accepted. UserError if there is none, or a file lies
    in the place of the folder.
    """
    views = [view for view in list_invitations(desk) if not approved_only or view.status in _STANDING]
    if not views:
        raise UserError(f"There is no {'approved ' if approved_only else ''}invitation; nothing was written.")
    refuse_file_as_folder(out_dir)
    try:
        out_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentProblem(f"The folder {out_dir} cannot be made: {error.strerror}.") from error
    written = []
    for view in reversed(views):
        path = out_dir / f"{view.number}.pdf"
        _write_file(path, _build(desk, view))
        written.append(path)
    return tuple(written)


def _build(desk: Desk, view: InvitationView) -> bytes:
    from channeladmin.letters.render import render_packet

    fields = view.invitation.fields
    mark = _SHOULD_NOT_BE_SENT.get(view.status)
    if fields.evidence is None or fields.approved_on is None:
        packet = collect_packet(desk, view.agreement_id, fields, on=desk.today())
        return render_packet(packet, Seal(note="draft, not approved", mark=mark or "DRAFT"))
    if digest_text(fields.evidence) != fields.evidence_hash:
        raise EnvironmentProblem(
            f"The evidence of invitation {view.number} is no longer as it was approved: the data file is damaged. "
            "Run “check”, and restore a backup."
        )
    note = f"evidence {view.evidence_mark} frozen {format_date(fields.approved_on)} by {fields.approved_by}"
    return render_packet(parse_packet(fields.evidence), Seal(note=note, mark=mark))


def _write_file(path: Path, content: bytes) -> None:
    with new_file(path) as unfinished:
        unfinished.write_bytes(content)
