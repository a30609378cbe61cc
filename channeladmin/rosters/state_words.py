"""What states are called in other languages, German to Japanese; a word that may mean two of them is not here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from channeladmin.program.names import squash
from channeladmin.program.vocabulary import ActivityStatus, AgreementStatus, PlanStatus
from channeladmin.rosters.likeness import strip_marks


def _of(stems: str, *endings: str) -> tuple[str, ...]:
    return tuple(f"{stem}{ending}" for stem in stems.split() for ending in endings)


def _french(stems: str) -> tuple[str, ...]:
    return _of(stems, "é", "ée")


def _southern(stems: str) -> tuple[str, ...]:
    """Spanish, Italian and Portuguese."""
    return _of(stems, "o", "a")


EARNED = (
    "bestanden", "erworben", "aktiv", "gültig", "gueltig", "abgeschlossen", "ausgestellt", "zertifiziert", "angenommen",
    "akzeptiert", "verliehen", "ja",
    "réussi", "réussie", "obtenu", "obtenue", "acquis", "acquise", "actif", "valide", *_french("valid complét délivr "
    "accept certifi décern"), "oui",
    *_southern("aprobad superad activ válid obtenid completad emitid otorgad concedid aceptad"), "vigente", "sí",
    *_southern("superat conseguit ottenut attiv completat rilasciat accettat"),
    *_southern("aprovad ativ obtid concluíd aceit conquistad"), "aceite", "sim",
    "geslaagd", "behaald", "actief", "geldig", "voltooid", "afgerond", "toegekend", "geaccepteerd", "aanvaard",
    "gecertificeerd",
    "合格", "有効", "取得済み", "取得済", "認定済み", "認定済", "修了", "完了", "発行済み", "発行済", "承認済み",
    "承認済", "はい",
)  # fmt: skip
"""“Passé” may have been passed or be over, “en cours” and “in corso” may go on or be valid: they are not here."""
NOT_YET_ACCEPTED = (
    "ausstehend", "noch nicht angenommen", "en attente", "en attente d'acceptation", "pendiente",
    "pendiente de aceptación", "in attesa", "in attesa di accettazione", "pendente", "pendente de aceitação",
    "in afwachting", "承認待ち", "承諾待ち", "受諾待ち",
)  # fmt: skip
REVOKED = (
    "widerrufen", "entzogen", "zurückgezogen", "zurueckgezogen", "aberkannt", "storniert", "ausgesetzt",
    *_french("révoqu retir annul"), "suspendu", "suspendue",
    *_southern("revocad retirad anulad cancelad"),
    *_southern("revocat ritirat annullat sospes"),
    *_southern("revogad"),
    "ingetrokken", "herroepen", "geannuleerd", "opgeschort",
    "取り消し", "取消", "取消済み", "取消済", "取り消し済み", "剥奪", "キャンセル", "キャンセル済み",
)  # fmt: skip
"""“Suspenso” is suspended in Portuguese and failed in Spanish: it is not here."""
NOT_EARNED = (
    "abgelehnt", "nicht bestanden", "durchgefallen", "fehlgeschlagen", "nicht begonnen", "nicht gestartet",
    "in Bearbeitung", "eingeschrieben", "unvollständig", "unvollstaendig", "nein",
    *_french("refus rejet échou"), "échec", "non réussi", "non réussie", "non commencé", "non commencée", "inscrit",
    "inscrite",
    "incomplet", "incomplète", "non",
    *_southern("rechazad reprobad inscrit incomplet"), "no aprobado", "no aprobada", "no superado", "no superada",
    "no iniciado", "no iniciada", "en curso",
    *_southern("rifiutat respint bocciat iscritt"), "non superato", "non superata", "non iniziato", "non iniziata",
    *_southern("rejeitad recusad reprovad matriculad"), "não aprovado", "não aprovada", "não iniciado",
    "não iniciada", "em andamento", "em curso", "não",
    "afgewezen", "geweigerd", "gezakt", "mislukt", "niet geslaagd", "niet behaald", "niet gestart", "niet begonnen",
    "ingeschreven", "onvolledig", "nee",
    "不合格", "未合格", "却下", "拒否", "辞退", "未開始", "未着手", "進行中", "受講中", "未完了", "いいえ",
)  # fmt: skip
EXPIRED = (
    "abgelaufen", "verfallen", "nicht mehr gültig", "nicht mehr gueltig",
    *_french("expir périm"), "n'est plus valide",
    *_southern("caducad vencid expirad scadut"), "verlopen", "niet meer geldig", "期限切れ", "有効期限切れ", "満了",
)  # fmt: skip
YES = ("ja", "wahr", "oui", "vrai", "sí", "verdadero", "vero", "sim", "verdadeiro", "waar", "はい")
NO = (
    "nein", "falsch", "non", "faux", "falso", "não", "nee", "onwaar", "いいえ", "nicht abgelaufen", "non expiré",
    "non expirée", "no caducado", "no vencido", "non scaduto", "não expirado", "niet verlopen", "期限内",
    "gültig", "gueltig", "aktiv", "valide", "actif", *_southern("válid activ attiv ativ"), "vigente", "geldig",
    "actief", "有効",
)  # fmt: skip
_DONE = (
    "abgeschlossen", *_french("achev termin"), *_southern("completad realizad completat concluíd"), "afgerond",
    "voltooid", "完了", "完了済み",
)  # fmt: skip
_OF_RECORDS: Mapping[type[StrEnum], Mapping[StrEnum, tuple[str, ...]]] = {
    AgreementStatus: {
        AgreementStatus.PROSPECT: ("Interessent",),
        AgreementStatus.AUTHORIZED: (
            "autorisiert", *_french("autoris"), *_southern("autorizad autorizzat"), "geautoriseerd", "認可済み",
        ),
        AgreementStatus.DENIED: (
            "abgelehnt", *_french("refus rejet"), *_southern("denegad rechazad negat respint rifiutat negad recusad"),
            "afgewezen", "geweigerd", "却下", "拒否",
        ),
        AgreementStatus.SUSPENDED: (
            "ausgesetzt", "suspendiert", "suspendu", "suspendue", *_southern("suspendid sospes suspens"), "opgeschort",
            "geschorst", "停止中", "一時停止",
        ),
        AgreementStatus.ENDED: (
            "beendet", *_french("termin résili"), *_southern("terminad finalizad terminat cessat encerrad"),
            "beëindigd", "終了", "終了済み",
        ),
    },
    PlanStatus: {
        PlanStatus.DRAFT: ("Entwurf", "brouillon", "borrador", "bozza", "rascunho", "conceptversie", "下書き", "草案"),
        PlanStatus.SUBMITTED: (
            "eingereicht", "soumis", "soumise", *_southern("presentad presentat submetid"), "ingediend", "提出済み",
            "提出済",
        ),
        PlanStatus.APPROVED: (
            "genehmigt", *_french("approuv"), *_southern("aprobad approvat aprovad"), "goedgekeurd", "承認済み",
            "承認済",
        ),
        PlanStatus.COMPLETED: _DONE,
    },
    ActivityStatus: {
        ActivityStatus.PLANNED: (
            "geplant", "prévu", "prévue", *_french("planifi"),
            *_southern("planificad pianificat planejad planead previst"), "gepland", "予定", "計画中",
        ),
        ActivityStatus.COMPLETED: (*_DONE, "durchgeführt", "durchgefuehrt", *_french("réalis"), "実施済み"),
        ActivityStatus.CANCELLED: (
            "abgesagt", "storniert", *_french("annul"), *_southern("cancelad anulad annullat"), "geannuleerd", "中止",
            "キャンセル",
        ),
    },
}  # fmt: skip


def spell_all(words: Iterable[str]) -> Iterator[str]:
    """The words as they are compared, and as they are written where accents are not."""
    for word in words:
        yield from dict.fromkeys((squash(word), squash(strip_marks(word))))


def name_states(states: type[StrEnum]) -> dict[str, StrEnum]:
    """The words of a closed set by all their names, as they are compared; its own come first."""
    own = {squash(state.value): state for state in states}
    others = {name: state for state, words in _OF_RECORDS.get(states, {}).items() for name in spell_all(words)}
    return others | own
