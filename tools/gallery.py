"""Write one document of every kind, with the fictional samples of the tests, to look at them.

``python -m tools.gallery FOLDER`` writes docx; where LibreOffice is installed,
``soffice --headless --convert-to pdf FOLDER/*.docx`` makes pages of them.
"""

import sys
from datetime import date
from pathlib import Path

from tests.documents.samples import SAMPLES
from xinlian.documents.body import Filling, document_of
from xinlian.documents.compose import compose
from xinlian.documents.kinds import KINDS
from xinlian.documents.shelf import template_of
from xinlian.official.docx import render_docx


def main(arguments: list[str]) -> int:
    """Write the gallery into a folder; its `templates/`, if it has one, go first."""
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    for kind in KINDS.values():
        body = compose(kind, template_of(kind, folder), SAMPLES[kind.code])
        number = body["number"].replace("【年】", "2026").replace("【号】", "3")
        filling = Filling(date(2026, 11, 24), number, "周晓岚", "云州市东岭区桂花路18号3栋502室")
        path = folder / f"{kind.code}.docx"
        path.write_bytes(render_docx(document_of(kind, body, filling)))
        print(f"{path} {kind.zh}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
