import Foundation

/// Where the product's own files lie: templates and texts inside the sources, public files beside them.
///
/// Found from the running program upwards (`.build/release/foyer` lies in the checkout), or named by `FOYER_HOME`.
struct ProductHome: Sendable {
  let root: URL

  struct NotFound: Error {}

  var templates: URL { root.appendingPathComponent("Sources/Foyer/Templates") }
  var texts: URL { root.appendingPathComponent("Sources/Foyer/Text") }
  var schema: URL { root.appendingPathComponent("Sources/Foyer/Schema") }
  var publicFiles: URL { root.appendingPathComponent("Public") }

  init(root: URL) {
    self.root = root
  }

  static func find() throws -> ProductHome {
    if let named = ProcessInfo.processInfo.environment["FOYER_HOME"] { return ProductHome(root: URL(filePath: named)) }
    let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    let sources = URL(filePath: #filePath)
    for start in [program, URL(filePath: FileManager.default.currentDirectoryPath), sources] {
      var folder = start
      while folder.path != "/" {
        let home = ProductHome(root: folder)
        if FileManager.default.fileExists(atPath: home.templates.path) { return home }
        folder = folder.deletingLastPathComponent()
      }
    }
    throw NotFound()
  }
}
