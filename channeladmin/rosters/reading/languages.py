"""How often letters beyond ASCII come in the languages that partners write: what a guess at an encoding weighs."""

from __future__ import annotations

from dataclasses import dataclass

LATIN: dict[str, str] = {
    # Most frequent first.
    "German": "üäößé",
    "French": "éèàêçôîùâëïûœ",
    "Spanish": "óíáñéúü¿¡ºª",
    "Portuguese": "ãçéáíóêõúâôàü",
    "Italian": "àèòùéìó",
    "Swedish": "äåöé",
    "Finnish": "äöå",
    "Danish": "øåæé",
    "Icelandic": "áíðöéæóþúý",
    "Dutch": "ëéïèöüó",
    "Catalan": "àóèéíçòúïü·",
    "Polish": "łąóężśćńźöü",
    "Czech": "íáéěýčřžšůúňťďóöü",
    "Slovak": "áíéčšžýúťľôňóďäŕĺ",
    "Hungarian": "áéöóőüíúű",
    "Slovene": "čšžćđ",
    "Romanian": "ăâîșțşţ",
    "Turkish": "ıüşçğöİâ",
    "Latvian": "āīšēņūļčžģķ",
    "Lithuanian": "ėšųąžūčįę",
    "Estonian": "äõüöšž",
    # Rosters name people of several countries.
    "Western European": "éüöäáíóñèçàßøåêôúãëæîìòùâûïœðþý",
    "Central European": "áéíóöüščžýłěřąőćńśůężűďťňľôđățșß",
}
CYRILLIC: dict[str, str] = {
    "Russian": "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё",
    "Ukrainian": "оанівиертслкдмупязьбгчхйжюєїшцщфґ",
    "Bulgarian": "аоеитнрсвлдкпмзугъябчщжхцйфшюь",
    "Serbian": "аоиенрстјкувдмлпгзбљшњчжцћхђфџ",
    "Belarusian": "аніерслткоўвдымупязбьгйхчцшжэёюф",
}
GREEK = "αοιετσνηυρπκμλςίόάγδήέωθώχύφβξζψϊϋΐΰ"
HEBREW = "יוהלאתרמבנשדקעחםפגטצכזןסךףץ״׳־"
ARABIC = "اليمنروتبةدسعفهقكأحجىشصطخإضذزثغظءئآؤ"
THAI = "านรอกเงวมลยดทสตะปบคหแจพชขใไโผซถศณธฐษญภฎฟฆ่้็์ัิีึืุูำ"
HANGUL = (
    "이다는을의에가한고사로지기인을대스정아시자리도하전해그서부일주보수제장상경나원구은비를김박최조윤임강"
    "성미영민현우진호준재희연혜유선소동남신안송홍오권황한양배백허노심곽차국회업무술개발팀책관본울산광역무름"
    "소속직급과객담당교육증명료날짜메메일번호처터트프크드니라마바파타카어여세계게실"
)
SIMPLIFIED = (
    "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可里"
    "公司有限科技股份技术网络信息北京上海深圳广州市区路号王李张刘陈杨赵黄周吴徐孙马胡朱郭何罗高林郑梁谢宋唐许"
    "韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯"
    "龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤姓名邮箱电话部门职位经理工程师证书日期地址合作伙伴客户销售服务认证"
    "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文华建国志红玉小东新春海燕波宁鹏飞"
)
TRADITIONAL = (
    "的一是不了在人有我他這中大來上國個到說們為子和你地出道也時年得就那要下以生會自著去之過家學對可裡"
    "公司有限科技股份技術網路資訊臺台北高雄中市區路號王李張劉陳楊趙黃周吳徐孫馬胡朱郭何羅高林鄭梁謝宋唐許"
    "韓馮鄧曹彭曾蕭田董袁潘蔣蔡余杜葉程蘇魏呂丁任沈姚盧姜崔鍾譚陸汪范金石廖賈夏韋方白鄒孟熊秦邱江尹薛閻段雷侯"
    "龍史陶黎賀顧毛郝龔邵萬錢嚴武戴莫孔湯姓名郵箱電話部門職位經理工程師證書日期地址合作夥伴客戶銷售服務認證"
    "偉芳娜秀英敏靜麗強磊軍洋勇艷傑娟濤明超蘭霞平剛桂文華建志紅玉小東新春海燕波寧鵬飛淑美惠雅婷怡君宗翰家豪冠宇"
)
KANJI = (
    "日一国人年大十二本中長出三同時政事自行社見月分議後前民生連五発間対上部東者党地合市業内相方四定今回新場金員"
    "株式会社山田中川村木林井上下本松小大高藤佐鈴伊渡辺加吉野清水原島池橋石森阿岡谷前後内関近遠西東北南三一太郎子美"
    "恵真由香直樹健翔誠一次男雄介明博和正義千葉京都府県氏名電話番号部署役職資格取得認定技術営業担当者開発課長支店"
    "電気工機製作所研究通信情報産商店有限責任代表取締役様"
)


_RARER = frozenset(
    (
        "Central European",
        "Icelandic",
        "Catalan",
        "Slovene",
        "Latvian",
        "Lithuanian",
        "Estonian",
        "Serbian",
        "Belarusian",
        "Bulgarian",
    )
)


@dataclass(frozen=True, slots=True)
class Language:
    """A language with the share that each of its letters has among those beyond ASCII; `usual` is a logarithm."""

    name: str
    script: str
    shares: dict[str, float]
    usual: float = 0.0


def _rank(letters: str) -> dict[str, float]:
    """Shares that fall with the rank, as letters' do; a capital is rarer than its letter."""
    weights: dict[str, float] = {}
    for rank, letter in enumerate(dict.fromkeys(letters)):
        weight = 1 / (rank + 3)
        weights[letter] = weight
        capital = letter.upper()
        if capital != letter and len(capital) == 1:
            weights.setdefault(capital, weight * 0.15)
    total = sum(weights.values())
    return {letter: weight / total for letter, weight in weights.items()}


def _spread(letters: str, share: float) -> dict[str, float]:
    each = dict.fromkeys(letters)
    return dict.fromkeys(each, share / len(each))


def list_languages() -> tuple[Language, ...]:
    """All that are known."""
    kana = {chr(code): 0.42 / 83 for code in range(0x3041, 0x3094)}
    kana |= {chr(code): 0.2 / 86 for code in range(0x30A1, 0x30FD)}
    kana |= {chr(code): 0.01 / 63 for code in range(0xFF61, 0xFFA0)}
    return (
        *_list_alphabets("Latin", LATIN),
        *_list_alphabets("Cyrillic", CYRILLIC),
        Language("Greek", "Greek", _rank(GREEK)),
        Language("Hebrew", "Hebrew", _rank(HEBREW)),
        Language("Arabic", "Arabic", _rank(ARABIC)),
        Language("Thai", "Thai", _rank(THAI)),
        Language("Korean", "Hangul", _spread(HANGUL, 0.7)),
        Language("Chinese (simplified)", "Han", _spread(SIMPLIFIED, 0.55)),
        Language("Chinese (traditional)", "Han", _spread(TRADITIONAL, 0.55)),
        Language("Japanese", "Han", _spread(KANJI, 0.25) | kana),
    )


def _list_alphabets(script: str, alphabets: dict[str, str]) -> tuple[Language, ...]:
    return tuple(
        Language(name, script, _rank(letters), -2.5 if name in _RARER else 0.0) for name, letters in alphabets.items()
    )
