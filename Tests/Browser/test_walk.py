"""Every page that a link leads to, in three languages, by day and by night, on the desk's screen and on a phone."""
import re
import urllib.error
import urllib.request

import pytest

from test_pages import grave

DESK, PHONE = (1366, 768), (390, 844)
FACES = {
    "zh-Hans-day-desk": ("zh-Hans", False, DESK), "zh-Hant-night-desk": ("zh-Hant", True, DESK),
    "en-day-phone": ("en", False, PHONE),
}


@pytest.fixture(scope="session")
def addresses(house, cookies):
    """Pages without parameters, and of each kind of page with them the first that a link leads to."""
    session = "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in cookies("远志"))
    waiting = [
        path for path, methods in house.get("/openapi.json")["paths"].items() if "{" not in path
        and "text/html" in methods.get("get", {}).get("responses", {}).get("200", {}).get("content", {})]
    kinds = dict.fromkeys(waiting)
    while waiting:
        path = waiting.pop()
        request = urllib.request.Request(house.address + path, headers={"Accept": "text/html", "Cookie": session})
        try:
            html = urllib.request.urlopen(request).read().decode()
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{path} answers {error.code}") from error
        kinds[kind(path)] = path
        for link in re.findall(r'<a\b[^>]*\bhref="(/[^"#]*)', html):
            link = link.replace("&amp;", "&")
            if kind(link) not in kinds and not link.startswith(("//", "/assets")):
                kinds[kind(link)] = None
                waiting.append(link)
    # What lies below /desk/ is a part of the desk's page, which is there already.
    return sorted(path for path in kinds.values() if path and not path.startswith("/desk/"))


def kind(link):
    """The same for all visits, all rooms, all days."""
    link = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "{id}", link)
    return re.sub(r"/[A-Z]-\d+", "/{pass}", re.sub(r"=[^&]*", "=", link))


@pytest.mark.parametrize("face", FACES)
def test_every_page_opens_quietly_fits_and_is_accessible(browse, addresses, face):
    language, dark, size = FACES[face]
    page, wrong = browse("远志", language=language, dark=dark, size=size), []
    for address in addresses:
        answer = page.goto(address)
        if "text/html" not in (answer.headers.get("content-type") or ""):
            continue
        wrong += [f"{address}: status {answer.status}"] if answer.status != 200 else []
        wrong += [f"{address}: says {complaint}" for complaint in page.complaints]
        page.complaints.clear()
        if page.evaluate("document.documentElement.lang") != language:
            wrong.append(f"{address}: is not in {language}")
        if (over := page.evaluate("document.documentElement.scrollWidth - innerWidth")) > 0:
            wrong.append(f"{address}: {over} px wider than the screen")
        wrong += [f"{address}: {violation}" for violation in grave(page)]
    assert len(addresses) > 25
    assert not wrong, "\n".join(wrong)


def test_hostile_names_are_shown_as_they_were_typed(browse, house):
    name = '<img src=x onerror="document.title=1">'
    status, visit = house.send("/visits", {
        "visitor": {"name": name, "organisation": name}, "host": {"name": name}, "purpose": "delivery",
        "belongings": name, "note": name, "document": {"check": "not_required"}}, house.token("property_manager"))
    assert status == 201, visit
    page = browse("远志")
    for address in ["/", "/visits", f"/visits/{visit['id']}", "/journal", "/register"]:
        page.goto(address)
        assert page.locator("img[src=x]").count() == 0 and page.title() != "1"
    assert page.complaints == []


def test_the_server_told_of_no_fault(house):
    assert "internal fault" not in house.said(), house.said()
