import Foundation
import IdentityDocuments
import Testing

@Suite("Examinations as JSON")
struct ExaminationJSONTests {
  private func json(_ number: String, as type: DocumentType) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return String(decoding: try encoder.encode(examine(number, as: type)), as: UTF8.self)
  }

  @Test("a resident number has the contract's shape")
  func resident() throws {
    #expect(
      try json("11010519491231002x", as: .residentID)
        == #"{"facts":{"birth_date":"1949-12-31","region_code":"110105","sex":"female"},"#
        + #""findings":[],"normalized":"11010519491231002X","type":"resident_id"}"#)
  }

  @Test("absent facts are left out and findings keep their names")
  func absent() throws {
    #expect(
      try json("A123456(4)", as: .hkid)
        == #"{"facts":{},"findings":["check_digit"],"normalized":"A1234564","type":"hkid"}"#)
  }

  @Test("a machine-readable zone tells all its facts in snake case")
  func zone() throws {
    let text = try json(Specimen.td3, as: .mrz)
    for fact in [
      #""document_number":"L898902C3""#, #""expiry_date":"2012-04-15""#, #""given_names":"ANNA MARIA""#,
      #""surname":"ERIKSSON""#, #""nationality":"UTO""#, #""issuer":"UTO""#, #""findings":["expired"]"#,
    ] {
      #expect(text.contains(fact))
    }
    let legacy = try json("610104620927690", as: .residentID)
    #expect(legacy.contains(#""upgraded_number":"610104196209276908""#))
  }

  @Test("types and kinds of finding have the contract's names")
  func names() {
    #expect(
      DocumentType.allCases.map(\.rawValue) == [
        "resident_id", "residence_permit", "foreign_permanent_resident", "hkid", "taiwan_id",
        "mainland_permit_hk_macao", "mainland_permit_taiwan", "passport", "mrz", "driving_licence", "military", "other",
      ])
    #expect(
      Finding.allCases.map(\.rawValue) == [
        "length", "charset", "region_unknown", "birth_date_impossible", "birth_date_future", "age_unlikely",
        "legacy_15_digit", "check_digit", "expired",
      ])
  }
}
