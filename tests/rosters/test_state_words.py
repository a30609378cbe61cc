"""States in other languages: each word means one thing, and one that is not known stays to be settled."""

from __future__ import annotations

from itertools import combinations

import pytest

from channeladmin.program.vocabulary import ActivityStatus, AgreementStatus, PlanStatus
from channeladmin.rosters import state_words
from channeladmin.rosters.award_states import AwardState, parse_expired, parse_state
from channeladmin.rosters.state_words import name_states, spell_all
from tests.rosters.paper_desk import PaperDesk, buckets, only_error

AWARDS = {
    "German": ("Bestanden", "ausstehend", "widerrufen", "nicht bestanden", "abgelaufen"),
    "French": ("Réussie", "en attente", "révoqué", "échoué", "Expirée"),
    "Spanish": ("Aprobado", "pendiente", "revocada", "reprobado", "caducado"),
    "Italian": ("Superato", "in attesa", "revocato", "non superato", "scaduta"),
    "Portuguese": ("Aprovada", "pendente", "revogado", "reprovado", "expirado"),
    "Dutch": ("Geslaagd", "in afwachting", "ingetrokken", "gezakt", "verlopen"),
    "Japanese": ("合格", "承認待ち", "取り消し", "不合格", "期限切れ"),
}
ACTIVE = ("aktiv", "actif", "activo", "attivo", "ativo", "actief", "有効")
YES_AND_NO = (
    ("ja", "nein"),
    ("oui", "non"),
    ("sí", "no"),
    ("vero", "falso"),
    ("sim", "não"),
    ("waar", "onwaar"),
    ("はい", "いいえ"),
    ("WAHR", "FALSCH"),
    ("VRAI", "FAUX"),
)
RECORDS = {
    "German": ("autorisiert", "beendet", "Entwurf", "genehmigt", "geplant", "abgesagt"),
    "French": ("autorisé", "résilié", "brouillon", "approuvé", "prévu", "annulé"),
    "Spanish": ("autorizado", "finalizado", "borrador", "aprobado", "planificada", "cancelada"),
    "Italian": ("autorizzato", "cessato", "bozza", "approvato", "pianificata", "annullata"),
    "Portuguese": ("autorizado", "encerrado", "rascunho", "aprovado", "planejada", "cancelada"),
    "Dutch": ("geautoriseerd", "beëindigd", "conceptversie", "goedgekeurd", "gepland", "geannuleerd"),
    "Japanese": ("認可済み", "終了", "下書き", "承認済み", "計画中", "中止"),
}
MEANT = (
    AgreementStatus.AUTHORIZED,
    AgreementStatus.ENDED,
    PlanStatus.DRAFT,
    PlanStatus.APPROVED,
    ActivityStatus.PLANNED,
    ActivityStatus.CANCELLED,
)


@pytest.mark.parametrize("words", AWARDS.values(), ids=AWARDS)
def test_the_states_of_awards(words: tuple[str, ...]) -> None:
    states = (AwardState.ACCEPTED, AwardState.PENDING, AwardState.REVOKED, AwardState.REJECTED, AwardState.EXPIRED)
    assert tuple(map(parse_state, words)) == states
    assert parse_expired(words[-1])


@pytest.mark.parametrize("word", ACTIVE)
def test_what_is_active_is_earned_and_has_not_expired(word: str) -> None:
    assert (parse_state(word), parse_expired(word)) == (AwardState.ACCEPTED, False)


@pytest.mark.parametrize(("yes", "no"), YES_AND_NO)
def test_yes_and_no_also_as_spreadsheets_have_them(yes: str, no: str) -> None:
    assert (parse_expired(yes), parse_expired(no)) == (True, False)


@pytest.mark.parametrize("words", RECORDS.values(), ids=RECORDS)
def test_the_states_of_agreements_plans_and_activities(words: tuple[str, ...]) -> None:
    for word, state in zip(words, MEANT, strict=True):
        (name, *_others) = spell_all([word])
        assert name_states(type(state))[name] is state


@pytest.mark.parametrize("word", ["expiree", "revoque", "echoue", "concluido", "nao", "gueltig", "beeindigd"])
def test_accents_may_be_missing(word: str) -> None:
    known = {**name_states(AgreementStatus), **dict.fromkeys(spell_all(state_words.NO))}
    assert word in known or parse_state(word)


@pytest.mark.parametrize("word", ["passé", "en cours", "in corso", "suspenso", "失効", "schlafend"])
def test_a_word_that_may_mean_two_things_or_none_is_left_to_be_settled(word: str) -> None:
    with pytest.raises(ValueError, match="is not a state of an award"):
        parse_state(word)


@pytest.mark.parametrize(
    "title",
    ["Status", "Zertifikatsstatus", "Statut", "Estado del certificado", "Stato del certificato", "Certificaatstatus",
     "Estado da certificação", "ステータス"],
)  # fmt: skip
def test_the_column_is_found_by_its_name(title: str) -> None:
    desk = PaperDesk()
    desk.bring("partners", "partner,region\nAcme,EMEA\n")
    plan = desk.plan(
        "roster", f"partner,name,email,credential,earned,{title}\nAcme,Ann,a@a.example,pse,2022-01-01,合格\n"
    )
    assert buckets(plan) == ["new"]
    plan = desk.plan(
        "roster", f"partner,name,email,credential,earned,{title}\nAcme,Ann,a@a.example,pse,2022-01-01,schlafend\n"
    )
    assert only_error(plan).column == title


def test_no_word_means_two_states() -> None:
    lists = (
        state_words.EARNED,
        state_words.NOT_YET_ACCEPTED,
        state_words.REVOKED,
        state_words.NOT_EARNED,
        state_words.EXPIRED,
    )
    for one, other in combinations(map(spell_all, lists), 2):
        assert not set(one) & set(other)
    assert not set(spell_all((*state_words.YES, *state_words.EXPIRED))) & set(spell_all(state_words.NO))


def test_a_roster_and_a_plan_are_taken_with_them_and_an_unknown_one_rejects_its_row() -> None:
    desk = PaperDesk()
    desk.bring("partners", "partner,region,status,signed\nAcme,EMEA,autorisiert,2021-03-14\n")
    assert AgreementStatus.AUTHORIZED in {step["status"] for step in desk.list("agreement_step")}
    header = "partner,name,email,credential,earned,status\n"
    plan = desk.plan("roster", f"{header}Acme,Ann,a@acme.example,pse,2022-01-01,bestanden\n")
    assert buckets(plan) == ["new"]
    plan = desk.plan("plans", "partner,fiscal_year,status\nAcme,FY23,genehmigt\n")
    assert buckets(plan) == ["new"]
    plan = desk.plan("plans", "partner,fiscal_year,status\nAcme,FY23,schlafend\n")
    assert (buckets(plan), only_error(plan).column) == (["rejected"], "status")
