/// A consistent view of the store. Stores add their questions as extensions of this type.
public class Snapshot {
  let connection: any Connection

  init(_ connection: any Connection) {
    self.connection = connection
  }

  public func rows(_ sql: String, _ arguments: (any ValueConvertible)...) throws -> [Row] {
    try connection.rows(sql, arguments.map(\.value))
  }

  public func rows(_ sql: String, arguments: [Value]) throws -> [Row] {
    try connection.rows(sql, arguments)
  }

  public func row(_ sql: String, _ arguments: (any ValueConvertible)...) throws -> Row? {
    try connection.rows(sql, arguments.map(\.value)).first
  }

  /// The single integer of a one-column answer, 0 when there is no row.
  public func count(_ sql: String, _ arguments: (any ValueConvertible)...) throws -> Int {
    guard case .integer(let count)? = try connection.rows(sql, arguments.map(\.value)).first?.values.first else {
      return 0
    }
    return Int(count)
  }
}

/// A change in progress. Everything done through it is committed together or not at all.
public final class Transaction: Snapshot {
  /// What the outside is told once the change is durable.
  private(set) var announcements: [Announcement] = []

  @discardableResult
  public func run(_ sql: String, _ arguments: (any ValueConvertible)...) throws -> Int {
    try connection.run(sql, arguments.map(\.value))
  }

  @discardableResult
  public func run(_ sql: String, arguments: [Value]) throws -> Int {
    try connection.run(sql, arguments)
  }

  /// Tells every listener, after the commit and never without it.
  public func announce(_ announcement: Announcement) {
    announcements.append(announcement)
  }
}
