import Mustache

/// One row of a long list. The engine finds a name in it with less ado than in a bare dictionary.
public struct Fields: MustacheParent {
  private let values: [String: Any]

  public init(_ values: [String: Any]) {
    self.values = values
  }

  public func child(named name: String) -> Any? { values[name] }
}
