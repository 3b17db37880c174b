import Foundation

/// Reads a form field by field and gathers everything that is wrong, so that a person sees it all at once.
///
/// Each reading answers nil both for "not there" and for "not usable"; what is not usable is in ``errors``.
public struct FieldReader {
  public let form: Form
  public var errors = FieldErrors()

  public init(_ form: Form) {
    self.form = form
  }

  /// Trimmed text of at most `limit` characters without control characters.
  public mutating func text(_ path: String, limit: Int = 200, required: Bool = false, clause: String? = nil) -> String?
  {
    let raw: String?
    switch form[path] {
    case nil, .null: raw = nil
    case .text(let text): raw = text
    default:
      errors.add(path, "type", clause: clause)
      return nil
    }
    let trimmed = raw.map(Self.trimmed) ?? ""
    guard !trimmed.isEmpty else {
      if required { errors.add(path, "required", clause: clause) }
      return nil
    }
    guard trimmed.utf8.count <= limit * 4, trimmed.count <= limit else {
      errors.add(path, "too_long", ["limit": String(limit)], clause: clause)
      return nil
    }
    guard !trimmed.unicodeScalars.contains(where: Self.isForbidden) else {
      errors.add(path, "charset", clause: clause)
      return nil
    }
    return trimmed
  }

  /// A whole number in `range`.
  public mutating func int(_ path: String, in range: ClosedRange<Int>, required: Bool = false) -> Int? {
    let number: Double?
    switch form[path] {
    case nil, .null: number = nil
    case .number(let value): number = value
    case .text(let text) where !form.isTyped:
      let text = text.trimmingCharacters(in: .whitespaces)
      if text.isEmpty { number = nil } else { number = Int(text).map(Double.init) ?? .nan }
    default: number = .nan
    }
    guard let number else {
      if required { errors.add(path, "required") }
      return nil
    }
    guard number == number.rounded(), abs(number) < 1e15 else {
      errors.add(path, "type")
      return nil
    }
    guard range.contains(Int(number)) else {
      errors.add(path, "range", ["from": String(range.lowerBound), "to": String(range.upperBound)])
      return nil
    }
    return Int(number)
  }

  /// True or false; a browser's unticked box sends nothing and means false.
  public mutating func flag(_ path: String, default: Bool = false) -> Bool {
    switch form[path] {
    case nil, .null: return `default`
    case .flag(let flag): return flag
    case .text(let text) where !form.isTyped: return ["on", "true", "1", "yes"].contains(text)
    default:
      errors.add(path, "type")
      return `default`
    }
  }

  /// One of the words of an enumeration.
  public mutating func choice<Choice: RawRepresentable>(
    _ path: String, as type: Choice.Type, required: Bool = false, clause: String? = nil
  ) -> Choice? where Choice.RawValue == String {
    guard let word = text(path, limit: 60, required: required, clause: clause) else { return nil }
    guard let choice = Choice(rawValue: word) else {
      errors.add(path, "choice", clause: clause)
      return nil
    }
    return choice
  }

  /// Every text of a repeated field or a JSON list.
  public mutating func texts(_ path: String, limit: Int = 60, most: Int = 100) -> [String] {
    switch form[path] {
    case nil, .null: return []
    case .text(let text): return text.isEmpty ? [] : [text]
    case .list(let list) where list.count <= most:
      let texts = list.compactMap { if case .text(let text) = $0, text.count <= limit { text } else { nil } }
      if texts.count != list.count { errors.add(path, "type") }
      return texts
    default:
      errors.add(path, "type")
      return []
    }
  }

  public func upload(_ path: String) -> Form.Upload? {
    if case .upload(let upload) = form[path] { return upload }
    return nil
  }

  /// Control characters (Unicode's category Cc) break records, prints and terminals; line breaks and tabs of a note
  /// are fine.
  private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D: false
    case 0x00...0x1F, 0x7F...0x9F: true
    default: false
    }
  }

  /// Most texts have nothing to trim; looking is cheaper than making them anew.
  private static func trimmed(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard let first = scalars.first, let last = scalars.last else { return text }
    guard mayBeBlank(first) || mayBeBlank(last) else { return text }
    return text.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private static func mayBeBlank(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x21...0x7E, 0x4E00...0x9FFF: false
    default: scalar.properties.isWhitespace
    }
  }
}
