import pytest
from playwright.sync_api import sync_playwright

from house import PASSWORD, House


@pytest.fixture(scope="session")
def house():
    return House()


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def cookies(house, chromium):
    """One sign-in a person; every test then has a browser of its own with that session."""
    known = {}

    def of(name):
        if name not in known:
            context = chromium.new_context(base_url=house.address)
            page = context.new_page()
            page.goto("/session/new")
            if page.locator("select[name=estate]").count():
                page.locator("select[name=estate]").select_option(house.estate)
            page.fill("input[name=name]", name)
            page.fill("input[name=password]", PASSWORD)
            page.locator("form button.main").first.click()
            page.wait_for_url(lambda address: "/session" not in address)
            known[name] = context.cookies()
            context.close()
        return known[name]

    return of


@pytest.fixture
def browse(house, chromium, cookies):
    """browse("秦艽", language="en", dark=True, size=(390, 844)): a page of a signed-in person."""
    opened = []

    def open_page(name="秦艽", language="zh-Hans", dark=False, size=(1366, 768), script=True):
        context = chromium.new_context(
            base_url=house.address, viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light", java_script_enabled=script)
        context.set_default_timeout(10_000)
        opened.append(context)
        context.add_cookies(cookies(name) if name else [])
        context.add_cookies([{"name": "foyer_language", "value": language, "url": house.address}])
        page = context.new_page()
        page.complaints = []
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
        return page

    yield open_page
    for context in opened:
        context.close()
