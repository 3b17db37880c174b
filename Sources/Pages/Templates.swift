import Foundation
import Mustache
import Synchronization

/// All templates of a folder.
///
/// A template is parsed when a page first needs it, once per language and with that language's texts already in their
/// places: rendering then looks up only what is the page's own.
public struct Templates: Sendable {
  private let shelf: TemplateShelf
  let rowShelf = RowShelf()
  /// Told of every page with the names in it that nothing knew. Tests listen: such a name renders as nothing otherwise.
  public var onRender: (@Sendable (_ template: String, _ unknown: Set<String>) -> Void)?

  public struct NoTemplate: Error { public let name: String }

  public struct BrokenTemplate: Error {
    public let name: String
    public let reason: String
  }

  public init(directory: URL, phrasebook: Phrasebook) throws {
    shelf = TemplateShelf(sources: try TemplateSource.all(in: directory), phrasebook: phrasebook)
  }

  public func render(_ name: String, _ language: Language, _ content: [String: Any]) throws -> String {
    let root = TemplateRoot(content: content)
    defer { onRender?(name, root.unknown) }
    guard let html = try shelf.library(for: name, language).render(root, withTemplate: name) else {
      throw NoTemplate(name: name)
    }
    return html
  }

  /// Parses every template in every language, so that a broken one shows before somebody opens its page.
  public func parseAll() throws {
    for language in Language.allCases {
      for name in shelf.sources.keys.sorted() { _ = try shelf.library(for: name, language) }
    }
  }
}

/// What was parsed so far.
private final class TemplateShelf: Sendable {
  let sources: [String: TemplateSource]
  private let phrasebook: Phrasebook
  private let parsed = Mutex<[Language: MustacheLibrary]>([:])

  init(sources: [String: TemplateSource], phrasebook: Phrasebook) {
    self.sources = sources
    self.phrasebook = phrasebook
    MarkupText.register()
  }

  /// The template of a name and all that it includes.
  func library(for name: String, _ language: Language) throws -> MustacheLibrary {
    try parsed.withLock { parsed in
      var library = parsed[language] ?? MustacheLibrary()
      guard library.getTemplate(named: name) == nil else { return library }
      try add(name, in: language, to: &library)
      parsed[language] = library
      return library
    }
  }

  private func add(_ name: String, in language: Language, to library: inout MustacheLibrary) throws {
    guard library.getTemplate(named: name) == nil else { return }
    guard let source = sources[name] else { throw Templates.NoTemplate(name: name) }
    let text = source.text { phrasebook.has($0) ? phrasebook.text($0, language) : nil }
    do {
      library.register(try MustacheTemplate(string: MarkupText.pragma + text), named: name)
    } catch {
      throw Templates.BrokenTemplate(name: name, reason: "\(error)")
    }
    for part in source.parts { try add(part, in: language, to: &library) }
  }
}

/// The outermost context: a lookup that arrives here and finds nothing was answered by nobody.
private final class TemplateRoot: MustacheParent {
  let content: [String: Any]
  private(set) var unknown: Set<String> = []

  init(content: [String: Any]) {
    self.content = content.mapValues { value in
      switch value {
      case let rows as [[String: Any]]: rows.map(Fields.init)
      case let fields as [String: Any]: Fields(fields)
      default: value
      }
    }
  }

  func child(named name: String) -> Any? {
    guard let value = content[name] else {
      unknown.insert(name)
      return nil
    }
    return value
  }
}
