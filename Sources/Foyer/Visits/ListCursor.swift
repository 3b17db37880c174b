import Foundation

/// A place in a list that is ordered by a moment and an id: the last entry shown.
struct ListCursor: Sendable, Equatable {
  let at: Instant
  let id: String

  init(at: Instant, id: String) {
    self.at = at
    self.id = id
  }

  init?(_ text: String) {
    let parts = text.split(separator: "_")
    guard parts.count == 2, let milliseconds = Int(parts[0]), let id = Identifier.parse(String(parts[1])) else {
      return nil
    }
    self.init(at: Instant(milliseconds: milliseconds), id: id)
  }

  var text: String { "\(at.milliseconds)_\(id)" }
}
