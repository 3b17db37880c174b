import Foundation
import Spreadsheets

/// Which column holds what, found by the header row.
struct ResidentColumns: Sendable {
  /// Counted from 0.
  let headerRow: Int
  private let indices: [ResidentField: [Int]]
  /// Headers as written, by column.
  let headers: [Int: String]

  /// Titles above the header are passed over: the header is the row of the first 30 that speaks of most fields.
  init?(in table: Table) {
    var best: (row: Int, fields: [Int: ResidentField])?
    for row in table.rows.indices.prefix(30) {
      let fields = Self.fields(in: table.rows[row])
      if Set(fields.values).count > Set((best?.fields ?? [:]).values).count { best = (row, fields) }
    }
    guard let best, Set(best.fields.values).count >= 2 else { return nil }
    headerRow = best.row
    headers = Dictionary(uniqueKeysWithValues: best.fields.keys.map { ($0, table[row: best.row, column: $0].text) })
    indices = Dictionary(grouping: best.fields.keys.sorted()) { best.fields[$0] ?? .sequence }
  }

  func has(_ field: ResidentField) -> Bool { indices[field] != nil }

  /// Several for telephones; else the first is meant.
  func columns(of field: ResidentField) -> [Int] { indices[field] ?? [] }

  var hasPlace: Bool { has(.room) || has(.building) }
  var hasPerson: Bool { has(.name) || has(.owner) || has(.tenant) }

  /// Field by header, for the report.
  var found: [(header: String, field: ResidentField)] {
    headers.sorted { $0.key < $1.key }.compactMap { column, header in
      indices.first { $0.value.contains(column) }.map { (header, $0.key) }
    }
  }

  /// Printed lists repeat their header on each page.
  func isHeader(_ row: [Cell]) -> Bool {
    headers.allSatisfy { column, header in row.indices.contains(column) && row[column] == .text(header) }
  }

  private static func fields(in row: [Cell]) -> [Int: ResidentField] {
    var fields: [Int: ResidentField] = [:]
    for (column, cell) in row.enumerated().prefix(200) {
      guard case .text(let text) = cell, let field = ResidentField(header: text) else { continue }
      fields[column] = field
    }
    return fields
  }
}
