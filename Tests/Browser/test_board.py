"""The day's board, and what is said at the desk: read with the keyboard, asked again when it changes, on paper."""
import re

from playwright.sync_api import expect

ATTENDANT, LEADER = "丹参", "秦艽"


def unread(page):
    page.goto("/board")
    return page.locator("form[action='/board/readings']").count()


def test_the_board_is_read_item_by_item_with_one_key_and_a_changed_instruction_asks_again(browse):
    page = browse(ATTENDANT)
    page.goto("/")
    chip = page.locator(".board-chip")
    assert re.search(r"须知\d+条没看", chip.inner_text())
    chip.click()
    waiting = page.locator("form[action='/board/readings']")
    left = waiting.count()
    assert left > 1
    while left:
        # The first unread button has the focus: Enter, and the next one has it.
        expect(page.locator("#next button")).to_be_focused()
        page.keyboard.press("Enter")
        expect(waiting).to_have_count(left - 1)
        left -= 1
    assert page.locator("header .chip.done").inner_text() == "都看过了"
    page.goto("/")
    assert page.locator(".board-chip").count() == 0

    leader = browse(LEADER)
    leader.goto("/instructions")
    leader.get_by_role("link", name="明早消防检查").click()
    assert leader.locator(".receipts li", has_text=ATTENDANT).locator(".chip.done").count() == 1
    leader.get_by_role("link", name="修改").click()
    leader.fill("textarea[name=body]", "8:00街道来查消防，东侧通道保持畅通。")
    leader.get_by_role("button", name="保存").click()
    leader.wait_for_url(re.compile("/instructions/[0-9a-f-]+$"))
    assert leader.locator(".receipts li", has_text=ATTENDANT).locator(".chip.soon").count() == 1

    # The open desk is told within a moment.
    page.wait_for_selector(".board-chip", timeout=5000)
    page.goto("/board")
    assert page.locator("#next .chip.soon").inner_text() == "有改动" and "8:00街道" in page.locator("#next").inner_text()
    assert page.complaints == [] and leader.complaints == []


def test_without_scripts_the_board_is_read_as_well(browse):
    page = browse("连翘", script=False)
    before = unread(page)
    page.locator("#next button").click()
    assert page.locator("form[action='/board/readings']").count() == before - 1


def test_what_to_say_stands_beside_the_form_for_the_room_that_is_typed_and_never_the_host(browse):
    page = browse(ATTENDANT)
    page.goto("/")
    page.fill("#room", "1-1-1203")
    page.wait_for_selector("[data-sayings] .say")
    said = page.locator("[data-sayings]").inner_text()
    assert "快递请放丰巢柜" in said and "1-1-1203" in said
    page.fill("#room", "2-1-1203")
    expect(page.locator("[data-sayings]")).not_to_contain_text("丰巢柜")
    expect(page.locator("[data-sayings]")).to_contain_text("2栋停水检修")
    page.fill("#room", "")
    expect(page.locator("[data-sayings] .say")).to_have_count(0)
    assert page.complaints == []


def test_a_slow_or_missing_answer_holds_nobody_up(browse):
    page = browse(ATTENDANT)
    page.route("**/sayings?*", lambda route: route.abort())
    page.goto("/")
    page.fill("#room", "1-1-1203")
    page.wait_for_timeout(600)
    assert page.locator("[data-sayings] .say").count() == 0 and page.locator("#admit").is_enabled()


def test_a_call_is_answered_without_scripts_too(browse):
    page = browse(ATTENDANT, script=False)
    page.goto("/sayings")
    page.fill("input[name=room]", "2栋")
    page.get_by_role("button", name="怎么说").click()
    assert "2栋停水检修" in page.locator(".find").inner_text()


def test_a_draft_is_published_and_printed_on_one_page(browse):
    leader = browse(LEADER)
    leader.goto("/notices")
    leader.get_by_role("link", name="电梯年检通知").click()
    leader.get_by_role("button", name="发布").click()
    leader.wait_for_selector(".toast")
    leader.get_by_role("link", name="A4通知").click()
    leader.wait_for_selector(".notice-paper")
    leader.evaluate("window.print = () => {}")
    leader.emulate_media(media="print")
    pdf = leader.pdf(format="A4", print_background=False)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    assert leader.locator(".top").is_hidden() and leader.locator(".rail").is_hidden()


def test_an_auditor_looks_and_a_leader_sees_who_has_not_read(browse):
    auditor = browse("决明")
    assert unread(auditor) == 0 and auditor.locator(".board-items li").count() > 5
    assert auditor.goto("/board/readers").status == 200
    attendant = browse(ATTENDANT)
    assert attendant.goto("/board/readers").status == 403
    leader = browse(LEADER, size=(390, 844))
    leader.goto("/board/readers")
    assert "夜间送货人员不上楼" in leader.locator("main").inner_text()
