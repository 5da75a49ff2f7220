"""The words of the site's scripts, as a script: fetch is forbidden on a disk."""

from reports.language.catalogue import Words
from reports.site.shards import dump


def words_script(words: Words) -> str:
    """`SW.words`, `SW.forms` and `SW.plural` for SW.t and SW.n of app.js.

    The plural rule was read by gettext when the catalogue was: it holds nothing but arithmetic.
    """
    texts = {text: words.texts[text] for text in sorted(words.scripts & words.texts.keys())}
    forms = {one: words.forms[one] for one in sorted(words.scripts & words.forms.keys())}
    return (
        f'"use strict";\nSW.words = {dump(texts)};\nSW.forms = {dump(forms)};\n'
        f"SW.plural = (n) => Number({words.plural});\n"
    )
