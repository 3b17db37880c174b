import IdentityDocuments
import Testing

@Suite("Taiwan identity numbers")
struct TaiwanIDTests {
  @Test(
    "national, new resident and old resident numbers are sound",
    arguments: [
      "A123456789", "M115187864", "Z256783650", "A800000014", "B987654320", "AB12345677", "AC12345679", "AA00000009",
      "A100000001",
    ])
  func sound(number: String) {
    #expect(findings(number, as: .taiwanID).isEmpty)
  }

  @Test(
    "one kind of fault is one finding",
    arguments: [
      ("A234567890", Finding.checkDigit), ("A123456788", .checkDigit), ("A12345678", .length),
      ("AXXXXXXXX9", .charset), ("A323456789", .charset), ("AE12345677", .charset), ("1123456789", .charset),
    ])
  func faulty(number: String, finding: Finding) {
    #expect(findings(number, as: .taiwanID) == [finding])
  }

  @Test("the second character tells the sex")
  func sex() {
    #expect(examine("A123456789", as: .taiwanID).facts.sex == .male)
    #expect(examine("B987654320", as: .taiwanID).facts.sex == .female)
    #expect(examine("AC12345679", as: .taiwanID).facts.sex == .male)
    #expect(examine("AB12345677", as: .taiwanID).facts.sex == .female)
  }

  @Test("old resident numbers expire on 1 January 2031")
  func oldNumbersEnd() {
    #expect(findings("AB12345677", as: .taiwanID, on: day("2030-12-31")).isEmpty)
    #expect(findings("AB12345677", as: .taiwanID, on: day("2031-01-01")) == [.expired])
    #expect(findings("A123456789", as: .taiwanID, on: day("2031-01-01")).isEmpty)
  }
}
