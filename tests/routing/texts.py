"""Short petitions of three kinds, drawn from a seed."""

from random import Random

KINDS = {
    "教育文体": (
        "学校乱收学费",
        "幼儿园不收我家孩子",
        "老师周末补课",
        "中考招生不公开",
        "教室太旧",
    ),
    "交通运输": ("出租车拒载", "公交车线路太少", "高速公路收费站堵车", "国道路面坑洼", "班车涨价"),
    "环境保护": ("化工厂排放废气", "河水发黑发臭", "夜间施工噪音", "养猪场臭味", "垃圾焚烧黑烟"),
}
_PLACES = ("城东区", "西湖街道", "金桂花园", "和平路", "红星村")


def drawn(size: int, seed: int) -> tuple[list[str], list[str]]:
    """Return ``size`` texts and their labels."""
    chance = Random(seed)
    labels = [chance.choice(sorted(KINDS)) for _ in range(size)]
    texts = [
        f"{chance.choice(_PLACES)}{chance.choice(KINDS[label])}\n"
        f"您好，{chance.choice(_PLACES)}这里{chance.choice(KINDS[label])}，请处理。"
        for label in labels
    ]
    return texts, labels
