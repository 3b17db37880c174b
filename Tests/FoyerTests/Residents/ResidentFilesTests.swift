import Foundation
import Spreadsheets
import Testing

@testable import Foyer

/// The three files of the reference data, with exact counts.
@Suite struct ResidentFilesTests {
  /// Tests run from a package at /work/main or from a link to it; `#filePath` knows the place.
  private static let folder: URL = {
    var root = URL(filePath: #filePath).resolvingSymlinksInPath()
    for _ in 0..<4 { root.deleteLastPathComponent() }
    return root.appending(path: "../shared/data").standardized
  }()

  private static let isPresent = FileManager.default.fileExists(atPath: folder.path)

  private func read(_ name: String) throws -> ImportReading {
    try ResidentSheet.read(Data(contentsOf: Self.folder.appending(path: name)))
  }

  private struct Expected: Decodable {
    let rows: Int
    let imported: Int
    let refused: [String: Int]
    let warned: [String: Int]
  }

  @Test(.enabled(if: isPresent)) func `The messy file is read as expected`() throws {
    let expected = try JSONDecoder().decode(
      Expected.self, from: Data(contentsOf: Self.folder.appending(path: "residents-messy.expected.json")))
    let reading = try read("residents-messy.gb18030.csv")
    #expect(reading.encoding == .gb18030)
    #expect(reading.rowCount == expected.rows)
    #expect(reading.importedRowCount == expected.imported)
    #expect(reading.drafts.count == expected.imported)
    #expect(Dictionary(grouping: reading.refused, by: \.kind.rawValue).mapValues(\.count) == expected.refused)
    #expect(Dictionary(grouping: reading.warned, by: \.kind.rawValue).mapValues(\.count) == expected.warned)
    #expect(reading.refused.first?.row == 31)
    #expect(reading.drafts.contains { $0.name.name == "阿依·买力克" })
  }

  @Test(.enabled(if: isPresent)) func `The clean file and the workbook hold the same residents`() throws {
    let clean = try read("residents.csv")
    let workbook = try read("residents.xlsx")
    #expect((clean.drafts.count, workbook.drafts.count) == (482, 279))
    #expect((clean.refused + clean.warned + workbook.refused + workbook.warned).isEmpty)
    #expect(workbook.sheets.map(\.building) == ["1栋", "2栋"])
    func identities(_ reading: ImportReading) -> Set<String> {
      Set(reading.drafts.map { "\($0.room.key) \($0.name.name) \($0.relation) \($0.phones)" })
    }
    #expect(identities(workbook).isSubset(of: identities(clean)))
    #expect(clean.drafts.count { $0.room.building == "B" } == 482 - 279)
  }
}
