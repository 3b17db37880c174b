import IdentityDocuments
import Testing

@Suite("Spellings of numbers")
struct NormalizationTests {
  @Test(
    "every X that people type is X",
    arguments: ["X", "x", "Ｘ", "ｘ", "Ⅹ", "ⅹ", "×", "Х", "х", "Χ", "χ"])
  func crosses(cross: String) {
    let examination = examine("11010519491231002" + cross, as: .residentID)
    #expect(examination.normalized == "11010519491231002X")
    #expect(examination.findings.isEmpty)
  }

  @Test(
    "blanks, dashes, invisible characters and full width are spelling",
    arguments: [
      " 110105 19491231 002X ", "110105-19491231-002X", "110105\u{2013}19491231\u{2014}002x",
      "１１０１０５１９４９１２３１００２Ｘ", "\u{FEFF}110105\u{200B}19491231\u{A0}002X\u{3000}\r\n", "'11010519491231002X",
      "110105\u{202D}19491231002X\u{202C}",
    ])
  func spellings(number: String) {
    #expect(DocumentNumber.normalize(number, as: .residentID) == "11010519491231002X")
    #expect(findings(number, as: .residentID).isEmpty)
  }

  @Test("the Cyrillic X is no X in a passport")
  func crossesElsewhere() {
    #expect(findings("Х1234567", as: .passport) == [.charset])
  }

  @Test("normalising twice changes nothing", arguments: DocumentType.allCases)
  func idempotent(type: DocumentType) {
    for text in ["a123456（3）", "11010519491231002ⅹ", "军字第 12号", "ei 12-34", Specimen.td3, "ﬀﬁ①"] {
      let once = DocumentNumber.normalize(text, as: type)
      #expect(DocumentNumber.normalize(once, as: type) == once)
    }
  }
}
