"""The heart of a shift at the desk, with keys, without a mouse and without JavaScript."""



def fill_visit(page, room, name):
    page.fill("#room", room)
    page.fill("#visitor", name)
    page.check("[name='confirmation.method'][value=intercom]", force=True)
    page.check("[name='confirmation.result'][value=confirmed]", force=True)
    page.select_option("#document", "resident_id")
    page.fill("#number", "11010519491231002X")
    page.check("[name='document.check'][value=match]", force=True)


def test_a_visitor_is_registered_and_leaves_without_javascript(browse):
    page = browse("白芷", script=False)
    page.goto("/")
    fill_visit(page, "1-1-301", "逄脚本访客")
    page.click("#admit")
    row = page.locator("#inside tbody tr", has_text="逄*").first
    assert "1-1-301" in row.inner_text()
    row.locator("button").click()
    assert page.locator("#inside tbody tr", has_text="逄*").count() == 0
    assert page.locator(".toast").count() == 1


def test_a_returning_visitor_is_in_with_six_keys_after_the_room(browse):
    page = browse("白芷")
    page.goto("/")
    fill_visit(page, "1-1-302", "鞠来访客")
    page.click("#admit")
    page.locator("#inside tbody tr", has_text="鞠*").first.locator("button").click()
    page.wait_for_selector("#room")
    page.locator("#room").press_sequentially("1-1-302")
    page.wait_for_selector("#returning li")
    keys = ["ArrowDown", "Enter", "1", "5", "8"]
    for key in keys:
        page.keyboard.press(key)
    page.keyboard.press("Enter")
    page.wait_for_selector(".toast")
    assert page.locator("#inside tbody tr", has_text="鞠*").count() == 1
    assert page.complaints == []


def test_a_new_visitor_is_in_without_the_mouse(browse):
    page = browse("白芷")
    page.goto("/")
    page.wait_for_function("document.activeElement.id === 'room'")

    def enter(text="", then=1):
        page.keyboard.type(text)
        for _ in range(then):
            page.keyboard.press("Enter")

    enter("1-1-303", then=3)  # past the purpose and the host's name, into the choices
    for key in "15":
        page.keyboard.press(key)
    enter(then=2)  # past the kind of document
    enter("訾新访客")
    enter("11010519491231002X")
    page.keyboard.press("8")
    enter()
    page.wait_for_selector(".toast")
    assert page.locator("#inside tbody tr", has_text="訾*").count() == 1
    assert page.complaints == []


def test_what_was_typed_is_kept_beside_what_is_wrong(browse):
    page = browse("白芷", script=False)
    page.goto("/")
    page.fill("#room", "1-1-304")
    page.fill("#party", "很多")
    page.click("#admit")
    assert page.input_value("#room") == "1-1-304"
    assert page.input_value("#party") == "很多"
    assert "人数要写数字" in page.locator("main").inner_text()
    # The next pass of the rack is not one that comes back.
    assert page.input_value("#return-pass") == ""


def test_a_number_is_checked_while_it_is_typed(browse):
    page = browse("白芷", language="en")
    page.goto("/")
    page.fill("#number", "110105194912310021")
    page.wait_for_selector("#checks li.no")
    assert "Check digit" in page.locator("#checks").inner_text()
    page.fill("#number", "11010519491231002X")
    page.wait_for_selector("#checks li:not(.no)")
    assert "110***********002X" in page.locator("#number-masked").inner_text()


def test_two_desks_see_each_other_within_a_second(browse):
    here, there = browse("白芷"), browse("连翘")
    there.goto("/")
    there.wait_for_selector("[data-connection]:not([hidden])")
    here.goto("/")
    fill_visit(here, "1-1-303", "郜壁访客")
    here.click("#admit")
    there.wait_for_selector("#inside tbody tr:has-text('郜*')", timeout=1500)


def test_an_emergency_is_in_with_one_key_and_a_courier_with_two(browse):
    page = browse("连翘")
    page.goto("/")
    page.keyboard.press("Alt+0")
    page.wait_for_selector(".toast")
    page.keyboard.press("Alt+5")
    page.wait_for_url("**category=courier")
    page.keyboard.press("Enter")
    page.wait_for_selector(".toast")
    assert page.complaints == []


def test_a_mistake_keeps_what_was_typed_and_says_what_to_do(browse):
    page = browse("白芷", script=False)
    page.goto("/")
    page.fill("#room", "1-1-301")
    page.fill("#number", "<script>alert(1)</script>")
    page.click("#admit")
    assert page.locator("[role=alert]").count() == 1
    assert page.locator("#room").input_value() == "1-1-301"
    assert page.locator("#number").input_value() == "<script>alert(1)</script>"
