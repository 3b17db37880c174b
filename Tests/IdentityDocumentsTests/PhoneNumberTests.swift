import IdentityDocuments
import Testing

@Suite("Telephone numbers")
struct PhoneNumberTests {
  @Test(
    "a mainland mobile number is the same in every spelling",
    arguments: [
      "13900001234", "139 0000-1234", "+8613900001234", "+86 139 0000 1234", "008613900001234", "86-13900001234",
      "8613900001234", "(86)13900001234", "（＋８６）１３９００００１２３４", "139.0000.1234", "１３９００００１２３４", "'13900001234",
      "=\"13900001234\"", "\u{202D}13900001234\u{202C}", "139\u{2014}0000\u{2013}1234", "13900001234.0",
    ])
  func mobile(cell: String) {
    let numbers = PhoneNumber.parse(cell)
    #expect(numbers.map(\.normalized) == ["13900001234"])
    #expect(numbers.map(\.kind) == [.mobile])
    #expect(numbers.allSatisfy { $0.warnings.isEmpty && $0.note == nil && $0.extensionNumber == nil })
  }

  @Test(
    "each kind is told by its digits",
    arguments: [
      ("0755-26001234", "075526001234", PhoneNumber.Kind.landline), ("(0755)26001234", "075526001234", .landline),
      ("010-60001234", "01060001234", .landline), ("+86 755 26001234", "075526001234", .landline),
      ("+86-10-60001234", "01060001234", .landline), ("4001234567", "4001234567", .service),
      ("800-123-4567", "8001234567", .service), ("95588", "95588", .service), ("110", "110", .service),
      ("(852) 61235678", "+85261235678", .hongKong), ("+852 9123 5678", "+85291235678", .hongKong),
      ("0085261235678", "+85261235678", .hongKong), ("852-61235678", "+85261235678", .hongKong),
      ("(853)61235678", "+85361235678", .macao), ("(886) 912345678", "+886912345678", .taiwan),
      ("+886 912 345 678", "+886912345678", .taiwan), ("+1 202 555 0100", "+12025550100", .international),
      ("0044 20 7946 0000", "+442079460000", .international), ("12", "12", .unknown),
      ("75526001234", "75526001234", .unknown),
    ])
  func kinds(cell: String, normalized: String, kind: PhoneNumber.Kind) {
    #expect(PhoneNumber.parse(cell).map(\.normalized) == [normalized])
    #expect(PhoneNumber.parse(cell).map(\.kind) == [kind])
  }

  @Test(
    "a cell may hold several numbers",
    arguments: [
      "13900001234/13800005678", "13900001234、13800005678", "13900001234；13800005678", "13900001234,13800005678",
      "13900001234，13800005678", "13900001234\n13800005678", "13900001234\r\n13800005678", "13900001234 13800005678",
      "13900001234或13800005678", " / 13900001234 // 13800005678 /",
    ])
  func several(cell: String) {
    #expect(PhoneNumber.parse(cell).map(\.normalized) == ["13900001234", "13800005678"])
  }

  @Test("what stands in brackets or beside the number is a note")
  func notes() {
    #expect(PhoneNumber.parse("13900001234(儿子)").first?.note == "儿子")
    #expect(PhoneNumber.parse("13900001234（儿子/女儿）").map(\.note) == ["儿子/女儿"])
    #expect(PhoneNumber.parse("张先生 13900001234").first?.note == "张先生")
    #expect(PhoneNumber.parse("13900001234(儿子)/13800005678（女儿）").map(\.note) == ["儿子", "女儿"])
    #expect(PhoneNumber.parse("13900001234(儿子").first?.note == "儿子")
    #expect(PhoneNumber.parse("13900001234(儿子)").first?.normalized == "13900001234")
  }

  @Test(
    "an extension is kept beside the number",
    arguments: [
      "0755-26001234-801", "0755-26001234转801", "0755-26001234 ext 801", "0755-26001234分机801", "0755-26001234#801",
    ])
  func extensions(cell: String) {
    let number = PhoneNumber.parse(cell).first
    #expect(number?.normalized == "075526001234")
    #expect(number?.kind == .landline)
    #expect(number?.extensionNumber == "801")
    #expect(number?.note == nil)
  }

  @Test("cells without digits hold no number", arguments: ["", "无", "-", "/", " ", "(儿子)", "—"])
  func empty(cell: String) {
    #expect(PhoneNumber.parse(cell).isEmpty)
  }

  @Test(
    "ranges that nobody was given are warned of",
    arguments: ["154", "160", "161", "163", "164", "168", "169", "194", "179", "140", "144"])
  func unallocated(prefix: String) {
    let number = PhoneNumber.parse(prefix + "00001234").first
    #expect(number?.kind == .mobile)
    #expect(number?.warnings == [.unallocatedRange])
  }

  @Test(
    "ranges in use are not",
    arguments: [
      "130", "139", "145", "149", "150", "159", "162", "165", "166", "167", "170", "174", "178", "180", "190", "192",
      "199",
    ])
  func allocated(prefix: String) {
    #expect(PhoneNumber.parse(prefix + "00001234").first?.warnings == [])
    #expect(PhoneNumber.parse("16190001234").first?.warnings == [])
  }

  @Test("other odd numbers are warned of, none refused")
  func warnings() {
    #expect(PhoneNumber.parse("26001234").first?.warnings == [.areaCodeMissing])
    #expect(PhoneNumber.parse("1440000001234").first?.warnings == [.machineNumber])
    let destroyed = PhoneNumber.parse("1.39E+10")
    #expect(destroyed.map(\.normalized) == ["1.39E+10"])
    #expect(destroyed.first?.kind == .unknown)
    #expect(destroyed.first?.warnings == [.scientificNotation])
  }

  @Test(
    "masks show the beginning and the last four",
    arguments: [
      ("13900001234", "139****1234"), ("+86 13900001234", "139****1234"), ("(852) 61235678", "6***5678"),
      ("(853) 61235678", "6***5678"), ("0755-26001234-801", "0755****1234"), ("010-60001234", "010****1234"),
      ("4001234567", "4001234567"), ("26001234", "****1234"), ("+1 202 555 0100", "********0100"), ("12", "**"),
    ])
  func masks(cell: String, mask: String) {
    #expect(PhoneNumber.parse(cell).first?.mask == mask)
  }
}
