"""Django's settings: one embedded SQLite database, sessions in a cookie that only this machine is asked for."""

import hashlib
from pathlib import Path

import ninja

from netsumiki import __version__
from netsumiki.studio import folder

HERE = Path(__file__).parent
FOLDER = folder.studio_folder()
SECRET_KEY = folder.secret_key(FOLDER)

DEBUG = False
VERSION = __version__
# A loopback tool that answered to any other name could be reached by DNS rebinding.
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "ninja",
    "netsumiki.studio",
]
MIDDLEWARE = [
    "netsumiki.studio.shield.Shield",
    "servestatic.middleware.ServeStaticMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "netsumiki.studio.urls"
ASGI_APPLICATION = "netsumiki.studio.asgi.application"
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The built pages lie at the root, and what the interface's own documentation needs under /static/.
PAGES = HERE / "static"
if PAGES.is_dir():
    SERVESTATIC_ROOT = PAGES
STATIC_URL = "/static/"
STATIC_ROOT = Path(ninja.__file__).parent / "static"
SERVESTATIC_MAX_AGE = 0
SERVESTATIC_ALLOW_ALL_ORIGINS = False


def SERVESTATIC_IMMUTABLE_FILE_TEST(path: str, url: str) -> bool:
    """Files whose name changes with their content."""
    return url.startswith("/assets/")


DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": FOLDER / folder.DATABASE,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=0;",
        },
    }
}

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = False  # the pages speak the languages, the server gives codes, facts and one English sentence

# Cookies do not know ports: two studios on one machine would sign each other out if theirs had one name.
SESSION_COOKIE_NAME = "netsumiki_" + hashlib.sha256(SECRET_KEY.encode()).hexdigest()[:8]
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 90
CSRF_COOKIE_NAME = "csrftoken"
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "netsumiki.studio.access.refused"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# The studio speaks HTTP to the machine it runs on, and to no other: what these ask for needs TLS, which it has not.
SILENCED_SYSTEM_CHECKS = ["security.W004", "security.W008", "security.W012", "security.W016"]

DATA_UPLOAD_MAX_MEMORY_SIZE = None  # limit.py counts, before anything is kept
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"terminal": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["terminal"], "level": "WARNING"},
}
