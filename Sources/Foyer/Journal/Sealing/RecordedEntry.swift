import Crypto

/// An entry exactly as it is stored: what a seal covers, byte for byte.
struct RecordedEntry: Sendable, Equatable {
  let estate: String
  let seq: Int
  let id, post: String
  let happenedAt, recordedAt: Int
  let account, accountName, kind: String
  let subject, room, pass: String?
  let important: Int
  let corrects: String?
  /// Sixteen random bytes, without which the payload cannot be guessed from its commitment.
  let salt: [UInt8]
  let payload: String
  /// Stands for a payload that was erased, and only then.
  let commitment: [UInt8]?

  /// The kind of the entry that tells of an erasure; its subject is the erased entry's id.
  static let erasure = JournalKind.entryErased.rawValue
  static let erasedPayload = "{}"

  var isErased: Bool { commitment != nil }

  /// Whether what is stored beside a commitment is really nothing: otherwise other words could stand there unseen.
  var isErasedCleanly: Bool { payload == Self.erasedPayload && salt.isEmpty }

  /// SHA-256 over the canonical form of `docs/journal-format.md`.
  var digest: SHA256.Digest {
    var form = CanonicalForm("foyer entry 1")
    form.add(estate)
    form.add(seq)
    form.add(id)
    form.add(post)
    form.add(happenedAt)
    form.add(recordedAt)
    form.add(account)
    form.add(accountName)
    form.add(kind)
    form.add(subject)
    form.add(room)
    form.add(pass)
    form.add(important)
    form.add(corrects)
    if let commitment {
      form.add(commitment)
    } else {
      form.add(Self.commitment(salt: salt, payload: payload))
    }
    return SHA256.hash(data: form.bytes)
  }

  static func commitment(salt: [UInt8], payload: String) -> SHA256.Digest {
    var bytes = salt
    bytes.append(contentsOf: payload.utf8)
    return SHA256.hash(data: bytes)
  }
}

/// Fields one after the other as `length:bytes`, an absent one as `-`: no two different entries have the same form.
struct CanonicalForm {
  private(set) var bytes: [UInt8] = []

  init(_ title: String) {
    bytes.reserveCapacity(512)
    add(title)
  }

  mutating func add(_ text: String) {
    begin(text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  mutating func add(_ text: String?) {
    guard let text else { return bytes.append(UInt8(ascii: "-")) }
    add(text)
  }

  mutating func add(_ number: Int) { add(String(number)) }

  mutating func add(_ field: some Sequence<UInt8>) {
    let field = Array(field)
    begin(field.count)
    bytes.append(contentsOf: field)
  }

  private mutating func begin(_ count: Int) {
    bytes.append(contentsOf: String(count).utf8)
    bytes.append(UInt8(ascii: ":"))
  }
}
