import Foundation
import Testing

@testable import Foyer

/// Templates and pages know the same names, also in parts that no walk happens to show.
/// Whatever a story renders is watched besides by `TestLobby`: there an unknown name fails it.
struct TemplateTests {
  private static let programText = SourceTree.swift.map(\.text).joined(separator: "\n")

  /// Names of the templates that pages render.
  static let pages = Set(programText.matches(of: /static let template = "([^"]+)"/).map { String($0.1) })

  @Test func `Every template is a page's own or a part of another, and none is missing`() {
    let written = Set(
      SourceTree.templates.map {
        $0.path.replacing("Sources/Foyer/Templates/", with: "").replacing(".mustache", with: "")
      })
    let parts = SourceTree.templates.flatMap { file in
      file.text.matches(of: /\{\{[<>]\s*([\w.\/-]+)\s*\}\}/).map { String($0.1) }
    }
    let used = Self.pages.union(parts)
    #expect(written.subtracting(used).isEmpty, "templates that nothing renders")
    #expect(used.subtracting(written).isEmpty, "templates that are not there")
  }

  @Test func `Every name in a template is given by some page`() {
    let keys = Self.programText.matches(of: /"([A-Za-z_][\w.]*)"/).map { String($0.1) }
    // The fields of a form stand in templates with `_` for the dot: `host.room` is `typed.host_room`.
    let given = Set(keys).union(keys.map { $0.replacing(".", with: "_") })
    for file in SourceTree.templates {
      for tag in file.text.matches(of: /\{\{\{?[#^&]?\s*(?:\w+\()?([\w.]+)\)?\s*\}\}/) {
        let names = tag.1.split(separator: ".").map(String.init)
        guard names.first != "t" else { continue }
        let unknown = names.filter { !given.contains($0) }
        #expect(unknown.isEmpty, "\(file.path): \(tag.1)")
      }
    }
  }
}
