"""Coming on duty as a story: arrive, looked over, counted, the board read, on duty; and what the leader hears of."""
import re

from playwright.sync_api import expect

NEWCOMER, LEADER = "白薇", "秦艽"
PHONE = (390, 844)


def read_the_board(page):
    page.goto("/board")
    waiting = page.locator("form[action='/board/readings']")
    left = waiting.count()
    while left:
        waiting.first.locator("button").click()
        expect(waiting).to_have_count(left - 1)
        left -= 1


def look(page, wrong=None, note=""):
    form = page.locator("form[action$='/appearance']")
    for fieldset in form.locator("fieldset").all():
        item = fieldset.locator("input").first.get_attribute("name")
        value = "wrong" if item == f"appearance.{wrong}" else "ok"
        fieldset.locator(f"input[value={value}]").check(force=True)
    form.locator("input[name=note]").fill(note)
    form.locator("button").click()


def count_everything(page, missing, note):
    """Counts by the book as it shows after saving; of one thing a piece less."""
    form = page.locator("form[action$='/equipment']")
    book = {"对讲机": "3", "强光手电": "2", "钥匙柜": "18", "灭火器": "2"}
    for fieldset in form.locator("fieldset").all():
        name = fieldset.locator("b").inner_text()
        counted = fieldset.locator("input[name$='.count']")
        if not counted.count():
            continue
        counted.fill(str(int(book[name]) - (name == missing)))
        if name == missing:
            fieldset.locator("input[name$='.note']").fill(note)
    form.locator("button[name=rest]").click()


def test_sign_on_from_the_door_to_duty_and_off_by_the_leaders_word(browse):
    watcher = browse(LEADER)
    watcher.goto("/duties")
    now = watcher.locator("section:has(#now-title)")
    assert NEWCOMER not in now.inner_text()

    page = browse(NEWCOMER)
    page.goto("/duties")
    page.get_by_role("button", name="我到岗了").click()
    page.wait_for_url(re.compile("/duties/[0-9a-f-]{36}$"))
    duty = re.search("/duties/[0-9a-f-]+", page.url).group(0)
    # The leader's open page hears of it without a reload.
    expect(now).to_contain_text(NEWCOMER, timeout=5000)

    look(page, wrong="fit", note="头晕")
    expect(page.locator("#ruling-title")).to_be_visible()
    assert page.locator("form[action$='/ruling']").count() == 0
    watcher.goto("/open-items")
    watcher.get_by_role("link", name=f"{NEWCOMER}不适合上岗").click()
    ruling = watcher.locator("form[action$='/ruling']")
    ruling.locator("input[value=may_serve]").check(force=True)
    ruling.locator("input[name=reason]").fill("量过血压，正常")
    ruling.locator("button").click()
    expect(watcher.locator("main")).to_contain_text("准予上岗")

    page.goto(duty)
    count_everything(page, missing="强光手电", note="充电座上少一支")
    expect(page.locator("main")).to_contain_text("−1")
    page.goto("/open-items")
    assert "强光手电缺1件" in page.locator("main").inner_text()

    read_the_board(page)
    # What changes after it was read is asked again before she may begin.
    watcher.goto("/instructions")
    watcher.get_by_role("link", name="装修工人凭证进出").click()
    watcher.get_by_role("link", name="修改").click()
    watcher.fill("textarea[name=body]", "装修工人凭出入证进出，证件随身，18:00以后不进。")
    watcher.get_by_role("button", name="保存").click()
    watcher.wait_for_url(re.compile("/instructions/[0-9a-f-]+$"))
    page.goto(duty)
    begin = page.locator("form[action$='/start'] button.main")
    assert begin.get_attribute("aria-disabled") == "true"
    assert "还有1项没看" in page.locator("main").inner_text()
    read_the_board(page)
    page.goto(duty)
    begin.click()
    expect(page.locator("main header .chip").first).to_contain_text("在岗")

    watcher.goto(duty)
    watcher.locator("form[action$='/release'] input[name=reason]").fill("顶班到此，班组已到齐")
    watcher.locator("form[action$='/release'] button").click()
    watcher.goto("/open-items")
    watcher.get_by_role("link", name="强光手电缺1件").click()
    closing = watcher.locator("form[action$='/closure']")
    closing.locator("[name=how]").fill("在值班室找到")
    closing.locator("button").click()
    watcher.goto("/open-items")
    assert "强光手电缺1件" not in watcher.locator("main").inner_text()
    assert page.complaints == [] and watcher.complaints == []


def test_who_went_early_is_raised_and_the_leader_says_whether_it_was_agreed(browse):
    page = browse(LEADER)
    page.goto("/open-items")
    raised = page.locator("main a", has_text=re.compile("早退[0-9]+分钟"))
    assert raised.count() == 1
    raised.click()
    form = page.locator("form[action$='/early-leaving']")
    form.locator("input[value=not_agreed]").check(force=True)
    form.locator("input[name=reason]").fill("没有请示")
    form.locator("button").click()
    expect(page.locator("main")).to_contain_text("没有同意：没有请示")
    page.goto("/open-items")
    assert raised.count() == 0
    page.goto("/punctuality")
    assert "早退" in page.locator("main").inner_text()
    assert page.complaints == []


def test_on_a_phone_without_scripts_one_signs_on_before_anything_else(browse):
    page = browse(NEWCOMER, size=PHONE, script=False)
    page.goto("/duties")
    button = page.get_by_role("button", name="我到岗了")
    box = button.bounding_box()
    assert box["y"] + box["height"] < PHONE[1] - 60, "the key to sign on lies below the fold"
    button.click()
    page.wait_for_url(re.compile("/duties/[0-9a-f-]{36}$"))
    page.get_by_role("button", name="到错了，撤回").click()
    page.wait_for_url(re.compile("/duties$"))
    expect(page.get_by_role("button", name="我到岗了")).to_be_visible()

