import Foundation
import Spreadsheets

/// One person in one room, from all rows of a file that speak of him.
struct ImportPerson: Sendable, Equatable {
  let room: RoomName
  let name: PersonName
  let relation: Resident.Relation
  /// Never kept: it only tells whether two rows of one name speak of two people.
  private(set) var sex: PersonName.Sex?
  /// Which of several people of this name in this room, in the file's order.
  private(set) var twin = 0
  private(set) var hasTwins = false
  var phones: [String]
  var from: CalendarDate?
  var to: CalendarDate?
  var note: String?
  /// Columns kept because it was asked for.
  var extras: [String: String]
  var rows: [Row]

  struct Row: Hashable, Sendable, Codable {
    let sheet: String
    let row: Int
  }

  private init(_ draft: ResidentRow.Draft) {
    room = draft.room
    name = draft.name
    relation = Resident.Relation(rawValue: draft.relation.rawValue) ?? .family
    sex = draft.sex
    phones = draft.phones
    from = draft.from
    to = draft.to
    note = draft.note.isEmpty ? nil : String(draft.note.prefix(500))
    extras = Dictionary(uniqueKeysWithValues: draft.extras.map { ($0.key.rawValue, String($0.value.prefix(200))) })
    rows = [Row(sheet: draft.sheet, row: draft.row)]
  }

  /// What the first row says stands; later rows only add to it. So a file read twice says the same twice.
  private mutating func add(_ other: ImportPerson) {
    sex = sex ?? other.sex
    phones += other.phones.filter { !phones.contains($0) }
    from = from ?? other.from
    to = to ?? other.to
    note = note ?? other.note
    extras.merge(other.extras) { own, _ in own }
    rows += other.rows
  }

  static func people(of drafts: [ResidentRow.Draft]) -> [ImportPerson] {
    var people: [ImportPerson] = []
    var places: [String: [Int]] = [:]
    for draft in drafts {
      var person = ImportPerson(draft)
      let key = person.room.key + "\n" + person.name.written
      let known = places[key] ?? []
      if let place = known.first(where: { !people[$0].contradicts(person) }) {
        people[place].add(person)
        continue
      }
      person.twin = known.count
      person.hasTwins = !known.isEmpty
      for place in known { people[place].hasTwins = true }
      places[key] = known + [people.count]
      people.append(person)
    }
    return people
  }

  private func contradicts(_ other: ImportPerson) -> Bool {
    guard let sex, let others = other.sex else { return false }
    return sex != others
  }
}

/// What one person of a file means for the register as it stands.
struct ImportStep: Sendable {
  enum Change: Sendable, Equatable {
    case none
    /// He moved out by a person's word; a list does not bring him back.
    case movedOut(since: Instant)
    /// New in this room: a new resident, or one known from another room.
    case added
    case changed
  }

  var change: Change
  /// Nil when the room is new too.
  var room: Room?
  var old: Resident?
  var resident: Resident?
  var residency: Resident.Residency?
  var extras: [String: String] = [:]

  static let none = ImportStep(change: .none)
}

/// What an import did, or would do.
struct ImportOutcome: Sendable, Codable, Equatable {
  var rows = 0
  var imported = 0
  var unchanged = 0
  var added = 0
  var changed = 0
  var roomsAdded = 0
  var refused: [ImportLine] = []
  var warned: [ImportLine] = []

  init(_ reading: ImportReading) {
    rows = reading.rowCount
    refused = reading.refused.map(ImportLine.init)
    warned = reading.warned.map(ImportLine.init)
  }

  /// After everybody was looked at: rows that changed something, and the rest.
  mutating func close(importedRows: Int) {
    imported = importedRows
    unchanged = max(0, rows - refused.count - imported)
    warned.sort { ($0.sheet, $0.row) < ($1.sheet, $1.row) }
  }
}

/// One line of an import's report: which row, what about it, and what its text needs.
struct ImportLine: Sendable, Codable, Equatable {
  let sheet: String
  let row: Int
  let kind: String
  let field: String?
  let messageKey: String
  let arguments: [String: String]

  init(_ finding: ImportFinding) {
    sheet = finding.sheet
    row = finding.row
    kind = finding.kind.rawValue
    field = finding.field?.rawValue
    messageKey = finding.messageKey
    arguments = finding.arguments
  }

  init(movedOut person: ImportPerson, on day: String) {
    sheet = person.rows.first?.sheet ?? ""
    row = person.rows.first?.row ?? 0
    kind = "moved_out_since"
    field = ResidentField.name.rawValue
    messageKey = "import.warned.moved_out_since"
    arguments = ["value": person.name.written, "day": day]
  }
}

extension ImportPerson {
  /// Half-open: the last day of a list still belongs to it.
  func period(in zone: EstateZone) -> (from: Instant?, to: Instant?) {
    (
      from.flatMap { zone.instant(day: $0.description) },
      to.flatMap { zone.instant(day: $0.description) }.map { zone.startOfDay($0, adding: 1) }
    )
  }
}
