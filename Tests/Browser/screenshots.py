"""Serves a fresh demo with the program named first, and photographs the screens that the README shows."""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

PASSWORD = "qingwu-demo-2026"
IMAGES = Path("docs/images")
LARGEST = 200 * 1024

# name: path, size, language, theme, who
PICTURES = {
    "desk": ("/", (1366, 768), "zh-Hans", "light", "白芷"),
    "desk-en": ("/", (1366, 768), "en", "light", "白芷"),
    "desk-night": ("/", (1366, 768), "zh-Hans", "dark", "白芷"),
    "journal": ("/journal", (1366, 768), "zh-Hans", "light", "秦艽"),
    "journal-en": ("/journal", (1366, 768), "en", "light", "秦艽"),
    "phone": ("/", (390, 844), "zh-Hans", "light", "白芷"),
}


def serve(program, folder):
    """Starts the desk on a free port; answers the process and the address that it prints."""
    desk = subprocess.Popen(
        [program, "serve", "--demo", "--data", folder, "--port", "0"], stdout=subprocess.PIPE, text=True)
    for line in desk.stdout:
        if found := re.search(r"http://\S+", line):
            return desk, found.group().rstrip("/")
    raise SystemExit("the desk did not start")


def sign_in(page, address, name):
    page.goto(f"{address}/session/new")
    page.fill("#name", name)
    page.fill("#password", PASSWORD)
    page.click("form:has(#password) button.main")
    page.wait_for_url(re.compile(r"^(?!.*/session)"))


def session(browser, address, who):
    """The cookies of somebody who has signed in."""
    context = browser.new_context()
    page = context.new_page()
    sign_in(page, address, who)
    state = context.storage_state()
    context.close()
    return state


def photograph(browser, address, state, name, path, size, language, theme):
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme=theme, reduced_motion="reduce",
        storage_state=state)
    context.add_cookies([{"name": "foyer_language", "value": language, "url": address}])
    page = context.new_page()
    answer = page.goto(address + path)
    if answer.status != 200:
        context.close()
        return f"{path} answers {answer.status}"
    # The live stream never ends, so the network never idles.
    page.wait_for_timeout(600)
    file = IMAGES / f"{name}.png"
    page.screenshot(path=file)
    context.close()
    # 256 colours are plenty for a screen, and a repository keeps every picture for ever.
    subprocess.run(["pngquant", "--force", "--ext", ".png", "--strip", "256", str(file)], check=True)
    weight = file.stat().st_size
    print(f"{file}  {weight // 1024} KB")
    return f"{file} is {weight // 1024} KB" if weight > LARGEST else None


def main(program):
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        desk, address = serve(program, folder)
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        try:
            states = {who: session(browser, address, who) for who in {who for *_, who in PICTURES.values()}}
            troubles = [
                photograph(browser, address, states[who], name, *picture)
                for name, (*picture, who) in PICTURES.items()
            ]
        finally:
            browser.close()
            desk.terminate()
            desk.wait(timeout=10)
    if troubles := [trouble for trouble in troubles if trouble]:
        raise SystemExit("\n".join(troubles))


main(sys.argv[1])
