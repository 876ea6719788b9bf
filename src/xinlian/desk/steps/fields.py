"""The questions of the steps: one for each keyword of a command, built for who is asked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from xinlian.desk.language import term_name
from xinlian.desk.steps.units import Proposed, above, colleagues, offered, others, proposed
from xinlian.handling.models import File
from xinlian.ledger.actors import Actor
from xinlian.rules.vocabulary import (
    DecidedBy,
    Delivery,
    Ground,
    Rated,
    ReviewResult,
    Satisfaction,
    Term,
    UrgingGround,
    UrgingKind,
)

Text = Any  # a sentence, translated now or when it is shown: Django's types name it privately


@dataclass(frozen=True)
class Asking:
    """Who is asked about which files, on which day."""

    files: Sequence[File]
    actor: Actor
    today: date

    @cached_property
    def proposals(self) -> list[Proposed]:
        """Return the units proposed for the files."""
        return proposed(self.files, self.today)


@dataclass(frozen=True, slots=True)
class Question:
    """A question: the keyword of the command that it answers, and its field."""

    keyword: str
    build: Callable[[Asking], forms.Field]


class TermField(forms.TypedChoiceField):
    """One of the terms of a vocabulary; nothing is chosen beforehand where there are several."""

    def __init__(self, terms: Sequence[Term], **options: Any) -> None:  # noqa: ANN401 - Django's own
        """Offer the terms by their names in the language that is read."""
        known = {str(each): each for each in terms}
        super().__init__(
            choices=lambda: [("", _("请选择")), *((c, term_name(t)) for c, t in known.items())],
            coerce=known.__getitem__,
            **options,
        )


def _words(label: Text, rows: int = 4, **options: Any) -> Callable[[Asking], forms.Field]:  # noqa: ANN401 - Django's own
    def build(asking: Asking) -> forms.Field:
        del asking
        return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **options)

    return build


def _line(label: Text, **options: Any) -> Callable[[Asking], forms.Field]:  # noqa: ANN401 - Django's own
    def build(asking: Asking) -> forms.Field:
        del asking
        return forms.CharField(label=label, max_length=200, **options)

    return build


def _day(label: Text, **options: Any) -> Callable[[Asking], forms.Field]:  # noqa: ANN401 - Django's own
    def build(asking: Asking) -> forms.Field:
        del asking
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        return forms.DateField(label=label, widget=widget, **options)

    return build


def _term(label: Text, terms: type[Term], *but: Term) -> Callable[[Asking], forms.Field]:
    def build(asking: Asking) -> forms.Field:
        del asking
        return TermField([each for each in terms if each not in but], label=label)

    return build


def _today(label: Text) -> Callable[[Asking], forms.Field]:
    def build(asking: Asking) -> forms.Field:
        return _day(label, initial=asking.today)(asking)

    return build


def _units(label: Text, **options: Any) -> Callable[[Asking], forms.Field]:  # noqa: ANN401 - Django's own
    def build(asking: Asking) -> forms.Field:
        del asking
        return forms.MultipleChoiceField(
            label=label, choices=others, required=False,
            widget=forms.SelectMultiple(attrs={"size": 5}), **options,
        )  # fmt: skip

    return build


def _to(asking: Asking) -> forms.Field:
    return forms.TypedChoiceField(
        label=_("承办单位"), choices=offered(asking.proposals),
        coerce=lambda code: [code],
    )  # fmt: skip


def _proposed(asking: Asking) -> forms.Field:
    del asking
    return forms.TypedChoiceField(
        label=_("建议承办单位"), choices=[("", _("不建议")), *others()], required=False,
        coerce=str, empty_value=None,
    )  # fmt: skip


def _body(asking: Asking) -> forms.Field:
    return forms.ChoiceField(label=_("复查、复核机关"), choices=above(asking.files))


def _days(asking: Asking) -> forms.Field:
    del asking
    return forms.IntegerField(label=_("延长天数"), min_value=1, max_value=365, initial=30)


def _shown(asking: Asking) -> forms.Field:
    del asking
    return forms.BooleanField(label=_("信访人同意将评价内容转给责任单位"), required=False)


def _ended(asking: Asking) -> forms.Field:
    del asking
    return forms.IntegerField(
        label=_("已终结的办理件编号"), min_value=1,
        help_text=_("同一事实和理由已有复核意见的那一件。"),
    )  # fmt: skip


def _colleague(asking: Asking) -> forms.Field:
    return forms.ChoiceField(
        label=_("经办人"), choices=[("", _("请选择")), *colleagues(asking.actor, asking.today)]
    )


def _account(asking: Asking) -> forms.Field:
    return forms.ChoiceField(
        label=_("回避人"), choices=colleagues(asking.actor, asking.today),
        initial=asking.actor.ref, help_text=_("与信访事项或信访人有直接利害关系的，应当回避。"),
    )  # fmt: skip


FIELDS: Final[dict[str, Question]] = {
    name: Question(keyword or name, build)
    for name, keyword, build in (
        ("to", "", _to),
        ("due_on", "", _day(lazy("要求办结日期"))),
        ("report_by", "due_on", _day(lazy("要求反馈日期"), required=False)),
        ("text", "", _words(lazy("办理要求"), 3, required=False)),
        ("urging", "text", _words(lazy("督办内容"))),
        ("where", "", _line(lazy("受理途径或者机关"))),
        ("reasons", "", _words(lazy("理由"))),
        ("ground", "", _term(lazy("不予受理的理由"), Ground)),
        ("ended", "", _ended),
        ("proposed", "", _proposed),
        ("answer", "", _words(lazy("答复和理由"))),
        ("level", "", _term(lazy("由谁决定"), DecidedBy, DecidedBy.SENDER)),
        ("questions", "", _words(lazy("需要补充的内容"))),
        ("facts", "", _words(lazy("信访人补充的内容"))),
        ("first_on", "", _today(lazy("听证开始日期"))),
        ("last_on", "", _today(lazy("听证结束日期"))),
        ("record_text", "", _words(lazy("听证记录"), 6)),
        ("agreement", "", _words(lazy("书面协议"), 6)),
        ("days", "", _days),
        ("opinion", "text", _words(lazy("处理意见"), 6)),
        ("how", "", _term(lazy("送达方式"), Delivery)),
        ("on", "", _today(lazy("送达日期"))),
        ("evidence", "", _line(lazy("送达凭据"), help_text=lazy("签收、邮寄回执或者见证。"))),
        ("execution", "text", _words(lazy("落实情况和凭据"))),
        ("object", "", _term(lazy("评价对象"), Rated)),
        ("value", "", _term(lazy("评价"), Satisfaction)),
        ("call", "", _line(lazy("回访编号"))),
        ("words", "", _words(lazy("评价内容"), 3, required=False)),
        ("shown", "", _shown),
        ("body", "", _body),
        ("request", "", _words(lazy("申请内容"))),
        ("result", "", _term(lazy("复查、复核结果"), ReviewResult)),
        ("kind", "", _term(lazy("督办方式"), UrgingKind)),
        ("urging_ground", "ground", _term(lazy("督办情形"), UrgingGround)),
        ("feedback", "text", _words(lazy("反馈内容"))),
        ("colleague", "to", _colleague),
        ("account", "", _account),
        ("why_recused", "reason", _words(lazy("回避事由"), 2)),
        ("accused", "", _units(lazy("被检举控告的单位"),
                               help_text=lazy("只填单位，不填人。这些单位及其下属不得知悉。"))),
        ("complained", "", _units(lazy("被反映办理不当的单位"),
                                  help_text=lazy("将只能交由其上级机关办理。"))),
        ("redacted", "", _words(lazy("其余诉求的摘录"), 4, required=False, help_text=lazy(
            "信中兼有检举控告的，其余诉求以摘录转办；摘录中不得出现检举内容。"))),
        ("reason", "", _words(lazy("不属检举控告的理由"), 2, required=False, help_text=lazy(
            "该件因涉及检举被暂缓、经甄别不是检举控告的，写明理由。"))),
    )
}  # fmt: skip
"""Every question by its name."""
