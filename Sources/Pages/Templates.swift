import Foundation
import Mustache

/// All templates of a folder, parsed once.
public struct Templates: Sendable {
  private let library: MustacheLibrary
  /// Told of every page with the names in it that nothing knew. Tests listen: such a name renders as nothing otherwise.
  public var onRender: (@Sendable (_ template: String, _ unknown: Set<String>) -> Void)?

  public struct NoTemplate: Error { public let name: String }

  public init(directory: URL) async throws {
    library = try await MustacheLibrary(directory: directory.path)
  }

  public func render(_ name: String, _ content: [String: Any]) throws -> String {
    guard let onRender else { return try render(name, any: content) }
    let strict = StrictRoot(content: content)
    defer { onRender(name, strict.unknown) }
    return try render(name, any: strict)
  }

  private func render(_ name: String, any content: Any) throws -> String {
    guard let html = library.render(content, withTemplate: name) else { throw NoTemplate(name: name) }
    return html
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
