import Foundation
import Pages
import Testing

@testable import Foyer

/// Every word on a screen stands in `Text/`, in three languages, and none stands there for nothing.
struct TextTests {
  private let texts: [String: [String: String]]

  init() throws {
    texts = try SourceTree.phrasebook()
  }

  @Test func `No key is in two files, and none is both a text and a branch`() throws {
    var seen: Set<String> = []
    for file in SourceTree.files("Sources/Foyer/Text", ending: ".json") {
      for key in file.text.matches(of: /(?m)^\s*"([^"]+)": \{/).map({ String($0.1) }) {
        #expect(seen.insert(key).inserted, "\(key) is there twice, last in \(file.path)")
      }
    }
    for key in texts.keys {
      let parts = key.split(separator: ".")
      for length in 1..<max(parts.count, 1) {
        let branch = parts.prefix(length).joined(separator: ".")
        #expect(texts[branch] == nil, "\(branch) is a text, and a branch of \(key)")
      }
    }
  }

  @Test func `Every text is there in three languages with the same placeholders`() {
    for (key, text) in texts {
      #expect(Set(text.keys) == Set(Language.allCases.map(\.rawValue)), "\(key)")
      let placeholders = Set(text.values.map { Set($0.matches(of: /\{(\w+)\}/).map { String($0.1) }) })
      #expect(placeholders.count == 1, "\(key): the languages have different placeholders")
      #expect(!text.values.contains { $0.trimmingCharacters(in: .whitespaces).isEmpty }, "\(key) is empty")
    }
  }

  @Test func `English is English, and each Chinese is written its own way`() {
    for (key, text) in texts {
      let simplified = Set(text["zh-Hans"] ?? ""), traditional = Set(text["zh-Hant"] ?? "")
      let inHans = simplified.intersection(CharacterPairs.traditionalOnly)
      let inHant = traditional.intersection(CharacterPairs.simplifiedOnly)
      #expect(inHans.isEmpty, "\(key) (zh-Hans) has \(String(inHans.sorted()))")
      #expect(inHant.isEmpty, "\(key) (zh-Hant) has \(String(inHant.sorted()))")
      guard key.hasPrefix("language.") == false else { continue }
      let hanzi = (text["en"] ?? "").replacing(/（[^）]*）|\([^)]*\)|“[^”]*”/, with: "").contains(/[\u{4E00}-\u{9FFF}]/)
      #expect(!hanzi, "\(key) (en): \(text["en"] ?? "")")
    }
  }

  @Test func `Every text that a template names is there`() {
    for file in SourceTree.templates {
      for name in file.text.matches(of: /\{\{[{&#^]?\s*t\.([\w.]+)\s*\}\}/).map({ String($0.1) }) {
        #expect(texts[name] != nil, "\(file.path): t.\(name)")
      }
    }
  }

  @Test func `Templates hold no words of their own`() {
    for file in SourceTree.templates {
      let words = file.text.replacing(/\{\{![^}]*\}\}/, with: "").matches(of: /[\u{4E00}-\u{9FFF}]+/).map {
        String($0.0)
      }
      #expect(words.isEmpty, "\(file.path): \(words)")
    }
  }

  /// Keys in the program text: whole, or with a part that is only known when it runs (`visit.state.\(state)`).
  private static let written: [(place: String, key: String)] = SourceTree.product().flatMap { file in
    file.lines.enumerated().flatMap { number, line in
      line.matches(
        of:
          /\b(?:lobby\.text|phrasebook\.text|phrasebook\.has|Flash)\(\s*"((?:[^"\\]|\\\((?:[^()]|\([^()]*\))*\)|\\.)*)"/
      ).map {
        (place: "\(file.path):\(number + 1)", key: String($0.1))
      }
    }
  }

  /// Whatever stands in quotation marks in the program text.
  private static let quoted: Set<String> = SourceTree.swift.reduce(into: []) { all, file in
    let literal = #/"((?:[^"\\]|\\\((?:[^()]|\([^()]*\))*\)|\\.)*)"/#
    for line in file.lines { all.formUnion(line.matches(of: literal).map { String($0.1) }) }
  }

  @Test func `No text stands there for nothing`() throws {
    let inTemplates = SourceTree.templates.flatMap { $0.text.matches(of: /\bt\.([\w.]+)/).map { String($0.1) } }
    let named = Self.quoted.union(inTemplates)
    // Of a key that is put together, what stays: `visit.state.\(state)`, `"journal." + kind`, the fields of `room_form`.
    let beginnings = named.compactMap { text -> Substring? in
      if text.contains(/^\w+_(form|filter)$/) { return text + "." }
      if let end = text.firstRange(of: "\\(")?.lowerBound { return text[..<end] }
      return text.hasSuffix(".") ? text[...] : nil
    }
    let shapes = Set(beginnings.filter { $0.contains(/^\w+\.[\w.]*$/) })
    for key in texts.keys where !named.contains(key) {
      let isPutTogether = key.indices.contains { shapes.contains(key[...$0]) }
      #expect(isPutTogether, "\(key) is named nowhere")
    }
  }

  private static func pattern(of key: String) throws -> Regex<AnyRegexOutput> {
    let shape = key.replacing(/\\\((?:[^()]|\([^()]*\))*\)/, with: "\u{1}")
    return try Regex("^" + NSRegularExpression.escapedPattern(for: shape).replacing("\u{1}", with: "[\\w.]+") + "$")
  }

  @Test func `Every text that the program names is there`() throws {
    for (place, key) in Self.written where key.contains(".") && !key.contains(" ") {
      let pattern = try Self.pattern(of: key)
      #expect(texts.keys.contains { $0.contains(pattern) }, "\(place): \(key)")
    }
  }

  @Test func `Every rule that can be broken has its words`() {
    for file in SourceTree.product() + SourceTree.swift.filter({ $0.path.hasPrefix("Sources/Pages/") }) {
      for (number, line) in file.lines.enumerated() {
        let place = "\(file.path):\(number + 1)"
        for match in line.matches(of: /(?:FieldErrors|errors\.add)\(\s*("?[\w.]+"?), "(\w+)"/) {
          // A field that is only known when it runs may have words of its own.
          let field = match.1.hasPrefix("\"") ? String(match.1.dropFirst().dropLast()) : nil
          let code = String(match.2)
          let isWorded = texts.keys.contains { key in
            guard key.hasPrefix("error."), key.hasSuffix(".\(code)") else { return false }
            return key == "error.\(code)" || field == nil || key == "error.\(field ?? "").\(code)"
          }
          #expect(isWorded, "\(place): \(field ?? "-") \(code)")
        }
        for match in line.matches(of: /\.conflict\(code: "(\w+)"/) {
          #expect(texts["problem.\(match.1).title"] != nil && texts["problem.\(match.1).detail"] != nil, "\(place)")
        }
      }
    }
  }
}
