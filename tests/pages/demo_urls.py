"""Every address, the demo's own with them."""

from django.conf.urls.i18n import i18n_patterns

from expo import urls

handler400 = urls.handler400
urlpatterns = [*urls.urlpatterns, *i18n_patterns(*urls.DEMO)]
