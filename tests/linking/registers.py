"""Small registers for the tests of linking."""

from collections.abc import Sequence

from xinlian.linking.register import Register

Row = tuple[str, str, str, str]  # place, category, title, text


def register(rows: Sequence[Row]) -> Register:
    """Return a register of rows ``(place, category, title, text)``."""
    places, categories, titles, texts = (list(column) for column in zip(*rows, strict=True))
    size = len(rows)
    return Register(
        number=[f"N{row}" for row in range(size)],
        received=[737_000 + row for row in range(size)],
        channel=["visit"] * size,
        people=[1] * size,
        place=places,
        category=categories,
        title=titles,
        text=texts,
    )


def about(
    name: str, subject: str = "办证", place: str = "城东区", category: str | None = None
) -> Row:
    """Return a row about the thing ``name``."""
    said = {
        "办证": ("房产证办不下来", "入住多年，不动产权证一直没有办"),
        "停工": ("停工烂尾", "工地停工两年，延期交房，房贷照还"),
        "欠薪": ("拖欠工资", "干了半年的工钱一分没给，都是农民工"),
    }[subject]
    path = f"城乡建设/{subject}" if category is None else category
    return place, path, f"{name}{said[0]}", f"我们是{name}的业主，{said[1]}，请解决。"
