"""By which methods a page with a form is asked for, and answered to."""

from django.views.decorators.http import require_http_methods

require_form = require_http_methods(["GET", "HEAD", "POST"])
