import Pages
import Testing

@Suite struct FieldNamesTests {
  private let page = FieldNames(
    html: """
      <form method="post" action="/notes?_method=put"><label for="t">Note<span>short</span></label><textarea id="t" name="text"></textarea></form>
      <form method="post" action="/visits"><input type="hidden" name="id" value="1">
      <div class="field"><label for="r">房号 &amp; 楼栋</label><span class="box"><input id="r" name="host.room" value="a&gt;b"></span></div>
      <fieldset id="why" class="field"><legend class="label">为什么<span>x</span></legend><label class="choice"><input type="radio" name="refusal" value="sales">推销</label></fieldset>
      <label class="box s"><span class="sr">记一笔</span><input name="text"></label>
      <label class="choice tick"><input type="checkbox" id="i" name="important">重要</label>
      <span class="box"><input name="pieces" aria-label="件数"></span></form>
      """)

  @Test func `a field is called what its label says, without the hint`() {
    #expect(page.place(of: "text", sentTo: "/notes") == .init(label: "Note", id: "t"))
    #expect(page.place(of: "host.room", sentTo: "/visits") == .init(label: "房号 & 楼栋", id: "r"))
  }

  @Test func `choices are called what their legend says, and the link leads to the group`() {
    #expect(page.place(of: "refusal", sentTo: "/visits") == .init(label: "为什么", id: "why"))
  }

  @Test func `two forms of one page may have a field of the same name`() {
    #expect(page.place(of: "text", sentTo: "/visits") == .init(label: "记一笔", id: "field-4", unmarked: 4))
  }

  @Test func `a label behind its box counts, and so does a name for screen readers alone`() {
    #expect(page.place(of: "important", sentTo: "/visits") == .init(label: "重要", id: "i"))
    #expect(page.place(of: "pieces", sentTo: "/visits") == .init(label: "件数", id: "field-6", unmarked: 6))
  }

  @Test func `a field without an id gets one for the link, and nothing else changes`() {
    let html = #"<p>1 < 2</p><input name="a"><select name="b"><option>x</option></select> end"#
    let marked = #"<p>1 < 2</p><input name="a"><select name="b" id="field-1"><option>x</option></select> end"#
    #expect(FieldNames.marked(html, fields: [1]) == marked)
  }

  @Test func `what was typed stands in its box again, and no markup in it counts`() {
    let html = #"<form action="/a"><input name="t" value="old"><input type="password" name="p"></form><input name="t">"#
    let typed =
      #"<form action="/a"><input name="t" value="&quot;&gt;&lt;b&gt;"><input type="password" name="p"></form><input name="t">"#
    let boxes = FieldNames(html: html).boxes(sentTo: "/a").map(\.number)
    #expect(boxes == [0])
    #expect(FieldNames.marked(html, fields: [], typed: [0: #""><b>"#]) == typed)
  }

  @Test func `what is not on the page has no place`() {
    #expect(page.place(of: "id", sentTo: "/visits") == nil)
    #expect(page.place(of: "nothing", sentTo: "/visits") == nil)
  }
}
