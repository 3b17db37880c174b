import Foundation
import Pages

/// What is sent to a handover.
struct HandoverForm {
  static let limit = 500
  let form: Form

  func beginning(at now: Instant, post usual: String) throws -> HandoverActs.Beginning {
    var reader = FieldReader(form)
    let id = reader.id(at: now)
    let post = reader.reference("post") ?? usual
    let offGoing = reader.texts("off_going", most: 20)
    let reliefs = reader.texts("reliefs", most: 20)
    for (field, accounts) in [("off_going", offGoing), ("reliefs", reliefs)]
    where !accounts.allSatisfy({ Identifier.parse($0) != nil }) {
      reader.errors.add(field, "uuid_v7")
    }
    let reason = reader.text("early_reason", limit: Self.limit)
    try reader.errors.check()
    return HandoverActs.Beginning(
      id: id, digest: form.fingerprint, post: post, offGoing: Self.once(offGoing), reliefs: Self.once(reliefs),
      earlyReason: reason)
  }

  private static func once(_ accounts: [String]) -> [String] {
    var seen: Set<String> = []
    return accounts.filter { seen.insert($0).inserted }
  }

  /// Numbers and reasons by the thing that was counted: `counts.passes`, `reasons.passes`.
  func counts() throws -> (counts: [String: Int], reasons: [String: String]) {
    var reader = FieldReader(form)
    var counts: [String: Int] = [:]
    var reasons: [String: String] = [:]
    for path in form.entries.keys.sorted().prefix(400) {
      if path.hasPrefix("counts.") {
        counts[String(path.dropFirst(7))] = reader.int(path, in: 0...1_000_000)
      } else if path.hasPrefix("reasons.") {
        reasons[String(path.dropFirst(8))] = reader.text(path, limit: 200)
      }
    }
    if counts.isEmpty, reasons.isEmpty, reader.errors.isEmpty {
      reader.errors.add("counts", "required", clause: "A-4.2")
    }
    try reader.errors.check()
    return (counts, reasons)
  }

  struct Acknowledgement { let item, kind, seen: String? }

  func acknowledgement() throws -> Acknowledgement {
    var reader = FieldReader(form)
    let item = reader.text("item", limit: 300)
    let kind = reader.text("kind", limit: 60)
    let seen = reader.text("seen", limit: 40)
    if item == nil, kind == nil || seen == nil { reader.errors.add("item", "required", clause: "A-4.3") }
    try reader.errors.check()
    return Acknowledgement(item: item, kind: kind, seen: item == nil ? seen : nil)
  }

  func statement() throws -> (item: String, text: String) {
    var reader = FieldReader(form)
    let item = reader.text("item", limit: 300, required: true)
    let text = reader.text("text", limit: Self.limit, required: true, clause: "A-4.3")
    try reader.errors.check()
    return (item ?? "", text ?? "")
  }

  func report() throws -> Handover.Report {
    var reader = FieldReader(form)
    let report = Handover.Report(
      happened: reader.text("happened", limit: Self.limit), safety: reader.text("safety", limit: Self.limit),
      utilities: reader.text("utilities", limit: Self.limit), orders: reader.text("orders", limit: Self.limit),
      hygiene: reader.text("hygiene", limit: Self.limit))
    try reader.errors.check()
    return report
  }

  func relief() throws -> String {
    var reader = FieldReader(form)
    let account = reader.reference("account")
    if account == nil, reader.errors.isEmpty { reader.errors.add("account", "required") }
    try reader.errors.check()
    return account ?? ""
  }

  /// Who signs, and with what.
  struct Signing {
    let account: String
    let secret: String
    let drawn: String?
  }

  func signing() throws -> Signing {
    var reader = FieldReader(form)
    let account = reader.reference("account")
    if account == nil, reader.errors.isEmpty { reader.errors.add("account", "required") }
    let secret = reader.secret("secret")
    let drawn = reader.text("drawn", limit: 6000)
    if let drawn, !drawn.utf8.allSatisfy({ Self.strokes.contains($0) }) { reader.errors.add("drawn", "charset") }
    try reader.errors.check()
    return Signing(account: account ?? "", secret: secret ?? "", drawn: drawn)
  }

  /// Points of strokes: `12,40 13,42;60,10 61,11`.
  private static let strokes = Set("0123456789,; ".utf8)

  func side() throws -> Handover.Side {
    var reader = FieldReader(form)
    let side = reader.choice("side", as: Handover.Side.self, required: true)
    if side == .leader { reader.errors.add("side", "choice") }
    try reader.errors.check()
    return side ?? .relief
  }

  func reason() throws -> String {
    var reader = FieldReader(form)
    let reason = reader.text("reason", limit: Self.limit, required: true, clause: "A-8.2")
    try reader.errors.check()
    return reason ?? ""
  }

  func ruling() throws -> (item: String, ruling: Handover.Ruling, reason: String) {
    var reader = FieldReader(form)
    let item = reader.text("item", limit: 300, required: true)
    let ruling = reader.choice("ruling", as: Handover.Ruling.self, required: true)
    let reason = reader.text("reason", limit: Self.limit, required: true, clause: "A-8.2")
    try reader.errors.check()
    return (item ?? "", ruling ?? .settleFirst, reason ?? "")
  }

  func order() throws -> (order: Handover.Order, reason: String, relief: String?) {
    var reader = FieldReader(form)
    let order = reader.choice("order", as: Handover.Order.self, required: true)
    let reason = reader.text("reason", limit: Self.limit, required: true, clause: "A-8.2")
    let relief = reader.reference("relief")
    if order == .replace, relief == nil, reader.errors.isEmpty {
      reader.errors.add("relief", "required", clause: "A-4.2")
    }
    try reader.errors.check()
    return (order ?? .goOn, reason ?? "", relief)
  }
}
