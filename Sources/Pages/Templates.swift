import Foundation
import Mustache

/// All templates of a folder, parsed once.
public struct Templates: Sendable {
  private let library: MustacheLibrary

  public struct NoTemplate: Error { public let name: String }

  public init(directory: URL) async throws {
    library = try await MustacheLibrary(directory: directory.path)
  }

  public func render(_ name: String, _ content: [String: Any]) throws -> String {
    guard let html = library.render(content, withTemplate: name) else { throw NoTemplate(name: name) }
    return html
  }

  /// Renders and reports every name that no context knew. For tests: a misspelt name renders as nothing otherwise.
  public func renderStrictly(_ name: String, _ content: [String: Any]) throws -> (html: String, unknown: Set<String>) {
    let root = StrictRoot(content: content)
    guard let html = library.render(root, withTemplate: name) else { throw NoTemplate(name: name) }
    return (html, root.unknown)
  }
}

/// The outermost context: a lookup that arrives here and finds nothing was answered by nobody.
private final class StrictRoot: MustacheParent {
  let content: [String: Any]
  private(set) var unknown: Set<String> = []

  init(content: [String: Any]) {
    self.content = content
  }

  func child(named name: String) -> Any? {
    guard let value = content[name] else {
      unknown.insert(name)
      return nil
    }
    return value
  }
}
