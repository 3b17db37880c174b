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
    /// From the title or a column, to tell two people of one name apart.
    let sex: PersonName.Sex?
    let relation: Relation
    /// The first is the one to use.
    let phones: [String]
    let from: CalendarDate?
    let to: CalendarDate?
    let note: String
    /// Columns kept only because it was asked for.
    let extras: [ResidentField: String]

    /// Whether two rows of one room and name speak of different people all the same.
    func contradicts(_ other: Draft) -> Bool {
      guard let sex, let others = other.sex else { return false }
      return sex != others
    }
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
  private typealias Person = (
    name: PersonName, relation: Relation, phoneField: ResidentField, dates: ResidentPeriods.Source
  )

  private mutating func people() -> [Person] {
    let relation = relation()
    var people: [Person] = []
    let hasTenants = cells.columns.has(.tenant)
    // With a column for every resident beside it, the owner's column is about the owner.
    let ownersRelation = cells.columns.has(.name) ? Relation.owner : relation ?? .owner
    // A lease is its tenant's: in a row of owner and tenant, and where the row says 业主, it is not the owner's.
    add(.owner, ownersRelation, .phone, hasTenants || ownersRelation == .owner ? .own : .either, to: &people)
    add(.name, relation ?? .owner, .phone, hasTenants || relation == .owner ? .own : .either, to: &people)
    add(.tenant, .tenant, cells.columns.has(.tenantPhone) ? .tenantPhone : .phone, .lease, to: &people)
    return people
  }

  private mutating func add(
    _ field: ResidentField, _ relation: Relation, _ phoneField: ResidentField,
    _ dates: ResidentPeriods.Source, to people: inout [Person]
  ) {
    for name in PersonName.people(in: cells.text(field)) where !name.name.allSatisfy({ !$0.isLetter }) {
      guard !people.contains(where: { $0.name == name }) else { continue }
      if name.name.contains(where: { $0 == "?" || $0 == "\u{FFFD}" }) {
        warn(.nameCharactersLost, .name, ["value": name.name])
      }
      people.append((name, Self.relation(inRemark: name.remark) ?? relation, phoneField, dates))
    }
    if cells.text(field).contains(where: \.isRadical) {
      warn(.nameRadicalsReplaced, .name, ["value": cells.text(field), "name": PersonName.tidied(cells.text(field))])
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
    let periods = ResidentPeriods(cells, for: Set(people.map(\.dates)))
    for trouble in periods.troubles { warn(trouble.kind, trouble.field, ["value": trouble.value]) }
    // Whose the column's word is nobody knows where several people share a row.
    let sex = people.count == 1 ? PersonName.Sex(cells.text(.sex)) : nil
    drafts = people.map { person in
      let period = periods[person.dates]
      return Draft(
        sheet: cells.sheet, row: cells.number, room: room, name: person.name, sex: person.name.sex ?? sex,
        relation: person.relation,
        // Joint owners share a cell of numbers; nobody knows whose is which, so each gets all.
        phones: phones[person.phoneField] ?? [], from: period.from, to: period.to, note: cells.text(.note),
        extras: cells.extras(keeping))
    }
  }

  private mutating func readPhones(_ field: ResidentField) -> [String] {
    // A formula without a result: the program that wrote the file never worked it out.
    let formulas = cells.texts(field).filter { $0.hasPrefix("=") }
    let written = cells.texts(field).filter { !$0.hasPrefix("=") }
    let (phones, unreadable) = ImportPhone.numbers(in: written.joined(separator: "/"))
    for text in unreadable + formulas { warn(.phoneUnreadable, .phone, ["value": text]) }
    for phone in phones where phone.restoredZero { warn(.phoneZeroRestored, .phone, ["value": phone.number]) }
    if phones.count > 1 {
      warn(.severalPhones, .phone, ["count": String(phones.count), "value": phones[0].number])
    }
    return phones.map(\.number)
  }
}
