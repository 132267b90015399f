"""The entry for web servers."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "expo.settings")

application = get_wsgi_application()

from buyers.warm import warm_up_beside  # noqa: E402 - models need the application

warm_up_beside()
