"""What may leave: to the browser's engine (content policy), and to the log (nothing personal)."""

import logging
import re
from collections.abc import Iterable

SELF = "'self'"
NONE = "'none'"


def content_security_policy(form_origins: Iterable[str] = ()) -> dict[str, list[str]]:
    """Our own files only, no inline script or style.

    `form_origins`: a browser applies form-action to the redirects that follow a form, so that the button
    "sign in with Pro Santé Connect" must be allowed to end on that site.
    """
    return {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # the QR code of the second factor is drawn in the page
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF, *form_origins],
    }


_QUERY = re.compile(r"\?\S*|(?<=/welcome/)[\w-]+")
_DATABASE_DETAIL = re.compile(r"^(DETAIL|CONTEXT|Failing row).*$", re.MULTILINE)


class NoPersonalData(logging.Filter):
    """A log says where and when something went wrong, never about whom.

    Addresses lose their query (a search holds names) and the secret of an invitation; PostgreSQL's messages
    lose the values of the row; the request, which carries the form, is dropped.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = _QUERY.sub("", str(record.msg))
        if isinstance(record.args, tuple):
            record.args = tuple(_QUERY.sub("", arg) if isinstance(arg, str) else arg for arg in record.args)
        if record.exc_info and not record.exc_text:
            record.exc_text = _DATABASE_DETAIL.sub("", logging.Formatter().formatException(record.exc_info))
        record.__dict__.pop("request", None)
        return True
