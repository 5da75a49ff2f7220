"""How a shop is searched: the address behind its search field."""

import re
from urllib.parse import quote_plus, urlencode

from crawler.extract.document import Document
from crawler.extract.structured import structured_facts

_FIELDS = re.compile(
    r"(?:q|s|k|qs|query|search|keywords?|searchterm|search_query|search_text|suche|text|sword)",
    re.IGNORECASE,
)
"""Names of search fields, as the shop systems' own themes have them."""
_TEMPLATE = re.compile(r"\{[^{}]+\}")


def search_address(document: Document) -> str | None:
    """An address with `{query}` where the words go. None: the page shows no search by GET.

    From the search form, else from a SearchAction in the structured data.
    """
    for form in document.css("form"):
        if (form.attributes.get("method") or "get").lower() != "get":
            continue
        fields = form.css("input")
        box = next(
            (
                field
                for field in fields
                if (field.attributes.get("type") or "text").lower() in ("text", "search")
                and _FIELDS.fullmatch(field.attributes.get("name") or "")
            ),
            None,
        )
        if box is None:
            continue
        action = document.resolve(form.attributes.get("action") or document.url)[0]
        if action is None:
            continue
        hidden = [
            (field.attributes.get("name") or "", field.attributes.get("value") or "")
            for field in fields
            if (field.attributes.get("type") or "").lower() == "hidden"
            and field.attributes.get("name")
        ]
        mark = "&" if "?" in action else "?"
        more = f"&{urlencode(hidden)}" if hidden else ""
        name = quote_plus(box.attributes.get("name") or "")
        return f"{action.replace('{', '%7B')}{mark}{name}={{query}}{more.replace('{', '%7B')}"
    return _search_action(document)


def _search_action(document: Document) -> str | None:
    for item in structured_facts(document).items:
        actions = item.data.get("potentialAction")
        for action in actions if isinstance(actions, list) else [actions]:
            target = action.get("target") if isinstance(action, dict) else None
            if isinstance(target, dict):
                target = target.get("urlTemplate")
            if isinstance(target, list):
                target = target[0] if target else None
            if not isinstance(target, str) or len(_TEMPLATE.findall(target)) != 1:
                continue
            before, after = _TEMPLATE.split(target)
            address = document.resolve(before)[0]
            if address and "?" in before:
                # `resolve` tidies what stands before the words; the rest is as written.
                return f"{address}{'' if address.endswith('=') else '='}{{query}}{after}"
    return None
