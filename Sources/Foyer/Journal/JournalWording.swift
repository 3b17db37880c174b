import Foundation

/// A kind's text with its facts filled in.
///
/// `{name}` stands for a fact; what is in brackets falls away as a whole when one of its facts is missing; a bar
/// parts the headline from the second line: `[{room}]来访[，发证{pass}]|{purpose}[，{party}人]`.
enum JournalWording {
  static func filled(_ text: String, _ facts: [String: String]) -> (headline: String, detail: String) {
    var result = ""
    var rest = Substring(text)
    while let open = rest.firstIndex(of: "["), let close = rest[open...].firstIndex(of: "]") {
      result += replacing(rest[..<open], facts) ?? ""
      result += replacing(rest[rest.index(after: open)..<close], facts) ?? ""
      rest = rest[rest.index(after: close)...]
    }
    result += replacing(rest, facts) ?? ""
    // Facts may hold any character; they are put in last, so that none is taken for a sign of the text.
    let parts = result.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false).map { restored($0, facts) }
    return (parts[0], parts.count > 1 ? tidied(parts[1]) : "")
  }

  /// The piece itself when it can be filled, nil when a fact is missing.
  private static func replacing(_ piece: Substring, _ facts: [String: String]) -> String? {
    names(in: piece).allSatisfy { facts[$0] != nil } ? String(piece) : nil
  }

  private static func names(in piece: Substring) -> [String] {
    piece.split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap { part in
      part.firstIndex(of: "}").map { String(part[..<$0]) }
    }
  }

  private static func restored(_ piece: Substring, _ facts: [String: String]) -> String {
    let pieces = piece.split(separator: "{", omittingEmptySubsequences: false)
    return pieces.dropFirst().reduce(into: String(pieces.first ?? "")) { text, part in
      guard let close = part.firstIndex(of: "}") else { return text += "{" + part }
      text += (facts[String(part[..<close])] ?? "") + part[part.index(after: close)...]
    }
  }

  /// A dropped first segment leaves the next one's comma behind.
  private static func tidied(_ text: String) -> String {
    text.trimmingCharacters(in: CharacterSet(charactersIn: "，, "))
  }
}
