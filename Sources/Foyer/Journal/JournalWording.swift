import Foundation
import Synchronization

/// A kind's text, read once, to be filled with the facts of an entry.
///
/// `{name}` stands for a fact; what is in brackets falls away as a whole when one of its facts is missing; a bar
/// parts the headline from the second line: `[{room}]来访[，发证{pass}]|{purpose}[，{party}人]`.
struct JournalWording: Sendable {
  private enum Piece {
    case text(String)
    case fact(String)
    case bar
  }

  /// What is written together or not at all.
  private let segments: [[Piece]]

  private static let known = Mutex<[String: JournalWording]>([:])

  static func filled(_ text: String, _ facts: [String: String]) -> (headline: String, detail: String) {
    remembered(text).filled(facts)
  }

  /// There are as many as the phrasebook has texts for entries, and a desk shows dozens at a time.
  private static func remembered(_ text: String) -> JournalWording {
    known.withLock { known in
      if let wording = known[text] { return wording }
      let wording = JournalWording(text)
      known[text] = wording
      return wording
    }
  }

  private init(_ text: String) {
    segments = text.utf8.split { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "]") }.map(Self.pieces)
  }

  private static func pieces(of segment: Substring.UTF8View) -> [Piece] {
    let parts = segment.split(separator: UInt8(ascii: "{"), omittingEmptySubsequences: false)
    return parts.enumerated().flatMap { index, part -> [Piece] in
      guard index > 0, let close = part.firstIndex(of: UInt8(ascii: "}")) else { return lines(part) }
      return [.fact(String(Substring(part[..<close])))] + lines(part[part.index(after: close)...])
    }
  }

  private static func lines(_ literal: Substring.UTF8View) -> [Piece] {
    let lines = literal.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
    return Array(lines.map { [Piece.text(String(Substring($0)))] }.joined(separator: [Piece.bar]))
  }

  private func filled(_ facts: [String: String]) -> (headline: String, detail: String) {
    var lines = [""]
    for segment in segments where segment.allSatisfy({ Self.isKnown($0, facts) }) {
      for piece in segment {
        switch piece {
        case .text(let text): lines[lines.count - 1] += text
        case .fact(let name): lines[lines.count - 1] += facts[name] ?? ""
        case .bar: lines.append("")
        }
      }
    }
    return (lines[0], lines.count > 1 ? Self.tidied(lines[1]) : "")
  }

  private static func isKnown(_ piece: Piece, _ facts: [String: String]) -> Bool {
    if case .fact(let name) = piece { facts[name] != nil } else { true }
  }

  private static let commas = CharacterSet(charactersIn: "，, ")

  /// A dropped first segment leaves the next one's comma behind.
  private static func tidied(_ text: String) -> String { text.trimmingCharacters(in: commas) }
}
