/// A day as a spreadsheet knows it: no time of day, no time zone.
public struct CalendarDate: Hashable, Sendable, Comparable, CustomStringConvertible {
  public let year: Int
  public let month: Int
  public let day: Int

  /// Nil when the Gregorian calendar has no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1 else { return nil }
    guard day <= Self.days(inMonth: month, of: year) else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// ISO 8601: `2023-05-01`.
  public var description: String {
    func padded(_ number: Int, to width: Int) -> String {
      String(repeating: "0", count: max(0, width - String(number).count)) + String(number)
    }
    return "\(padded(year, to: 4))-\(padded(month, to: 2))-\(padded(day, to: 2))"
  }

  public static func < (left: CalendarDate, right: CalendarDate) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }

  static func days(inMonth month: Int, of year: Int) -> Int {
    let leaps = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
    return [31, leaps ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }
}

/// What one cell holds. `written` is what the file itself says, kept so that damage can be recognised and shown.
public enum Cell: Hashable, Sendable {
  case empty
  case text(String)
  case number(Double, written: String)
  case date(CalendarDate, written: String)
  case boolean(Bool)
  /// A spreadsheet error such as `#N/A`.
  case error(String)

  public var isEmpty: Bool { self == .empty }

  /// The cell as a person reads it; whole numbers without a decimal point or an exponent.
  public var text: String {
    switch self {
    case .empty: ""
    case .text(let text): text
    case .number(let value, let written): Self.plain(value) ?? written
    case .date(let date, _): date.description
    case .boolean(let value): value ? "TRUE" : "FALSE"
    case .error(let code): code
    }
  }

  private static func plain(_ value: Double) -> String? {
    // Beyond 2^53 a Double no longer knows its last digit, so the file's own writing is the more honest one.
    guard value.rounded() == value, abs(value) < 9_007_199_254_740_992 else { return nil }
    return String(Int64(value))
  }
}

/// A rectangle of cells, rows and columns counted from 0, both ends included.
public struct CellRange: Hashable, Sendable {
  public let rows: ClosedRange<Int>
  public let columns: ClosedRange<Int>

  public init(rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
    self.rows = rows
    self.columns = columns
  }

  public func contains(row: Int, column: Int) -> Bool {
    rows.contains(row) && columns.contains(column)
  }
}

/// One sheet, or one CSV file. Rows may be of different length; rows without content at the end are left out.
public struct Table: Sendable {
  public let name: String
  /// `rows[0]` is the row a spreadsheet program calls 1.
  public let rows: [[Cell]]
  /// Merged cells; the value stands in the first cell of each, the others are empty. None in CSV.
  public let mergedRanges: [CellRange]
  public let isHidden: Bool

  public init(name: String, rows: [[Cell]], mergedRanges: [CellRange] = [], isHidden: Bool = false) {
    self.name = name
    self.rows = Array(rows.prefix((rows.lastIndex { !$0.allSatisfy(\.isEmpty) } ?? -1) + 1))
    self.mergedRanges = mergedRanges
    self.isHidden = isHidden
  }

  /// The cell, or `.empty` outside the table.
  public subscript(row row: Int, column column: Int) -> Cell {
    guard rows.indices.contains(row), rows[row].indices.contains(column) else { return .empty }
    return rows[row][column]
  }
}
