import IdentityDocuments
import Testing

@Suite("Machine-readable zones, ICAO 9303")
struct MachineReadableZoneTests {
  @Test("all check digits of the public specimens are right", arguments: Specimen.zones)
  func specimens(zone: String) throws {
    let zone = try #require(MachineReadableZone(zone))
    #expect(zone.checks.allSatisfy { $0.isRight })
    #expect(Set(examine(zone.text, as: .mrz).findings).isSubset(of: [.expired]))
  }

  @Test("formats are told by lines, length and the V of visas")
  func formats() {
    let formats = Specimen.zones.map { MachineReadableZone($0)?.format }
    #expect(formats == [.td3, .td2, .td1, .mrvA, .mrvB, .td1, .td2, .td1])
  }

  @Test("the passport specimen is read whole")
  func passport() {
    let examination = examine(Specimen.td3, as: .mrz)
    #expect(examination.findings == [.expired])
    let facts = examination.facts
    #expect(facts.documentNumber == "L898902C3")
    #expect(facts.issuer == "UTO")
    #expect(facts.nationality == "UTO")
    #expect(facts.birthDate == day("1974-08-12"))
    #expect(facts.sex == .female)
    #expect(facts.expiryDate == day("2012-04-15"))
    #expect(facts.surname == "ERIKSSON")
    #expect(facts.givenNames == "ANNA MARIA")
  }

  @Test("a document is expired from the day after its last")
  func expiry() {
    #expect(findings(Specimen.td3, as: .mrz, on: day("2012-04-15")).isEmpty)
    #expect(findings(Specimen.td3, as: .mrz, on: day("2012-04-16")) == [.expired])
  }

  @Test(
    "a number too long for its field is put together",
    arguments: [
      (Specimen.longTD1, "D23145890734"), (Specimen.longTD2, "D23145890734"), (Specimen.tenCharacterTD1, "1234567890"),
    ])
  func longNumbers(zone: String, number: String) {
    #expect(examine(zone, as: .mrz).facts.documentNumber == number)
    #expect(!findings(zone, as: .mrz).contains(.checkDigit))
  }

  @Test("a wrong check digit behind a long number is noticed")
  func longNumberWrong() {
    let wrong = Specimen.longTD1.replacing("<7349<", with: "<7348<")
    #expect(findings(wrong, as: .mrz).contains(.checkDigit))
  }

  @Test(
    "lines may be joined by a line break, by backslash and n, or by nothing",
    arguments: ["\n", "\r\n", "\\n", "", " \n ", "\n\n"])
  func joined(separator: String) {
    for zone in Specimen.zones {
      let text = zone.split(separator: "\n").joined(separator: separator)
      #expect(examine(text, as: .mrz).normalized == zone)
    }
  }

  @Test("lower case, full width and quotation marks for fillers are put right")
  func spelling() {
    #expect(examine(Specimen.td2.lowercased(), as: .mrz).normalized == Specimen.td2)
    #expect(examine(Specimen.td2.replacing("<<", with: "«"), as: .mrz).normalized == Specimen.td2)
    #expect(examine(Specimen.td2.replacing("<", with: "＜"), as: .mrz).normalized == Specimen.td2)
  }

  @Test("a passport without optional data may have a filler or 0 as its check digit")
  func personalNumber() {
    let line1 = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\n"
    let withFiller = line1 + "L898902C36UTO7408122F1204159<<<<<<<<<<<<<<<8"
    let withZero = line1 + "L898902C36UTO7408122F1204159<<<<<<<<<<<<<<08"
    #expect(findings(withFiller, as: .mrz, on: day("2012-01-01")).isEmpty)
    #expect(findings(withZero, as: .mrz, on: day("2012-01-01")).isEmpty)
    let notEmpty = Specimen.td3.replacing("<<<<<10", with: "<<<<<<0")
    #expect(findings(notEmpty, as: .mrz).contains(.checkDigit))
  }

  @Test("unknown parts of a birth date are fillers and no fault")
  func unknownBirth() throws {
    let zone = try #require(MachineReadableZone(Specimen.td2.replacing("7408122", with: "74<<<<1")))
    #expect(zone.checks.first { $0.subject == .birthDate }?.isRight == true)
    let examination = examine(zone.text, as: .mrz)
    #expect(examination.facts.birthDate == nil)
    #expect(!examination.findings.contains(.charset))
    #expect(!examination.findings.contains(.birthDateImpossible))
  }

  @Test("birth is in the latest century that is not in the future, expiry from 2000 on")
  func centuries() {
    #expect(examine(Specimen.longTD1, as: .mrz).facts.birthDate == day("1934-07-12"))
    #expect(examine(Specimen.longTD1, as: .mrz, on: day("2040-01-01")).facts.birthDate == day("2034-07-12"))
    #expect(examine(Specimen.tenCharacterTD1, as: .mrz).facts.expiryDate == day("2030-01-01"))
    #expect(examine(Specimen.mrvA, as: .mrz).facts.expiryDate == day("2096-12-10"))
  }

  @Test("an impossible birth date is noticed besides its check digit")
  func impossibleBirth() {
    let zone = Specimen.td2.replacing("7408122", with: "7413122")
    #expect(findings(zone, as: .mrz) == [.birthDateImpossible, .checkDigit, .expired])
  }

  @Test("a filler for the sex is unspecified, another letter is no sex")
  func sex() {
    #expect(examine(Specimen.td2.replacing("2F12", with: "2<12"), as: .mrz).facts.sex == .unspecified)
    #expect(findings(Specimen.td2.replacing("2F12", with: "2E12"), as: .mrz).contains(.charset))
  }

  @Test("an issuer shorter than three letters is told without fillers")
  func germany() {
    #expect(examine(Specimen.td2.replacing("I<UTO", with: "I<D<<"), as: .mrz).facts.issuer == "D")
  }

  @Test("lines of other lengths are no zone", arguments: ["", "P<UTO", "A\nB\nC", Specimen.td3 + "<"])
  func lengths(text: String) {
    #expect(findings(text, as: .mrz) == [.length])
    #expect(MachineReadableZone(text) == nil)
  }

  @Test("characters outside the alphabet are noticed")
  func alphabet() {
    #expect(findings(Specimen.td2.replacing("ANNA", with: "ÄNNA"), as: .mrz).contains(.charset))
    #expect(findings(Specimen.td2.replacing("120415", with: "12O415"), as: .mrz).contains(.charset))
  }

  @Test("every changed digit in the protected places of a passport is noticed")
  func changes() {
    let symbols = Array(Specimen.td3)
    let second = 45
    let places = Array(0..<10) + Array(13..<20) + Array(21..<44)
    for place in places.map({ $0 + second }) {
      for digit in "0123456789" where digit != symbols[place] && symbols[place].isNumber {
        var changed = symbols
        changed[place] = digit
        #expect(findings(String(changed), as: .mrz).contains(.checkDigit), "at \(place - second)")
      }
    }
  }
}
