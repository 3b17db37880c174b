import Foundation
import Spreadsheets

/// One row's cells by field, evened out.
struct ResidentCells: Sendable {
  let columns: ResidentColumns
  let sheet: String
  /// As a spreadsheet program numbers it.
  let number: Int
  /// Carried down from merged cells, or the sheet's name.
  let building: String
  let entrance: String
  /// The estate's name.
  let site: String?
  private let row: [Cell]

  init(
    _ row: [Cell], columns: ResidentColumns, sheet: String, number: Int, building: String, entrance: String,
    site: String? = nil
  ) {
    self.site = site
    self.row = row
    self.columns = columns
    self.sheet = sheet
    self.number = number
    self.building = building
    self.entrance = entrance
  }

  func cell(_ field: ResidentField) -> Cell {
    columns.columns(of: field).first.map(cell(at:)) ?? .empty
  }

  /// Empty for nothing, and for the marks that mean nothing: `/ 无 - 空`.
  func text(_ field: ResidentField) -> String {
    columns.columns(of: field).first.map { Self.text(of: cell(at: $0)) } ?? ""
  }

  /// Of all columns of the field that hold something.
  func texts(_ field: ResidentField) -> [String] {
    columns.columns(of: field).map { Self.text(of: cell(at: $0)) }.filter { !$0.isEmpty }
  }

  /// What a spreadsheet program made of a long number: `1.39E+10`, or, read back from that, 13900000000.
  func scientific(_ field: ResidentField) -> String? {
    for column in columns.columns(of: field) {
      let text = Self.text(of: cell(at: column))
      if RoomDamage(in: text) == .scientificNotation { return text }
      guard case .number(_, let written) = cell(at: column) else { continue }
      if text.count > 9, text.hasSuffix("0000000") { return written }
    }
    return nil
  }

  func extras(_ keeping: KeptColumns) -> [ResidentField: String] {
    var extras: [ResidentField: String] = [:]
    for field in keeping.fields {
      let text = texts(field).joined(separator: " ")
      if !text.isEmpty { extras[field] = text }
    }
    return extras
  }

  static func text(of cell: Cell) -> String {
    if cell.isEmpty { return "" }
    // #N/A says as little as nothing.
    if case .error = cell { return "" }
    var text = cell.text.filter { !$0.isInvisible }[...]
    if text.hasPrefix("=\""), text.hasSuffix("\""), text.count > 3 { text = text.dropFirst(2).dropLast() }
    while let first = text.first, first == "'" || first.isWhitespace { text = text.dropFirst() }
    while text.last?.isWhitespace == true { text = text.dropLast() }
    if text.first == "#", spreadsheetErrors.contains(String(text)) { return "" }
    return RoomText.marksOfNothing.contains(String(text)) && text != "0" ? "" : String(text)
  }

  /// As a CSV file holds them.
  private static let spreadsheetErrors: Set<String> = [
    "#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!",
  ]

  private func cell(at column: Int) -> Cell {
    row.indices.contains(column) ? row[column] : .empty
  }
}

/// The place a row speaks of, or why it speaks of none.
struct ResidentPlace {
  let room: RoomName
  private(set) var refusal: (kind: ImportFinding.Kind, field: ResidentField, value: String)?
  private(set) var warning: (kind: ImportFinding.Kind, value: String)?

  init(_ cells: ResidentCells) {
    let hasRoomColumn = cells.columns.has(.room)
    let written = cells.text(.room)
    let read =
      hasRoomColumn
      ? RoomName.joining(
        zone: cells.text(.zone), building: cells.building, entrance: cells.entrance, floor: cells.text(.floor),
        room: written)
      : RoomName.parse(cells.building)
    room = cells.site.map(read.within) ?? read
    let shown = hasRoomColumn ? written : cells.building
    if let (kind, field) = Self.damage(in: cells) {
      refusal = (kind, field, ResidentCells.text(of: cells.cell(field)))
    } else if shown.isEmpty || room.kind == .building {
      refusal = (.roomMissing, .room, shown)
    } else if room.kind == .unknown {
      let isReadableAlone = RoomName.parse(written).building != nil
      refusal = (isReadableAlone ? .roomContradictsBuilding : .roomUnreadable, .room, shown)
    } else if room.ambiguous {
      refusal = (.roomAmbiguous, .room, shown)
    }
    if RoomDamage.looksLikeExponent(shown, inBuilding: room.building) { warning = (.exponentRoomSuspected, shown) }
    if RoomDamage.mayBeDate(shown) { warning = (.roomDateSuspected, shown) }
  }

  /// `1-2` in the entrance's column becomes a date just as well.
  private static func damage(in cells: ResidentCells) -> (ImportFinding.Kind, ResidentField)? {
    for field in [ResidentField.room, .building, .entrance] {
      if case .date = cells.cell(field) { return (.roomIsADate, field) }
      switch RoomDamage(in: cells.text(field)) {
      case .date: return (.roomIsADate, field)
      case .scientificNotation: return (.roomIsScientific, field)
      case nil: continue
      }
    }
    return nil
  }
}
