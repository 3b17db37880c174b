import Database

extension Snapshot {
  /// The newest entries of the duty itself, for the desk's column; of one post, or of the whole estate.
  func deskTrail(of estate: String, post: String? = nil, limit: Int = 20) throws -> Trail {
    var filter = JournalFilter()
    filter.groups = JournalGroup.onDesk
    filter.post = post
    return try trail(of: estate, filter, limit: limit)
  }

  /// What happened to one visit, expectation, reception or resident, oldest first.
  func trail(of estate: String, subject: String) throws -> Trail {
    try trail(of: estate, entries: journal(of: estate, subject: subject))
  }

  /// Newest first, with corrections and originals.
  func trail(of estate: String, _ filter: JournalFilter, limit: Int) throws -> Trail {
    try trail(of: estate, entries: journal(of: estate, filter, limit: limit))
  }

  func trail(of estate: String, entries: [JournalEntry]) throws -> Trail {
    let corrected = entries.compactMap(\.corrects)
    let originals = try self.entries(of: estate, where: "id", in: corrected)
    let corrections = try self.entries(of: estate, where: "corrects", in: entries.map(\.id))
    return Trail(
      entries: entries, originals: Dictionary(originals.map { ($0.id, $0) }, uniquingKeysWith: { $1 }),
      corrections: Dictionary(grouping: corrections, by: { $0.corrects ?? "" }))
  }

  private func entries(of estate: String, where column: String, in ids: [String]) throws -> [JournalEntry] {
    guard !ids.isEmpty else { return [] }
    let places = Array(repeating: "?", count: ids.count).joined(separator: ", ")
    return try rows(
      "SELECT * FROM journal WHERE estate = ? AND \(column) IN (\(places)) ORDER BY seq",
      arguments: [.text(estate)] + ids.map(\.value)
    ).map(JournalEntry.init(row:))
  }

  /// Newest first, of what a filter lets through.
  func journal(of estate: String, _ filter: JournalFilter, limit: Int) throws -> [JournalEntry] {
    var clauses = JournalClauses(estate: estate)
    clauses.add(filter)
    return try rows(
      "SELECT * FROM journal WHERE \(clauses.text) ORDER BY happened_at DESC, seq DESC LIMIT ?",
      arguments: clauses.arguments + [limit.value]
    ).map(JournalEntry.init(row:))
  }
}

/// A filter's conditions and their arguments, in step.
private struct JournalClauses {
  private var conditions = ["estate = ?"]
  private(set) var arguments: [Value]

  init(estate: String) { arguments = [.text(estate)] }

  var text: String { conditions.joined(separator: " AND ") }

  mutating func add(_ filter: JournalFilter) {
    add("happened_at >= ?", filter.from?.milliseconds)
    add("happened_at < ?", filter.to?.milliseconds)
    if let before = filter.before {
      conditions.append("(happened_at < ? OR (happened_at = ? AND seq < ?))")
      arguments += [before.happenedAt.milliseconds.value, before.happenedAt.milliseconds.value, before.seq.value]
    }
    add("post = ?", filter.post)
    add("room = ?", filter.room)
    if filter.importantOnly { conditions.append("important = 1") }
    add("account_name LIKE ? ESCAPE '\\'", filter.person.map { "%" + Self.literal($0) + "%" })
    addGroups(filter.groups)
    addWords(filter.words)
  }

  private mutating func add(_ condition: String, _ argument: (any ValueConvertible)?) {
    guard let argument else { return }
    conditions.append(condition)
    arguments.append(argument.value)
  }

  private mutating func addGroups(_ groups: Set<JournalGroup>) {
    guard !groups.isEmpty else { return }
    let kinds = JournalKind.allCases.filter { groups.contains(JournalGroup($0)) }
    conditions.append("kind IN (\(Array(repeating: "?", count: kinds.count).joined(separator: ", ")))")
    arguments += kinds.map { .text($0.rawValue) }
  }

  /// Only notes have free words. They are the last of the payload's keys, so nothing else can match.
  private mutating func addWords(_ words: String?) {
    guard let words else { return }
    conditions.append("kind IN ('note.written', 'note.corrected') AND payload LIKE ? ESCAPE '\\'")
    arguments.append(.text("%\"text\":\"%" + Self.literal(JournalEntry.Event.asWritten(words)) + "%"))
  }

  private static func literal(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_")
  }
}
