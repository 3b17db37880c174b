import Foundation
import Pages
import Testing

@testable import Foyer

/// Templates are parsed when their page is first opened; a broken one must not wait for that.
struct TemplateRenderingTests {
  private let home: ProductHome
  private let phrasebook: Phrasebook

  init() throws {
    home = try ProductHome.find()
    phrasebook = try Phrasebook(directory: home.texts)
  }

  @Test func `Every template can be parsed in every language`() throws {
    try Templates(directory: home.templates, phrasebook: phrasebook).parseAll()
  }

  @Test func `Texts and values stand in a page as text, never as markup`() throws {
    let templates = try folder(["page": "{{t.x.y}}|{{name}}|{{{name}}}|{{n}}\n"], texts: ["x.y": #"a<b & "{{name}}""#])
    let html = try templates.render("page", .english, ["name": "<i>'沙&\"", "n": 3])
    #expect(html == "a&lt;b &amp; &quot;{&#123;name}}&quot;|&lt;i&gt;&#39;沙&amp;&quot;|<i>'沙&\"|3\n")
  }

  @Test func `A template without a text, without a part or without an end is found`() throws {
    var templates = try folder(["gap": "{{t.no.text}}", "part": "{{> nowhere}}", "open": "{{#a}}"], texts: [:])
    let seen = Seen()
    templates.onRender = { seen.names.formUnion($1) }
    _ = try templates.render("gap", .english, [:])
    #expect(seen.names == ["t"])
    #expect(throws: Templates.NoTemplate.self) { try templates.render("part", .english, [:]) }
    #expect(throws: Templates.BrokenTemplate.self) { try templates.render("open", .english, [:]) }
    #expect(throws: (any Error).self) { try templates.parseAll() }
  }

  @Test func `Placeholders take their values once, and a value is never searched for placeholders`() throws {
    let folder = try write(["t.json": #"{"a": {"zh-Hans": "{n}人{m", "zh-Hant": "{n}人", "en": "{n} of {n}, {other}"}}"#])
    let texts = try Phrasebook(directory: folder)
    #expect(texts.text("a", .english, ["n": "{other}", "x": "y"]) == "{other} of {other}, {other}")
    #expect(texts.text("a", .english, ["n": "1", "other": "2"]) == "1 of 1, 2")
    #expect(texts.text("a", .simplified, ["n": "3", "m": "4"]) == "3人{m")
  }

  @Test func `A row is rendered once in each language, and anew as soon as it says something else`() throws {
    var templates = try folder(["seat": "{{name}}{{t.at}}"], texts: ["at": "@"])
    let seen = Seen()
    templates.onRender = { name, _ in seen.rendered.append(name) }
    let rows = [Seat(name: "<沙>"), Seat(name: "b"), Seat(name: "<沙>")]
    #expect(try templates.render(rows: rows, .english) == "&lt;沙&gt;@b@&lt;沙&gt;@")
    #expect(seen.rendered.count == 2)
    #expect(try templates.render(rows: [Seat(name: "b"), Seat(name: "c")], .english) == "b@c@")
    #expect(seen.rendered.count == 3)
    _ = try templates.render(rows: rows, .simplified)
    #expect(seen.rendered.count == 5)
    #expect(try templates.render(rows: (0..<2100).map { Seat(name: "\($0)") }, .english).hasSuffix("2098@2099@"))
  }

  private struct Seat: RecurringRow {
    static let template = "seat"
    let name: String
    var content: [String: Any] { ["name": name] }
  }

  private final class Seen: @unchecked Sendable {
    var names: Set<String> = []
    var rendered: [String] = []
  }

  private func folder(_ templates: [String: String], texts: [String: String]) throws -> Templates {
    let book = texts.mapValues { text in Dictionary(uniqueKeysWithValues: Language.allCases.map { ($0.rawValue, text) })
    }
    let json = String(decoding: try JSONEncoder().encode(book), as: UTF8.self)
    let files = Dictionary(uniqueKeysWithValues: templates.map { ("\($0).mustache", $1) })
    return try Templates(directory: write(files), phrasebook: Phrasebook(directory: write(["t.json": json])))
  }

  private func write(_ files: [String: String]) throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("foyer-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, text) in files {
      try text.write(to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
    }
    return folder
  }
}
