import IdentityDocuments
import Testing

@Suite("Hong Kong identity cards")
struct HongKongIDTests {
  @Test(
    "a sound number has no findings however it is written",
    arguments: [
      "A123456(3)", "A1234563", "a123456（3）", "Ａ１２３４５６（３）", " A 123456 (3) ", "A123456[3]", "G123456(A)",
      "L555555(0)", "AB987654(3)",
    ])
  func sound(number: String) {
    #expect(findings(number, as: .hkid).isEmpty)
  }

  @Test("brackets are spelling, not number")
  func normalized() {
    #expect(examine("a123456（3）", as: .hkid).normalized == "A1234563")
  }

  @Test(
    "one kind of fault is one finding",
    arguments: [
      ("C668668(E)", Finding.charset), ("A555555(X)", .charset), ("12345678", .charset), ("ABC12345", .charset),
      ("C567890(1)", .checkDigit), ("A123456(4)", .checkDigit), ("Z683365(5)", .checkDigit),
      ("A123456", .length), ("AB123456", .length), ("A12345678", .length), ("", .length),
    ])
  func faulty(number: String, finding: Finding) {
    #expect(findings(number, as: .hkid) == [finding])
  }

  @Test("the published specimen is not sound, and A would make it so")
  func specimen() {
    #expect(findings("Z683365(5)", as: .hkid) == [.checkDigit])
    #expect(findings("Z683365(A)", as: .hkid).isEmpty)
  }

  @Test("of all check digits exactly one is right")
  func oneCheckDigit() {
    for body in ["A123456", "K000000", "AB987654", "ZZ999999"] {
      let right = "0123456789A".filter { check in findings(body + String(check), as: .hkid).isEmpty }
      #expect(right.count == 1)
    }
  }
}
