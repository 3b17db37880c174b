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


def test_what_is_handed_over_is_readable_beside_its_state_and_keys(browse):
    for size in ((1366, 768), (390, 844)):
        page = browse("白芷", language="en", size=size)
        page.goto("/handovers")
        page.locator("main a[href*='/handovers/']").first.click()
        page.wait_for_selector(".handover .items li .state button.bare")
        widths = page.locator(".handover .items li > span:nth-child(2)").evaluate_all(
            "texts => texts.map(text => text.getBoundingClientRect().width).filter(width => width > 0)")
        assert widths and min(widths) > 150
