"""Parameters that never belong into an address a search engine keeps."""

import re
from urllib.parse import parse_qsl, urlsplit

from crawler.records.keys import TRACKING_PARAMETERS

_SESSION = frozenset(
    {
        "sid", "phpsessid", "jsessionid", "sessionid", "session_id", "session", "oscsid", "zenid",
        "xtcsid", "cfid", "cftoken", "aspsessionid", "force_sid", "token", "___sid",
    }
)  # fmt: skip
_SORT = frozenset(
    {
        "sort", "sort_by", "sortby", "sort-by", "orderby", "order_by", "order", "dir", "sort_order",
        "product_list_order", "product_list_dir", "product_list_limit", "product_list_mode",
        "limit", "view", "mode", "srule", "per_page", "perpage", "items_per_page",
    }
)  # fmt: skip
_FILTER = re.compile(
    r"(?:filter|filters|filter[._\[-].*|f\[.*|pf_.*|_bc_fsnf|min_price|max_price|price|price_min"
    r"|price_max|prefn\d+|prefv\d+|pmin|pmax|refinementlist.*|facets?|rating_filter)",
    re.IGNORECASE,
)
_RANDOM = re.compile(r"(?=.*\d)(?=.*[A-Za-z])[A-Za-z0-9_,-]{12,}")
_IN_PATH = re.compile(r";(jsessionid|phpsessid|sid)=[^/?;]{8,}", re.IGNORECASE)


def session_of(url: str) -> str | None:
    """The name of the parameter that holds a visitor's session; None when there is none.

    The value must look like one: twelve signs or more, letters and digits.
    """
    in_path = _IN_PATH.search(urlsplit(url).path)
    if in_path:
        return in_path[1]
    for name, value in parameters(url):
        if name.lower() in _SESSION and _RANDOM.fullmatch(value):
            return name
    return None


def is_tracking(name: str) -> bool:
    """Whether a parameter only says where a visitor came from."""
    return name.lower() in TRACKING_PARAMETERS or name.lower().startswith("utm_")


def is_list_order(name: str) -> bool:
    """Whether a parameter sorts or filters a list, by the names that shop systems use."""
    return name.lower() in _SORT or bool(_FILTER.fullmatch(name))


def parameters(url: str) -> list[tuple[str, str]]:
    """Names and values of the query, in order."""
    return parse_qsl(urlsplit(url).query, keep_blank_values=True)
