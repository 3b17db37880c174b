/// Something in the record that is not as it was sealed.
struct RecordProblem: Sendable, Equatable {
  enum Kind: String, Sendable {
    /// Entries were changed, put in another order or put in between, since their seal.
    case entriesChanged = "entries_changed"
    /// A number of the sequence has no entry, or an entry stands where another number belongs.
    case entryMissing = "entry_missing"
    /// The record ends before its last seal, or its seals end before an anchor.
    case cut
    /// An erased payload that left something behind, or of whose erasure no entry tells.
    case erasure
    /// A seal is not the installation's: its code, its signature or its place does not fit.
    case seal
    /// An anchor kept elsewhere states another head.
    case anchor
    /// A line of a file cannot be read, or the file is not the one that was signed.
    case file
  }

  let kind: Kind
  let estate: String?
  /// The entry, or the last of those, that it is about.
  let seq: Int?
  let says: String
}

/// A seal's head as it was noted outside the database.
struct Anchor: Sendable, Equatable, Codable {
  let estate: String
  let number: Int
  let seq: Int
  let head: String
  let sealedAt: Int
  let signature: String

  enum CodingKeys: String, CodingKey {
    case estate, number, seq, head, signature
    case sealedAt = "sealed_at"
  }

  init(_ seal: Seal) {
    (estate, number, seq, sealedAt) = (seal.estate, seal.number, seal.seq, seal.sealedAt)
    (head, signature) = (Hexadecimal.text(seal.head), Hexadecimal.text(seal.signature))
  }

  func fits(_ seal: Seal) -> Bool {
    number == seal.number && seq == seal.seq && head == Hexadecimal.text(seal.head)
  }
}
