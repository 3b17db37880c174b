import Foundation

@testable import Foyer

/// The product's own files, as the tests of its order read them.
enum SourceTree {
  struct File: Sendable {
    /// Below the checkout: `Sources/Foyer/Visits/Visit.swift`.
    let path: String
    let text: String
    let lines: [String]
    /// The code without what stands in comments and texts, line by line.
    let bareLines: [String]

    init(path: String, text: String) {
      self.path = path
      self.text = text
      lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      bareLines = path.hasSuffix(".swift") ? Self.bare(lines) : lines
    }

    var name: String { URL(filePath: path).deletingPathExtension().lastPathComponent }

    var imports: Set<String> {
      Set(
        bareLines.compactMap { $0.firstMatch(of: /^(?:@\w+ )?(?:public )?import (?:struct |class |func )?(\w+)/) }.map {
          String($0.1)
        })
    }

    private static func bare(_ lines: [String]) -> [String] {
      var inText = false
      return lines.map { line in
        if line.contains("\"\"\"") {
          inText.toggle()
          return ""
        }
        guard !inText else { return "" }
        let code = line.contains("\"") ? line.replacing(/"(?:[^"\\]|\\.)*"/, with: "\"\"") : line
        return code.firstRange(of: "//").map { String(code[..<$0.lowerBound]) } ?? code
      }
    }
  }

  static let root: URL = {
    var folder = URL(filePath: #filePath)
    while !FileManager.default.fileExists(atPath: folder.appendingPathComponent("Package.swift").path) {
      folder = folder.deletingLastPathComponent()
    }
    return folder
  }()

  static func files(_ folder: String, ending: String) -> [File] {
    let start = root.appendingPathComponent(folder)
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: start.path)) ?? []
    return names.filter { $0.hasSuffix(ending) }.sorted().compactMap { name in
      guard let text = try? String(contentsOf: start.appendingPathComponent(name), encoding: .utf8) else { return nil }
      return File(path: "\(folder)/\(name)", text: text)
    }
  }

  static let swift = files("Sources", ending: ".swift")
  static let templates = files("Sources/Foyer/Templates", ending: ".mustache")
  static let schema = files("Sources/Foyer/Schema", ending: ".sql")
  static let scripts = files("Public/js", ending: ".js")

  static func product(_ folder: String = "") -> [File] {
    swift.filter { $0.path.hasPrefix("Sources/Foyer/" + folder) }
  }

  static func phrasebook() throws -> [String: [String: String]] {
    try files("Sources/Foyer/Text", ending: ".json").reduce(into: [:]) { all, file in
      let texts = try JSONDecoder().decode([String: [String: String]].self, from: Data(file.text.utf8))
      all.merge(texts) { first, _ in first }
    }
  }
}
