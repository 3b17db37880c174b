"""Every page opens in a real Chromium: no script error, no sideways scroll, nothing serious for axe-core."""
import re

import pytest
from axe_playwright_python.sync_playwright import Axe

PAGES = [
    "/", "/?category=courier", "/?category=worker", "/?category=turned_away", "/visits", "/register",
    "/expected-visits", "/expected-visits/new", "/receptions", "/receptions/new", "/passes", "/journal", "/residents",
    "/residents/new", "/residents/imports", "/session", "/staff", "/settings", "/tokens", "/browsers", "/open-items",
]
FACES = [("zh-Hans", False, (1366, 768)), ("en", True, (390, 844))]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_opens_by_day_and_night_on_desk_and_phone(browse, path):
    for language, dark, size in FACES:
        page = browse("远志", language=language, dark=dark, size=size)
        answer = page.goto(path)
        assert answer.status == 200, path
        assert page.locator("html").get_attribute("lang") == language
        assert page.complaints == []
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{path} scrolls sideways by {wide} px at {size[0]}"
        assert grave(page) == []


def test_one_visit_one_pass_and_one_resident_open(browse):
    page = browse("远志")
    for start, link in [("/visits", "a[href^='/visits/0']"), ("/passes", "a[href^='/passes/']"),
                        ("/residents?q=b", "a[href^='/residents/0']")]:
        page.goto(start)
        page.goto(page.locator(link).first.get_attribute("href"))
        assert page.locator("h1").count() == 1
        assert page.complaints == []
        assert grave(page) == []


def test_the_sign_in_page_is_open_to_everyone_and_everything_else_leads_to_it(browse):
    page = browse(None)
    page.goto("/")
    assert re.search("/session/new$", page.url)
    assert grave(page) == []


def test_what_a_role_may_not_see_is_said_plainly(browse):
    page = browse("忍冬")
    assert page.goto("/residents").status == 403
    assert page.locator("h1").inner_text() == "您的岗位没有这项权限"


def grave(page):
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found if one["impact"] in ("serious", "critical")]
