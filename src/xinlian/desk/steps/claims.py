"""What is asked for each claim: on sorting its purpose and route, in an opinion its result."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from xinlian.desk.steps.fields import TermField
from xinlian.handling.commands.deciding import ClaimAnswer
from xinlian.handling.commands.sorting import NewClaim
from xinlian.rules.vocabulary import Adoption, ClaimResult, Purpose, Route


class SortedClaim(forms.Form):
    """One claim as sorted; a row without words is no claim."""

    words = forms.CharField(
        label=lazy("诉求"), widget=forms.Textarea(attrs={"rows": 2}), required=False
    )
    purpose = TermField(list(Purpose), label=lazy("信访目的"), required=False, empty_value=None)
    route = TermField(
        list(Route), label=lazy("办理途径"), required=False, empty_value=None,
        help_text=lazy("只有申诉求决事项有途径。"),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Refuse words without a purpose."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("words", "").strip() and not data.get("purpose"):
            self.add_error("purpose", _("请选择该项诉求的信访目的。"))
        return data

    @property
    def claim(self) -> NewClaim | None:
        """Return the claim, None for an empty row."""
        words = self.cleaned_data["words"].strip()
        if not words:
            return None
        return NewClaim(words, self.cleaned_data["purpose"], self.cleaned_data["route"])


class AnsweredClaim(forms.Form):
    """The result held against one claim, with what bears it."""

    result = forms.ChoiceField(label=lazy("处理结果"))
    facts = forms.CharField(label=lazy("查明的事实"), widget=forms.Textarea(attrs={"rows": 3}))
    reasons = forms.CharField(label=lazy("理由"), widget=forms.Textarea(attrs={"rows": 3}))
    basis = forms.CharField(label=lazy("法律法规政策依据"), max_length=500)

    def __init__(self, *args: Any, purpose: Purpose, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Offer the results that the purpose of the claim has."""
        super().__init__(*args, **kwargs)
        terms = Adoption if purpose is Purpose.SUGGESTION else ClaimResult
        field = TermField(list(terms), label=lazy("处理结果"))
        self.fields["result"] = field

    @property
    def answer(self) -> ClaimAnswer:
        """Return the answer."""
        return ClaimAnswer(**{name: self.cleaned_data[name] for name in _ANSWER})


_ANSWER = ("result", "facts", "reasons", "basis")
Answers = Mapping[int, ClaimAnswer]
