import Crypto
import Foundation

/// The record as a file: lines of JSON, described in `docs/journal-format.md`.
enum JournalFile {
  static let format = "foyer journal 1"

  /// One line; which members it has follows from its type.
  struct Line: Codable, Sendable {
    enum Kind: String, Codable, Sendable { case header, entry, seal, end }

    var type: Kind
    // Header
    var format: String?
    var publicKey: String?
    var exportedAt: Int?
    // Entry and seal
    var estate: String?
    var seq: Int?
    // Entry
    var id, post, account, accountName, kind, subject, room, pass, corrects: String?
    var happenedAt, recordedAt, important: Int?
    var salt, payload, commitment: String?
    // Seal
    var number, sealedAt: Int?
    var previous, mac: String?
    // Seal and end
    var head, signature: String?
    // End
    var entries, seals: Int?

    init(_ type: Kind) { self.type = type }

    enum CodingKeys: String, CodingKey {
      case type, format, estate, seq, id, post, account, kind, subject, room, pass, corrects, important, salt, payload
      case commitment, number, previous, mac, head, signature, entries, seals
      case publicKey = "public_key"
      case exportedAt = "exported_at"
      case accountName = "account_name"
      case happenedAt = "happened_at"
      case recordedAt = "recorded_at"
      case sealedAt = "sealed_at"
    }
  }

  /// What the last line signs: the SHA-256 of every byte before that line.
  static func signed(_ digest: SHA256.Digest) -> [UInt8] {
    Array("foyer journal file 1\n\(Hexadecimal.text(digest))".utf8)
  }
}

extension JournalFile.Line {
  init(_ entry: RecordedEntry) {
    self.init(.entry)
    (estate, seq, id, post) = (entry.estate, entry.seq, entry.id, entry.post)
    (happenedAt, recordedAt, important) = (entry.happenedAt, entry.recordedAt, entry.important)
    (account, accountName, kind) = (entry.account, entry.accountName, entry.kind)
    (subject, room, pass, corrects) = (entry.subject, entry.room, entry.pass, entry.corrects)
    (salt, payload) = (Hexadecimal.text(entry.salt), entry.payload)
    commitment = entry.commitment.map { Hexadecimal.text($0) }
  }

  init(_ seal: Seal) {
    self.init(.seal)
    (estate, number, seq, sealedAt) = (seal.estate, seal.number, seal.seq, seal.sealedAt)
    (head, previous) = (Hexadecimal.text(seal.head), Hexadecimal.text(seal.previous))
    (mac, signature) = (Hexadecimal.text(seal.mac), Hexadecimal.text(seal.signature))
  }

  /// Nil when a member is missing or is not what it should be.
  var entry: RecordedEntry? {
    guard let estate, let seq, let id, let post, let happenedAt, let recordedAt, let account, let accountName,
      let kind, let important, let salt = salt.flatMap(Hexadecimal.bytes), let payload
    else { return nil }
    let erased = commitment.map { Hexadecimal.bytes($0) ?? [] }
    return RecordedEntry(
      estate: estate, seq: seq, id: id, post: post, happenedAt: happenedAt, recordedAt: recordedAt, account: account,
      accountName: accountName, kind: kind, subject: subject, room: room, pass: pass, important: important,
      corrects: corrects, salt: salt, payload: payload, commitment: erased)
  }

  var seal: Seal? {
    guard let estate, let number, let seq, let sealedAt, let head = head.flatMap(Hexadecimal.bytes),
      let previous = previous.flatMap(Hexadecimal.bytes), let mac = mac.flatMap(Hexadecimal.bytes),
      let signature = signature.flatMap(Hexadecimal.bytes)
    else { return nil }
    return Seal(
      estate: estate, number: number, seq: seq, head: head, previous: previous, sealedAt: sealedAt, mac: mac,
      signature: signature)
  }
}
