"""Django's settings, made from a store's directory and its key: nothing secret is written down."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from article3.store.errors import StoreError

if TYPE_CHECKING:
    from article3.store.home import Home
    from article3.store.keys import MasterKey

USERS = "secrets of users"
"""The use of the key that seals secrets of second factors."""
_WAIT = 20
"""Seconds that a writer waits for another."""


def settings_for(
    home: Home, key: MasterKey, *, database: str = "", hosts: tuple[str, ...] = (), secure: bool = False
) -> dict[str, Any]:
    """What ``django.conf.settings.configure`` takes.

    Args:
        home: the store's directory.
        key: its master key.
        database: address of a PostgreSQL database; without one the embedded, encrypted database is used.
        hosts: names by which browsers reach the server, beside this machine's own.
        secure: whether browsers reach it through TLS.

    Raises:
        StoreError: if the address cannot be read.
    """
    return {
        "SECRET_KEY": key.for_("sessions and signatures").hex(),
        "DEBUG": False,
        "ALLOWED_HOSTS": ["localhost", "127.0.0.1", "[::1]", *hosts],
        "DATABASES": {"default": postgresql(database) if database else embedded(home, key)},
        "INSTALLED_APPS": [
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.messages",
            "django.contrib.staticfiles",
            # Before the others, so that our templates stand for theirs of the same name.
            "article3.store",
            "article3.web",
            "allauth",
            "allauth.account",
            "allauth.mfa",
            "allauth.usersessions",
            "django_htmx",
            "django_tasks_db",
        ],
        "TASKS": {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}},
        "MIDDLEWARE": [
            "django.middleware.security.SecurityMiddleware",
            "whitenoise.middleware.WhiteNoiseMiddleware",
            "article3.web.middleware.Confidential",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.locale.LocaleMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
            "allauth.account.middleware.AccountMiddleware",
            "allauth.usersessions.middleware.UserSessionsMiddleware",
            "django_htmx.middleware.HtmxMiddleware",
            "article3.web.middleware.SignedIn",
        ],
        "ROOT_URLCONF": "article3.web.urls",
        "WSGI_APPLICATION": "article3.web.wsgi.application",
        "TEMPLATES": [
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "DIRS": [],
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                        "article3.web.context.page",
                    ],
                },
            }
        ],
        "AUTH_USER_MODEL": "store.User",
        "AUTHENTICATION_BACKENDS": ["article3.web.accounts.Backend"],
        "AUTH_PASSWORD_VALIDATORS": [
            {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
            {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
            {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
        ],
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.ScryptPasswordHasher"],
        "LANGUAGE_CODE": "en",
        "LANGUAGES": [("en", "English"), ("es", "Español"), ("ar", "العربية")],
        "TIME_ZONE": "UTC",
        "USE_TZ": True,
        "STATIC_URL": "static/",
        "STORAGES": {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}},
        "WHITENOISE_USE_FINDERS": True,
        "CACHES": {"default": {"BACKEND": "article3.store.counting.Cache"}},
        "EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
        "LOGIN_URL": "/accounts/login/",
        "LOGIN_REDIRECT_URL": "/",
        **_cookies(secure=secure),
        **_accounts(secure=secure),
        "CSRF_FAILURE_VIEW": "article3.web.errors.stale",
        "SILENCED_SYSTEM_CHECKS": [],
        "LOGGING": _LOGGING,
        "USE_X_FORWARDED_HOST": False,
        "FILE_UPLOAD_HANDLERS": ["article3.web.uploads.SealedHandler"],
        "DATA_UPLOAD_MAX_MEMORY_SIZE": 5 * 1024 * 1024,
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "ARTICLE3_FILES": str(home.files),
        "ARTICLE3_SEAL": key.for_(USERS),
    }


def embedded(home: Home, key: MasterKey) -> dict[str, Any]:
    """The encrypted database in the store's own directory.

    A commit is on disk when it returns (``synchronous = FULL``), what is deleted is overwritten, and nothing is put into files
    that are not encrypted (``temp_store``). Each page that is read has to be decrypted, so that more of them are kept than SQLite
    would by itself (``cache_size``, in KiB for each connection).
    """
    commands = (
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; "
        "PRAGMA cache_size = -16000"
    )
    return {
        "ENGINE": "article3.store.sqlcipher",
        "NAME": str(home.database),
        "OPTIONS": {"key": key.for_("database"), "timeout": _WAIT, "transaction_mode": "IMMEDIATE", "init_command": commands},
        "CONN_MAX_AGE": None,
    }


def postgresql(address: str) -> dict[str, Any]:
    """An organization's own database, such as ``postgresql://article3@db.example/article3``.

    Raises:
        StoreError: if that is no such address.
    """
    parts = urlsplit(address)
    name = unquote(parts.path.removeprefix("/"))
    if parts.scheme not in {"postgres", "postgresql"} or not name:
        raise StoreError("the address of the database is written as postgresql://user:password@host/name")
    host = unquote(parts.hostname or "")
    socket = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host or unquote(socket.pop("host", "")),
        "PORT": str(parts.port or ""),
        "OPTIONS": {word: unquote(value) for word, value in socket.items()},
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }


def _cookies(*, secure: bool) -> dict[str, Any]:
    """Cookies for the session alone, which ends with the browser; when it ends otherwise is in ``web.sessions``.

    A second one remembers the language of the pages, for whoever has chosen one.
    """
    return {
        "LANGUAGE_COOKIE_NAME": "language",
        "LANGUAGE_COOKIE_AGE": int(dt.timedelta(days=365).total_seconds()),
        "LANGUAGE_COOKIE_HTTPONLY": True,
        "LANGUAGE_COOKIE_SAMESITE": "Lax",
        "LANGUAGE_COOKIE_SECURE": secure,
        "SESSION_COOKIE_NAME": "article3",
        "SESSION_COOKIE_AGE": int(dt.timedelta(hours=12).total_seconds()),
        "SESSION_EXPIRE_AT_BROWSER_CLOSE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": secure,
        "CSRF_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_SAMESITE": "Strict",
        "CSRF_COOKIE_SECURE": secure,
        "SECURE_SSL_REDIRECT": secure,
        "SECURE_HSTS_SECONDS": int(dt.timedelta(days=365).total_seconds()) if secure else 0,
        "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https") if secure else None,
        "SECURE_CONTENT_TYPE_NOSNIFF": True,
        "SECURE_REFERRER_POLICY": "same-origin",
        "X_FRAME_OPTIONS": "DENY",
    }


def _accounts(*, secure: bool) -> dict[str, Any]:
    """How people sign in: by invitation, with an address, a password and a second factor."""
    return {
        "ACCOUNT_ADAPTER": "article3.web.accounts.Accounts",
        "ACCOUNT_LOGIN_METHODS": {"email"},
        "ACCOUNT_SIGNUP_FIELDS": ["email*", "password1*", "password2*"],
        "ACCOUNT_USER_MODEL_USERNAME_FIELD": None,
        "ACCOUNT_EMAIL_VERIFICATION": "none",
        "ACCOUNT_EMAIL_NOTIFICATIONS": False,
        "ACCOUNT_LOGOUT_ON_GET": False,
        "ACCOUNT_PREVENT_ENUMERATION": True,
        "ACCOUNT_REAUTHENTICATION_TIMEOUT": 900,
        "ACCOUNT_SESSION_REMEMBER": False,
        "ACCOUNT_RATE_LIMITS": {"login_failed": "20/m/ip,5/15m/key", "reauthenticate": "10/m/user"},
        "MFA_ADAPTER": "article3.web.accounts.SecondFactor",
        "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
        "MFA_TOTP_ISSUER": "article3",
        "MFA_TOTP_TOLERANCE": 1,  # the code before and the one after count too, as RFC 6238, section 5.2, recommends
        "MFA_PASSKEY_LOGIN_ENABLED": True,
        # An administrator handed the invitation over: there is no address to prove.
        "MFA_ALLOW_UNVERIFIED_EMAIL": True,
        # Attempts are counted by address: behind a proxy that ends TLS, the browser's is the last one that it names.
        "ALLAUTH_TRUSTED_PROXY_COUNT": 1 if secure else 0,
        "USERSESSIONS_TRACK_ACTIVITY": False,
    }


# Errors say where in our code, never with what: a traceback's values could be a client's facts.
_LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"plain": {"()": "article3.web.logs.WithoutFacts"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "filters": ["plain"]}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False}},
}
