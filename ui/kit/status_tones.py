"""The tone of a status, the same on every page."""

from __future__ import annotations

from channeladmin.desk.values import Status
from ui.kit.chips import Tone

TONES = {
    Status.MET: Tone.MET,
    Status.UNMET: Tone.UNMET,
    Status.REVIEW: Tone.REVIEW,
    Status.WAIVED: Tone.WAIVED,
}
