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

/// Rows as they were last rendered. What nobody asks for goes: a full generation replaces the one before.
final class RowShelf: Sendable {
  /// More than a few desks show; at most twice as many rows of about 1 KB are kept.
  private static let generation = 1000

  private struct Generations {
    var young: [RowKey: String] = [:]
    var old: [RowKey: String] = [:]
  }

  private let generations = Mutex(Generations())

  func html(of key: RowKey, rendered: () throws -> String) rethrows -> String {
    let kept = generations.withLock { $0.young[key] }
    if let kept { return kept }
    let html = try generations.withLock { $0.old[key] } ?? rendered()
    generations.withLock { generations in
      if generations.young.count >= Self.generation {
        generations.old = generations.young
        generations.young = [:]
      }
      generations.young[key] = html
    }
    return html
  }
}
