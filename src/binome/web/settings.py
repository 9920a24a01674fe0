"""Django's settings, all derived from BINOME_… in the environment (docs/reference says which)."""

import os
from pathlib import Path

from binome.web.database import databases_from
from binome.web.guard import content_security_policy
from binome.web.modes import surroundings
from binome.web.pro_sante_connect import provider_settings, sign_in_origins

_AROUND = surroundings(os.environ)
_WEB = Path(__file__).parent

BINOME_MODE = _AROUND.mode
BINOME_DATA = _AROUND.data
DEBUG = False
SECRET_KEY = _AROUND.secret_key
ALLOWED_HOSTS = [*_AROUND.hosts, *(["testserver"] if BINOME_MODE == "test" else [])]
DATABASES = databases_from(_AROUND.database_url)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOT_URLCONF = "binome.web.urls"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "binome_cache"}}

FACES = [
    "contract",
    "dashboard",
    "board",
    "agenda",
    "prepare",
    "imports",
    "people",
    "trust",
    "ground",
    "whatif",
    "tasks",
    "tray",
    "delegation",
    "huddle",
    "pulse",
    "reports",
]
INSTALLED_APPS = [
    "binome.web",
    "binome.web.store",
    *(f"binome.web.{face}" for face in FACES),
    *(["binome.web.demo"] if BINOME_MODE == "demo" else []),
    "whitenoise.runserver_nostatic",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "binome.web.people.psc",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "binome.web.middleware.ContentPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "binome.web.middleware.KnownPerson",
    "binome.web.middleware.IdleSession",
    "binome.web.middleware.Tongue",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "binome.web.middleware.Doorkeeper",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "OPTIONS": {
            "loaders": [("django.template.loaders.cached.Loader", ["django.template.loaders.app_directories.Loader"])],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csrf",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "binome.web.around_pages.around_pages",
            ],
        },
    }
]

# Tongues and clocks: UTC in storage, the practice's own zone on its pages (binome.web.rights).
LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English")]
LOCALE_PATHS = [_WEB / "locale"]
LANGUAGE_COOKIE_NAME = "binome_language"
USE_TZ = True
TIME_ZONE = "UTC"
BINOME_ZONE = "Europe/Paris"

# Served from the package itself: nothing to collect, so that no deployment can forget it.
STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True

# Who is there.
AUTH_USER_MODEL = "store.AccountRow"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
if BINOME_MODE == "test":
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *PASSWORD_HASHERS]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("login", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "binome.web.people.doors.ClosedDoor"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_FORMS = {
    "login": "binome.web.people.library_forms.SignIn",
    "reauthenticate": "binome.web.people.library_forms.SignInAgain",
    "change_password": "binome.web.people.library_forms.NewPassword",
    "set_password": "binome.web.people.library_forms.FirstPassword",
}
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
MFA_ADAPTER = "binome.web.people.doors.SealedMeans"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "add_webauthn": "binome.web.people.library_forms.AddPasskey",
    "authenticate": "binome.web.people.library_forms.SecondFactor",
    "activate_totp": "binome.web.people.library_forms.SecondFactorMade",
}
MFA_TOTP_ISSUER = "Binôme"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # nobody signs up by e-mail: an account is born of an invitation
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = BINOME_MODE != "production"  # http://localhost
SOCIALACCOUNT_ADAPTER = "binome.web.people.doors.InvitedIdentity"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS = provider_settings(os.environ)
BINOME_SECOND_FACTOR = BINOME_MODE == "production"
BINOME_INVITATION_DAYS = 7
BINOME_DORMANT_DAYS = 90

# How long: idle and whole, both decided on the server (binome.web.middleware.IdleSession).
SESSION_ENGINE = "binome.web.store.sessions"
SESSION_COOKIE_AGE = int(os.environ.get("BINOME_SESSION_HOURS", "12")) * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
BINOME_IDLE_SECONDS = int(os.environ.get("BINOME_IDLE_MINUTES", "15")) * 60
BINOME_IDLE_WARNING_SECONDS = 120

# What a browser may do with our pages.
CONTENT_SECURITY_POLICY = {"DIRECTIVES": content_security_policy(sign_in_origins(os.environ))}
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = _AROUND.https
SESSION_COOKIE_SECURE = _AROUND.https
CSRF_COOKIE_SECURE = _AROUND.https
SECURE_HSTS_SECONDS = 31_536_000 if _AROUND.https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _AROUND.https
SECURE_REDIRECT_EXEMPT = ["^health$"]
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if _AROUND.https else "http"
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in _AROUND.hosts if _AROUND.behind_proxy and host != "*"]
if _AROUND.behind_proxy:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
CSRF_FAILURE_VIEW = "binome.web.refusals.form_too_old"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"nobody": {"()": "binome.web.guard.NoPersonalData"}},
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["nobody"], "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "binome": {"level": "INFO"},
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "uvicorn": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
}
