import Foundation
import Pages

/// What is wrong with what was sent, said in one place above it: each line names its field and leads to it.
///
/// A page gives the lines; how it names its fields stands on the page alone, so they are named when it is drawn.
enum ErrorSummary {
  static func content(_ messages: [Problem.Entry]) -> [String: Any] {
    [
      "has_errors": !messages.isEmpty,
      "errors": messages.map { message in
        [
          "field": message.field, "message": message.message, "clause": message.clause ?? false, "link": false,
          "name": false,
        ] as [String: Any]
      },
    ]
  }
}

/// The lines of a drawn page with the names that the page gives its fields.
struct NamedErrors {
  private let lines: [[String: Any]]
  private let names: FieldNames
  private let path: String
  /// What a field is called that the page does not show.
  private let elsewhere: (String) -> String?

  /// Nil when nothing is wrong.
  init?(_ content: [String: Any], html: String, sentTo path: String, elsewhere: @escaping (String) -> String?) {
    guard let lines = content["errors"] as? [[String: Any]], !lines.isEmpty else { return nil }
    self.lines = lines
    self.path = path
    self.elsewhere = elsewhere
    names = FieldNames(html: html)
  }

  var content: [[String: Any]] { lines.map(named) }

  /// Those that get an id for the link.
  var unmarked: Set<Int> { Set(lines.compactMap { place(of: $0)?.unmarked }) }

  /// What was typed into the boxes of the form that was sent: a page that does not keep it would lose it.
  func typed(_ form: Form) -> [Int: String] {
    let boxes = names.boxes(sentTo: path).map { ($0.number, form.typed($0.name)) }
    return Dictionary(boxes.filter { !$0.1.isEmpty }, uniquingKeysWith: { first, _ in first })
  }

  private func named(_ line: [String: Any]) -> [String: Any] {
    guard let field = line["field"] as? String, !field.isEmpty else { return line }
    // What has no words was sent by a program: it knows the field by its own name.
    guard let place = place(of: line) else { return line.merging(["name": elsewhere(field) ?? field]) { $1 } }
    return line.merging(["link": ["label": place.label, "target": place.id]]) { $1 }
  }

  private func place(of line: [String: Any]) -> FieldNames.Place? {
    (line["field"] as? String).flatMap { names.place(of: $0, sentTo: path) }
  }
}
