"""Settings, read from the environment; each name stands beside what it sets.

DATABASE_URL and REDIS_URL are set by `manage.py` and by the tests where nothing else does: see expo/embedded.
"""

from pathlib import Path
from typing import Any

import django_stubs_ext
from csp.constants import NONE, SELF, UNSAFE_EVAL, UNSAFE_INLINE
from django.core.exceptions import ImproperlyConfigured
from django.templatetags.static import static
from django.utils.translation import gettext_lazy as _
from environs import Env

from expo.access.description import API_DESCRIPTION
from expo.common.database_urls import database
from expo.common.redis_urls import broker_url, cache_url

django_stubs_ext.monkeypatch()

env = Env()
BASE_DIR = Path(__file__).resolve().parent.parent
STATE_DIR = env.path("EXPO_STATE_DIR", BASE_DIR / ".local")

# DEMO shows the sample fair: it prints sign-ins and shows every e-mail sent. DEBUG is for work on the code.
DEMO = env.bool("DEMO", False)
DEBUG = env.bool("DEBUG", False)
SECRET_KEY = env.str("SECRET_KEY", "only-for-the-sample-fair-and-tests" if DEMO or DEBUG else "")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
SITE_URL = env.str("SITE_URL", "http://127.0.0.1:8000").rstrip("/")  # for links in messages
SERVES_HTTPS = SITE_URL.startswith("https://")
if DEMO and SERVES_HTTPS:
    raise ImproperlyConfigured("DEMO shows everybody's e-mail: it is not for a site that others reach.")

INSTALLED_APPS = [
    "unfold",
    "unfold.contrib.filters",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "csp",
    "django_filters",
    "django_htmx",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "pgtrigger",
    "pghistory",
    "rest_framework",
    "expo.access",
    "expo.notifications",
    "expo.runs",
    "expo.people",
    "expo.fair",
    "exhibitors",
    "buyers",
    "expo.desk",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "expo.desk.csp.admin_policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "expo.people.middleware.language_of_the_person",
    "expo.people.middleware.private_to_the_person",
    "expo.desk.dashboard.board.organisers_act",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "expo.desk.errors.page_for_wrong_method",
]

ROOT_URLCONF = "expo.urls"
WSGI_APPLICATION = "expo.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "expo.common.forms.Renderer"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "expo.desk.context.everywhere",
            ],
        },
    },
]

DATABASES = {"default": database(env.str("DATABASE_URL", "postgres:///expo"))}  # PostgreSQL

# Redis: the broker's bell and the cache. What must not be lost is a row.
REDIS_URL = env.str("REDIS_URL", "redis://127.0.0.1:6379/0")
REDIS_PREFIX = env.str("REDIS_PREFIX", "expo")  # before every key, so that several can share one Redis
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": cache_url(REDIS_URL),
        "KEY_PREFIX": REDIS_PREFIX,
        "OPTIONS": {"socket_connect_timeout": 2, "socket_timeout": 2},
    }
}
CELERY_BROKER_URL = broker_url(REDIS_URL)
CELERY_TASK_IGNORE_RESULT = True
# A bell is heard once: what a dead worker leaves undone, the sweep finds. A worker that still owed Redis an
# acknowledgement when that went away would end while it tries to put the message back.
CELERY_TASK_ACKS_LATE = False
CELERY_TASK_PUBLISH_RETRY = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_connect_timeout": 2,
    "socket_timeout": 5,  # so long a page waits for a Redis that hangs
    "visibility_timeout": 3600,
    "max_retries": 0,  # else each bell would try for 6 s to be heard while Redis is away
    "global_keyprefix": f"{REDIS_PREFIX}:",
}
SWEEP_SECONDS = env.float("SWEEP_SECONDS", 10)
MATCH_AGAIN_MINUTES = env.float("MATCH_AGAIN_MINUTES", 5)  # of rest between a matching and the next by itself
CELERY_BEAT_SCHEDULE = {
    "deliver what is due": {"task": "expo.notifications.tasks.deliver_due", "schedule": SWEEP_SECONDS},
    "resume runs that nobody works on": {
        "task": "expo.runs.tasks.resume_abandoned",
        "schedule": SWEEP_SECONDS,
    },
    "let unanswered offers lapse": {"task": "exhibitors.tasks.lapse_offers", "schedule": 60.0},
    "propose freed booths": {"task": "exhibitors.tasks.propose_freed_booths", "schedule": 60.0},
    "add up what has changed": {"task": "expo.fair.tasks.add_up_changes", "schedule": 300.0},
    "match what has changed": {"task": "buyers.tasks.match_what_changed", "schedule": 60.0},
    "tell the day's matches": {"task": "buyers.tasks.tell_of_the_day", "schedule": 600.0},
    "count the directory's words": {"task": "exhibitors.tasks.refresh_vocabulary", "schedule": 300.0},
    "forget superseded matches": {"task": "buyers.tasks.forget_superseded_matches", "schedule": 3600.0},
    "forget kept answers": {"task": "expo.access.tasks.forget_answers", "schedule": 3600.0},
}
CELERY_BEAT_SCHEDULE_FILENAME = str(STATE_DIR / "beat-schedule")

# People sign in by e-mail; an address counts once it is verified.
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
SILENCED_SYSTEM_CHECKS = ["auth.W004"]  # addresses are unique whatever their case, by a constraint of our own
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = False
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_ADAPTER = "expo.people.accounts.Adapter"
ACCOUNT_SIGNUP_FORM_CLASS = "expo.people.forms.SignUpForm"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "workspace"

# Languages: English and Simplified Chinese are complete.
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("zh-hans", _("Simplified Chinese"))]
LOCALE_PATHS = [BASE_DIR / "expo" / "locale"]
FORMAT_MODULE_PATH = "expo.formats"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "expo" / "static"]
STATIC_ROOT = STATE_DIR / "static"
STORAGES = {  # collected files are compressed once; what is served before that is compressed on its way
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = env.bool("WHITENOISE_USE_FINDERS", DEBUG or DEMO)
MEDIA_URL = "/media/"
MEDIA_ROOT = env.path("MEDIA_ROOT", STATE_DIR / "media")
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20

# E-mail. The sample fair keeps every message as a file, and shows them at /demo/mail/.
SENT_MAIL_DIR = STATE_DIR / "sent-mail"
email = env.dj_email_url("EMAIL_URL", "smtp://127.0.0.1:25")
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend" if DEMO else email["EMAIL_BACKEND"]
EMAIL_FILE_PATH = str(SENT_MAIL_DIR)
EMAIL_HOST = email["EMAIL_HOST"]
EMAIL_PORT = email["EMAIL_PORT"]
EMAIL_HOST_USER = email["EMAIL_HOST_USER"]
EMAIL_HOST_PASSWORD = email["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS = email.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = email.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "China-ASEAN Expo <expo@example.org>")

# What a browser may load: our own files alone; the admin's theme needs more, and has it on /admin/ only.
CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "EXCLUDE_URL_PREFIXES": ["/admin/"],
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}
ADMIN_CONTENT_SECURITY_POLICY = {
    **CONTENT_SECURITY_POLICY["DIRECTIVES"],
    "script-src": [SELF, UNSAFE_INLINE, UNSAFE_EVAL],
    "style-src": [SELF, UNSAFE_INLINE],
}
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = SERVES_HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if SERVES_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SERVES_HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", False) else None
X_FRAME_OPTIONS = "DENY"

# How many requests a minute the API takes from one address, from one user, and of a user's how many that write.
API_RATES = {
    "strangers": env.int("API_STRANGERS_A_MINUTE", 120),
    "signed in": env.int("API_SIGNED_IN_A_MINUTE", 600),
    "writes": env.int("API_WRITES_A_MINUTE", 120),
}
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "expo.access.authentication.BearerAuthentication",  # first: it makes the answer to strangers 401
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticatedOrReadOnly"],
    "DEFAULT_PAGINATION_CLASS": "expo.common.keyset.Pages",
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["expo.access.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_METADATA_CLASS": None,
    "EXCEPTION_HANDLER": "expo.common.rest.problem",
    "NUM_PROXIES": 1 if env.bool("BEHIND_PROXY", False) else 0,  # whose word on a stranger's address is taken
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Expo platform",
    "DESCRIPTION": API_DESCRIPTION,
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.IsAuthenticatedOrReadOnly"],
    "COMPONENT_SPLIT_REQUEST": True,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "expo.access.schema.complete",
    ],
    "ENUM_NAME_OVERRIDES": {
        "AllocationStateEnum": "exhibitors.states.AllocationState",
        "CertificateEnum": "exhibitors.models.Certificate",
        "BoothKindEnum": "expo.fair.models.Booth.Kind",
        "RegistrationStateEnum": "exhibitors.states.Registration",
        "ClaimStateEnum": "exhibitors.states.Claim",
        "BoothStateEnum": "exhibitors.api.booths.STATES",
        "RequestStateEnum": "buyers.states.Request",
        "MeetingStateEnum": "buyers.states.MeetingState",
    },
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
}

UNFOLD = {
    "SITE_TITLE": _("Expo platform"),
    "SITE_HEADER": _("Expo platform"),
    "SITE_ICON": lambda request: static("look/hibiscus.svg"),
    "SITE_FAVICONS": [
        {"rel": "icon", "type": "image/svg+xml", "href": lambda request: static("look/hibiscus.svg")}
    ],
    "SHOW_VIEW_ON_SITE": True,
    "STYLES": [lambda request: static("desk/admin.css")],
    "SCRIPTS": [lambda request: static("desk/admin.js")],
    "SIDEBAR": {"show_search": True, "navigation": "expo.desk.sidebar.navigation"},
    "DASHBOARD_CALLBACK": "expo.desk.dashboard.figures",
    "COLORS": {
        "primary": {
            "50": "#fdf2f3",
            "100": "#fbe3e6",
            "200": "#f6c7cd",
            "300": "#ee9ba6",
            "400": "#e26577",
            "500": "#d23b52",
            "600": "#b5243d",
            "700": "#981b33",
            "800": "#7f1a2f",
            "900": "#6c1a2c",
            "950": "#3c0914",
        }
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "WARNING")},
}
