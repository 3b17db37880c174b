"""What everybody may see, and what is said to those who may not. Every page is visited by test_walk."""
import re

from axe_playwright_python.sync_playwright import Axe


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
