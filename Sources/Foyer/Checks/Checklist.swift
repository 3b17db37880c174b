import Foundation

/// What a round looks at, where and when: kept by the leaders, as data. A round keeps the version it was made with.
struct Checklist: Sendable, Equatable {
  enum Kind: String, CaseIterable, Sendable, Codable { case patrol, cleaning, equipment }

  let id: String
  let kind: Kind
  let version: Int
  let plan: Plan
  /// Nil: written, and nobody has to make its rounds yet.
  let inUseSince: Instant?
  let retiredAt: Instant?
  let madeAt: Instant
  let madeBy: String

  var isInUse: Bool { inUseSince != nil && retiredAt == nil }

  struct Plan: Sendable, Codable, Equatable {
    var name: String
    /// The stops are taken one after another, or as it comes.
    var isOrdered = false
    /// How long a round takes.
    var minutes: Int
    /// Clock times of the estate at which a round is due.
    var times: [String] = []
    /// 1 is Monday, 7 is Sunday.
    var weekdays: [Int] = Array(1...7)
    var stops: [Stop]

    var items: Int { stops.reduce(0) { $0 + $1.items.count } }
  }

  /// A place where a round looks: an area of a cleaning check, a point of a patrol.
  struct Stop: Sendable, Codable, Equatable {
    let id: String
    var name: String
    /// The patrol point whose printed code says that one is there.
    var point: String?
    var items: [CheckItem]
  }

  struct Draft: Sendable {
    let id: String
    let kind: Kind
    let plan: Plan
    let digest: String
  }

  /// The clauses behind each kind of round.
  static func clause(of kind: Kind) -> String {
    switch kind {
    case .patrol: "B-3.3"
    case .cleaning: "B-4.2.3"
    case .equipment: "A-1.2"
    }
  }
}

/// A printed code at a place that patrols pass.
struct PatrolPoint: Sendable, Equatable {
  let id: String
  let name: String
  let serial: Int
  let retiredAt: Instant?

  private static let codeLength = 12

  /// 48 bits in hex that only this installation can make. It says that somebody read this code, no more: who
  /// photographed it can read it at home, so that a leader may renew it.
  func code(estate: String, vault: Vault) -> String {
    String(vault.hash("\(estate)/\(id)/\(serial)", purpose: "patrol point").prefix(Self.codeLength)).uppercased()
  }
}
