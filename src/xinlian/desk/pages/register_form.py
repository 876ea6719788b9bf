"""The form of a registration: its fields in the order in which a clerk asks for them."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from xinlian.desk.forms import refuse
from xinlian.desk.language import term_name
from xinlian.ledger.actors import Actor
from xinlian.petitions.commands.attach import MOST_BYTES, media_type_of
from xinlian.petitions.directory import look_up
from xinlian.petitions.drafts import Draft
from xinlian.petitions.representatives import names_of, represented
from xinlian.rules.errors import BrokenRule
from xinlian.rules.vocabulary import Channel, Level, Occurrence, Purpose, Term

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

_FIRST_DAY: Final = date(1995, 10, 28)
"""The first regulation on letters and visits; a petition dated earlier is a slip of the pen."""

_MOST_PEOPLE: Final = 100_000
_MOST_FILES: Final = 10
_MOMENT: Final = "%Y-%m-%dT%H:%M"

KEPT: Final = (
    "number", "received_at", "channel", "purpose", "level", "people", "occurrence", "place",
    "category", "title", "text", "name", "representatives", "id_number", "telephone", "address",
    "matter",
)  # fmt: skip
"""The fields that a kept draft holds: all but the files."""


class _Files(forms.ClearableFileInput):
    allow_multiple_selected = True


class _FilesField(forms.FileField):
    """Any number of files, each read when it is checked."""

    widget = _Files

    def clean(self, data: Any, initial: Any = None) -> list[bytes]:  # noqa: ANN401 - Django's own
        """Return the contents; refuse a file of a kind or size that is not taken."""
        files: list[UploadedFile[bytes]] = [each for each in data or [] if each]
        if len(files) > _MOST_FILES:
            raise ValidationError(_("一次最多附%(count)s个文件。") % {"count": _MOST_FILES})
        return [self._content(super(_FilesField, self).clean(each, initial)) for each in files]

    @staticmethod
    def _content(file: "UploadedFile[bytes]") -> bytes:
        if (file.size or 0) > MOST_BYTES:
            raise ValidationError(_("附件不能超过%(size)s兆字节。") % {"size": MOST_BYTES // 2**20})
        content: bytes = file.read()
        media_type_of(content)
        return content


def _named(terms: type[Term]) -> Callable[[], list[tuple[str, str]]]:
    return lambda: [(str(each), term_name(each)) for each in terms]


def _line(label: Any, *, longest: int, hint: Any = "", source: str = "") -> forms.CharField:  # noqa: ANN401 - texts may be lazy
    attributes = {"autocomplete": "off"} | ({"list": source} if source else {})
    return forms.CharField(
        label=label, required=False, max_length=longest, help_text=hint,
        widget=forms.TextInput(attrs=attributes),
    )  # fmt: skip


class RegisterForm(forms.Form):
    """One petition as it comes in."""

    channel = forms.ChoiceField(label=lazy("形式"), choices=_named(Channel), initial=Channel.VISIT)
    received_at = forms.DateTimeField(
        label=lazy("收到时间"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_MOMENT),
    )
    people = forms.IntegerField(
        label=lazy("人数"), min_value=1, max_value=_MOST_PEOPLE, initial=1,
        help_text=lazy("联名信按署名人数"),
    )  # fmt: skip
    level = forms.ChoiceField(label=lazy("到达层级"), choices=_named(Level), initial=Level.CITY)
    purpose = forms.ChoiceField(label=lazy("目的"), choices=_named(Purpose), initial=Purpose.APPEAL)
    occurrence = forms.ChoiceField(
        label=lazy("初重"), choices=_named(Occurrence), initial=Occurrence.UNKNOWN
    )
    number = _line(lazy("登记编号"), longest=60, hint=lazy("留空则自动编号"))
    title = _line(lazy("标题"), longest=200, hint=lazy("何地、何事、什么要求，一句话。"))
    text = forms.CharField(
        label=lazy("内容"), required=False, max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=lazy("口头反映的，如实记录并念给本人核对。正文中的姓名、电话、住址、证件号登记时自动遮盖。"),
    )  # fmt: skip
    place = _line(
        lazy("问题属地"), longest=120, source="places", hint=lazy("问题发生地，不是户籍地。")
    )
    category = _line(
        lazy("内容分类"), longest=120, source="categories", hint=lazy("输入几个字选择。")
    )
    name = _line(lazy("信访人姓名"), longest=200)
    representatives = forms.CharField(
        label=lazy("推选的代表"), required=False, max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    telephone = _line(lazy("电话"), longest=60)
    id_number = _line(lazy("证件号"), longest=60)
    address = _line(lazy("住址"), longest=200)
    attachments = _FilesField(
        label=lazy("附件"), required=False,
        help_text=lazy("PDF、图片、docx、xlsx 或录音，每个不超过 10 兆字节。"),
    )  # fmt: skip
    matter = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Offer the present moment; nothing can have been received after it."""
        kwargs["initial"] = {"received_at": now} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.now = now
        self.place_code = ""
        self.category_code = ""
        self.fields["representatives"].help_text = _(
            "每行一名，不超过%(most)s名；多人走访由代表陈述，其余人计入人数。"
        ) % {"most": settings.REPRESENTATIVES}

    def clean_received_at(self) -> datetime:
        """Return the moment, which is past and not absurdly so."""
        moment: datetime = self.cleaned_data["received_at"]
        if moment > self.now:
            raise ValidationError(_("收到时间不能晚于现在。"))
        if moment.date() < _FIRST_DAY:
            raise ValidationError(_("收到时间过早，请核对年份。"))
        return moment

    def clean(self) -> dict[str, Any]:
        """Find place and category; count the representatives."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        self._find(data)
        if not (data.get("title", "").strip() or data.get("text", "").strip()):
            self.add_error("title", _("请填写标题或内容：信访人要求什么、发生了什么。"))
        names = [*names_of(data.get("name", "")), *names_of(data.get("representatives", ""))]
        try:
            data["names"] = represented(
                list(dict.fromkeys(names)),
                channel=data.get("channel", ""),
                people=data.get("people") or _MOST_PEOPLE,
            )
        except BrokenRule as refusal:
            refuse(self, refusal, "representatives")
        return data

    def _find(self, data: dict[str, Any]) -> None:
        place, category = data.get("place", "").strip(), data.get("category", "").strip()
        self.place_code, self.category_code = codes(place, category)
        if place and not self.place_code:
            self.add_error("place", _("没有这个地点；请从列表中选取，或留空。"))
        if category and not self.category_code:
            self.add_error("category", _("没有这个分类；请从列表中选取，或留空。"))

    def draft(self, actor: Actor) -> Draft:
        """Return the draft that the form describes, registered by the actor's unit."""
        data = self.cleaned_data
        same = ("number", "channel", "purpose", "level", "people", "occurrence", "title", "text",
                "id_number", "telephone", "address", "received_at")  # fmt: skip
        return Draft(
            **{name: data[name] for name in same},
            place=self.place_code,
            category=self.category_code,
            name=data["names"],
            unit=actor.unit,
        )


def codes(place: str, category: str) -> tuple[str, str]:
    """Return the codes of a place and a category in words; '' for what is unknown."""
    found = look_up([place.replace("/", "")], [category], [])
    return found.places.get(place.replace("/", ""), ""), found.categories.get(category, "")


def as_typed(query: Any, names: Sequence[str] = KEPT) -> dict[str, str]:  # noqa: ANN401 - a QueryDict
    """Return what a request's fields hold, unread and unchecked, to be kept or compared."""
    return {name: query.get(name, "")[:50_000] for name in names}
