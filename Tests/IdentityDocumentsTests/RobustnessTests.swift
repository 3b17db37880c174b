import IdentityDocuments
import Testing

@Suite("Whatever is typed")
struct RobustnessTests {
  private static let alphabet = Array("0123456789XABEHMOVPUTD<<<()-. \n\\n\u{0}\u{200D}年😀👨‍👩‍👧e\u{301}Ｘ１Ⅹ×ﷺ，/、+*京粤WJ·转")

  private static let tenMegabytes = ["1", "年", "<", "\u{FDFA}", " "].map {
    String(repeating: $0, count: 10_000_000 / $0.utf8.count)
  }

  private func everythingIsAnswered(_ text: String) {
    for type in DocumentType.allCases {
      let examination = examine(text, as: type)
      #expect(examination.type == type)
      #expect(Set(examination.findings).count == examination.findings.count)
      _ = DocumentNumber.mask(text, as: type)
    }
    _ = PhoneNumber.parse(text).map(\.mask)
    _ = Plate.classify(text).mask
    _ = MachineReadableZone.repaired(text)
    _ = CalendarDay.parse(text)
  }

  @Test("random garbage is answered", arguments: 0..<40)
  func garbage(seed: Int) {
    var random = SplitMix(state: UInt64(seed))
    for _ in 0..<50 {
      let length = Int.random(in: 0...100, using: &random)
      everythingIsAnswered(String((0..<length).map { _ in Self.alphabet.randomElement(using: &random) ?? "0" }))
    }
  }

  @Test("zones of random symbols are answered", arguments: [30, 36, 44])
  func randomZones(width: Int) {
    var random = SplitMix(state: UInt64(width))
    let symbols = Array("0123456789ABOISZ<<<<<<")
    for _ in 0..<300 {
      let lines = (0..<(width == 30 ? 3 : 2)).map { _ in
        String((0..<width).map { _ in symbols.randomElement(using: &random) ?? "<" })
      }
      everythingIsAnswered(lines.joined(separator: "\n"))
    }
  }

  @Test("emoji, NUL and lone marks are answered", arguments: ["😀", "\u{0}", "\u{301}", "\u{FEFF}", "🇨🇳", "\u{10FFFF}"])
  func oddities(text: String) {
    everythingIsAnswered(text)
    everythingIsAnswered(String(repeating: text, count: 18))
    #expect(findings("1101051949123100" + text + "2X", as: .residentID) != [] || text == "\u{FEFF}")
  }

  @Test("a character outside the alphabet counts as one")
  func foreignCharacters() {
    #expect(findings("11010519491231002😀", as: .residentID) == [.charset])
    #expect(findings("1101051949123１00２年", as: .residentID) == [.charset])
  }

  @Test("ten megabytes are too long, and nothing more", arguments: DocumentType.allCases)
  func tenMegabytes(type: DocumentType) {
    for text in Self.tenMegabytes {
      let examination = examine(text, as: type)
      #expect(examination.findings == [.length])
      #expect(examination.facts == Facts())
      #expect(examination.normalized.utf8.count < 40_000)
      #expect(DocumentNumber.mask(text, as: type).utf8.count < 40_000)
    }
  }

  @Test("ten megabytes are bounded in phones and plates too")
  func tenMegabytesElsewhere() {
    let text = String(repeating: "1", count: 10_000_000)
    #expect(PhoneNumber.parse(text).first?.normalized.utf8.count == 512)
    #expect(Plate.classify(text).normalized.utf8.count == 512)
    #expect(MachineReadableZone(text) == nil)
  }
}

/// A generator with a fixed start, so that a failure can be seen again.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
