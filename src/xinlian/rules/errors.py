"""The one exception with which a command refuses, and its neighbours."""


class BrokenRule(Exception):
    """A rule of procedure or of the house forbids this.

    ``code`` is stable and machine-readable; ``zh`` and ``en`` say what is wrong and what would
    be right; ``article`` names the article of the regulation, empty for a product rule.
    """

    def __init__(self, code: str, *, zh: str, en: str, article: str = "") -> None:
        """Refuse with a code, a sentence in each language and the article, if any."""
        super().__init__(f"{code}: {en}")
        self.code = code
        self.zh = zh
        self.en = en
        self.article = article


class Forbidden(BrokenRule):
    """The person who asks may not do or see this."""
