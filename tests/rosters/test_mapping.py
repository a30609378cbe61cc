"""Columns find their fields by name or as told; nothing is lost without a word."""

from __future__ import annotations

import pytest

from channeladmin.errors import UserError
from channeladmin.program.loading import load_shipped
from channeladmin.rosters.kinds import KINDS, get_kind
from channeladmin.rosters.mapping import ColumnMap, MapOptions, check_needs, map_columns
from channeladmin.rosters.reader import read_table
from channeladmin.rosters.sense import ValueSense


def map_header(header: str, kind: str = "roster", options: MapOptions | None = None) -> ColumnMap:
    table = read_table(f"{header}\n{','.join('x' * (header.count(',') + 1))}\n".encode(), source="r.csv")
    mapping = map_columns(table, get_kind(kind), options or MapOptions())
    check_needs(mapping, get_kind(kind), "r.csv")
    return mapping


def places(mapping: ColumnMap) -> dict[str, int | None]:
    return {mapped.column.name: mapped.position for mapped in mapping.fields}


@pytest.mark.parametrize("kind", KINDS)
def test_canonical_columns_map_by_themselves(kind: str) -> None:
    names = [column.name for column in get_kind(kind).columns]
    assert places(map_header(",".join(names), kind)) == {name: at for at, name in enumerate(names)}


def test_case_blanks_and_signs_aside() -> None:
    assert places(map_header(" PARTNER ,E-Mail,Learner ID,employed from")) == {
        "partner": 0,
        "email": 1,
        "learner_id": 2,
        "employed_from": 3,
    }


def test_aliases_give_way_to_the_name() -> None:
    mapping = map_header("Company,partner,email")
    assert places(mapping) == {"partner": 1, "email": 2}
    assert [title for title, _ in mapping.unknown] == ["Company"]


def test_an_unknown_column_is_named_with_the_nearest_fields() -> None:
    ((title, message),) = map_header("partner,email,Creden").unknown
    assert title == "Creden"
    assert "“Creden”" in message
    assert "“credential”" in message


def test_what_the_user_maps_wins() -> None:
    options = MapOptions(columns={"Account Ref": "external_ref", "email": "other_emails"})
    assert places(map_header("Account Ref,email", options=options)) == {"external_ref": 0, "other_emails": 1}


@pytest.mark.parametrize(
    ("header", "options", "message"),
    [
        ("learner_id,name", MapOptions(), "no column partner or external_ref"),
        ("partner,name", MapOptions(), "no column email or other_emails or learner_id"),
        (
            "partner,email",
            MapOptions(columns={"email": "credentials"}),
            "“credentials” is not a field of roster.*“credential”",
        ),
        ("partner,email", MapOptions(values={"regoin": "EMEA"}), "“regoin” is not a field.*“region”"),
        ("partner,email", MapOptions(columns={"Emial": "email"}), "no column “Emial”.*“email”"),
        ("partner,Partner,email", MapOptions(), "two columns for partner"),
        ("a,b,email", MapOptions(columns={"a": "partner", "b": "partner"}), "Two columns are mapped to partner"),
        ("partner,email", MapOptions(clear=["title"]), "No column of the file fills title"),
        ("partner,email", MapOptions(clear=["email"]), "email cannot be cleared"),
        ("partner,email", MapOptions(clear=["nonsense"]), "“nonsense” is not a field"),
    ],
)
def test_what_cannot_be_is_refused(header: str, options: MapOptions, message: str) -> None:
    with pytest.raises(UserError, match=message):
        map_header(header, options=options)


def test_columns_without_a_name() -> None:
    blank = read_table(b"partner,email,\nAcme,a@b.c,\n", source="r.csv")
    assert map_columns(blank, get_kind("roster"), MapOptions()).unknown == ()
    assert [title for title, _ in map_header("partner,email,").unknown] == [""]


def test_an_unknown_kind() -> None:
    with pytest.raises(UserError, match="use partners, roster, plans, bookings, activities"):
        get_kind("people")


def test_several_columns_fill_one_field_in_the_order_told() -> None:
    options = MapOptions(columns={"Family": "name", "Given": "name", "Second": "email"})
    mapping = map_header("partner,Given,Family,email,Second", options=options)
    joined = {mapped.column.name: mapped.find_text(["P", " Ann ", "Lee", "", "x@y.z"]) for mapped in mapping.fields}
    assert joined == {"partner": "P", "name": "Lee Ann", "email": "x@y.z"}
    assert [title for title, _ in mapping.unknown] == ["email"]


def test_the_parts_of_a_name_make_it_unless_there_is_one() -> None:
    by_parts = map_header("partner,email,Last Name,Middle Name,First Name")
    (name,) = (mapped for mapped in by_parts.fields if mapped.column.name == "name")
    assert (name.position, name.also) == (4, (3, 2))
    assert places(map_header("partner,email,First Name,Last Name,Full Name"))["name"] == 4
    assert "name" not in places(map_header("partner,email,Last Name"))


def test_a_column_is_left_out_without_a_word() -> None:
    options = MapOptions(columns={"Status": ""})
    mapping = map_header("partner,email,Status", options=options)
    assert (places(mapping), mapping.unknown) == ({"partner": 0, "email": 1}, ())


@pytest.mark.parametrize("title", ["Certfication", "Crendential", "certifications"])
def test_a_slip_of_the_pen_is_taken_with_a_word(title: str) -> None:
    mapping = map_header(f"partner,email,{title}")
    assert places(mapping)["credential"] == 2
    assert mapping.guesses == (f"The column “{title}” was taken for credential.",)


@pytest.mark.parametrize("header", ["Expires in", "Regions 2", "Titel", "Learner", "Credential 1,Credential 2"])
def test_what_is_not_clear_is_not_taken(header: str) -> None:
    mapping = map_header(f"partner,email,{header}")
    assert (set(places(mapping)), mapping.guesses) == ({"partner", "email"}, ())


def test_cells_say_what_a_column_is_where_its_title_does_not() -> None:
    text = "Wo,An,Was,Wann,Gegend\nAcme,a@x.example,Sales Core,2022-01-01,EMEA\nBirch,b@x.example,PSE,2022-01-02,APAC\n"
    table, kind = read_table(text.encode(), source="r.csv"), get_kind("roster")
    sense = ValueSense(load_shipped("2022-10-03"), ["Acme", "Birch"])
    mapping = map_columns(table, kind, MapOptions(), sense)
    assert places(mapping) == {"partner": 0, "email": 1}
    assert mapping.suggestions == {"Was": "credential", "Gegend": "region"}, "a day may be any of several"
    with_day = map_columns(table, kind, MapOptions(columns={"Wann": "earned"}), sense)
    assert places(with_day) == {"partner": 0, "email": 1, "credential": 2, "earned": 3}
    unsure = read_table(b"partner,A,B\nAcme,a@x.example,b@x.example\n", source="r.csv")
    assert places(map_columns(unsure, kind, MapOptions(), sense)) == {"partner": 0}


@pytest.mark.parametrize(
    "header",
    [
        "Vorname,Nachname,Firma,E-Mail-Adresse,Funktion,Region,Zertifikat,"
        "Ausstellungsdatum,Gültig bis,Zertifikatsnummer",
        "Prénom,Nom,Société,Courriel,Fonction,Région,Certificat,Date d’obtention,"
        "Date d’expiration,Numéro de certificat",
        "PRENOM,NOM,SOCIETE,Adresse e-mail,Poste,Region,Certificat,Obtenu le,Expire le,Numero de certificat",
        "Nombre,Apellidos,Empresa,Correo electrónico,Cargo,Región,Certificación,Fecha de emisión,Fecha de caducidad,"
        "Número de certificado",
        "Nome,Cognome,Azienda,Indirizzo e-mail,Ruolo,Regione,Certificazione,Data di rilascio,Data di scadenza,"
        "Numero certificato",
        "Nome,Sobrenome,Empresa,Endereço de e-mail,Cargo,Região,Certificação,Data de emissão,Data de validade,"
        "Número de certificado",
        "Voornaam,Achternaam,Bedrijf,E-mailadres,Functie,Regio,Certificaat,Uitgiftedatum,Geldig tot,Certificaatnummer",
        "名,姓,会社名,メールアドレス,役職,地域,資格,取得日,有効期限,証明書番号",
    ],
)
def test_columns_are_known_in_other_languages(header: str) -> None:
    mapping = map_header(header)
    assert mapping.unknown == ()
    assert places(mapping) == {
        "name": 0, "partner": 2, "email": 3, "title": 4, "region": 5, "credential": 6, "earned": 7, "expires": 8,
        "certificate_no": 9,
    }  # fmt: skip
    assert next(each.also for each in mapping.fields if each.column.name == "name") == (1,)


@pytest.mark.parametrize("title", ["Nom", "Nombre", "Nome", "Nachname"])
def test_a_part_of_a_name_alone_is_no_name(title: str) -> None:
    assert "name" not in places(map_header(f"partner,email,{title}"))


@pytest.mark.parametrize("title", ["Datum", "Date", "Fecha", "Data", "日付"])
def test_a_day_of_whatever_is_a_suggestion(title: str) -> None:
    table = read_table(f"partner,email,{title}\nAcme,a@x.example,2022-03-01\n".encode(), source="r.csv")
    mapping = map_columns(table, get_kind("roster"), MapOptions(), ValueSense(load_shipped("2022-10-03")))
    assert mapping.suggestions == {title: "earned"}
    assert "earned" not in places(mapping)


def _place_name(text: str, options: MapOptions | None = None) -> tuple[int, ...]:
    table = read_table(text.encode(), source="r.csv")
    (found,) = (
        mapped
        for mapped in map_columns(table, get_kind("roster"), options or MapOptions()).fields
        if mapped.column.name == "name"
    )
    assert found.position is not None
    return (found.position, *found.also)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("email,Vorname,Name\na@x.example,Ana,Ruiz\nb@x.example,,\n", (1, 2)),
        ("email,Name,Vorname\na@x.example,Ruiz,Ana\n", (2, 1)),
        ("email,Name,Surname\na@x.example,Ana,Ruiz\n", (1, 2)),
        ("email,Voornaam,Tussenvoegsel,Naam\na@x.example,Jan,van,Dijk\n", (1, 2, 3)),
    ],
)
def test_a_name_beside_one_half_of_it_is_the_other_half(text: str, at: tuple[int, ...]) -> None:
    assert _place_name(text) == at
    mapping = map_columns(read_table(text.encode(), source="r.csv"), get_kind("roster"), MapOptions())
    assert any("together were taken for name" in guess for guess in mapping.guesses)


@pytest.mark.parametrize(
    "text",
    [
        "email,First name,Name\na@x.example,Ana,Ana Ruiz\n",
        "email,Surname,Name\na@x.example,Ruiz,Ana RUIZ\nb@x.example,Lee,Bo\n",
        "email,First name,Name,Last name\na@x.example,Ana,Ruiz Ana,Ruiz\n",
        "email,First name,Name\na@x.example,,Ana Ruiz\n",
        "email,First name,Name\na@x.example,Ana,\n",
    ],
)
def test_a_whole_name_beside_a_part_of_it_stays_whole(text: str) -> None:
    assert len(_place_name(text)) == 1


def test_a_name_that_is_told_stays_as_it_is_told() -> None:
    text = "email,First name,Name\na@x.example,Ana,Ruiz\n"
    assert _place_name(text, MapOptions(columns={"Name": "name"})) == (2,)
