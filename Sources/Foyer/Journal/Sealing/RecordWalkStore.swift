import Database

/// Who is shown a record: each seal after the last entry that it covers.
protocol RecordVisitor {
  mutating func take(_ entry: RecordedEntry) throws
  mutating func take(_ seal: Seal) throws
}

extension ChainCheck: RecordVisitor {}

/// Walks through an estate's record as it stood at the beginning, in steps of many entries and without holding the
/// store: what is committed there does not change any more.
struct RecordWalk {
  private static let batch = 4_000

  let database: Database
  let estate: String
  var onlySealed = false

  func walk(_ visitor: inout some RecordVisitor) async throws {
    let (last, newest) = try await database.read { [estate] snapshot in
      (try snapshot.lastSeal(of: estate), try snapshot.recordHead(of: estate).seq)
    }
    let end = onlySealed ? min(last?.seq ?? 0, newest) : newest
    var seals = SealPages(database: database, estate: estate, last: last?.number ?? 0)
    var entries = try await entries(after: 0, to: end)
    while let lastOfBatch = entries.last {
      // Reading the next batch goes on while this one is looked at.
      async let following = self.entries(after: lastOfBatch.seq, to: end)
      try await seals.reach(lastOfBatch.seq)
      for entry in entries {
        while let seal = seals.next(before: entry.seq) { try visitor.take(seal) }
        try visitor.take(entry)
      }
      entries = try await following
    }
    try await seals.reach(Int.max)
    while let seal = seals.next(before: nil) { try visitor.take(seal) }
  }

  private func entries(after seq: Int, to end: Int) async throws -> [RecordedEntry] {
    guard seq < end else { return [] }
    return try await database.read { [estate] snapshot in
      let entries = try snapshot.recorded(of: estate, after: seq, limit: Self.batch)
      return entries.last.map { $0.seq <= end } ?? true ? entries : entries.filter { $0.seq <= end }
    }
  }
}

/// An estate's seals in their order, read as far as they are needed.
private struct SealPages {
  private static let page = 2_000

  let database: Database
  let estate: String
  /// The last that was there at the beginning.
  let last: Int

  private var seals: ArraySlice<Seal> = []
  private var read = 0

  init(database: Database, estate: String, last: Int) {
    (self.database, self.estate, self.last) = (database, estate, last)
  }

  /// Reads on until a seal of an entry after `seq` has come.
  mutating func reach(_ seq: Int) async throws {
    while read < last, seals.last.map({ $0.seq <= seq }) ?? true {
      let (estate, number, last) = (estate, read, last)
      let page = try await database.read { snapshot in
        try snapshot.seals(of: estate, after: number, limit: Self.page).filter { $0.number <= last }
      }
      guard let end = page.last else {
        read = last
        return
      }
      seals += page
      read = end.number
    }
  }

  mutating func next(before seq: Int?) -> Seal? {
    guard let first = seals.first else { return nil }
    if let seq, first.seq >= seq { return nil }
    return seals.popFirst()
  }
}
