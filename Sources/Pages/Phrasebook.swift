import Foundation

/// Every text of the product in every language, keyed by dotted names (`visits.title`).
///
/// Files are JSON objects `{"key": {"zh-Hans": "…", "zh-Hant": "…", "en": "…"}}`; placeholders are `{name}`.
public struct Phrasebook: Sendable {
  private let texts: [Language: [String: String]]
  private let trees: [Language: PhraseTree]
  /// Told of every key that was asked for and has no text. Tests listen.
  public var onMissing: (@Sendable (String) -> Void)?

  /// Reads all `.json` files of a folder. Throws when a file is not of that form or a language is missing.
  public init(directory: URL) throws {
    var texts: [Language: [String: String]] = [:]
    let files = try FileManager.default.contentsOfDirectory(at: directory, includingPropertiesForKeys: nil)
    for file in files.sorted(by: { $0.path < $1.path }) where file.pathExtension == "json" {
      let entries = try JSONDecoder().decode([String: [String: String]].self, from: Data(contentsOf: file))
      for (key, translations) in entries {
        for language in Language.allCases {
          guard let text = translations[language.rawValue] else { throw MissingText(key: key, language: language) }
          texts[language, default: [:]][key] = text
        }
      }
    }
    self.texts = texts
    trees = texts.mapValues(PhraseTree.init)
  }

  public struct MissingText: Error {
    public let key: String
    public let language: Language
  }

  public var keys: Set<String> { Set(texts[.simplified, default: [:]].keys) }

  /// The text of a key, its placeholders filled. An unknown key answers itself, so that a gap shows and nothing fails.
  public func text(_ key: String, _ language: Language, _ arguments: [String: String] = [:]) -> String {
    guard var text = texts[language]?[key] else {
      onMissing?(key)
      return key
    }
    guard !arguments.isEmpty else { return text }
    for (name, value) in arguments { text = text.replacingOccurrences(of: "{\(name)}", with: value) }
    return text
  }

  public func has(_ key: String) -> Bool { texts[.simplified]?[key] != nil }

  /// The texts as nested dictionaries for templates: `{{t.visits.title}}`.
  public func tree(_ language: Language) -> [String: Any] { trees[language]?.nested ?? [:] }
}

/// Nested dictionaries made once per language; values are only strings and further dictionaries.
private struct PhraseTree: @unchecked Sendable {
  let nested: [String: Any]

  init(_ texts: [String: String]) {
    nested = Self.nest(texts.map { (path: $0.key.split(separator: ".").map(String.init)[...], text: $0.value) })
  }

  private static func nest(_ entries: [(path: ArraySlice<String>, text: String)]) -> [String: Any] {
    Dictionary(grouping: entries, by: { $0.path.first ?? "" }).mapValues { group -> Any in
      if group.count == 1, group[0].path.count == 1 { return group[0].text }
      return nest(group.filter { $0.path.count > 1 }.map { ($0.path.dropFirst(), $0.text) })
    }
  }
}
