/// What is wrong with what was typed: which field, which rule, and the clause that asks for it.
public struct FieldErrors: Error, Equatable, Sendable {
  public struct Entry: Equatable, Sendable {
    /// The field's dotted path, `visitor.name`.
    public let field: String
    /// The rule: `required`, `type`, `too_long`, `charset`, `choice`, `range`, or one of the feature's own.
    public let code: String
    /// Values for the message's placeholders; never what was typed.
    public let arguments: [String: String]
    /// The clause of the procedure or the setting behind the rule, `C-5`.
    public let clause: String?
  }

  public private(set) var entries: [Entry] = []

  public init() {}

  public init(_ field: String, _ code: String, _ arguments: [String: String] = [:], clause: String? = nil) {
    add(field, code, arguments, clause: clause)
  }

  public var isEmpty: Bool { entries.isEmpty }

  public mutating func add(
    _ field: String, _ code: String, _ arguments: [String: String] = [:], clause: String? = nil
  ) {
    entries.append(Entry(field: field, code: code, arguments: arguments, clause: clause))
  }

  /// Throws itself when there is anything to say.
  public func check() throws {
    if !isEmpty { throw self }
  }
}
