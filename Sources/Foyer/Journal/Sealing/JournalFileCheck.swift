import Crypto
import Foundation

/// Verifies an exported record alone, without any database.
struct JournalFileCheck {
  /// Whose signatures count.
  struct Trust: Sendable {
    /// The installation's own keys; then codes are looked at too.
    var own: SealJudge?
    /// A public key in digits, from somewhere else than the file.
    var publicKey: String?
  }

  let trust: Trust
  let anchors: [String: [Anchor]]

  private(set) var report = RecordReport()
  /// The key that the signatures were held against, in digits.
  private(set) var publicKey = ""

  private var judge: SealJudge?
  private var open: ChainCheck?
  private var finished: Set<String> = []
  private var hash = SHA256()
  private var (entries, seals, number) = (0, 0, 0)
  private var hasEnd = false

  init(trust: Trust, anchors: [String: [Anchor]]) {
    self.trust = trust
    self.anchors = anchors
  }

  /// Throws only when the file cannot be read at all.
  static func check(_ url: URL, trust: Trust, anchors: [String: [Anchor]]) throws -> JournalFileCheck {
    var check = JournalFileCheck(trust: trust, anchors: anchors)
    for line in try LineReader(url) { check.take(line) }
    check.finish()
    return check
  }

  private mutating func take(_ bytes: Data) {
    number += 1
    guard !hasEnd else { return report.add(.file, "line \(number) stands after the end") }
    guard let line = try? JSONDecoder().decode(JournalFile.Line.self, from: bytes) else {
      report.add(.file, "line \(number) cannot be read")
      return count(bytes)
    }
    if judge == nil, line.type != .header { report.add(.file, "the file does not begin with its header") }
    switch line.type {
    case .header: begin(line)
    case .entry: take(line.entry)
    case .seal: take(line.seal)
    case .end: end(line)
    }
    count(bytes)
  }

  private mutating func count(_ bytes: Data) {
    hash.update(data: bytes)
    hash.update(data: [UInt8(ascii: "\n")])
  }

  private mutating func begin(_ line: JournalFile.Line) {
    guard judge == nil, line.format == JournalFile.format,
      let key = line.publicKey.flatMap(Hexadecimal.bytes),
      let found = try? Curve25519.Signing.PublicKey(rawRepresentation: key)
    else { return report.add(.file, "line \(number) is no header of \(JournalFile.format)") }
    let isOwn = trust.own.map { $0.publicKey.rawRepresentation == found.rawRepresentation } ?? false
    judge = isOwn ? trust.own : SealJudge(publicKey: found, authenticating: nil)
    publicKey = Hexadecimal.text(key)
    if let expected = trust.publicKey, expected != publicKey {
      report.add(.file, "the file was signed with another key than the one that was given")
    } else if trust.publicKey == nil, trust.own != nil, !isOwn {
      report.add(.file, "the file was signed with the key of another installation; give that with --key")
    }
  }

  private mutating func take(_ entry: RecordedEntry?) {
    guard let entry else { return report.add(.file, "line \(number) is no whole entry") }
    entries += 1
    enter(entry.estate)
    open?.take(entry)
  }

  private mutating func take(_ seal: Seal?) {
    guard let seal else { return report.add(.file, "line \(number) is no whole seal") }
    seals += 1
    enter(seal.estate)
    open?.take(seal)
  }

  /// An estate's lines stand together.
  private mutating func enter(_ estate: String) {
    guard open?.estate != estate, let judge else { return }
    close()
    if finished.contains(estate) { report.add(.file, "line \(number) belongs to an estate that was closed before") }
    open = ChainCheck(estate: estate, judge: judge, anchors: anchors[estate] ?? [])
  }

  private mutating func close() {
    guard var check = open else { return }
    check.finish()
    report.add(check)
    finished.insert(check.estate)
    open = nil
  }

  private mutating func end(_ line: JournalFile.Line) {
    hasEnd = true
    if line.entries != entries || line.seals != seals {
      report.add(.file, "the file does not have as many entries and seals as its last line says")
    }
    guard let signature = line.signature.flatMap(Hexadecimal.bytes),
      judge?.isSigned(JournalFile.signed(hash.finalize()), signature) == true
    else { return report.add(.file, "the file is not the one that was signed: something in it was changed") }
  }

  private mutating func finish() {
    close()
    if report.unsealed > 0 { report.add(.file, "\(report.unsealed) entries at the end are not sealed") }
    if !hasEnd { report.add(.file, "the file has no last line: its end was cut off") }
  }
}
