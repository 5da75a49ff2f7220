"""The words of the site's scripts, as a script: fetch is forbidden on a disk."""

from reports.language.speech import Speech
from reports.text import dump


def words_script(speech: Speech) -> str:
    """`SW.words`, `SW.forms` and `SW.plural` for SW.t and SW.n of app.js; `SW.locale` for numbers.

    The plural rule was read by gettext when the catalogue was: it holds nothing but arithmetic.
    """
    words, locale = speech.words, str(speech.locale).replace("_", "-")
    texts = {text: words.texts[text] for text in sorted(words.scripts & words.texts.keys())}
    forms = {one: words.forms[one] for one in sorted(words.scripts & words.forms.keys())}
    return (
        f'"use strict";\nSW.locale = {dump(locale)};\n'
        f"SW.words = {dump(texts)};\nSW.forms = {dump(forms)};\n"
        f"SW.plural = (n) => Number({words.plural});\n"
    )
