import Foundation
import Spreadsheets

/// One row of a list: the residents it names, or the reason why it is refused; and what to look at.
struct ResidentRow: Sendable {
  enum Relation: String, Sendable, CaseIterable {
    case owner, tenant, family, agent
  }

  /// A resident as a row describes him, not yet in the register.
  struct Draft: Hashable, Sendable {
    let sheet: String
    let row: Int
    /// `room.original` keeps what was written.
    let room: RoomName
    let name: PersonName
    let relation: Relation
    /// The first is the one to use.
    let phones: [String]
    let from: CalendarDate?
    let to: CalendarDate?
    let note: String
    /// Columns kept only because it was asked for.
    let extras: [ResidentField: String]
  }

  private(set) var drafts: [Draft] = []
  /// The first thing to mend; a row is refused once.
  private(set) var refusal: ImportFinding?
  private(set) var warnings: [ImportFinding] = []

  private let cells: ResidentCells
  private let keeping: KeptColumns

  init(_ cells: ResidentCells, keeping: KeptColumns) {
    self.cells = cells
    self.keeping = keeping
    read(ResidentPlace(cells))
  }

  private mutating func read(_ place: ResidentPlace) {
    if let refusal = place.refusal { return refuse(refusal.kind, refusal.field, refusal.value) }
    if let warning = place.warning { warn(warning.kind, .room, ["value": warning.value]) }
    let people = people()
    guard !people.isEmpty else { return refuseName() }
    for field in [ResidentField.phone, .tenantPhone] {
      if let damaged = cells.scientific(field) { return refuse(.phoneIsScientific, .phone, damaged) }
    }
    if keeping.contains(.documents), let damaged = cells.scientific(.document) {
      return refuse(.documentIsScientific, .document, damaged)
    }
    makeDrafts(of: people, at: place.room)
  }

  private mutating func refuse(_ kind: ImportFinding.Kind, _ field: ResidentField, _ value: String) {
    warnings = []
    refusal = finding(kind, field, ["value": value])
  }

  private mutating func warn(_ kind: ImportFinding.Kind, _ field: ResidentField, _ arguments: [String: String]) {
    warnings.append(finding(kind, field, arguments))
  }

  private func finding(
    _ kind: ImportFinding.Kind, _ field: ResidentField, _ arguments: [String: String]
  ) -> ImportFinding {
    ImportFinding(kind: kind, sheet: cells.sheet, row: cells.number, field: field, arguments: arguments)
  }
}

extension ResidentRow {
  private typealias Person = (name: PersonName, relation: Relation, phoneField: ResidentField)

  private mutating func people() -> [Person] {
    let relation = relation()
    var people: [Person] = []
    // With a column for every resident beside it, the owner's column is about the owner.
    let ownersRelation = cells.columns.has(.name) ? Relation.owner : relation ?? .owner
    add(.owner, ownersRelation, .phone, to: &people)
    add(.name, relation ?? .owner, .phone, to: &people)
    add(.tenant, .tenant, cells.columns.has(.tenantPhone) ? .tenantPhone : .phone, to: &people)
    return people
  }

  private mutating func add(
    _ field: ResidentField, _ relation: Relation, _ phoneField: ResidentField, to people: inout [Person]
  ) {
    for name in PersonName.people(in: cells.text(field)) where !name.name.allSatisfy({ !$0.isLetter }) {
      guard !people.contains(where: { $0.name == name }) else { continue }
      if name.name.contains(where: { $0 == "?" || $0 == "\u{FFFD}" }) {
        warn(.nameCharactersLost, .name, ["value": name.name])
      }
      people.append((name, Self.relation(inRemark: name.remark) ?? relation, phoneField))
    }
  }

  private mutating func refuseName() {
    let written = [ResidentField.name, .owner, .tenant].map(cells.text).first { !$0.isEmpty }
    refuse(written == nil ? .nameMissing : .nameUnreadable, .name, written ?? "")
  }

  private mutating func relation() -> Relation? {
    let text = cells.text(.relation)
    guard !text.isEmpty else { return nil }
    if let relation = Self.relation(from: text) { return relation }
    warn(.relationUnknown, .relation, ["value": text])
    // The one with the least say.
    return .family
  }

  private static func relation(from text: String) -> Relation? {
    if let relation = usualRelations[text] { return relation }
    let plain = text.lowercased()
    return relationWords.first { words in words.1.contains { plain.contains($0) } }?.0
  }

  private static let usualRelations: [String: Relation] = [
    "业主": .owner, "業主": .owner, "户主": .owner, "戶主": .owner, "本人": .owner, "租户": .tenant, "租戶": .tenant,
    "租客": .tenant, "家属": .family, "家屬": .family,
  ]

  /// 业主之子 is family and 业主代理人 an agent, so the owner comes last.
  private static let relationWords: [(Relation, [Substring])] = [
    (.agent, "代理 代办 代辦 委托 委託 中介 仲介 agent".split(separator: " ")),
    (.tenant, "租 tenant lessee".split(separator: " ")),
    (
      .family,
      "家属 家屬 家人 配偶 子 女 父 母 夫 妻 儿 兒 爷 奶 孙 孫 兄 弟 姐 妹 亲 親 成员 成員 family spouse child"
        .split(separator: " ")
    ),
    (.owner, "业主 業主 产权 產權 户主 戶主 本人 房主 自住 owner".split(separator: " ")),
  ]

  private static func relation(inRemark remark: String?) -> Relation? {
    guard let remark else { return nil }
    if remark.hasPrefix("代") || remark.hasPrefix("委托") { return .agent }
    return remark.hasPrefix("租") ? .tenant : nil
  }
}

extension ResidentRow {
  private mutating func makeDrafts(of people: [Person], at room: RoomName) {
    var phones: [ResidentField: [String]] = [:]
    for field in Set(people.map(\.phoneField)) { phones[field] = readPhones(field) }
    let period = period()
    drafts = people.map { person in
      Draft(
        sheet: cells.sheet, row: cells.number, room: room, name: person.name, relation: person.relation,
        // Joint owners share a cell of numbers; nobody knows whose is which, so each gets all.
        phones: phones[person.phoneField] ?? [], from: period.from, to: period.to, note: cells.text(.note),
        extras: cells.extras(keeping))
    }
  }

  private mutating func readPhones(_ field: ResidentField) -> [String] {
    let (phones, unreadable) = ImportPhone.numbers(in: cells.texts(field).joined(separator: "/"))
    for text in unreadable { warn(.phoneUnreadable, .phone, ["value": text]) }
    for phone in phones where phone.restoredZero { warn(.phoneZeroRestored, .phone, ["value": phone.number]) }
    if phones.count > 1 {
      warn(.severalPhones, .phone, ["count": String(phones.count), "value": phones[0].number])
    }
    return phones.map(\.number)
  }

  private mutating func period() -> (from: CalendarDate?, to: CalendarDate?) {
    var period = (from: date(.from), to: date(.to))
    let tenancy = cells.text(.tenancy)
    if !tenancy.isEmpty {
      if let (from, to) = ImportDate.period(tenancy) {
        period = (from, to)
      } else {
        warn(.dateUnreadable, .tenancy, ["value": tenancy])
      }
    }
    if let from = period.from, let to = period.to, to < from {
      warn(.datesReversed, .to, ["value": "\(from) – \(to)"])
    }
    return period
  }

  private mutating func date(_ field: ResidentField) -> CalendarDate? {
    guard !cells.text(field).isEmpty else { return nil }
    let date = ImportDate.parse(cells.cell(field))
    if date == nil { warn(.dateUnreadable, field, ["value": cells.text(field)]) }
    return date
  }
}
