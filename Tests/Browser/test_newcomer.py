"""A new colleague's first hour: the one-time link, a visitor without the mouse, and going home; at first without scripts."""
import json
import re

from playwright.sync_api import expect

PASSWORD = "青石板路上的猫数着七盏旧灯笼慢慢走"


def digit(page, name, value):
    """The key that the screen names for a choice."""
    return page.locator(f"label.choice:has(input[name='{name}'][value='{value}']) kbd").inner_text()


def test_from_the_link_to_signing_out_without_scripts(browse, house):
    link = json.loads(house.run("user", "add", "沉香", "--role", "squad_leader", "--estate", house.estate, "--json"))["link"]
    page = browse(None, script=False)
    page.goto(re.sub(r"^https?://[^/]+", "", link))
    page.fill("#password", PASSWORD)
    page.fill("#password_again", PASSWORD)
    page.locator("main form button").first.click()
    page.goto("/session")
    page.locator("form[action^='/session'][action*='delete'] button").first.click()
    expect(page).to_have_url(re.compile("/session/new$"))
    page.goto("/session/new")
    page.fill("#name", "沉香")
    page.fill("#password", PASSWORD)
    page.locator("main form:has(#password) button.main").click()
    expect(page.locator("#room")).to_have_count(1)


def test_nothing_of_the_last_person_is_left_in_the_browser(browse, house):
    link = json.loads(house.run("user", "add", "甘草", "--role", "attendant", "--estate", house.estate, "--json"))["link"]
    page = browse(None)
    page.goto(re.sub(r"^https?://[^/]+", "", link))
    page.fill("#password", PASSWORD)
    page.fill("#password_again", PASSWORD)
    page.locator("main form button").first.click()
    expect(page.locator("#inside tbody tr").first).to_be_visible()
    inside = page.locator("#inside tbody tr").first.inner_text().split()[0]
    # A theme is kept without any cookie that a script could read.
    with page.expect_response("**/preferences"):
        page.locator("[data-act=theme]").click()
    assert "foyer_theme" not in page.evaluate("document.cookie")
    assert "foyer_session" not in page.evaluate("document.cookie")
    page.goto("/visits")
    page.goto("/session")
    page.locator("form[action^='/session'][action*='delete'] button").first.click()
    expect(page).to_have_url(re.compile("/session/new$"))
    for _ in range(3):
        page.go_back()
        page.wait_for_load_state()
        assert "甘草" not in page.content() and inside not in page.content()
        assert page.locator("#inside, .table").count() == 0
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_a_new_visitor_is_registered_without_the_mouse(browse):
    page = browse("白芷")
    page.goto("/")
    keys = page.keyboard
    keys.type("1-1-401")
    keys.press("Enter")
    keys.press("Enter")
    expect(page.locator("#host")).to_be_focused()
    keys.press("Alt+2")
    keys.press(digit(page, "confirmation.method", "intercom"))
    keys.press(digit(page, "confirmation.result", "confirmed"))
    keys.press("Alt+3")
    keys.press("Tab")
    expect(page.locator("#visitor")).to_be_focused()
    keys.type("冼新访客")
    keys.press("Tab")
    keys.type("11010519491231002X")
    keys.press("Tab")
    keys.press(digit(page, "document.check", "match"))
    with page.expect_navigation():
        keys.press("Control+Enter")
    expect(page.locator("#inside tbody tr", has_text="冼*")).to_have_count(1)
    assert page.complaints == []
