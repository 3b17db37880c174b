import IdentityDocuments
import Testing

@Suite("Travel permits")
struct TravelPermitTests {
  @Test(
    "permits between the mainland and Hong Kong or Macao",
    arguments: [
      "H12345678", "M12345678", "H1234567800", "M1234567801", "h 1234 5678-00", "C12345678", "CA1234567", "W12345678",
    ])
  func hongKongMacao(number: String) {
    #expect(findings(number, as: .mainlandPermitHKMacao).isEmpty)
  }

  @Test("H is Hong Kong and M is Macao")
  func regions() {
    #expect(examine("H12345678", as: .mainlandPermitHKMacao).facts.regionCode == "81")
    #expect(examine("M12345678", as: .mainlandPermitHKMacao).facts.regionCode == "82")
    #expect(examine("C12345678", as: .mainlandPermitHKMacao).facts.regionCode == nil)
  }

  @Test(
    "permits between the mainland and Taiwan",
    arguments: ["12345678", "1234567890(B)", "1234567890（b）", "1234567890", "L12345678", "T12345678"])
  func taiwan(number: String) {
    #expect(findings(number, as: .mainlandPermitTaiwan).isEmpty)
  }

  @Test(
    "faults are told apart",
    arguments: [
      ("H1234567", DocumentType.mainlandPermitHKMacao, Finding.length), ("H123456789", .mainlandPermitHKMacao, .length),
      ("X12345678", .mainlandPermitHKMacao, .charset), ("H1234567O", .mainlandPermitHKMacao, .charset),
      ("CI1234567", .mainlandPermitHKMacao, .charset), ("CO1234567", .mainlandPermitHKMacao, .charset),
      ("1234567", .mainlandPermitTaiwan, .length), ("1234567A", .mainlandPermitTaiwan, .charset),
      ("X12345678", .mainlandPermitTaiwan, .charset), ("", .mainlandPermitTaiwan, .length),
    ])
  func faulty(number: String, type: DocumentType, finding: Finding) {
    #expect(findings(number, as: type) == [finding])
  }
}

@Suite("Passports keyed by hand")
struct PassportTests {
  @Test(
    "Chinese, Hong Kong, Macao, Taiwan and foreign numbers pass",
    arguments: [
      "E12345678", "EA1234567", "G12345678", "141234567", "151234567", "SE1234567", "DE1234567", "PE1234567",
      "S.1234567", "P.1234567", "D1234567", "K12345678", "KJ1234567", "H12345678", "HJ1234567", "MA1234567",
      "123456789", "L898902C3", "C01X0006H", "ei1234567", "AB 12-34 567", "A1234",
    ])
  func sound(number: String) {
    #expect(findings(number, as: .passport).isEmpty)
  }

  @Test("only numbers that China alone has name the issuer")
  func issuer() {
    for number in ["E12345678", "EA1234567", "SE1234567"] {
      #expect(examine(number, as: .passport).facts.issuer == "CHN")
    }
    for number in ["EI1234567", "EO1234567", "G12345678", "K12345678", "123456789", "L898902C3"] {
      #expect(examine(number, as: .passport).facts.issuer == nil)
    }
  }

  @Test("length and characters are all that can be wrong")
  func faulty() {
    #expect(findings("A123", as: .passport) == [.length])
    #expect(findings("A12345678901234567890", as: .passport) == [.length])
    #expect(findings("护照123456", as: .passport) == [.charset])
    #expect(findings("", as: .passport) == [.length])
  }
}

@Suite("Numbers without a rule")
struct FreeTextTests {
  @Test("military and other numbers are free text", arguments: [DocumentType.military, .other])
  func freeText(type: DocumentType) {
    #expect(findings("军字第1234567号", as: type).isEmpty)
    #expect(findings("粤社保-0001/2", as: type).isEmpty)
    #expect(findings(" ", as: type) == [.length])
    #expect(findings(String(repeating: "1", count: 65), as: type) == [.length])
    #expect(findings("军字第\u{0}7号", as: type) == [.charset])
  }

  @Test("dashes stay and blanks go")
  func normalized() {
    #expect(examine("　军字第 １２３-4号", as: .military).normalized == "军字第123-4号")
  }
}
