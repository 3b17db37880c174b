/// The names of a statement's columns, shared by all of its rows.
public final class Columns: Sendable {
  let names: [String]
  private let positions: [String: Int]

  init(_ names: [String]) {
    self.names = names
    positions = Dictionary(zip(names, names.indices), uniquingKeysWith: { first, _ in first })
  }

  func position(of name: String) -> Int? { positions[name] }
}

/// One row of an answer. A column that the statement does not have, or a null where a value is promised,
/// is a mistake in the program and stops it in tests; the schema's NOT NULL keeps it from happening in service.
public struct Row: Sendable {
  let columns: Columns
  let values: [Value]

  public subscript(name: String) -> Value {
    guard let position = columns.position(of: name) else {
      preconditionFailure("no column \(name) among \(columns.names)")
    }
    return values[position]
  }

  /// In the order of the columns.
  public var allValues: [Value] { values }

  public func text(_ name: String) -> String {
    guard let text = optionalText(name) else { preconditionFailure("column \(name) is null") }
    return text
  }

  public func optionalText(_ name: String) -> String? {
    if case .text(let text) = self[name] { return text }
    return nil
  }

  public func int(_ name: String) -> Int {
    guard let int = optionalInt(name) else { preconditionFailure("column \(name) is null") }
    return int
  }

  public func optionalInt(_ name: String) -> Int? {
    if case .integer(let integer) = self[name] { return Int(integer) }
    return nil
  }

  public func bool(_ name: String) -> Bool { int(name) != 0 }

  public func optionalBytes(_ name: String) -> [UInt8]? {
    if case .bytes(let bytes) = self[name] { return bytes }
    return nil
  }
}
