"""Every form of every page, sent with what no field may take: a clear answer that names each field and leads to it."""
from html.parser import HTMLParser
import re
import urllib.error
import urllib.parse
import urllib.request

import pytest

from test_walk import addresses  # noqa: F401

# A control character is refused in every text; a word is no choice, no number and no day.
BAD = "坏\u0007"


class Forms(HTMLParser):
    """The forms of a page with their fields, and every id."""

    def __init__(self, html):
        super().__init__()
        self.forms, self.ids, self.form = [], set(), None
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        own = dict(attributes)
        if "id" in own:
            self.ids.add(own["id"])
        if tag == "form":
            self.form = {"action": own.get("action"), "method": own.get("method", "get"), "fields": [], "pressed": []}
            self.forms.append(self.form)
        if self.form is not None and tag in ("input", "select", "textarea") and own.get("name"):
            self.form["fields"].append((own["name"], own.get("type", tag), own.get("value") or ""))
        if self.form is not None and tag == "button" and own.get("name") and "formnovalidate" not in own and not self.form["pressed"]:
            self.form["pressed"] = [(own["name"], own.get("value") or "")]

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None


def told(html):
    """The lines of the summary: what each begins with, and where it leads."""
    summary = re.search(r"data-errors>.*?</div></div>|<section class=\"card\"><h1>.*?</section>", html, re.S)
    lines = re.findall(r'<p(?: class="finding")?>(?:<a class="at" href="#([^"]*)">([^<]*)</a> |<b>([^<]*)</b> )?([^<]*)', summary.group(0) if summary else "")
    return [(target, link or name, message) for target, link, name, message in lines]


@pytest.fixture(scope="session")
def forms(house, cookies, addresses):  # noqa: F811
    """One form of each kind, with the page that it stands on."""
    session = "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in cookies("远志"))
    known = {}
    for address in addresses:
        answer = urllib.request.urlopen(urllib.request.Request(
            house.address + address, headers={"Accept": "text/html", "Cookie": session}))
        if "text/html" not in answer.headers["Content-Type"]:
            continue
        for form in Forms(answer.read().decode()).forms:
            typed = [name for name, kind, _ in form["fields"] if kind not in ("hidden", "radio", "checkbox", "select", "search")]
            # Whoever is signed in signs in anew at his own page.
            if form["method"] != "post" or not form["action"] or not typed or address == "/session/new":
                continue
            kind = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|/[A-Z]-\d+", "{id}", form["action"])
            known.setdefault((kind, tuple(typed)), (address, form))
    return session, known


def send(house, session, form, language):
    body = [(name, value if kind in ("hidden", "password") else BAD)
            for name, kind, value in form["fields"] if kind not in ("radio", "checkbox", "file")] + form["pressed"]
    request = urllib.request.Request(
        house.address + form["action"], urllib.parse.urlencode(body).encode(),
        {"Accept": "text/html", "Cookie": f"{session}; foyer_language={language}"})
    opener = urllib.request.build_opener(NoRedirect)
    try:
        with opener.open(request) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
def test_bad_input_is_answered_by_the_form_itself_and_names_every_field(house, forms, language):
    session, known = forms
    wrong = []
    for (kind, typed), (address, form) in known.items():
        status, html = send(house, session, form, language)
        here = f"{address} → {kind} {typed}: {status}"
        if status != 422:
            wrong.append(here)
            continue
        lines, ids = told(html), Forms(html).ids
        wrong += [] if lines else [f"{here} says nothing"]
        for target, name, message in lines:
            if not name or not message.strip():
                wrong.append(f"{here} does not name its field: {message}")
            elif not target:
                wrong.append(f"{here} does not lead to “{name}”: {message}")
            elif target not in ids:
                wrong.append(f"{here} leads to {target}, which is not there")
            # A thing or a person is called as the estate calls them; the field's own word is the page's.
            elif language == "en" and (re.search("[一-鿿]", message) or not re.search("[A-Za-z]{2}", name)):
                wrong.append(f"{here} is not in English: {name} {message}")
        # A browser lets nobody type a word for a day; a password is never shown again.
        if "坏" not in html and any(kind in ("text", "input", "textarea", "tel") for name, kind, _ in form["fields"]):
            wrong.append(f"{here} loses what was typed")
    assert len(known) > 20
    assert not wrong, "\n".join(wrong)
