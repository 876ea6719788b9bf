"""Measures of the page (GB/T 9704-2012, 5 and 6), in twips (1/20 pt) unless said otherwise.

The standard gives millimetres and "22 lines of 28 characters"; the lines are 28.95 pt, since 29 pt
times 22 is more than the 225 mm that they have to fill.
"""

from typing import Final

WIDTH: Final = 11906
HEIGHT: Final = 16838
TOP: Final = 2098
LEFT: Final = 1587
BOTTOM: Final = 1984
RIGHT: Final = 1474
TYPE_WIDTH: Final = WIDTH - LEFT - RIGHT

LINES: Final = 22
LINE: Final = 579
CHARACTERS: Final = 28
CHARACTER: Final = 316
"""Width of one of 28 characters across the type area."""
TIGHTER: Final = -6
"""What is taken from a character of 16 pt so that 28 surely fit; justification gives back the rest.

It is the least with which word processors that round widths to whole pixels set 28, not 27."""
CHARACTER_SPACE: Final = -848
"""What the grid adds to a character of 16 pt, in 1/4096 pt: 28 of them fill 156 mm."""

SMALL_CHARACTER: Final = 280
"""A character of size 4 (14 pt)."""
FOOTER: Final = 1447
"""From the paper's edge: puts the dashes of the page number 7 mm below the type area."""
MARK_DROP: Final = 1984
"""35 mm from the top of the type area to the organ's mark."""
NUMBER_TO_RED_LINE: Final = 7
"""In points, from the number's line to the red line; with the line's own slack it is 4 mm."""

# Sizes of type by their Chinese names, in half-points.
SIZE_2: Final = 44
SIZE_3: Final = 32
SIZE_4: Final = 28
SMALL_4: Final = 24
SIZE_5: Final = 21
SMALL_5: Final = 18
