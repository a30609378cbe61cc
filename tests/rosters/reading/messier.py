"""More ways in which a clean table is written: groups, trailing delimiters, two header rows, other alphabets."""

from __future__ import annotations

import random
from dataclasses import dataclass

from channeladmin.rosters.reader import ReadOptions
from tests.rosters.reading.messy import COLUMNS, FOOTERS, TITLES, make_rows

_ALPHABETS = {
    "cp932": ("株式会社日立", "山田商店", "トヨタ自動車"),
    "gb18030": ("北京科技有限公司", "上海信息技术", "深圳华为"),
    "big5": ("台灣積體電路", "臺北資訊公司", "鴻海精密"),
    "euc_kr": ("삼성전자", "서울대학교", "주식회사 카카오"),
    "cp1251": ("ООО Ромашка", "Газпром нефть", "Щукин и сыновья"),
    "cp1253": ("Ελληνική Εταιρεία", "Αθήνα", "Ωμέγα"),
    "cp1250": ("Łódź Piątek", "Žižkov s.r.o.", "Ćwikła Świat"),
    "utf-8": ("Łódź S.A.", "株式会社日立", "Ωμέγα", "C😀 Ltd"),
    "utf-8-sig": ("Łódź S.A.", "株式会社日立", "Ωμέγα"),
    "utf-16": ("Łódź S.A.", "株式会社日立", "Ωμέγα"),
    "utf-16-le": ("Łódź S.A.", "Žižkov s.r.o."),
    "utf-16-be": ("Łódź S.A.", "Žižkov s.r.o."),
    "utf-32": ("Łódź S.A.", "株式会社日立"),
    "utf-32-le": ("Łódź S.A.", "Žižkov s.r.o."),
    "utf-32-be": ("Łódź S.A.", "Žižkov s.r.o."),
}


@dataclass(frozen=True)
class Messier:
    """The bytes, what the reader is told, and what stands in them."""

    data: bytes
    told: ReadOptions
    columns: tuple[str, ...]
    rows: list[tuple[str, ...]]
    skipped: int
    header_row: int


def make_messier(seed: int) -> Messier:
    """A file with surroundings; what cannot be found out for sure (old encodings) is told."""
    source = random.Random(seed)
    width = source.randrange(4, 8)
    columns = COLUMNS[:width]
    rows = [row[:width] for row in make_rows(source, source.randrange(4, 40), width)]
    encoding = source.choice(tuple(_ALPHABETS))
    names = source.sample(_ALPHABETS[encoding], 2)
    half = len(rows) // 2
    rows = [(names[number >= half], row[1], f"Person {number}", *row[3:]) for number, row in enumerate(rows)]
    rows = [tuple(cell.replace("Müller", "Muller") for cell in row) for row in rows]
    is_filled_down = source.random() < 0.4
    written = [
        (row[0] if not is_filled_down or number in (0, half) else "", *row[1:]) for number, row in enumerate(rows)
    ]
    delimiter = source.choice(",;\t|")
    trailing = delimiter * source.choice((0, 0, 1, 3))
    ends = source.choice((("\n",), ("\r\n",), ("\r",), ("\n", "\r\n")))

    def write(cells: tuple[str, ...]) -> str:
        is_all = source.random() < 0.2
        quoted = (
            f'"{cell.replace(chr(34), chr(34) * 2)}"'
            if is_all or any(sign in cell for sign in f'{delimiter}"\r\n')
            else cell
            for cell in cells
        )
        return delimiter.join(quoted) + trailing

    head: list[str] = []
    preamble = source.sample(TITLES, source.choice((0, 0, 1, 3)))
    head += preamble
    groups = source.random() < 0.2
    titles = columns
    if groups:
        upper = ("Partner", "", "Person", *[""] * (width - 3))
        titles = tuple(f"{'Partner' if at < 2 else 'Person'} {name}" for at, name in enumerate(columns))
        lower = columns
        head += [write(upper), write(lower)]
        titles = columns
    else:
        head.append(write(columns))
    footer = list(source.choice(FOOTERS)) if source.random() < 0.3 else []
    lines = [*head, *map(write, written), *footer]
    text = "".join(f"{line}{source.choice(ends)}" for line in lines)
    is_old = encoding.startswith(("cp", "gb", "big", "euc"))
    told = ReadOptions(encoding=encoding if is_old else None, header_row=len(head) if groups else None)
    return Messier(text.encode(encoding), told, titles, rows, len(preamble) + len(footer) + groups, len(head))
