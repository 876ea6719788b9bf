"""The forms of documents: one for each kind, made from its fields, and those of the acts."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from xinlian.desk.language import chosen
from xinlian.desk.pages.petition_forms import PURPOSES, named
from xinlian.documents.fields import FIELDS, Field, Form
from xinlian.documents.kinds import KINDS, Kind
from xinlian.documents.terms import Service, VoidReason
from xinlian.rules.vocabulary import Opening

_BETWEEN: Final = "|"


class DayInput(forms.DateInput):
    """A day as browsers ask for it."""

    def __init__(self) -> None:
        """Write days as ISO."""
        super().__init__(attrs={"type": "date"}, format="%Y-%m-%d")


class RowsField(forms.CharField):
    """Rows, one in each line, their parts divided by ``|``; cleaned to a list of parts by code."""

    def __init__(self, parts: tuple[tuple[str, str], ...], **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Keep the codes of the parts and say their names."""
        self.codes = [code for code, _name in parts]
        names = f" {_BETWEEN} ".join(name for _code, name in parts)
        help_text = _("每行一项：%(parts)s") % {"parts": names}
        super().__init__(widget=forms.Textarea(attrs={"rows": 4}), help_text=help_text, **kwargs)

    def prepare_value(self, value: Any) -> Any:  # noqa: ANN401 - typed or known
        """Write rows as lines."""
        if not isinstance(value, list):
            return value
        return "\n".join(
            f" {_BETWEEN} ".join(row.get(code, "") for code in self.codes) for row in value
        )

    def clean(self, value: Any) -> list[dict[str, str]]:  # noqa: ANN401 - Django's own
        """Return the rows; raise where a line has more parts than there are."""
        rows = []
        for line in str(super().clean(value)).splitlines():
            parts = [part.strip() for part in line.split(_BETWEEN)]
            if len(parts) > len(self.codes):
                raise forms.ValidationError(_("这一行的项目太多：%(line)s") % {"line": line})
            if any(parts):
                named_parts = zip(self.codes, parts, strict=False)
                rows.append({code: part for code, part in named_parts if part})
        return rows


class WordsForm(forms.Form):
    """The fields of a kind; the command checks what the law needs and says its article."""

    def __init__(self, kind: Kind, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Ask for every field of the kind."""
        super().__init__(*args, **kwargs)
        for code in kind.fields:
            self.fields[code] = _asked(FIELDS[code], required=code in kind.needs)

    @property
    def words(self) -> dict[str, Any]:
        """Return the values as documents keep them: days as ISO."""
        return {
            code: value.isoformat() if isinstance(value, date) else value
            for code, value in self.cleaned_data.items()
        }


class KindForm(forms.Form):
    """Which kind is to be drafted."""

    kind = forms.ChoiceField(
        label=lazy("文书种类"),
        choices=lambda: [(code, chosen(kind.zh, kind.en)) for code, kind in KINDS.items()],
    )


class VoidForm(forms.Form):
    """Why a document is void."""

    reason = forms.ChoiceField(label=lazy("作废原因"), choices=named(VoidReason))


class PurposeForm(forms.Form):
    """For what name and address are merged, or a paper is opened again."""

    purpose = forms.ChoiceField(
        label=lazy("用途"), choices=lambda: [(str(p), chosen(p.zh, p.en)) for p in PURPOSES]
    )

    @property
    def opening(self) -> Opening:
        """Return the purpose."""
        return Opening(self.cleaned_data["purpose"])


class ServeForm(forms.Form):
    """How, when and by what evidence a paper was served."""

    service = forms.ChoiceField(label=lazy("送达方式"), choices=named(Service))
    served_on = forms.DateField(label=lazy("送达日期"), widget=DayInput())
    evidence = forms.CharField(
        label=lazy("送达证明"), help_text=lazy("签收人、见证人或者邮寄单号；密封保存。")
    )


def missing(kind: Kind, known: Mapping[str, Any]) -> list[str]:
    """Return the names of what the kind needs and nobody knows yet."""
    return [chosen(FIELDS[code].zh, FIELDS[code].en) for code in kind.needs if not known.get(code)]


def _asked(field: Field, *, required: bool) -> forms.Field:
    asked: dict[str, Any] = {"label": chosen(field.zh, field.en), "required": required}
    if field.form is Form.ROWS:
        return RowsField(field.parts, **asked)
    if field.form is Form.DAY:
        return forms.DateField(widget=DayInput(), **asked)
    if field.form is Form.NUMBER:
        return forms.IntegerField(min_value=1, **asked)
    rows = forms.Textarea(attrs={"rows": 4}) if field.form is Form.WORDS else forms.TextInput()
    return forms.CharField(widget=rows, **asked)
