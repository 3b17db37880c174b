/// The duty record and its notes.
extension SiteMap {
  static let listJournal = Operation(
    id: "listJournal", method: .get, path: "/journal", access: .may(.seeJournal),
    summary: "The duty record: for programs oldest first, after a seq",
    parameters: [
      .init(name: "after", place: .query, schema: "Seq"), .init(name: "limit", place: .query, schema: "Limit"),
    ], answer: "JournalList", alsoAnswers: [422])
  static let createNote = Operation(
    id: "createNote", method: .post, path: "/notes", access: .may(.writeNotes),
    summary: "Writes a line in the duty record",
    body: "NewNote", answer: "JournalEntry", status: 201, alsoAnswers: [409])
  static let createCorrection = Operation(
    id: "createCorrection", method: .post, path: "/notes/{id}/correction", access: .may(.writeNotes),
    summary: "Corrects an entry by a new one that points at it",
    parameters: [.init(name: "id", place: .path, schema: "Id")], body: "NewCorrection", answer: "JournalEntry",
    status: 201)

  static let journal = [listJournal, createNote, createCorrection]
}
