import Synchronization

/// A row that is asked for again and again and mostly says the same, such as a visitor inside on a desk that every
/// change fetches anew. Equal rows are equal HTML, so each is rendered once and kept.
public protocol RecurringRow: Hashable, Sendable {
  static var template: String { get }
  /// Every name that the template uses, from nothing but the row itself.
  var content: [String: Any] { get }
}

extension Templates {
  /// The rows as HTML, in their order.
  public func render<Row: RecurringRow>(rows: [Row], _ language: Language) throws -> String {
    try rows.reduce(into: "") { html, row in
      html += try rowShelf.html(of: RowKey(row: row, language: language)) {
        try render(Row.template, language, row.content)
      }
    }
  }
}

struct RowKey: Hashable, Sendable {
  private let row: any Hashable & Sendable
  private let language: Language

  init(row: some RecurringRow, language: Language) {
    self.row = row
    self.language = language
  }

  static func == (one: RowKey, other: RowKey) -> Bool {
    one.language == other.language && AnyHashable(one.row) == AnyHashable(other.row)
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(language)
    row.hash(into: &hasher)
  }
}

/// Rows as they were rendered, in memory only.
final class RowShelf: Sendable {
  /// More than some hundred desks show, of about 1 KB each. A full shelf is emptied.
  private static let most = 2000

  private let kept = Mutex<[RowKey: String]>([:])

  func html(of key: RowKey, rendered: () throws -> String) rethrows -> String {
    if let html = kept.withLock({ $0[key] }) { return html }
    let html = try rendered()
    kept.withLock { kept in
      if kept.count >= Self.most { kept.removeAll() }
      kept[key] = html
    }
    return html
  }
}
