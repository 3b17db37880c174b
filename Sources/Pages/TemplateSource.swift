import Foundation

/// A template as it is written.
struct TemplateSource: Sendable {
  private let written: String

  init(_ text: String) {
    written = text
  }

  /// Cut at its tags; only when somebody opens its page, since a start has no time for it.
  private var pieces: [String] { written.components(separatedBy: "{{") }

  static func all(in directory: URL) throws -> [String: TemplateSource] {
    var sources: [String: TemplateSource] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: directory.path) where path.hasSuffix(".mustache") {
      let text = try String(contentsOf: directory.appendingPathComponent(path), encoding: .utf8)
      sources[String(path.dropLast(".mustache".count))] = TemplateSource(text)
    }
    return sources
  }

  /// The templates that it includes (`{{> name}}`) or fills (`{{<name}}`).
  var parts: [String] {
    pieces.dropFirst().filter { $0.hasPrefix(">") || $0.hasPrefix("<") }.map { piece in
      piece.dropFirst().prefix { $0 != "}" }.trimmingCharacters(in: .whitespaces)
    }
  }

  /// The template with texts in the places of `{{t.key}}`. A key without a text stays, for rendering to complain of.
  func text(_ phrase: (String) -> String?) -> String {
    let pieces = pieces
    return pieces.dropFirst().reduce(into: pieces[0]) { text, piece in
      guard piece.hasPrefix("t."), let end = piece.range(of: "}}"),
        let phrase = phrase(String(piece[..<end.lowerBound].dropFirst(2)))
      else { return text += "{{" + piece }
      // Two braces in a text would begin a tag.
      text += MarkupText.escaped(phrase).replacingOccurrences(of: "{{", with: "{&#123;") + piece[end.upperBound...]
    }
  }
}
