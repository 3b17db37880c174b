import Foundation
import Spreadsheets

/// Reads the rows below a table's header.
struct ResidentTable {
  private let table: Table
  private let columns: ResidentColumns
  private let options: ImportOptions
  private let sheetsBuilding: String?
  private var building = ""
  private var entrance = ""
  private(set) var sheet: ImportReading.Sheet
  private var seen: [String: [ResidentRow.Draft]] = [:]

  init(_ table: Table, columns: ResidentColumns, options: ImportOptions) {
    self.table = table
    self.columns = columns
    self.options = options
    let named = RoomName.building(ofSheet: table.name)
    sheetsBuilding = columns.has(.building) ? nil : named ?? options.onlyBuilding
    sheet = ImportReading.Sheet(
      name: table.name, headerRow: columns.headerRow + 1, building: sheetsBuilding, columns: columns.found,
      dropped: columns.found.filter { !$0.field.isNeeded && $0.field != .sequence }
        .filter { !options.keeping.fields.contains($0.field) }.map(\.header))
  }

  mutating func read(into reading: inout ImportReading) {
    for index in table.rows.indices.dropFirst(columns.headerRow + 1) where !isNoResident(table.rows[index]) {
      carryDown(index)
      let cells = ResidentCells(
        table.rows[index], columns: columns, sheet: table.name, number: index + 1,
        building: sheetsBuilding ?? (building.isEmpty ? options.onlyBuilding ?? "" : building), entrance: entrance,
        site: options.site)
      add(ResidentRow(cells, keeping: options.keeping), to: &reading)
    }
    if let warning = damagedDocuments() { reading.warned.append(warning) }
  }

  private mutating func add(_ row: ResidentRow, to reading: inout ImportReading) {
    sheet.rowCount += 1
    reading.warned += row.warnings
    if let refusal = row.refusal { return reading.refused.append(refusal) }
    var isNew = false
    for draft in row.drafts {
      let key = draft.room.key + "\n" + draft.name.written
      if let first = seen[key]?.first(where: { !$0.contradicts(draft) }) {
        reading.warned.append(
          ImportFinding(
            kind: .duplicateRow, sheet: draft.sheet, row: draft.row, field: nil,
            arguments: ["first": String(first.row), "value": draft.name.written]))
        // A second telephone number would be lost with the row.
        if Set(draft.phones).isSubset(of: first.phones) { continue }
      } else {
        seen[key, default: []].append(draft)
      }
      reading.drafts.append(draft)
      isNew = true
    }
    if isNew { sheet.importedRowCount += 1 }
  }
}

extension ResidentTable {
  /// Blank rows, rows with only their number filled in, totals, repeated headers and remarks below the list.
  private func isNoResident(_ row: [Cell]) -> Bool {
    let numbered = Set(columns.columns(of: .sequence))
    let filled = row.indices.filter { !ResidentCells.text(of: row[$0]).isEmpty }
    guard let first = filled.first(where: { !numbered.contains($0) }) else {
      return filled.allSatisfy { numbered.contains($0) && !Self.isTotal(row[$0]) || Self.isTotal(row[$0]) }
    }
    if Self.isTotal(row[filled[0]]) || Self.isTotal(row[first]) || columns.isHeader(row) { return true }
    if Self.isSignature(row[first]) || filled.contains(where: { Self.totals.contains(ResidentCells.text(of: row[$0])) })
    {
      return true
    }
    let place: ResidentField = columns.has(.room) ? .room : .building
    let telling = [place, .name, .owner, .tenant, .phone, .tenantPhone].flatMap(columns.columns)
    return !filled.contains(where: telling.contains)
  }

  private static func isTotal(_ cell: Cell) -> Bool {
    let text = ResidentCells.text(of: cell).filter { !$0.isWhitespace }.lowercased()
    return totals.contains(where: text.hasPrefix)
  }

  private static let totals = ["合计", "总计", "小计", "共计", "本页合计", "总户数", "合計", "總計", "小計", "共計", "total"]

  /// `制表人：李四`, `审核: `, `打印日期：2023年5月1日` stand below printed lists.
  private static func isSignature(_ cell: Cell) -> Bool {
    let text = ResidentCells.text(of: cell).filter { !$0.isWhitespace }
    guard let colon = text.firstIndex(where: { $0 == ":" || $0 == "：" }), text[..<colon].count <= 6 else {
      return false
    }
    return [
      "制表", "製表", "制单", "填表", "填报", "审核", "審核", "复核", "经办", "經辦", "负责", "打印", "列印", "日期", "说明", "說明", "备注", "備註", "注",
    ]
    .contains(where: text.hasPrefix)
  }

  /// A blank building or entrance means "as above", but an entrance ends with its building.
  private mutating func carryDown(_ row: Int) {
    let newBuilding = carried(.building, into: row, from: building)
    entrance = carried(.entrance, into: row, from: newBuilding == building ? entrance : "")
    building = newBuilding
  }

  /// Where the column has merged cells they say exactly how far; else, as in CSV, a blank repeats the last value.
  private func carried(_ field: ResidentField, into row: Int, from last: String) -> String {
    guard let column = columns.columns(of: field).first else { return "" }
    let cell = table[row: row, column: column]
    if !cell.isEmpty { return ResidentCells.text(of: cell) }
    let merged = table.mergedRanges.filter { $0.columns.contains(column) && $0.rows.lowerBound > columns.headerRow }
    guard !merged.isEmpty else { return last }
    guard let range = merged.first(where: { $0.rows.contains(row) }) else { return "" }
    return ResidentCells.text(of: table[row: range.rows.lowerBound, column: range.columns.lowerBound])
  }

  /// Excel keeps 15 digits: when most numbers of 18 end in 000, the rest of them is gone.
  private func damagedDocuments() -> ImportFinding? {
    guard let column = columns.columns(of: .document).last(where: { columns.headers[$0]?.contains("类型") != true })
    else {
      return nil
    }
    var long = 0
    var damaged: [Int] = []
    for row in table.rows.indices.dropFirst(columns.headerRow + 1) {
      let cell = table[row: row, column: column]
      let text = ResidentCells.text(of: cell)
      let isScientific = RoomDamage(in: text) == .scientificNotation
      guard isScientific || text.count == 18 else { continue }
      long += 1
      // Kept as a number, even digits that look right are not those that were typed.
      if case .number = cell {
        damaged.append(row + 1)
      } else if isScientific || text.hasSuffix("000") {
        damaged.append(row + 1)
      }
    }
    guard damaged.count >= 2, damaged.count * 2 > long, let first = damaged.first else { return nil }
    return ImportFinding(
      kind: .idNumbersDamaged, sheet: table.name, row: first, field: .document,
      arguments: ["count": String(damaged.count)])
  }
}

extension RoomName {
  /// `1栋`, `B座业主信息`, `3号楼住户登记表`; nil for `Sheet1`.
  static func building(ofSheet name: String) -> String? {
    var text = name[...]
    let words = ["登记表", "登记", "信息表", "信息", "一览表", "明细", "资料", "住户", "业主", "花名册", "名单", "表"]
    while let word = words.first(where: { text.hasSuffix($0) && text.count > $0.count }) {
      text = text.dropLast(word.count)
    }
    let place = RoomName.parse(String(text))
    guard place.kind == .building, place.building != nil, place.entrance == nil else { return nil }
    return String(text)
  }
}
