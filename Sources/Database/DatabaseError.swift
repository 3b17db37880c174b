/// What can go wrong with storage, in the few kinds that callers treat differently.
public enum DatabaseError: Error, Equatable, Sendable {
  /// A constraint of the schema refused the change; `constraint` names columns or the constraint, never values.
  case conflict(constraint: String)
  /// There is no room on the disk; nothing was changed.
  case full
  /// The store cannot be written; nothing was changed.
  case unavailable(reason: String)
  /// The connection broke or the disk failed while the change was being made durable: it may be done or not. The same id again tells.
  case unknownOutcome
  /// The store was made by a newer program; opening it would be guessing.
  case newerSchema(found: Int, known: Int)
  /// A migration's text differs from the one that was run on this store.
  case changedMigration(version: Int)
  /// The store is not to be used: half moved here, or moved away from here.
  case notInService(reason: String)
  /// A text that no engine may keep: one with a NUL in it, for PostgreSQL knows none.
  case invalidText
  /// Everything else: a mistake in a statement or a broken store.
  case failed(reason: String)
}
