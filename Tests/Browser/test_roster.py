"""A month from the draft to everybody's calendar: planned, mended, approved, swapped, taken back, printed."""
import re

from playwright.sync_api import expect

LEADER, ASKER, HELPER = "秦艽", "丹参", "玉竹"


def test_a_month_is_edited_its_hole_mended_and_approved(browse):
    page = browse(LEADER)
    page.goto("/roster")
    page.get_by_role("link", name="下个月").click()
    assert page.locator("main header .chip").inner_text() == "草稿"
    holes = page.locator(".findings li.late")
    before = holes.count()
    # A shift in the middle of the month is called off: its hole shows at once, and leads to where it is mended.
    row = page.locator(".roster-grid tbody tr", has_text="白芷")
    row.locator("a.shift").nth(9).click()
    day = page.locator("input[name=day]").input_value()
    kind = page.locator("select[name=kind]").input_value()
    page.get_by_role("button", name="取消这个班").click()
    page.wait_for_selector(".toast")
    expect(holes).to_have_count(before + 1)
    month, number = int(day[5:7]), int(day[8:10])
    hole = page.locator(".findings li.late a", has_text=f"{month}-{number} ")
    hole.first.click()
    assert page.locator("input[name=day]").input_value() == day
    person = page.locator("select[name=account] option", has_text="白芷").first
    page.locator("select[name=account]").select_option(value=person.get_attribute("value"))
    page.locator("select[name=kind]").select_option(value=kind)
    page.get_by_role("button", name="保存").click()
    page.wait_for_selector(".toast")
    expect(holes).to_have_count(before)
    page.get_by_role("button", name="批准本月").click()
    expect(page.locator("main header .chip")).to_have_text("已批准")
    assert page.complaints == []


def test_a_swap_is_asked_for_on_the_phone_accepted_and_decided_with_what_it_brings(browse):
    phone = browse(ASKER, size=(390, 844))
    phone.goto("/my-shifts")
    phone.locator(".own-shifts").get_by_role("link", name="换班").last.click()
    about = phone.locator("form p").first.inner_text()
    who = phone.locator("select[name=with] option", has_text=f"替班：{HELPER}")
    phone.locator("select[name=with]").select_option(value=who.get_attribute("value"))
    phone.get_by_role("button", name="提交").click()
    expect(phone.locator(".requests")).to_contain_text(f"请{HELPER}替班")
    # Nobody decides before the other has said yes.
    leader = browse(LEADER)
    leader.goto("/roster-requests")
    request = leader.locator(".request", has_text=f"{ASKER} → {HELPER}")
    assert request.locator("form.decide").count() == 0

    helper = browse(HELPER, size=(390, 844))
    helper.goto("/my-shifts")
    asked = helper.locator(".requests li", has_text=f"{ASKER}请您替班")
    asked.get_by_role("button", name="可以").click()
    expect(helper.locator(".requests")).to_contain_text("对方已同意")
    leader.goto("/open-items")
    leader.get_by_role("link", name=re.compile("请假换班有[0-9]+项等班长批")).click()
    request.get_by_role("button", name="同意", exact=True).click()
    leader.wait_for_selector(".toast")
    helper.goto("/my-shifts")
    expect(helper.locator(".own-shifts")).to_contain_text(f"替{ASKER}")
    assert about
    assert phone.complaints == [] and helper.complaints == [] and leader.complaints == []


def test_a_leave_is_taken_back_and_its_shifts_return(browse):
    page = browse(LEADER)
    page.goto("/roster-requests")
    closed = page.locator(".requests li", has_text="通草")
    closed.locator("summary").click()
    closed.locator("input[name=reason]").fill("改期，不走了")
    closed.locator("form button").click()
    expect(page.locator(".toast")).to_contain_text("2个班恢复")
    expect(page.locator(".requests li", has_text="通草")).to_contain_text("已销假")
    assert page.complaints == []


def test_the_calendars_address_is_made_opened_and_ended(browse):
    page = browse(ASKER, size=(390, 844))
    page.goto("/my-shifts")
    page.get_by_role("button", name="生成地址").click()
    address = page.locator("code.address").inner_text()
    feed = page.request.get(address)
    assert feed.status == 200 and feed.headers["content-type"].startswith("text/calendar")
    lines = feed.body().split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR" and all(len(line) <= 75 for line in lines)
    uids = [line for line in lines if line.startswith(b"UID:")]
    assert uids and len(set(uids)) == len(uids)
    assert [line for line in page.request.get(address).body().split(b"\r\n") if line.startswith(b"UID:")] == uids
    page.goto("/my-shifts")
    assert page.locator("code.address").count() == 0
    page.get_by_role("button", name="停用地址").click()
    page.wait_for_selector(".toast")
    assert page.request.get(address).status == 404
    assert page.complaints == []


def test_the_roster_is_printed_on_one_page_and_exported(browse):
    page = browse(LEADER)
    # Making the file fires afterprint while it is still being made, and the sheet would go back to its preview under it.
    page.add_init_script("""window.print = () => {}
      addEventListener("afterprint", event => event.stopImmediatePropagation())""")
    page.goto("/roster-sheet")
    with page.expect_download() as download:
        page.get_by_role("button", name="导出XLSX").click()
    assert open(download.value.path(), "rb").read(2) == b"PK"
    page.get_by_role("button", name="打印").click()
    page.wait_for_url(re.compile("print="))
    heads = page.locator(".roster-sheet thead th").all_inner_texts()
    assert heads[:3] == ["姓名", "岗位", "1"] and heads[-3:] == ["合计工时", "休息天数", "替班记录"]
    assert "制表" in page.locator(".roster-sheet .foot").inner_text()
    page.emulate_media(media="print")
    pdf = page.pdf(prefer_css_page_size=True, print_background=False)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    assert page.complaints == []


def test_without_scripts_a_leave_is_asked_for_and_taken_back_by_oneself(browse):
    page = browse(HELPER, script=False)
    page.goto("/leaves/new")
    page.locator("input[name=kind]").first.check(force=True)
    page.locator("input[name=first_day]").fill("2027-01-11")
    page.get_by_role("button", name="提交").click()
    request = page.locator(".requests li", has_text="1-11")
    assert request.locator(".chip").inner_text() == "待批"
    request.get_by_role("button", name="撤回").click()
    assert page.locator(".requests li", has_text="1-11").locator(".chip").inner_text() == "已撤回"
