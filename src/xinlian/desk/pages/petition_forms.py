"""The forms of what can be done with one petition."""

from datetime import date
from typing import Any, Self

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from xinlian.desk.language import term_name
from xinlian.organisation.models import Place
from xinlian.organisation.queries import area_of_places, area_on
from xinlian.petitions.models import Category, Petition
from xinlian.rules.vocabulary import Channel, Level, Occurrence, Opening, Purpose, Term

PURPOSES = (Opening.WRITE, Opening.HEAR, Opening.SERVE)
"""For what staff may open an identity; the other purposes show nothing to anybody."""


def named(terms: type[Term]) -> Any:  # noqa: ANN401 - what a choice field takes
    """Return the choices of a vocabulary, named when the form is shown."""
    return lambda: [(str(each), term_name(each)) for each in terms]


class ActForm(forms.Form):
    """A form that shares its page with others: ``act`` keeps its fields' ids apart."""

    act = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Begin the ids with the name of the act."""
        super().__init__(*args, **kwargs)
        self.auto_id = f"{self.act}_%s"


class OpenForm(ActForm):
    """What is to be opened, and for what."""

    act = "open"

    purpose = forms.ChoiceField(
        label=lazy("用途"),
        choices=lambda: [("", _("请选择")), *((str(each), term_name(each)) for each in PURPOSES)],
    )
    what = forms.ChoiceField(
        label=lazy("开启内容"),
        choices=lambda: [("person", _("姓名和联系方式")), ("words", _("未遮盖的原文"))],
    )


class AnswerForm(ActForm):
    """An answer, and the day it was given."""

    act = "answer"

    text = forms.CharField(label=lazy("答复内容"), widget=forms.Textarea(attrs={"rows": 6}))
    answered_on = forms.DateField(
        label=lazy("答复日期"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Offer today; refuse a day that has not come."""
        super().__init__(*args, **kwargs)
        self.initial = {"answered_on": today}
        self.today = today

    def clean_answered_on(self) -> date:
        """Return the day, which cannot lie ahead."""
        day: date = self.cleaned_data["answered_on"]
        if day > self.today:
            raise ValidationError(_("答复日期不能晚于今天。"))
        return day


class AttachForm(ActForm):
    """A file."""

    act = "attach"

    file = forms.FileField(
        label=lazy("文件"), help_text=lazy("PDF、图片、docx、xlsx 或录音，不超过 10 兆字节。")
    )


class CorrectForm(ActForm):
    """What was recorded wrongly, as it should be, and why."""

    act = "correct"

    channel = forms.ChoiceField(label=lazy("形式"), choices=named(Channel))
    purpose = forms.ChoiceField(label=lazy("目的"), choices=named(Purpose))
    level = forms.ChoiceField(label=lazy("到达层级"), choices=named(Level))
    occurrence = forms.ChoiceField(label=lazy("初重"), choices=named(Occurrence))
    people = forms.IntegerField(label=lazy("人数"), min_value=1, max_value=100_000)
    place = forms.ModelChoiceField(
        Place.objects.order_by("code"), label=lazy("问题属地"), required=False
    )
    category = forms.ModelChoiceField(
        Category.objects.order_by("code"), label=lazy("内容分类"), required=False
    )
    reason = forms.CharField(label=lazy("更正原因"), max_length=200)

    @classmethod
    def of(cls, petition: Petition) -> Self:
        """Return the form filled with what is recorded."""
        return cls(initial=cls.recorded(petition))

    @staticmethod
    def recorded(petition: Petition) -> dict[str, Any]:
        """Return what is recorded of the fields that can be corrected here."""
        plain = {name: getattr(petition, name) for name in _PLAIN}
        return plain | {"place": petition.place_id, "category": petition.category_id}

    def fields_of(self, petition: Petition) -> dict[str, Any]:
        """Return the fields of ``petition.corrected``; the area follows from the place."""
        data = self.cleaned_data
        place = data["place"].pk if data["place"] else None
        fields = {name: data[name] for name in _PLAIN}
        fields |= {"place": place, "category": data["category"].pk if data["category"] else None}
        if place and place != petition.place_id:
            fields["area"] = area_on(area_of_places([place])[place], petition.received_on)
        return fields


_PLAIN = ("channel", "purpose", "level", "occurrence", "people")
