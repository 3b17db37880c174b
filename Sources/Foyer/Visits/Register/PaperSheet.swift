import Foundation

/// One column of a form on paper: how wide it is and what fits into it.
struct PaperColumn: Sendable {
  enum Alignment: String, Sendable {
    case middle = ""
    case start = "l"
    /// Figures stand on one line.
    case figures = "n"
  }

  let name: String
  /// Millimetres.
  let width: Int
  var alignment = Alignment.middle
  /// More characters than this are cut: the record keeps them all.
  var limit = 24

  fileprivate func lines(_ text: String) -> Int {
    guard alignment != .figures else { return 1 }
    let room = Double(width - 2) / 3.2
    let length = text.reduce(0.0) { $0 + ($1.isASCII ? 0.55 : 1) }
    return max(1, Int((length / room).rounded(.up)))
  }
}

/// A filled form: its rows packed into A4 pages, with blank rows for a pen on the last one.
struct PaperSheet: Sendable {
  struct Row: Sendable, Equatable {
    let number: Int
    /// Nothing in a blank row.
    let cells: [String]
  }

  let columns: [PaperColumn]
  let rows: [[String]]

  /// Twenty rows of 7 mm; a row of several lines is higher.
  private static let height = 140.0
  private static let rowHeight = 7.0
  private static let lineHeight = 4.0

  var pages: [[Row]] {
    var pages: [[Row]] = []
    var page: [Row] = []
    var used = 0.0
    for (index, cells) in rows.enumerated() {
      let fitted = zip(columns, cells).map { column, text in Self.cut(text, to: column.limit) }
      let height = height(of: fitted)
      if used + height > Self.height, !page.isEmpty {
        pages.append(page)
        (page, used) = ([], 0)
      }
      page.append(Row(number: index + 1, cells: fitted))
      used += height
    }
    let blanks = max(0, Int((Self.height - used) / Self.rowHeight))
    page += (0..<blanks).map { Row(number: rows.count + $0 + 1, cells: columns.map { _ in "" }) }
    return pages + [page]
  }

  private func height(of cells: [String]) -> Double {
    let lines = zip(columns, cells).map { column, text in column.lines(text) }.max() ?? 1
    return max(Self.rowHeight, Double(lines) * Self.lineHeight + 1.5)
  }

  private static func cut(_ text: String, to limit: Int) -> String {
    let line = text.replacing("\n", with: " ")
    return line.count <= limit ? line : line.prefix(limit - 1) + "…"
  }
}

extension PaperSheet {
  /// 来访人员登记表, its nineteen columns without the running number in front (§2.1): 277 mm with it.
  static let visitorColumns: [PaperColumn] = [
    .init(name: "date", width: 11, alignment: .figures), .init(name: "visitor", width: 16),
    .init(name: "sex", width: 7),
    .init(name: "party", width: 7, alignment: .figures), .init(name: "document", width: 16),
    .init(name: "number", width: 31, alignment: .figures, limit: 20),
    .init(name: "phone", width: 21, alignment: .figures, limit: 14), .init(name: "purpose", width: 16),
    .init(name: "host", width: 13), .init(name: "room", width: 17), .init(name: "confirmation", width: 18),
    .init(name: "belongings", width: 13, limit: 16), .init(name: "pass", width: 12),
    .init(name: "arrived", width: 11, alignment: .figures), .init(name: "left", width: 11, limit: 12),
    .init(name: "pass_back", width: 12), .init(name: "attendant", width: 12),
    .init(name: "note", width: 25, alignment: .start, limit: 48),
  ]
}

/// Whole days of an estate's register, of one post or of all.
struct RegisterPeriod: Sendable, Equatable {
  let first: Instant
  let last: Instant
  let post: String?
  let zone: EstateZone

  var from: Instant { zone.startOfDay(first) }
  /// The first moment that is no longer in it.
  var until: Instant { zone.startOfDay(last, adding: 1) }

  /// Names the period in the record: the same period printed again has the same key.
  var key: String { ([zone.day(first), zone.day(last)] + [post].compactMap(\.self)).joined(separator: "/") }

  /// The days as the record names them.
  var facts: [String: String] { ["from": zone.day(first), "to": zone.day(last)] }

  var query: String {
    "from=\(zone.day(first))&to=\(zone.day(last))" + (post.map { "&post=\($0)" } ?? "")
  }
}
