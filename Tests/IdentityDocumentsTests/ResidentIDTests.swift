import IdentityDocuments
import Testing

@Suite("Resident identity numbers, GB 11643")
struct ResidentIDTests {
  @Test(
    "a sound number has no findings",
    arguments: [
      "11010519491231002X", "360426199101010071", "120103198806018241", "34052419800101001X", "440308199901101512",
    ])
  func sound(number: String) {
    #expect(findings(number, as: .residentID).isEmpty)
  }

  @Test(
    "one kind of fault is one finding",
    arguments: [
      ("360426199101010072", Finding.checkDigit), ("340524198001010013", .checkDigit),
      ("440524188001010014", .ageUnlikely),
      ("110101199902290018", .birthDateImpossible), ("110101199913010018", .birthDateImpossible),
      ("110101199904310019", .birthDateImpossible),
      ("110102YYYYMMDD888X", .charset), ("A87654321012345678", .charset), ("1101051949123X0021", .charset),
      ("98765432101234567", .length), ("9876543210123456789", .length), ("", .length), ("1", .length),
    ])
  func faulty(number: String, finding: Finding) {
    #expect(findings(number, as: .residentID) == [finding])
  }

  @Test("birth date, sex and region are read from the number")
  func facts() {
    let facts = examine("11010519491231002X", as: .residentID).facts
    #expect(facts.birthDate == day("1949-12-31"))
    #expect(facts.sex == .female)
    #expect(facts.regionCode == "110105")
    #expect(examine("440524188001010014", as: .residentID).facts.sex == .male)
  }

  @Test("whether a birth date lies in the future depends on the given day")
  func future() {
    let number = "110101202601010013"
    #expect(findings(number, as: .residentID, on: day("2025-12-31")) == [.birthDateFuture])
    #expect(findings(number, as: .residentID, on: day("2026-01-01")).isEmpty)
  }

  @Test("a holder becomes unlikely on the day after the 130th birthday")
  func age() {
    let number = "440524188001010014"
    #expect(findings(number, as: .residentID, on: day("2010-01-01")).isEmpty)
    #expect(findings(number, as: .residentID, on: day("2010-01-02")) == [.ageUnlikely])
  }

  @Test("a 15-digit number is only legacy, and is upgraded")
  func legacy() {
    let examination = examine("610104620927690", as: .residentID)
    #expect(examination.findings == [.legacy15Digit])
    #expect(examination.facts.upgradedNumber == "610104196209276908")
    #expect(examination.facts.birthDate == day("1962-09-27"))
    #expect(examination.facts.sex == .female)
    #expect(findings("610104196209276908", as: .residentID).isEmpty)
  }

  @Test("15-digit sequences 996 to 999 are people born in the 18-hundreds")
  func centenarians() {
    let examination = examine("110101990101996", as: .residentID, on: day("2000-01-01"))
    #expect(examination.facts.birthDate == day("1899-01-01"))
    #expect(examination.findings == [.legacy15Digit])
    #expect(examine("110101990101995", as: .residentID).facts.birthDate == day("1999-01-01"))
  }

  @Test("a 15-digit number with an impossible birth date is not upgraded")
  func legacyImpossible() {
    let examination = examine("610104621327690", as: .residentID)
    #expect(examination.findings == [.birthDateImpossible, .legacy15Digit])
    #expect(examination.facts.upgradedNumber == nil)
    #expect(findings("61010462092769X", as: .residentID) == [.charset])
  }

  @Test(
    "abolished county codes and municipal codes are no finding",
    arguments: ["412723", "321119", "110101", "440120", "830000", "710000"])
  func abolishedRegions(code: String) {
    #expect(findings(Specimen.resident(region: code), as: .residentID).isEmpty)
  }

  @Test("a province that does not exist is only unknown", arguments: ["160101", "990101", "000000", "932682"])
  func unknownRegions(code: String) {
    #expect(findings(Specimen.resident(region: code), as: .residentID) == [.regionUnknown])
  }

  @Test("several faults are all told, in the order of the kinds")
  func several() {
    #expect(
      findings("160101199902290010", as: .residentID) == [.regionUnknown, .birthDateImpossible, .checkDigit])
    #expect(findings("E12345678", as: .residentID) == [.length, .charset])
  }

  @Test("leap days exist in leap years only")
  func leapDays() {
    #expect(findings(Specimen.resident(birth: "20000229"), as: .residentID).isEmpty)
    #expect(findings(Specimen.resident(birth: "19000229"), as: .residentID) == [.birthDateImpossible])
    #expect(findings(Specimen.resident(birth: "00000101"), as: .residentID) == [.birthDateImpossible])
  }

  @Test("a driving licence has the rules of the identity number")
  func drivingLicence() {
    #expect(findings("11010519491231002X", as: .drivingLicence).isEmpty)
    #expect(findings("360426199101010072", as: .drivingLicence) == [.checkDigit])
  }

  @Test("any one changed digit is noticed")
  func singleChanges() {
    for number in ["11010519491231002X", "360426199101010071", "120103198806018241", "440308199901101512"] {
      for place in 0..<18 {
        for digit in "0123456789X" where digit != Array(number)[place] {
          var changed = Array(number)
          changed[place] = digit
          #expect(!findings(String(changed), as: .residentID).isEmpty, "\(number) at \(place) to \(digit)")
        }
      }
    }
  }

  @Test("any two different neighbours changing places are noticed")
  func transpositions() {
    let number = Array("120103198806018241")
    for place in 0..<17 where number[place] != number[place + 1] {
      var changed = number
      changed.swapAt(place, place + 1)
      #expect(!findings(String(changed), as: .residentID).isEmpty, "at \(place)")
    }
  }
}

@Suite("Residence permits of Hong Kong, Macao and Taiwan residents")
struct ResidencePermitTests {
  @Test("sample cards are sound", arguments: ["810000199408230021", "830000199201300022", "820000199001010010"])
  func sound(number: String) {
    #expect(findings(number, as: .residencePermit).isEmpty)
    #expect(findings(number, as: .residentID).isEmpty)
  }

  @Test("faults are told apart")
  func faulty() {
    #expect(findings("810000199408230022", as: .residencePermit) == [.checkDigit])
    #expect(findings("11010519491231002X", as: .residencePermit) == [.regionUnknown])
    #expect(findings("81000019940823002", as: .residencePermit) == [.length])
    #expect(findings("81000019940823O021", as: .residencePermit) == [.charset])
  }

  @Test("region, birth date and sex are read")
  func facts() {
    let facts = examine("830000199201300022", as: .residencePermit).facts
    #expect(facts.regionCode == "830000")
    #expect(facts.birthDate == day("1992-01-30"))
    #expect(facts.sex == .female)
  }
}
