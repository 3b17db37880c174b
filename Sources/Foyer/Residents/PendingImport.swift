import Foundation
import Spreadsheets

/// A file on its way into the register: read and shown first, taken over by one confirmation, kept at most an hour.
struct PendingImport: Sendable {
  enum State: String, Sendable, CaseIterable {
    case waiting, running, done, failed
  }

  /// What a person decided about the reading of the file.
  struct Choices: Sendable, Codable, Equatable {
    var encoding: String?
    /// Names of columns that are kept although the desk does not need them.
    var keep: [String] = []
    /// For lists without a building: all rows are of this one.
    var building: String?
    var triesBig5 = false

    func options(site: String) -> ImportOptions {
      ImportOptions(
        encoding: encoding.flatMap(TextEncoding.init(rawValue:)), tryingBig5: triesBig5,
        keeping: KeptColumns(keep.compactMap(KeptColumns.init(named:))), onlyBuilding: building, site: site)
    }
  }

  let id: String
  let state: State
  let choices: Choices
  let rowsDone: Int
  let rowsAll: Int
  let createdAt: Instant
  let touchedAt: Instant

  static let hours = 1

  func isOver(at now: Instant) -> Bool { createdAt.advanced(minutes: Self.hours * 60) <= now }

  /// A run that has said nothing for a minute was cut off; it may be confirmed again and goes on where it stopped.
  func mayBeConfirmed(at now: Instant) -> Bool {
    switch state {
    case .waiting, .failed: true
    case .running: touchedAt.advanced(minutes: 1) <= now
    case .done: false
    }
  }
}
