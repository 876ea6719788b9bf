"""The settings, each read once from the environment. ``docs/settings.md`` explains them."""

import os
import secrets
from pathlib import Path

import dj_database_url

from xinlian.rules.calendar import holidays_folder

HOME = Path(os.environ.get("XINLIAN_HOME", "var")).resolve()
"""Where all data lives: databases, keys, attachments, the exported ledger."""

HOME.mkdir(parents=True, exist_ok=True)

HOLIDAYS = holidays_folder(os.environ)
"""Where an office enters the holidays of years that this version does not know."""


def _secret() -> str:
    """Return the signing key, created on first start and readable by its owner only."""
    path = HOME / "secret.key"
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(50))
    return path.read_text()


def _database(variable: str, file: str) -> dict[str, object]:
    """Return one database from a URL variable, SQLite under the home by default."""
    config = dict(dj_database_url.parse(os.environ.get(variable) or f"sqlite:///{HOME / file}"))
    if config["ENGINE"] == "django.db.backends.sqlite3":
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-64000;"
            ),
        }
    return config


SECRET_KEY = os.environ.get("XINLIAN_SECRET_KEY") or _secret()
DEBUG = os.environ.get("XINLIAN_DEBUG") == "1"
ALLOWED_HOSTS = os.environ.get("XINLIAN_HOSTS", "127.0.0.1,localhost,[::1]").split(",")

DATABASES = {
    "default": _database("DATABASE_URL", "xinlian.sqlite3"),
    "vault": _database("VAULT_DATABASE_URL", "vault.sqlite3"),
}
DATABASE_ROUTERS = ["xinlian.site.routers.VaultRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "xinlian.ledger",
    "xinlian.vault",
    "xinlian.organisation",
    "xinlian.petitions",
    "xinlian.matters",
    "xinlian.documents",
    "xinlian.handling",
    "xinlian.conference",
    "xinlian.briefing",
    "xinlian.desk",
    # After ours, so that a template of the same name is ours.
    "allauth",
    "allauth.account",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "xinlian.desk.middleware.StaffMiddleware",
]

ROOT_URLCONF = "xinlian.site.urls"
WSGI_APPLICATION = "xinlian.site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "xinlian.desk.context.desk",
            ],
        },
    },
]

AUTH_USER_MODEL = "organisation.Account"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = "account"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "xinlian.desk.accounts.StaffAdapter"
ACCOUNT_SESSION_REMEMBER = False
LOGIN_REDIRECT_URL = "/"
LOGIN_URL = "/accounts/login/"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [Path(__file__).parent / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

MEDIA_ROOT = HOME / "attachments"
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_TEMP_DIR = HOME / "uploads"
FILE_UPLOAD_TEMP_DIR.mkdir(mode=0o700, exist_ok=True)
MOST_UPLOAD = int(os.environ.get("XINLIAN_UPLOAD_MB") or 200) * 1024 * 1024
"""Bytes of the largest register that is taken by page."""

SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

_HTTPS = os.environ.get("XINLIAN_HTTPS") == "1"
SESSION_COOKIE_SECURE = _HTTPS
CSRF_COOKIE_SECURE = _HTTPS
SECURE_SSL_REDIRECT = _HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _HTTPS else None

GROUP_VISIT = 5
"""People from which a visit counts as a group visit: the field's habit, not the law's."""

REPRESENTATIVES = 5
"""Representatives that a common visit may send (R20)."""
