"""A patrol on a telephone: from the board through its points to the end, with and without scripts."""
import re

from playwright.sync_api import expect

PHONE = (390, 844)


def begin(page, name):
    page.goto("/rounds")
    page.locator("section:has(#anytime-title) form", has_text=name).locator("button").click()
    page.wait_for_url(re.compile(r"/rounds/[0-9a-f-]{36}"))


def test_a_patrol_is_walked_with_one_act_at_the_thumb(browse):
    page = browse("白芷", size=PHONE)
    begin(page, "公共区域巡查")
    # The first point by hand, the rest of its items at once.
    save = page.locator("[data-save]")
    box = save.bounding_box()
    assert box["height"] >= 56 and box["y"] + box["height"] < PHONE[1]
    page.locator("input[name=by_hand][value=camera]").check(force=True)
    page.locator("button[name=rest]").click()
    expect(page.locator(".pips .past")).to_have_count(1)
    # The pump room first: the order is free. A gauge below its limit asks whom one told while it is typed.
    page.locator("li.todo a", has_text="消防泵房").click()
    gauge = page.locator("input[data-low='1']")
    gauge.fill("0.9")
    expect(page.locator(".item.open .follow")).to_be_visible()
    page.locator(".item.open [data-handling=told]").check(force=True)
    page.locator(".item.open input[name$='.told']").fill("杜仲")
    page.locator("input[name=by_hand][value=damaged]").check(force=True)
    page.locator("#stop-form input[value=pass]").check(force=True)
    save.click()
    expect(page.locator(".pips .bad")).to_have_count(1)
    # The rest is passed over: called away.
    page.locator("main .more > summary").click()
    page.locator("form[action$='/completion'] input[name=reason]").fill("去处理困人")
    page.locator("form[action$='/completion'] button").click()
    expect(page.locator("[data-save]")).to_have_count(0)
    assert "去处理困人" in page.locator("main").inner_text()
    page.goto("/open-items")
    assert "灭火器压力" in page.locator("main").inner_text()
    assert page.complaints == []


def test_a_code_leads_to_its_point_and_a_fault_is_told_without_scripts(browse):
    leader = browse("秦艽", script=False)
    leader.goto("/points/sheet")
    cards = leader.locator(".codes section")
    assert cards.count() >= 6
    digits = cards.filter(has_text="地下车库").locator(".digits").inner_text().replace(" ", "")
    leader.goto("/points")
    point = leader.locator(".points a", has_text="地下车库").get_attribute("href")
    page = browse("白芷", script=False, size=PHONE)
    begin(page, "公共区域巡查")
    page.goto(f"{point}?code={digits}")
    assert "已扫这一点的码" in page.locator("#stop-form").inner_text()
    fail = page.locator("#stop-form [data-bad]").first
    fail.check(force=True)
    # Shown by the style sheet alone.
    follow = page.locator(".item:has([data-bad]:checked) .follow")
    expect(follow).to_be_visible()
    page.locator("button[name=rest]").click()
    assert page.locator(".finding.late").count() > 0
    page.locator(".item.open [data-handling=self]").focus()
    page.keyboard.press("Space")
    page.locator("button[name=rest]").click()
    expect(page.locator(".way .trail .chip", has_text="已扫码").first).to_be_visible()


def test_a_missed_round_is_closed_with_a_reason(browse):
    page = browse("秦艽", script=False)
    page.goto("/rounds")
    missed = page.locator("section:has(#missed-title)")
    count = missed.locator("input[name=reason]").count()
    assert count > 0
    missed.locator("input[name=reason]").first.fill("台风，全员守大堂")
    missed.locator("form.excuse button").first.click()
    assert page.locator("section:has(#missed-title) input[name=reason]").count() == count - 1
