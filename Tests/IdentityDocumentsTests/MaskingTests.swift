import IdentityDocuments
import Testing

@Suite("Masked numbers")
struct MaskingTests {
  @Test(
    "each type is masked its own way",
    arguments: [
      (DocumentType.residentID, "11010519491231002X", "110***********002X"),
      (.residentID, "110105 19491231 002x", "110***********002X"),
      (.residentID, "610104620927690", "610********7690"),
      (.residencePermit, "810000199408230021", "810***********0021"),
      (.foreignPermanentResident, "932682198501010017", "932***********0017"),
      (.foreignPermanentResident, "UTO110085010113", "UTO********0113"),
      (.drivingLicence, "11010519491231002X", "110***********002X"),
      (.hkid, "A123456(3)", "A123***(*)"), (.hkid, "AB987654(3)", "AB98****(*)"),
      (.passport, "E12345678", "E*****678"), (.passport, "EA1234567", "E*****567"),
      (.mainlandPermitHKMacao, "H1234567800", "H1******800"), (.mainlandPermitTaiwan, "12345678", "1****678"),
      (.taiwanID, "A123456789", "******6789"),
      (.military, "军字第1234567号", "*******567号"),
      (.other, "123", "***"), (.other, "1234", "**34"), (.other, "1234567", "****567"), (.other, "", ""),
      (.mrz, Specimen.td3, "L*****2C3"), (.mrz, Specimen.longTD1, "D2*******734"), (.mrz, "unreadable", "*********"),
    ])
  func masks(type: DocumentType, number: String, mask: String) {
    #expect(DocumentNumber.mask(number, as: type) == mask)
  }

  @Test("a mistyped identity number shows its end only")
  func mistyped() {
    #expect(DocumentNumber.mask("1101051949123100", as: .residentID) == "************3100")
    #expect(DocumentNumber.mask("A12345(3)", as: .hkid) == "****453")
  }

  @Test("never more than half of a number is seen", arguments: DocumentType.allCases)
  func half(type: DocumentType) {
    for length in 0...40 {
      for number in [String(repeating: "7", count: length), "E" + String(repeating: "7", count: length)] {
        let mask = DocumentNumber.mask(number, as: type)
        #expect(mask.filter { $0 == "7" || $0 == "E" }.count * 2 <= number.count, "\(number)")
      }
    }
  }

  @Test("masking a mask reveals nothing and changes nothing")
  func twice() {
    for (type, number) in [(DocumentType.residentID, "11010519491231002X"), (.passport, "E12345678")] {
      let mask = DocumentNumber.mask(number, as: type)
      #expect(DocumentNumber.mask(mask, as: type) == mask)
    }
  }
}
