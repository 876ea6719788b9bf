"""Titles, texts and answers, composed from the words of a subject."""

from datetime import datetime
from random import Random

from xinlian.demo.chance import happens
from xinlian.demo.noise import spoil, variant
from xinlian.demo.records import Matter, Person, Subject
from xinlian.demo.things import developer, road
from xinlian.rules.days import ZONE

_OPENINGS = (
    "领导您好！",
    "尊敬的信访局领导：",
    "您好，反映一个问题。",
    "来信人反映：",
    "",
    "",
    "",
    "我是{town}的居民。",
    "各位领导，打扰了。",
    "来电人称，",
    "我们是{town}的群众，",
)
_OWN = (
    "我叫{name}，联系电话{telephone}。",
    "本人{name}，身份证号{id_number}。",
    "我叫{name}，家住{address}。",
    "有情况请打{telephone}，找{name}。",
)
_CLOSINGS = (
    "盼回复。",
    "谢谢！",
    "望领导重视，早日给群众一个答复。",
    "恳请领导过问。",
    "",
    "以上情况属实，请予调查。",
    "之前反映过，没有结果。",
    "希望这次能真正解决。",
    "",
)
_EXTRAS = (
    "问过居委会，说不归他们管。",
    "拨打过热线，工单显示已办结。",
    "邻居们都有同样的情况。",
    "附上照片和合同复印件。",
    "过年前就反映过一次。",
    "部门之间互相推，不知道该找谁。",
    "具体位置在{road}旁边。",
    "大概是从{year2}年{month}月开始的。",
    "家里老人身体不好，等不起。",
    "已经有{floors}人签了名。",
)
_ANSWERS = (
    "您反映的“{thing}”有关问题收悉。经{unit}调查：{finding}。下一步，{step}。感谢您的监督。",
    "关于{thing}的问题，{unit}已到现场核实，{finding}。{step}，请您留意后续公告。",
    "您好！来信收悉，现答复如下：一、{finding}；二、{step}。如有疑问请与{unit}联系。",
)
_FINDINGS = (
    "反映情况基本属实",
    "反映情况部分属实",
    "经核查未发现所反映的情况",
    "相关手续正在补办",
    "该问题属历史遗留问题，涉及多个部门",
)
_STEPS = (
    "已责成责任单位限期整改",
    "将列入本季度督办事项",
    "建议通过司法途径解决，可提供法律援助",
    "已约谈相关企业负责人",
    "待资金到位后分批办理",
    "将加强日常巡查",
)


def slots(rng: Random) -> dict[str, str | int]:
    """Return the details of a matter on which all who write about it agree."""
    year = rng.randint(2008, 2015)
    return {
        "developer": developer(rng),
        "road": road(rng),
        "year": year,
        "year2": min(year + rng.randint(1, 4), 2017),
        "month": rng.randint(1, 12),
        "floors": rng.randint(6, 48),
        "households": rng.randint(30, 980),
        "n": rng.randint(2, 9),
        "m": rng.randint(3, 12),
    }


def title_and_text(
    matter: Matter, person: Person, rng: Random, *, copied: bool = False
) -> tuple[str, str]:
    """Return a title and a text; ``copied`` is the matter's common letter, signed anew."""
    subject = matter.subject
    thing = variant(matter.name, subject.thing, rng)
    given = {**matter.slots, "thing": thing, "town": matter.town}
    if copied:
        title, body = subject.titles[0], "。".join((*subject.problems, subject.demands[0], ""))
    else:
        given["building"] = rng.randint(1, 28)
        title, body = _title(subject, rng), _body(subject, rng)
        body += "。" + _extra(rng)
    given.setdefault("building", given["n"])
    text = f"{rng.choice(_OPENINGS)}{body}{rng.choice(_CLOSINGS)}".format_map(given)
    return spoil(title.format_map(given), rng), spoil(_signed(text, person, rng), rng)


def answer(matter: Matter, unit: str, rng: Random) -> str:
    """Return what a unit (by its name) answers; often in the words of other answers."""
    return rng.choice(_ANSWERS).format(
        thing=matter.name, unit=unit, finding=rng.choice(_FINDINGS), step=rng.choice(_STEPS)
    )


def register_time(at: datetime) -> str:
    """Return a time as the register writes it."""
    return f"{at.astimezone(ZONE):%Y-%m-%d %H:%M}"


def _title(subject: Subject, rng: Random) -> str:
    prefix = "{town}" if happens(rng, 0.2) else ""
    return prefix + rng.choice(subject.titles)


def _body(subject: Subject, rng: Random) -> str:
    known = len(subject.problems)
    problems = rng.sample(subject.problems, min(known, rng.choice((1, 2, 2, 3, 3, 4))))
    first = next((n for n, problem in enumerate(problems) if "{thing}" in problem), 0)
    problems.insert(0, problems.pop(first))
    if not any("{thing}" in problem for problem in problems):
        problems[0] = "{thing}：" + problems[0]
    return "，".join(problems) + "。" + rng.choice(subject.demands)


def _extra(rng: Random) -> str:
    return rng.choice(_EXTRAS) if happens(rng, 0.55) else ""


def _signed(text: str, person: Person, rng: Random) -> str:
    """Let one in six write who they are into the text itself, as people do."""
    if not person.name or not happens(rng, 0.17):
        return text
    own = rng.choice(_OWN)
    given = {
        "name": person.name,
        "telephone": person.telephone,
        "id_number": person.id_number,
        "address": person.address,
    }
    complete = all(value for key, value in given.items() if f"{{{key}}}" in own)
    return text + own.format_map(given) if complete else text + f"反映人：{person.name}"


def claim(matter: Matter, rng: Random) -> str:
    """Return one demand of a matter, as the office writes it out on sorting."""
    given = {**matter.slots, "thing": matter.name, "town": matter.town, "building": 1}
    return str(rng.choice(matter.subject.demands)).format_map(given) + "。"
