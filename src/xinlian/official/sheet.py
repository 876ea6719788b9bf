"""The stylesheet of a document's page: like the paper on paper, readable on a screen."""

from typing import Final

from xinlian.official.fonts import FANG, HEI, KAI, SONG, SONG_TITLE

STYLESHEET: Final = f"""
:root {{ color-scheme: light; --ink: #1a1a1a; --red: #b00000; --line: #555; --link: #0b4a8f; }}
* {{ box-sizing: border-box; }}
body {{ margin: 0; background: #f2f2f0; color: var(--ink);
  font: 1.125rem/1.8 {FANG.stack}; overflow-wrap: anywhere; }}
main {{ max-width: 46rem; margin: 1rem auto; padding: 3rem 2.5rem; background: #fff; }}
p {{ margin: 0; text-indent: 2em; text-align: justify; }}
h1, h2, h3, h4, h5 {{ margin: 0; font-size: 1em; font-weight: normal; text-indent: 2em;
  break-after: avoid; }}
h1 {{ font: 1.6em/1.4 {SONG_TITLE.stack}; text-align: center; text-indent: 0; margin: 1em 0; }}
h1 span {{ display: block; }}
h2 {{ font-family: {HEI.stack}; margin-top: .5em; }}
h3 {{ font-family: {KAI.stack}; }}
.flush, .marking, .attachments, .copies p {{ text-indent: 0; }}
.marking, .label, caption, th {{ font-family: {HEI.stack}; }}
.mark {{ font: 2.6em/1.3 {SONG_TITLE.stack}; color: var(--red); text-align: center;
  text-indent: 0; margin-top: 1em; }}
.number {{ display: flex; justify-content: center; text-indent: 0; margin-top: 2em;
  padding-bottom: .5em; border-bottom: 2px solid var(--red); }}
.number.upward {{ justify-content: space-between; padding-inline: 1em; }}
.subtitle {{ font-family: {KAI.stack}; text-align: center; text-indent: 0; }}
.attachments {{ display: flex; margin: 1.8em 0 0 2em; }}
.attachments ol, .attachments ul {{ margin: 0; padding-left: 1.5em; }}
.attachments ul {{ list-style: none; padding: 0; }}
.signature {{ margin: 1.8em 2em 0 0; text-align: right; }}
.signature p {{ text-align: right; text-indent: 0; }}
.issued .signature {{ margin-top: 3.6em; margin-right: 4em; }}
.scroll {{ overflow-x: auto; margin: 1em 0; }}
table {{ border-collapse: collapse; width: 100%; font-size: .85em; line-height: 1.5;
  break-inside: auto; }}
caption {{ padding: .3em; }}
th, td {{ border: 1px solid var(--line); padding: .25em .5em; text-align: center; }}
th {{ font-weight: normal; }}
td:not(.text) a {{ white-space: nowrap; }}
tr {{ break-inside: avoid; }}
a {{ color: var(--link); text-decoration: underline dotted; text-underline-offset: .2em; }}
a:hover {{ text-decoration-style: solid; }}
a:focus-visible, .scroll:focus-visible {{ outline: 3px solid var(--link); outline-offset: 2px; }}
tr:target {{ background: #fff3c4; }}
mark {{ background: #ffe58a; color: inherit; border-bottom: 2px dashed #8a5a00; }}
mark small {{ font-size: .7em; }}
.sources {{ margin-top: 3em; }}
.sources h2 {{ text-align: center; text-indent: 0; font: 1.4em/1.4 {SONG_TITLE.stack}; }}
.sources td.text {{ text-align: left; }}
.sources code {{ display: block; font-size: .85em; font-family: {SONG.stack}; }}
.copies {{ margin-top: 3em; font-size: .9em; border-block: 1.5px solid; }}
.copies p {{ padding: .2em 1em; }}
.copies p + p {{ border-top: 1px solid; }}
.copies .printer {{ display: flex; justify-content: space-between; }}
@media (max-width: 40rem) {{
  main {{ margin: 0; padding: 1.25rem 1rem; }}
  .mark {{ font-size: 1.8em; }}
  .signature, .issued .signature {{ margin-right: 0; }}
}}
@page {{ size: A4; margin: 37mm 26mm 35mm 28mm; }}
@media print {{
  body {{ background: none; font-size: 16pt; line-height: 28.95pt; }}
  main {{ max-width: none; margin: 0; padding: 0; }}
  h1 {{ font-size: 22pt; line-height: 28.95pt; }}
  a {{ color: inherit; text-decoration: none; }}
  .scroll {{ overflow: visible; }}
  .sources {{ break-before: page; }}
}}
"""
