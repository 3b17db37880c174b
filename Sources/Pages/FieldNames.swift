import Foundation

/// What a page calls the fields of one of its forms, and where they are: read off the page itself, so that what is said
/// of a field above the form bears the same name as the field, in every language.
public struct FieldNames: Sendable {
  public struct Place: Equatable, Sendable {
    public let label: String
    /// The id that a link can lead to.
    public let id: String
    /// Which of the page's fields it is, when the page itself gives it no id.
    public let unmarked: Int?

    public init(label: String, id: String, unmarked: Int? = nil) {
      self.label = label
      self.id = id
      self.unmarked = unmarked
    }
  }

  private struct Field {
    let number: Int
    let name: String
    let form: Int
    let isChoice: Bool
    /// A box for one line of text.
    let isBox: Bool
    let id: String?
    let legend: String?
    /// What stands in the label around it, before or behind it.
    var around: String?
    let own: String?
    let labelledBy: String?
  }

  private var fields: [Field] = []
  private var labels: [String: String] = [:]
  /// The first words in each element with an id.
  private var texts: [String: String] = [:]
  private var number = 0
  /// The addresses that each form is sent to, by its own action or that of one of its buttons.
  private var actions: [[String]] = [[]]

  private var form = 0
  private var groups: [(id: String?, legend: String?)] = []
  private var label: (text: String?, of: String?, firstField: Int)?
  private var isInLegend = false
  private var identified: String?

  public init(html: String) {
    var rest = html[...]
    while let begin = rest.firstIndex(of: "<") {
      take(text: rest[..<begin])
      guard let end = rest[begin...].firstIndex(of: ">") else { return }
      take(tag: String(rest[rest.index(after: begin)..<end]))
      rest = rest[rest.index(after: end)...]
    }
  }

  /// The field as the form sent to `action` has it; nil when it is not to be seen there.
  public func place(of name: String, sentTo action: String) -> Place? {
    let same = fields.filter { $0.name == name }
    let meant = same.first { actions[$0.form].contains(action) } ?? same.first
    guard let meant, let label = label(of: meant) else { return nil }
    if let id = meant.id { return Place(label: label, id: id) }
    return Place(label: label, id: "field-\(meant.number)", unmarked: meant.number)
  }

  /// The boxes for one line of text in the form sent to `action`: which of the page's fields each is, and its name.
  public func boxes(sentTo action: String) -> [(number: Int, name: String)] {
    fields.filter { $0.isBox && actions[$0.form].contains(action) }.map { ($0.number, $0.name) }
  }

  /// The page with ids at those of its fields that have none, for links to lead to, and with what was typed.
  public static func marked(_ html: String, fields: Set<Int>, typed: [Int: String] = [:]) -> String {
    guard !fields.isEmpty || !typed.isEmpty else { return html }
    var marked = ""
    var (rest, number) = (html[...], 0)
    while let begin = rest.firstIndex(of: "<"), let end = rest[begin...].firstIndex(of: ">") {
      var tag = String(rest[rest.index(after: begin)..<end])
      if isField(tag.prefix { !$0.isWhitespace }.lowercased()) {
        if fields.contains(number) { tag += " id=\"field-\(number)\"" }
        if let text = typed[number] { tag = holding(text, tag) }
        number += 1
      }
      marked += rest[..<begin] + "<\(tag)>"
      rest = rest[rest.index(after: end)...]
    }
    return marked + rest
  }

  private static func holding(_ text: String, _ tag: String) -> String {
    let escaped = text.asMarkup
    guard let begin = tag.range(of: " value=\""), let end = tag[begin.upperBound...].firstIndex(of: "\"") else {
      return tag + " value=\"\(escaped)\""
    }
    return tag.replacingCharacters(in: begin.upperBound..<end, with: escaped)
  }

  private static func isField(_ tag: String) -> Bool { ["input", "select", "textarea"].contains(tag) }

  private func label(of field: Field) -> String? {
    let single = field.id.flatMap { labels[$0] } ?? field.around ?? field.labelledBy.flatMap { texts[$0] }
    // One of several choices bears the name of that choice; all of them together bear the legend's.
    return (field.isChoice ? field.legend ?? single : single ?? field.own ?? field.legend) ?? field.own
  }

  private mutating func take(text: Substring) {
    guard isInLegend || label != nil || identified != nil else { return }
    let words = text.trimmingCharacters(in: .whitespacesAndNewlines)
    guard !words.isEmpty else { return }
    let shown = Self.unescaped(words)
    if let id = identified { texts[id] = shown }
    identified = nil
    if isInLegend, let last = groups.indices.last, groups[last].legend == nil { groups[last].legend = shown }
    if let open = label, open.text == nil {
      label?.text = shown
      if let id = open.of { labels[id] = shown }
    }
  }

  private mutating func take(tag: String) {
    let name = tag.prefix { !$0.isWhitespace }.lowercased()
    if let id = Self.attribute("id", of: tag) { identified = id }
    switch name {
    case "form": begin(form: Self.attribute("action", of: tag))
    case "/form": form = 0
    case "fieldset": groups.append((Self.attribute("id", of: tag), nil))
    case "/fieldset": _ = groups.popLast()
    case "legend": isInLegend = true
    case "/legend": isInLegend = false
    case "label": label = (nil, Self.attribute("for", of: tag), fields.count)
    case "/label": endLabel()
    case "button": if let action = Self.attribute("formaction", of: tag) { add(action: action) }
    case _ where Self.isField(name):
      add(field: tag, isInput: name == "input")
      number += 1
    default: break
    }
  }

  private mutating func endLabel() {
    guard let closed = label else { return }
    for field in closed.firstField..<fields.count { fields[field].around = closed.text }
    label = nil
  }

  private mutating func begin(form action: String?) {
    actions.append([])
    form = actions.count - 1
    if let action { add(action: action) }
  }

  private mutating func add(action: String) {
    actions[form].append(String(action.prefix { $0 != "?" }))
  }

  private mutating func add(field tag: String, isInput: Bool) {
    guard let name = Self.attribute("name", of: tag) else { return }
    let type = isInput ? Self.attribute("type", of: tag) : nil
    guard type != "hidden" else { return }
    let isChoice = type == "radio" || type == "checkbox"
    fields.append(
      Field(
        number: number, name: name, form: form, isChoice: isChoice,
        isBox: isInput && !isChoice && !["password", "file"].contains(type),
        id: Self.attribute("id", of: tag) ?? (isChoice ? groups.last?.id : nil),
        legend: groups.last?.legend, around: nil,
        own: Self.attribute("aria-label", of: tag) ?? Self.attribute("placeholder", of: tag),
        labelledBy: Self.attribute("aria-labelledby", of: tag)))
  }

  private static func attribute(_ name: String, of tag: String) -> String? {
    guard let begin = tag.range(of: " \(name)=\"") else { return nil }
    guard let end = tag[begin.upperBound...].firstIndex(of: "\"") else { return nil }
    let value = unescaped(String(tag[begin.upperBound..<end]))
    return value.isEmpty ? nil : value
  }

  private static func unescaped(_ text: String) -> String {
    guard text.contains("&") else { return text }
    return [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
      .reduce(text) { $0.replacing($1.0, with: $1.1) }
  }
}
