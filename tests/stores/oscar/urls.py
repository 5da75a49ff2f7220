"""Addresses of the shop: Oscar's own, robots.txt, the sitemap and the pictures."""

from __future__ import annotations

from django.apps import apps
from django.conf import settings
from django.contrib.sitemaps import GenericSitemap
from django.contrib.sitemaps.views import index, sitemap
from django.http import HttpRequest, HttpResponse
from django.urls import include, path, re_path
from django.views.static import serve

FORBIDDEN = (
    "/catalogue/*/reviews/",
    "/basket/",
    "/checkout/",
    "/accounts/",
    "/dashboard/",
    "/search/",
    "/wishlists/",
)


def robots(request: HttpRequest) -> HttpResponse:
    """robots.txt with the address of the sitemap."""
    lines = ["User-agent: *", *(f"Disallow: {place}" for place in FORBIDDEN), ""]
    lines.append(f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}\n")
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def _section(model: str) -> GenericSitemap:
    found = apps.get_model("catalogue", model).objects.filter(is_public=True).order_by("id")
    return GenericSitemap({"queryset": found, "date_field": None}, protocol="http")


SITEMAPS = {"products": _section("Product"), "categories": _section("Category")}

urlpatterns = [
    path("robots.txt", robots),
    path("sitemap.xml", index, {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap-part"}),
    path("sitemap-<section>.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap-part"),
    path("i18n/", include("django.conf.urls.i18n")),
    re_path(r"^media/(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT}),
    path("", include(apps.get_app_config("oscar").urls[0])),
]
