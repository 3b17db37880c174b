import Database
import Foundation
import IdentityDocuments
import Pages
import Spreadsheets

/// What `foyer import residents --json` prints.
public struct ImportSummary: Sendable, Encodable {
  public struct Line: Sendable, Encodable {
    public let sheet: String?
    public let row: Int
    public let kind: String
    public let field: String?
    public let message: String
  }

  public let imported: Int
  public let unchanged: Int
  public let refused: [Line]
  public let warned: [Line]

  init(_ outcome: ImportOutcome, phrasebook: Phrasebook, language: Language) {
    func lines(_ lines: [ImportLine]) -> [Line] {
      lines.map { line in
        Line(
          sheet: line.sheet.isEmpty ? nil : line.sheet, row: line.row, kind: line.kind, field: line.field,
          message: phrasebook.text(line.messageKey, language, line.arguments))
      }
    }
    imported = outcome.imported
    unchanged = outcome.unchanged
    refused = lines(outcome.refused)
    warned = lines(outcome.warned)
  }
}

extension Installation {
  /// - Parameters:
  ///   - keep: names of columns to keep that are dropped otherwise: document, household, fees …
  ///   - encoding: forces the encoding of a CSV file; empty to find it.
  ///   - building: what rows without a building belong to; empty for none.
  ///   - locale: `LANG`, for the language of the messages.
  public func importResidents(
    _ data: Data, estate id: String, keep: [String], encoding: String = "", building: String = "", dryRun: Bool,
    locale: String,
    progress: @escaping @Sendable (Int, Int) -> Void
  ) async throws -> ImportSummary {
    guard let estate = try await database.read({ try $0.estate(id) }) else { throw CommandRefusal("estate", id) }
    guard let post = try await database.read({ try $0.posts(of: estate.id).first }) else {
      throw CommandRefusal("estate", id)
    }
    let keeping = try keep.map { word in
      guard let column = KeptColumns(named: word) else { throw CommandRefusal("keep", word) }
      return column
    }
    let forced = TextEncoding(rawValue: encoding.lowercased())
    if forced == nil, !encoding.isEmpty { throw CommandRefusal("encoding", encoding) }
    let language = Language.preferred(accepting: locale.replacing("_", with: "-"))
    let phrasebook = try Phrasebook(directory: home.texts)
    let reading: ImportReading
    do {
      reading = try ResidentSheet.read(
        data,
        options: ImportOptions(
          encoding: forced, tryingBig5: language == .traditional, keeping: KeptColumns(keeping),
          onlyBuilding: building.isEmpty ? nil : building, site: estate.name))
    } catch {
      throw ImportRefusal(ImportTrouble(error), phrasebook: phrasebook, language: language)
    }
    let now = clock.now()
    let author = JournalAuthor(estate: estate.id, post: post.id, account: "console", name: "console", at: now)
    let residents = ResidentImport(
      database: database, vault: vault, estate: estate, author: author, id: Identifier.make(at: now))
    let outcome =
      try await dryRun ? residents.rehearse(reading) : residents.run(reading) { progress($0, $1) }
    return ImportSummary(outcome, phrasebook: phrasebook, language: language)
  }
}

/// A file of which nothing can be imported, and how to mend it.
public struct ImportRefusal: Error, CustomStringConvertible {
  public let code: String
  public let description: String

  init(_ trouble: ImportTrouble, phrasebook: Phrasebook, language: Language) {
    code = trouble.code
    description = phrasebook.text("import.problem.\(trouble.code)", language, trouble.arguments)
  }
}

/// What `foyer room parse` prints.
public struct RoomParts: Sendable, Encodable {
  public let zone, building, entrance, room, floor: String?
  public let kind: String
  public let ambiguous: Bool

  public init(_ text: String) {
    let name = RoomName.parse(text)
    (zone, building, entrance, room, floor) = (name.zone, name.building, name.entrance, name.room, name.floor)
    (kind, ambiguous) = (name.kind.rawValue, name.ambiguous)
  }

  /// Absent parts are null, not missing.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(zone, forKey: .zone)
    try container.encode(building, forKey: .building)
    try container.encode(entrance, forKey: .entrance)
    try container.encode(room, forKey: .room)
    try container.encode(floor, forKey: .floor)
    try container.encode(kind, forKey: .kind)
    try container.encode(ambiguous, forKey: .ambiguous)
  }

  private enum CodingKeys: String, CodingKey {
    case zone, building, entrance, room, floor, kind, ambiguous
  }
}

/// What `foyer identity check` prints.
public struct NumberCheck: Sendable, Encodable {
  private let examination: Examination

  /// Nil when there is no such type. The day is today in the estates' usual zone.
  public init?(type: String, number: String) {
    let parts = EstateZone.shanghai.parts(LobbyClock.wall.now())
    guard let type = DocumentType(rawValue: type),
      let today = CalendarDay(year: parts.year, month: parts.month, day: parts.day)
    else { return nil }
    let number = type == .mrz ? number.replacing("\\n", with: "\n") : number
    examination = DocumentNumber.examine(number, as: type, today: today)
  }

  public static var types: [String] { DocumentType.allCases.map(\.rawValue) }
  public var findings: [String] { examination.findings.map(\.rawValue) }
  public var normalized: String { examination.normalized }

  public func encode(to encoder: any Encoder) throws { try examination.encode(to: encoder) }
}
