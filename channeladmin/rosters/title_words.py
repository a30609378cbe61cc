"""What columns of people are called in other languages; a word that may mean two fields is not here."""

from __future__ import annotations

from channeladmin.rosters.likeness import strip_marks


def _spell(*words: str) -> tuple[str, ...]:
    """The words, and as they are written where accents are not."""
    return tuple(dict.fromkeys(form for word in words for form in (word, strip_marks(word))))


COMPANY = _spell(
    "Unternehmen", "Unternehmensname", "Firmenname", "Partnerunternehmen", "entreprise", "société",
    "nom de l'entreprise",
    "nom de la société", "partenaire", "empresa", "nombre de la empresa", "compañía", "organización", "azienda",
    "nome azienda", "società", "organizzazione", "nome da empresa", "companhia", "organização", "parceiro", "bedrijf",
    "bedrijfsnaam", "organisatie", "会社", "会社名", "企業名", "パートナー", "パートナー名", "Firma",
)  # fmt: skip
COUNTRY = _spell("Land", "pays", "país", "paese", "国", "国名")
REGION = _spell("région", "región", "regione", "região", "regio", "地域", "リージョン")
FULL_NAME = _spell(
    "vollständiger Name", "Vor- und Nachname", "Mitarbeitername", "Teilnehmername", "nom complet", "nom et prénom",
    "prénom et nom", "nombre completo", "nombre y apellidos", "nome completo", "nome e cognome", "volledige naam",
    "naam",
    "氏名", "名前",
)  # fmt: skip
FIRST_NAME = _spell(
    "Vorname", "prénom", "nombre", "nombre de pila", "nome", "nome próprio", "primeiro nome", "voornaam", "名"
)
MIDDLE_NAME = _spell(
    "zweiter Vorname", "deuxième prénom", "segundo nombre", "secondo nome", "nome do meio", "tussenvoegsel"
)
LAST_NAME = _spell(
    "Nachname", "Familienname", "nom de famille", "nom", "apellido", "apellidos", "cognome", "sobrenome", "achternaam",
    "姓",
)  # fmt: skip
"""“Nom” and “nombre” are parts of a name only where the other part is there, so they may stand here."""
EMAIL = _spell(
    "E-Mail-Adresse", "Mailadresse", "adresse e-mail", "adresse mail", "courriel", "adresse électronique", "correo",
    "correo electrónico", "dirección de correo electrónico", "indirizzo e-mail", "indirizzo mail", "posta elettronica",
    "endereço de e-mail", "correio eletrónico", "correio eletrônico", "e-mailadres", "mailadres", "メールアドレス",
    "メール", "電子メール",
)  # fmt: skip
JOB_TITLE = _spell(
    "Stellenbezeichnung", "Berufsbezeichnung", "Jobtitel", "Funktion", "fonction", "poste", "intitulé du poste",
    "cargo",
    "puesto", "ruolo", "qualifica", "mansione", "functie", "functietitel", "役職", "職位",
)  # fmt: skip
CREDENTIAL = _spell(
    "Zertifikat", "Zertifizierung", "certificat", "certificación", "certificado", "certificazione", "certificato",
    "certificação", "certificaat", "certificering", "認定資格", "資格", "資格名", "認定",
)  # fmt: skip
EARNED = _spell(
    "Ausstellungsdatum", "ausgestellt am", "erworben am", "Abschlussdatum", "bestanden am", "date d'obtention",
    "date de délivrance", "date de certification", "délivré le", "obtenu le", "fecha de obtención", "fecha de emisión",
    "fecha de expedición", "fecha de certificación", "data di rilascio", "data di conseguimento", "data di emissione",
    "rilasciato il", "data de emissão", "data de obtenção", "emitido em", "uitgiftedatum", "afgiftedatum", "behaald op",
    "datum behaald", "取得日", "発行日", "認定日",
)  # fmt: skip
EXPIRES = _spell(
    "Ablaufdatum", "gültig bis", "gueltig bis", "läuft ab am", "date d'expiration", "valable jusqu'au", "expire le",
    "fecha de caducidad", "fecha de vencimiento", "fecha de expiración", "válido hasta", "data di scadenza", "scadenza",
    "valido fino al", "data de validade", "data de expiração", "válido até", "vervaldatum", "verloopdatum",
    "geldig tot",
    "有効期限", "失効日",
)  # fmt: skip
CERTIFICATE_NO = _spell(
    "Zertifikatsnummer", "Zertifikat-Nr.", "numéro de certificat", "n° de certificat", "número de certificado",
    "numero certificato", "numero di certificato", "certificaatnummer", "証明書番号", "認定番号",
)  # fmt: skip
AWARD_STATE = _spell(
    "Zertifikatsstatus", "Status der Zertifizierung", "statut", "statut du certificat", "statut de la certification",
    "estado del certificado", "estado de la certificación", "stato del certificato", "stato della certificazione",
    "estado do certificado", "estado da certificação", "status da certificação", "certificaatstatus", "ステータス",
    "認定状況", "認定ステータス",
)  # fmt: skip
"""“Estado” and “stato” alone may be a part of a country."""
PLAIN_DAY = frozenset(("date", "datum", "fecha", "data", "日付"))
"""What a day is called whatever it is the day of: more than a suggestion it cannot be."""
