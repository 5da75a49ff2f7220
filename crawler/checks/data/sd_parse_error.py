"""data/sd-parse-error"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.records import Problem, Severity, StructuredFacts

_PLAIN = {
    "Expecting property name": "a comma too many, or a name without double quotation marks",
    "Illegal trailing comma": "a comma after the last value",
    "Expecting value": "a value is missing, or it is not JSON at all",
    "Expecting ',' delimiter": "a comma is missing, or a quotation mark stands inside a text",
    "Expecting ':' delimiter": "a colon is missing",
    "Invalid control character": "a line break or tab stands inside a text",
    "Invalid \\": "a backslash stands where none belongs",
    "Unterminated string": "a text has no closing quotation mark",
    "Extra data": "something follows after the end",
}
"""The parser's words and ours."""


@check(
    Severity.ERROR,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/appearance/structured-data/intro-structured-data"
        " (read 2026-11-23)",
        "https://www.rfc-editor.org/rfc/rfc8259 (read 2026-11-23)",
    ),
    also=(
        "Screaming Frog: Structured Data: Parse Errors",
        "squirrelscan: schema/json-ld-valid",
    ),
)
def sd_parse_error(structured: StructuredFacts) -> Iterator[Problem]:
    """The structured data does not parse

    ## Why it matters
    A single wrong comma makes the whole block unreadable for Google. Price, stock and stars vanish
    from the search result, and free product listings may be refused.

    ## How to fix
    Hand line, column and the quoted piece to whoever maintains the theme. Common causes: a comma
    after the last value, a quotation mark or line break inside a product's name, a comment. Texts
    must go through the template's JSON filter. Shopify: `{{ product.title | json }}`. WooCommerce:
    the SEO plugin, or `wp_json_encode` in the theme. Magento: `json_encode` in the .phtml file.
    BigCommerce: `{{{json product.title}}}`. Salesforce Commerce Cloud: `JSON.stringify` in the
    template's script.

    ## What is not checked
    Empty blocks, which do no harm.
    """
    for error in structured.errors:
        if not error.snippet:
            continue
        rest = " Storewalk could still read it; Google may not." if error.recovered else ""
        said = next(
            (ours for theirs, ours in _PLAIN.items() if error.message.startswith(theirs)),
            error.message,
        )
        yield Problem(
            message=(
                f"JSON-LD block {error.block + 1} breaks at line {error.line}, column "
                f"{error.column}: {said}.{rest}"
            ),
            about=f"{error.syntax} {error.block}",
            cause=f"sd-parse-error: {said}",
            evidence={
                "block": error.block + 1,
                "line": error.line,
                "column": error.column,
                "snippet": error.snippet,
                "parser": error.message,
            },
        )
