"""How much of a file is read at most: what keeps a hostile file from filling the memory or the day."""

from __future__ import annotations

MOST_BYTES = 256 * 1024 * 1024
"""A text file, or what a .zip unpacks to."""
SHORT_BYTES = 32 * 1024 * 1024
"""A text of no more takes little memory, whatever its letters are."""
MOST_LINES = 3_000_000
MOST_CELLS = 40_000_000
MOST_SHEET_WEIGHT = 4_000_000
"""The cells of a sheet up to its last one, where each that holds something counts twice: it takes longer."""
MOST_COLUMNS = 65_536
LONGEST_TITLE = 32_767
"""Characters; as many as a spreadsheet's cell has. A longer one begins with a quote that nothing closes."""
LONGEST_CELL = 16 * 1024 * 1024
"""Characters; Python's own limit is 128 KB, less than a long note may have."""
MOST_LINES_OF_A_RECORD = 100_000
MOST_READ_AGAIN = 8_000_000
"""Characters that may be read a second time behind quotes that never close."""
SAMPLE_CHARACTERS = 262_144
SAMPLE_BYTES = 1_048_576
SAMPLE_RECORDS = 300
"""What guesses are made from."""
TAIL_RECORDS = 40
"""Records in which a footer is looked for."""
