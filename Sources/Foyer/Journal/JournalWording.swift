import Foundation

/// A kind's text with its facts filled in.
///
/// `{name}` stands for a fact; what is in brackets falls away as a whole when one of its facts is missing; a bar
/// parts the headline from the second line: `[{room}]来访[，发证{pass}]|{purpose}[，{party}人]`.
enum JournalWording {
  static func filled(_ text: String, _ facts: [String: String]) -> (headline: String, detail: String) {
    var lines = [""]
    for segment in text.utf8.split(whereSeparator: { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "]") }) {
      guard let own = Self.lines(of: segment, facts) else { continue }
      lines[lines.count - 1] += own[0]
      lines += own.dropFirst()
    }
    return (lines[0], lines.count > 1 ? tidied(lines[1]) : "")
  }

  /// What a segment says on the line where it begins and on those that follow; nil when one of its facts is missing.
  /// Facts may hold any character: only the text itself is searched for signs.
  private static func lines(of segment: Substring.UTF8View, _ facts: [String: String]) -> [String]? {
    var lines = [""]
    for (index, piece) in segment.split(separator: UInt8(ascii: "{"), omittingEmptySubsequences: false).enumerated() {
      var literal = piece
      if index > 0, let close = piece.firstIndex(of: UInt8(ascii: "}")) {
        guard let fact = facts[String(Substring(piece[..<close]))] else { return nil }
        lines[lines.count - 1] += fact
        literal = piece[piece.index(after: close)...]
      }
      let parts = literal.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
      lines[lines.count - 1] += Substring(parts[0])
      lines += parts.dropFirst().map { String(Substring($0)) }
    }
    return lines
  }

  private static let commas = CharacterSet(charactersIn: "，, ")

  /// A dropped first segment leaves the next one's comma behind.
  private static func tidied(_ text: String) -> String { text.trimmingCharacters(in: commas) }
}
