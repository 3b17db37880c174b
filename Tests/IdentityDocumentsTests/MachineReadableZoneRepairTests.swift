import IdentityDocuments
import Testing

@Suite("Repairs of machine-readable zones")
struct MachineReadableZoneRepairTests {
  private static let twins: [Character: Character] = ["0": "O", "1": "I", "5": "S", "8": "B", "2": "Z"]

  @Test("a repair, where one is offered, is the right one", arguments: Specimen.zones)
  func repairs(zone: String) {
    let symbols = Array(zone)
    var offers = 0
    for (place, symbol) in symbols.enumerated() {
      guard let twin = Self.twins[symbol] else { continue }
      var misread = symbols
      misread[place] = twin
      guard let repaired = MachineReadableZone.repaired(String(misread)) else { continue }
      #expect(repaired == zone)
      offers += 1
    }
    #expect(offers > 3)
  }

  @Test("the letter O in the passport's number becomes 0")
  func number() {
    let misread = Specimen.td3.replacing("L898902C36", with: "L8989O2C36")
    #expect(findings(misread, as: .mrz).contains(.checkDigit))
    #expect(MachineReadableZone.repaired(misread) == Specimen.td3)
  }

  @Test("nothing is offered where nothing is wrong", arguments: Specimen.zones)
  func sound(zone: String) {
    #expect(MachineReadableZone.repaired(zone) == nil)
  }

  @Test("nothing is offered for two faults, for other faults, or for what is no zone")
  func beyondRepair() {
    let twoFields = Specimen.td3.replacing("L898902C36", with: "L8989O2C36").replacing("7408122", with: "74O8122")
    #expect(MachineReadableZone.repaired(twoFields) == nil)
    #expect(MachineReadableZone.repaired(Specimen.td3.replacing("L898902C36", with: "L898903C36")) == nil)
    #expect(MachineReadableZone.repaired("not a zone") == nil)
  }

  @Test("nothing is offered when two repairs would do as well")
  func ambiguous() {
    // The weights repeat after three places, so either O may have been the 0. A visa has no second check.
    let visa = "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nOAAOAAAAA8UTO7408122F1204159<<<<<<<<"
    #expect(findings(visa, as: .mrz).contains(.checkDigit))
    #expect(MachineReadableZone.repaired(visa) == nil)
    let either = visa.replacing("OAAOAAAAA8", with: "0AAOAAAAA8")
    #expect(!findings(either, as: .mrz).contains(.checkDigit))
  }
}
