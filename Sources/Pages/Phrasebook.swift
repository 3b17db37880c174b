import Foundation

/// Every text of the product in every language, keyed by dotted names (`visits.title`).
///
/// Files are JSON objects `{"key": {"zh-Hans": "…", "zh-Hant": "…", "en": "…"}}`; placeholders are `{name}`.
public struct Phrasebook: Sendable {
  private let texts: [String: Translations]
  /// Told of every key that was asked for and has no text. Tests listen.
  public var onMissing: (@Sendable (String) -> Void)?

  /// Reads all `.json` files of a folder. Throws when a file is not of that form or a language is missing.
  public init(directory: URL) throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted()
    texts = try files.filter { $0.hasSuffix(".json") }.reduce(into: [:]) { texts, name in
      let data = try Data(contentsOf: directory.appendingPathComponent(name))
      texts.merge(try JSONDecoder().decode([String: Translations].self, from: data)) { $1 }
    }
  }

  private struct Translations: Decodable, Sendable {
    let simplified, traditional, english: String

    enum CodingKeys: String, CodingKey {
      case simplified = "zh-Hans"
      case traditional = "zh-Hant"
      case english = "en"
    }

    subscript(language: Language) -> String {
      switch language {
      case .simplified: simplified
      case .traditional: traditional
      case .english: english
      }
    }
  }

  public var keys: Set<String> { Set(texts.keys) }

  /// The text of a key, its placeholders filled. An unknown key answers itself, so that a gap shows and nothing fails.
  public func text(_ key: String, _ language: Language, _ arguments: [String: String] = [:]) -> String {
    guard let text = texts[key]?[language] else {
      onMissing?(key)
      return key
    }
    return arguments.isEmpty ? text : Self.filled(text, arguments)
  }

  /// A placeholder without an argument stays as it is.
  private static func filled(_ text: String, _ arguments: [String: String]) -> String {
    let pieces = text.utf8.split(separator: UInt8(ascii: "{"), omittingEmptySubsequences: false)
    return pieces.dropFirst().reduce(into: String(Substring(pieces[0]))) { filled, piece in
      guard let close = piece.firstIndex(of: UInt8(ascii: "}")),
        let value = arguments[String(Substring(piece[..<close]))]
      else { return filled += "{" + Substring(piece) }
      filled += value + Substring(piece[piece.index(after: close)...])
    }
  }

  public func has(_ key: String) -> Bool { texts[key] != nil }
}
