"""An OpenID Connect provider that is not ours (Django OAuth Toolkit), run as a program of its own.

    python tests/web/people/provider.py PORT FOLDER CALLBACK

It speaks Pro Santé Connect's dialect: the scope `scope_all`, and claims named like the national ones.
"""

import sys
from pathlib import Path
from wsgiref.simple_server import WSGIServer, make_server

import django
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings

PORT, FOLDER, CALLBACK = int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
PEOPLE = {"legoff": "899700218896", "stranger": "899700000001", "nobody": ""}
PASSWORD = "provider"
SIGN_IN = "<!doctype html><form method=post>{% csrf_token %}{{ form.as_p }}<button>Sign in</button></form>"

settings.configure(
    SECRET_KEY="provider",
    ALLOWED_HOSTS=["*"],
    USE_TZ=True,
    ROOT_URLCONF=__name__,
    LOGIN_URL="/login/",
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(FOLDER / "provider.sqlite3")}},
    PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    SESSION_COOKIE_NAME="provider",  # cookies know hosts, not ports
    CSRF_COOKIE_NAME="provider_csrf",
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "oauth2_provider",
    ],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
    ],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {
                "context_processors": ["django.template.context_processors.request"],
                "loaders": [
                    ("django.template.loaders.locmem.Loader", {"registration/login.html": SIGN_IN}),
                    "django.template.loaders.app_directories.Loader",
                ],
            },
        }
    ],
    OAUTH2_PROVIDER={
        "OIDC_ENABLED": True,
        "OIDC_RSA_PRIVATE_KEY": rsa.generate_private_key(public_exponent=65537, key_size=2048)
        .private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        .decode(),
        "OIDC_RP_INITIATED_LOGOUT_ENABLED": True,
        "OIDC_RP_INITIATED_LOGOUT_ALWAYS_PROMPT": False,
        "PKCE_REQUIRED": True,
        "SCOPES": {"openid": "who you are", "scope_all": "your professional identity"},
        "OAUTH2_VALIDATOR_CLASS": f"{__name__}.NationalClaims",
        "REQUEST_APPROVAL_PROMPT": "auto",
    },
)
django.setup()

from django.contrib.auth.models import User  # noqa: E402  (models need the settings above)
from django.contrib.auth.views import LoginView  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.urls import include, path  # noqa: E402
from oauth2_provider.models import Application  # noqa: E402
from oauth2_provider.oauth2_validators import OAuth2Validator  # noqa: E402


class NationalClaims(OAuth2Validator):
    oidc_claim_scope = None

    def get_additional_claims(self, request):  # type: ignore[no-untyped-def]
        claims = {"given_name": "Anne", "family_name": "LE GOFF", "SubjectRole": ["10^1.2.250.1.213.1.1.5.5"]}
        national = PEOPLE[request.user.username]
        return {**claims, "SubjectNameID": national} if national else claims


urlpatterns = [
    path("login/", LoginView.as_view()),
    path("", include("oauth2_provider.urls", namespace="oauth2_provider")),
]


class Server(WSGIServer):
    allow_reuse_address = True


def main() -> None:
    call_command("migrate", verbosity=0)
    for name in PEOPLE:
        User.objects.create_user(name, password=PASSWORD)
    Application.objects.create(
        client_id="binome",
        client_secret="s3cret",
        redirect_uris=CALLBACK,
        post_logout_redirect_uris=CALLBACK.replace("psc/back/", "login/"),
        client_type=Application.CLIENT_CONFIDENTIAL,
        authorization_grant_type=Application.GRANT_AUTHORIZATION_CODE,
        algorithm=Application.RS256_ALGORITHM,
        skip_authorization=True,
    )
    with make_server("127.0.0.1", PORT, get_wsgi_application(), server_class=Server) as server:
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        server.serve_forever()


if __name__ == "__main__":
    sys.modules["provider"] = sys.modules["__main__"]
    main()
