"""Every page that a link leads to, in three languages, by day and by night, on the desk's screen, a tablet and a phone.

Three faces are walked always, all eighteen with FOYER_FACES=all.
"""
import os
import re
import urllib.error
import urllib.request

import pytest

from test_pages import grave

SCREENS = {"desk": (1366, 768), "tablet": (820, 1180), "phone": (390, 844)}
FACES = {
    f"{language}-{light}-{screen}": (language, light == "night", SCREENS[screen])
    for language in ["zh-Hans", "zh-Hant", "en"] for light in ["day", "night"] for screen in SCREENS
}
USUAL = ["zh-Hans-day-desk", "zh-Hant-night-tablet", "en-day-phone"]
WALKED = list(FACES) if os.environ.get("FOYER_FACES") == "all" else USUAL

# Something to press that lies beyond the screen's edge, in no box that scrolls sideways; a rail that must be scrolled.
BEYOND = """() => {
  const cut = [...document.querySelectorAll("a, button, input, select, summary, textarea")].filter((one) => {
    const box = one.getBoundingClientRect();
    if (!one.checkVisibility() || !box.width || !box.height || one.closest(".sr, .skip") || box.right <= innerWidth + 1) return false;
    for (let around = one.parentElement; around; around = around.parentElement)
      if (/auto|scroll/.test(getComputedStyle(around).overflowX) && around.scrollWidth > around.clientWidth && around !== document.scrollingElement && !around.matches("main")) return false;
    return true;
  }).map((one) => `cut off: ${one.outerHTML.slice(0, 80)}`);
  const rail = document.querySelector(".rail");
  if (rail && (rail.scrollHeight > rail.clientHeight + 1 || rail.scrollWidth > rail.clientWidth + 1)) cut.push("the rail must be scrolled");
  return cut;
}"""
# What the program itself says: none of it may be in another language, or a key without words.
SAID = """() => [...document.querySelectorAll("label > :first-child, legend, dt, summary, .rail a, button:not([name=language]), .empty b, .keys span")]
  .map((one) => [...one.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data.trim()).join(" ")).filter(Boolean)"""
# Written otherwise in traditional characters, and in none of the demo's names.
SIMPLIFIED = re.compile("[访证记录应该进门预约请这时间类说发现处务员单对书页关过还没给当谢绝离开认确层种规设备检查总数状态语]".replace("没", "").replace("查", "").replace("该", "").replace("层", ""))


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


def untranslated(page, language):
    """Texts of the program that are not in the language; the demo's own names and places are Chinese."""
    foreign = {"en": re.compile("[\u4e00-\u9fff]"), "zh-Hant": SIMPLIFIED}.get(language)
    said = page.evaluate(SAID)
    return [text for text in said if re.fullmatch(r"[a-z_]+(\.[a-z_]+)+", text) or foreign and foreign.search(text)]


@pytest.mark.parametrize("face", WALKED)
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
        wrong += [f"{address}: {beyond}" for beyond in page.evaluate(BEYOND)]
        wrong += [f"{address}: not in {language}: {text}" for text in untranslated(page, language)]
        if face in USUAL or os.environ.get("FOYER_AXE") == "all":
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
