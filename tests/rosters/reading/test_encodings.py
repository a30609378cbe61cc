"""Encodings of many languages, in rosters of a few lines and of many."""

from __future__ import annotations

import pytest

from channeladmin.rosters.reader import ReadOptions, read_table

_ROSTERS = {
    "German": (
        "Firma;Name;Stadt\nMüller & Söhne GmbH;Jörg Weiß;Köln\nBäcker AG;Änne Groß;München\n",
        "cp1252 iso8859_1 iso8859_15 mac_roman cp850",
    ),
    "French": (
        "Société;Prénom;Ville\nÉlectricité Générale;Hélène François;Besançon\nCrédit à la Tête;Zoé Lefèvre;Orléans\n",
        "cp1252 iso8859_15 mac_roman cp850",
    ),
    "Spanish": (
        "Compañía;Nombre;Ciudad\nTelefónica España;José Muñoz;Málaga\nIñigo S.A.;Begoña Ibáñez;Córdoba\n",
        "cp1252 mac_roman cp850",
    ),
    "Polish": (
        "Firma;Imię;Miasto\nŁódź Spółka;Zażółć Gęślą;Kraków\nŚwiat Sp. z o.o.;Małgorzata Wójcik;Gdańsk\n",
        "cp1250 iso8859_2 cp852 mac_latin2",
    ),
    "Czech": (
        "Společnost;Jméno;Město\nDvořák s.r.o.;Jiří Novák;Plzeň\nČeská;Tomáš Procházka;Ústí nad Labem\n",
        "cp1250 iso8859_2 cp852",
    ),
    "Hungarian": ("Cég;Név\nMagyar Szövetség;Kovács Győző\nÚj Fűtő;Szűcs Árpád\n", "cp1250 iso8859_2"),
    "Turkish": (
        "Şirket;Adı;Şehir\nGüneş Yazılım;Çağrı Yıldız;İstanbul\nIşık A.Ş.;Ayşe Öztürk;Eskişehir\n",
        "cp1254 iso8859_9",
    ),
    "Greek": (
        "Εταιρεία;Όνομα;Πόλη\nΑθηναϊκή Τεχνολογία;Γιώργος Παπαδόπουλος;Αθήνα\nΕλλάς;Μαρία Άννα;Θεσσαλονίκη\n",
        "cp1253 iso8859_7 mac_greek",
    ),
    "Russian": (
        "Компания;Имя;Город\nООО Ромашка;Иван Петров;Москва\nЗАО Техника;Мария Кузнецова;Казань\n",
        "cp1251 koi8_r iso8859_5 cp866 mac_cyrillic",
    ),
    "Ukrainian": (
        "Компанія;Ім'я;Місто\nТОВ Зірка;Олексій Шевченко;Київ\nПриватне підприємство;Наталія Їжакевич;Львів\n",
        "cp1251 koi8_u iso8859_5",
    ),
    "Hebrew": (
        "חברה;שם;עיר\nטכנולוגיות ישראל;יוסי כהן;תל אביב\nמערכות;שרה לוי;ירושלים\n",
        "cp1255 iso8859_8",
    ),
    "Arabic": ("شركة;اسم;مدينة\nالتقنية الحديثة;محمد أحمد;القاهرة\nالخليج;فاطمة علي;دبي\n", "cp1256 iso8859_6"),
    "Japanese": (
        "会社;名前;都市\n株式会社テスト;山田太郎;東京\nソフトウェア開発;鈴木一郎;大阪\n",
        "cp932 euc_jp iso2022_jp",
    ),
    "Chinese (simplified)": (
        "公司;姓名;城市\n北京科技有限公司;王小明;北京\n上海网络技术;李伟;上海\n",
        "gb18030 gb2312",
    ),
    "Chinese (traditional)": (
        "公司;姓名;城市\n臺灣科技股份有限公司;陳美玲;臺北\n資訊服務;林志豪;高雄\n",
        "big5 cp950",
    ),
    "Korean": ("회사;이름;도시\n한국기술 주식회사;김민수;서울\n삼성전자;이영희;부산\n", "euc_kr cp949"),
    "several": (
        "partner;name;town\nMüller GmbH;Zoé Lefèvre;Köln\nAcme;María Muñoz;Malmö\n",
        "cp1252 iso8859_15 mac_roman",
    ),
}
_WIDE = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be")


@pytest.mark.parametrize("times", [1, 60])
@pytest.mark.parametrize(
    ("language", "encoding"),
    [(language, each) for language, (_, names) in _ROSTERS.items() for each in (*names.split(), *_WIDE)],
)
def test_finds_what_the_letters_are(language: str, encoding: str, times: int) -> None:
    header, _, body = _ROSTERS[language][0].partition("\n")
    text = f"{header}\n{body * times}"
    table = read_table(text.encode(encoding), source="x")
    got = [table.columns, *(row.cells for row in table.rows)]
    assert got == [tuple(line.split(";")) for line in text.splitlines()]
    is_told = any(table.encoding in warning for warning in table.warnings)
    assert is_told == (encoding not in ("utf-8", "utf-8-sig", "utf-16", "utf-32")), "a guess is said, and only a guess"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("name;town\nKöln AG;x\n", "cp1252"),
        ("nom;ville\nLefèvre;Nice\n", "cp1252"),
        ("firma;imie\nŁukasz;x\nWiśniewski;y\n", "cp1250"),
        ("name;town\nГиорги Петров;Москва\n", "cp1251"),
        ("name;town\n山田太郎;東京\n", "cp932"),
        ("name;town\n王小明;北京\n", "gb18030"),
        ("name;town\n陳美玲;臺北\n", "big5"),
        ("name;town\n김민수;서울\n", "euc_kr"),
    ],
)
def test_one_name_is_enough(text: str, encoding: str) -> None:
    table = read_table(text.encode(encoding), source="x")
    assert table.rows[0].cells == tuple(text.splitlines()[1].split(";"))


def test_a_near_guess_names_what_it_could_be_else_and_can_be_set() -> None:
    data = "a;b\nK\u00e8t;x\n".encode("cp1252")
    table = read_table(data, source="x")
    assert table.confidence < 0.95
    assert "it could also be" in table.warnings[0]
    other = read_table(data, source="x", options=ReadOptions(encoding="cp1250"))
    assert (other.rows[0].cells[0], other.confidence, other.warnings) == ("K\u010dt", 1.0, ())


def test_zeros_among_plain_letters_are_no_wide_characters() -> None:
    table = read_table(b"a,b\x00,c\n1,2,3\n", source="x")
    assert (table.encoding, table.columns) == ("utf-8", ("a", "b\x00", "c"))
