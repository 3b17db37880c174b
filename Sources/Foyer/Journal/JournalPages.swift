import Foundation
import Pages

/// The duty record 值班记录, with its filters.
struct JournalPage: Page {
  static let template = "journal/index"

  struct Content: Sendable {
    let estate: Estate
    let posts: [Post]
    let hours: Int
    let filter: JournalFilter
    /// Those of the last days, and the one that is asked for.
    let shifts: [Duty]
    let trail: Trail
    let hasMore: Bool
    let seal: Seal?
  }

  /// Shifts of so many days can be chosen.
  static let shiftDays = 7

  let own: Content
  let query: JournalQuery
  /// What was typed into the note, when it comes back with an error.
  let form: Form
  let messages: [Problem.Entry]
  let lobby: Lobby
  let context: LobbyContext

  var content: [String: Any] {
    let lines = JournalTrail(trail: own.trail, zone: own.estate.zone, lobby: lobby, context: context, acts: true)
    return [
      "trail": days(lines.content), "count_text": text("shown", ["count": String(own.trail.entries.count)]),
      "period": period, "usual": text("usual", ["hours": String(own.hours)]), "is_plain": query.isPlain,
      "groups": groups, "shifts": shifts, "posts": posts, "room": query.room, "writer": query.person,
      "words": query.words,
      "from": query.from, "to": query.to, "important_only": query.importantOnly, "seal": seal,
      "pages": ListPages(first: query.before.isEmpty ? nil : address(before: nil), next: older).content(lobby, context),
      "may_write": context.may(.writeNotes), "note": note,
      "weathers": Weather.allCases.map {
        ["word": $0.rawValue, "text": lobby.text("weather.\($0.rawValue)", context)]
      },
    ].merging(ErrorSummary.content(messages)) { $1 }
  }

  /// The page names the day of its first line too: it may be opened next week, or printed.
  private func days(_ lines: [[String: Any]]) -> [[String: Any]] {
    guard let first = own.trail.entries.first, var line = lines.first else { return lines }
    line["day"] = DayName.text(first.happenedAt, zone: own.estate.zone, lobby: lobby, context: context)
    return [line] + lines.dropFirst()
  }

  private var period: String {
    let zone = own.estate.zone
    let to = own.filter.to.map { Instant(milliseconds: $0.milliseconds - 1) } ?? context.now
    return text(
      "period", ["from": own.filter.from.map(zone.dayAndClock) ?? "", "to": zone.dayAndClock(to)])
  }

  private var groups: [[String: Any]] {
    [("", text("groups.all"))].map(option)
      + JournalGroup.allCases.map { option($0.rawValue, text("groups.\($0.rawValue)")) }
  }

  private func option(_ value: String, _ name: String) -> [String: Any] {
    ["value": value, "name": name, "is_chosen": value == query.group]
  }

  private var shifts: Any {
    guard !own.shifts.isEmpty else { return false }
    let names = Dictionary(own.posts.map { ($0.id, $0.name) }, uniquingKeysWith: { $1 })
    return [
      "list": own.shifts.map { duty -> [String: Any] in
        let end = (duty.endedAt ?? duty.plan?.until).map(own.estate.zone.clock) ?? ""
        let time = own.estate.zone.dayAndClock(duty.startedAt ?? duty.arrivedAt) + "–" + end
        let parts = [time, duty.plan?.shift, duty.name, own.posts.count > 1 ? names[duty.post] : nil]
        return [
          "value": duty.id, "is_chosen": duty.id == query.shift,
          "name": parts.compactMap(\.self).joined(separator: " "),
        ]
      }
    ]
  }

  private var posts: Any {
    guard own.posts.count > 1 else { return false }
    return [
      "list": own.posts.map { ["value": $0.id, "name": $0.name, "is_chosen": $0.id == query.post] as [String: Any] }
    ]
  }

  private var older: String? {
    guard own.hasMore, let last = own.trail.entries.last else { return nil }
    return address(before: JournalCursor(happenedAt: last.happenedAt, seq: last.seq))
  }

  /// What can be compared with a printed sheet or an anchor.
  private var seal: String {
    guard let seal = own.seal else { return text("not_sealed") }
    let time = own.estate.zone.dayAndClock(Instant(milliseconds: seal.sealedAt))
    return text("sealed", ["seq": String(seal.seq), "time": time, "digits": seal.fingerprint])
  }

  /// This page's address with another place in it.
  private func address(before cursor: JournalCursor?) -> String {
    var parts = [
      ("from", query.from), ("to", query.to), ("group", query.group), ("shift", query.shift), ("post", query.post),
      ("room", query.room),
      ("person", query.person), ("words", query.words), ("important", query.importantOnly ? "on" : ""),
    ]
    parts.append(("before", cursor?.text ?? ""))
    let query = parts.filter { !$0.1.isEmpty }.map { name, value in
      "\(name)=\(value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")"
    }
    return query.isEmpty ? "/journal" : "/journal?" + query.joined(separator: "&")
  }

  private var note: [String: Any] {
    [
      "text": form.typed("text"), "room": form.typed("room"), "occurred_at": form.typed("occurred_at"),
      "important": !form.typed("important").isEmpty, "wrong": wrong, "result": form.typed("result"),
      "told": form.typed("told"), "owner": form.typed("owner"), "next_shift": !form.typed("next_shift").isEmpty,
    ]
  }

  /// The message of each field, at the field.
  private var wrong: [String: Any] {
    let fields = ["text", "room", "occurred_at"]
    return Dictionary(
      uniqueKeysWithValues: fields.map { field in (field, messages.first { $0.field == field }?.message ?? false as Any)
      })
  }

  private func text(_ key: String, _ arguments: [String: String] = [:]) -> String {
    lobby.text("duty_record.\(key)", context, arguments)
  }
}

extension Lobby {
  /// The keys of the small services, for the desk.
  func courtesies(_ context: LobbyContext) -> [[String: Any]] {
    Courtesy.allCases.map { courtesy in
      [
        "kind": courtesy.rawValue, "key": courtesy.key, "letter": String(courtesy.key.suffix(1)),
        "text": text("courtesy.\(courtesy.rawValue)", context),
      ]
    }
  }

  /// The text of a key that need not have one.
  func knownText(_ key: String, _ context: LobbyContext) -> String? {
    phrasebook.has(key) ? text(key, context) : nil
  }
}
