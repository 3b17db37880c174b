import Foundation

/// Reads one `sheetN.xml` into rows.
final class SheetReader: MarkupReader {
  private(set) var rows: [[Cell]] = []
  private(set) var mergedRanges: [CellRange] = []
  /// How many cells may still come, filling between far-apart cells included.
  private(set) var cellLimit: Int

  private let values: CellValues
  private var row = -1
  private var column = -1
  private var type: String?
  private var style = 0
  private var value = ""
  private var inline = ""
  private var formula = ""
  private var isPhonetic = false

  init(values: CellValues, cellLimit: Int) {
    self.values = values
    self.cellLimit = cellLimit
  }

  override func opened(_ element: Substring, _ attributes: [String: String]) {
    switch element {
    case "row": beginRow(attributes["r"].flatMap { Int($0) })
    case "c": beginCell(attributes)
    case "v", "t", "f": collect()
    case "rPh": isPhonetic = true
    case "mergeCell":
      if let range = attributes["ref"].flatMap(CellRange.init(reference:)) { mergedRanges.append(range) }
    default: break
    }
  }

  override func closed(_ element: Substring) {
    switch element {
    case "v": value = collected()
    case "t": if !isPhonetic { inline += collected() }
    case "f": formula = collected()
    case "rPh": isPhonetic = false
    case "c": endCell()
    default: break
    }
  }

  private func collected() -> String {
    stopCollecting()
    return text
  }

  private func beginRow(_ number: Int?) {
    // Some writers leave the numbers out; then the order counts.
    row = number.map { $0 - 1 } ?? row + 1
    column = -1
    guard (0..<1_048_576).contains(row) else { return fail(.damaged(part: "row \(row + 1)")) }
    grow(by: row + 1 - rows.count)
    while rows.count <= row { rows.append([]) }
  }

  private func beginCell(_ attributes: [String: String]) {
    column = attributes["r"].flatMap { CellReference($0)?.column } ?? column + 1
    type = attributes["t"]
    style = attributes["s"].flatMap { Int($0) } ?? 0
    (value, inline, formula) = ("", "", "")
  }

  private func endCell() {
    guard rows.indices.contains(row), (0..<16_384).contains(column) else { return }
    let cell = values.cell(type: type, style: style, value: value, inline: inline, formula: formula)
    // Cells that only carry a border or a colour need no place.
    guard cell != .empty else { return }
    grow(by: column + 1 - rows[row].count)
    while rows[row].count <= column { rows[row].append(.empty) }
    rows[row][column] = cell
  }

  private func grow(by count: Int) {
    cellLimit -= max(0, count)
    if cellLimit < 0 { fail(.tooLarge) }
  }
}
