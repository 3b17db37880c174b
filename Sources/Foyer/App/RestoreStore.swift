import Database

extension Transaction {
  /// Says in an estate's record that it was brought back, and where the record ended that came back.
  func recordRestoring(from end: RecordEnd, at now: Instant) throws {
    let post = try posts(of: end.estate).first?.id ?? ""
    let author = JournalAuthor(estate: end.estate, post: post, account: "console", name: "console", at: now)
    let payload = ["seq": String(end.seq), "head": RecordChain.fingerprint(of: end.head)]
    try record(.init(kind: .storeRestored, important: true, payload: payload), by: author)
  }
}
