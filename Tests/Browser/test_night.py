"""A whole night at the second door: sign-on, a round, and the handover that both sign at one screen, seen on a second."""
import re

from playwright.sync_api import expect

from house import PASSWORD

POST = "2号楼大堂"
LEADER = "秦艽"
GUARDS = ["白芷", "连翘", "石斛", "丹参", "苏木", "方竹", "玉竹", "通草"]


def sign_in(page, name, house):
    """By hand, at the second door: the handover ends this session, and no other."""
    page.goto("/session/new")
    if page.locator("select[name=estate]").count():
        page.locator("select[name=estate]").select_option(house.estate)
    page.locator("select[name=post]").select_option(label=POST)
    page.fill("input[name=name]", name)
    page.fill("input[name=password]", PASSWORD)
    page.locator("form:has(input[name=password]) button.main").click()
    page.wait_for_url(lambda address: "/session" not in address)


def crew(house):
    """Who stands at the second door, and somebody who stands nowhere and is waited for nowhere."""
    token = house.token("squad_leader")
    duties = house.get("/duties", token)["items"]
    going = next(each["name"] for each in duties if each["state"] == "on_duty" and each["post"] == second_post(house))
    waited = {name for each in house.get("/handovers", token)["items"] if each["state"] == "open"
              for name in each["reliefs"] + each["off_going"]}
    busy = {each["name"] for each in duties if each["state"] in ("on_duty", "arrived")}
    return going, next(name for name in reversed(GUARDS) if name not in busy | waited)


def second_post(house):
    import sqlite3

    with sqlite3.connect(f"file:{house.folder}/foyer.sqlite?mode=ro", uri=True) as store:
        return store.execute("SELECT id FROM posts WHERE estate = ? AND name = ?", (house.estate, POST)).fetchone()[0]


def sign_on(page):
    page.goto("/duties")
    page.locator("form[action='/duties'] button.main").first.click()
    page.wait_for_url(re.compile(r"/duties/[0-9a-f-]{36}"))
    duty = page.url
    for item in ("uniform", "badge", "grooming", "fit"):
        page.locator(f"input[name='appearance.{item}'][value=ok]").focus()
        page.keyboard.press("Space")
    page.locator("form[action$='/appearance'] button").click()
    things = page.locator("form[action$='/equipment']")
    for box in things.locator("fieldset:has(input[name$='.count'])").all():
        name = box.locator("b").inner_text()
        box.locator("input[name$='.count']").fill({"对讲机": "4", "钥匙柜": "18"}.get(name, "2"))
    things.locator("button[name=rest]").click()
    page.goto("/board")
    while page.locator("form[action='/board/readings']").count():
        page.locator("#next button").click()
    page.goto(duty)
    expect(page.locator(".station.done")).to_have_count(4)


def test_a_night_from_the_sign_on_to_the_signatures(browse, house):
    going, coming = crew(house)
    relief = browse(None, size=(390, 844))
    sign_in(relief, coming, house)
    sign_on(relief)
    assert relief.locator("form[action$='/start']").count() == 1

    # The last round of the one who goes, cut short.
    desk = browse(None)
    sign_in(desk, going, house)
    desk.goto("/rounds")
    desk.locator("section:has(#anytime-title) form", has_text="公共区域巡查").locator("button").click()
    desk.wait_for_url(re.compile(r"/rounds/[0-9a-f-]{36}"))
    desk.locator("input[name=by_hand][value=camera]").check(force=True)
    desk.locator("button[name=rest]").click()
    desk.locator("main .more > summary").click()
    desk.locator("form[action$='/completion'] input[name=reason]").fill("交班")
    desk.locator("form[action$='/completion'] button").click()

    # Prepared by itself. Who has arrived is the relief already.
    desk.goto("/handovers/new")
    ticked = desk.locator("input[name=reliefs]:checked")
    assert ticked.count() == 1 and coming in desk.locator("label:has(input[name=reliefs]:checked)").inner_text()
    if desk.locator("#early").count():
        desk.fill("#early", "家里有事，班长同意")
    desk.locator("form[action='/handovers'] button.main").click()
    desk.wait_for_url(re.compile(r"/handovers/[0-9a-f-]{36}$"))
    handover = desk.url
    relief.goto(handover)
    expect(relief.locator(".items li")).not_to_have_count(0)

    # Counted without the book; what differs says why. The other screen learns of it by itself.
    boxes = desk.locator("input[name^='counts.']")
    for number in range(boxes.count()):
        boxes.nth(number).fill("0")
    desk.get_by_role("button", name="对账").click()
    expect(desk.locator("tr.because")).not_to_have_count(0)
    for reason in desk.locator("input[name^='reasons.']").all():
        reason.fill("点数时在用，已核对")
    desk.get_by_role("button", name="对账").click()
    expect(relief.locator(".assets b.wrong").first).to_be_visible(timeout=5000)

    # Questioned on the relief's own phone, answered at the desk, which keeps what is being typed there.
    desk.fill("#report-happened", "一夜平安")
    first = relief.locator(".items li").first
    first.locator("summary", has_text="有异议").click()
    first.locator("input[name=text]").fill("都在几楼？")
    first.get_by_role("button", name="记下").click()
    expect(desk.locator(".items li.late")).to_have_count(1, timeout=5000)
    assert desk.input_value("#report-happened") == "一夜平安"
    asked = desk.locator(".items li.late")
    asked.locator("summary", has_text="答复").click()
    asked.locator("input[name=text]").fill("多在2单元，单子上有")
    asked.locator("form[action$='/answers']").get_by_role("button", name="记下").click()
    expect(relief.locator(".items .said", has_text="多在2单元")).to_be_visible(timeout=5000)

    # Nobody signs for the relief while anything is unread.
    assert relief.locator("input[name=side][value=relief]").count() == 0
    while relief.get_by_role("button", name=re.compile("明白$")).count():
        relief.get_by_role("button", name=re.compile("明白$")).first.click()
        relief.wait_for_load_state()

    desk.goto(handover)
    own = desk.locator("form:has(input[name=side][value=off_going])")
    pad = own.locator("[data-pad]").bounding_box()
    desk.mouse.move(pad["x"] + 40, pad["y"] + 30)
    desk.mouse.down()
    desk.mouse.move(pad["x"] + 90, pad["y"] + 60, steps=5)
    desk.mouse.move(pad["x"] + 140, pad["y"] + 30, steps=5)
    desk.mouse.up()
    own.locator("input[name=secret]").fill("not his password")
    own.get_by_role("button", name="交班签字").click()
    assert "密码或PIN码不对" in desk.locator(".sign").inner_text()
    own.locator("input[name=secret]").fill(PASSWORD)
    own.get_by_role("button", name="交班签字").click()
    other = desk.locator("form:has(input[name=side][value=relief])")
    other.locator("input[name=secret]").fill(PASSWORD)
    other.get_by_role("button", name="接班签字").click()

    # Accepted: the desk is the relief's now, and the bar says so on both screens.
    expect(desk.locator(".page-head .chip")).to_have_text("已接清")
    expect(desk.locator(".top .who .chip")).to_have_text(coming)
    expect(relief.locator(".page-head .chip")).to_have_text("已接清", timeout=5000)
    desk.goto("/session")
    assert desk.locator("h1").first.inner_text() == coming
    relief.goto("/duties")
    assert relief.locator("table.attendance tr", has_text=POST).locator("a", has_text=coming).count() == 1

    # The same on paper.
    desk.goto(handover + "/sheet")
    text = desk.locator(".sheet").inner_text()
    assert "都在几楼？" in text and "点数时在用" in text and "记录指纹" in text
    assert re.search(r"五、签字", text) and going in text and coming in text
    # But for the wrong password.
    assert [said for said in desk.complaints + relief.complaints if "422" not in said] == []


def test_a_leader_lets_the_off_going_leave_and_the_desk_asks_who_takes_over_without_scripts(browse, house):
    going, _ = crew(house)
    page = browse(None, script=False)
    sign_in(page, going, house)
    page.goto("/handovers/new")
    for box in page.locator("input[name=reliefs]:checked").all():
        box.uncheck(force=True)
    if page.locator("#early").count():
        page.fill("#early", "人不舒服")
    page.locator("form[action='/handovers'] button.main").click()
    assert "接班人没到" in page.locator(".sign").inner_text()
    order = page.locator("details.order")
    order.locator("summary").click()
    order.locator("input[name=order][value=release]").check(force=True)
    order.locator("input[name=reason]").fill("班长顶岗")
    order.locator("select[name=account]").select_option(label=re.compile(LEADER).pattern + " · 班长")
    order.locator("input[name=secret]").fill(PASSWORD)
    order.locator("button.main").click()
    assert page.url.endswith("/session/new")
    assert "岗位没人" in page.locator("[data-toasts]").inner_text()
    # Somebody has to stand there again for the other tests: the one who went comes back.
    sign_in(page, going, house)
    sign_on(page)
    page.locator("form[action$='/start'] button.main").click()
    assert page.locator(".duty-line .station.done").count() == 5
