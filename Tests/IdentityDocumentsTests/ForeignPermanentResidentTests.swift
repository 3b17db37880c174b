import IdentityDocuments
import Testing

@Suite("Foreign permanent resident identity cards")
struct ForeignPermanentResidentTests {
  @Test(
    "official samples and synthetic numbers of 2023 are sound",
    arguments: ["932682198501010017", "911124198108030024", "932840199005150012", "911156199005150010"])
  func sound(number: String) {
    #expect(findings(number, as: .foreignPermanentResident).isEmpty)
  }

  @Test("province and country come after the leading 9")
  func facts() {
    let facts = examine("932682198501010017", as: .foreignPermanentResident).facts
    #expect(facts.regionCode == "32")
    #expect(facts.nationality == "682")
    #expect(facts.birthDate == day("1985-01-01"))
    #expect(facts.sex == .male)
    #expect(examine("911124198108030024", as: .foreignPermanentResident).facts.sex == .female)
  }

  @Test("faults of the 18-character card are told apart")
  func faulty() {
    #expect(findings("932682198501010018", as: .foreignPermanentResident) == [.checkDigit])
    #expect(findings("11010519491231002X", as: .foreignPermanentResident) == [.charset])
    #expect(findings("93268219850101001", as: .foreignPermanentResident) == [.length])
    #expect(
      findings(Specimen.resident(region: "999682", birth: "19850101"), as: .foreignPermanentResident)
        == [.regionUnknown])
  }

  @Test("the old card of 15 characters is sound and read")
  func old() {
    let examination = examine("UTO110085010113", as: .foreignPermanentResident)
    #expect(examination.findings.isEmpty)
    #expect(examination.facts.nationality == "UTO")
    #expect(examination.facts.regionCode == "1100")
    #expect(examination.facts.birthDate == day("1985-01-01"))
    #expect(examination.facts.sex == .male)
  }

  @Test("the old card's two-digit year is in the latest century that is not in the future")
  func century() {
    let number = "UTO110026112319"
    #expect(examine(number, as: .foreignPermanentResident).facts.birthDate == day("2026-11-23"))
    let before = examine(number, as: .foreignPermanentResident, on: day("2026-11-22"))
    #expect(before.facts.birthDate == day("1926-11-23"))
  }

  @Test("the old card's faults are findings, its last digit too")
  func oldFaulty() {
    #expect(findings("UTO110085010114", as: .foreignPermanentResident) == [.checkDigit])
    #expect(findings("UTO990085010113", as: .foreignPermanentResident).contains(.regionUnknown))
    #expect(findings("UTO110085130113", as: .foreignPermanentResident).contains(.birthDateImpossible))
    #expect(findings("UT0110085010113", as: .foreignPermanentResident) == [.charset])
  }
}
