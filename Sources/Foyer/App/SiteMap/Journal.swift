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

  static let showNote = Operation(
    id: "getNote", method: .get, path: "/notes/{id}", access: .may(.seeJournal), summary: "One note of the record",
    parameters: [.init(name: "id", place: .path, schema: "Id")], answer: "JournalEntry", alsoAnswers: [303])
  static let createNoteSettlement = Operation(
    id: "createNoteSettlement", method: .post, path: "/notes/{id}/settlement", access: .may(.writeNotes),
    summary: "Settles a note that was marked for the next shift",
    parameters: [.init(name: "id", place: .path, schema: "Id")], body: "NewNoteSettlement", answer: "JournalEntry",
    status: 201, alsoAnswers: [409])
  static let createCourtesy = Operation(
    id: "createCourtesy", method: .post, path: "/courtesies", access: .may(.writeNotes),
    summary: "Counts a small service to a resident", body: "NewCourtesy", answer: "Courtesy", status: 201,
    alsoAnswers: [409])
  static let deleteCourtesy = Operation(
    id: "deleteCourtesy", method: .delete, path: "/courtesies/{id}", access: .may(.writeNotes),
    summary: "Takes a counted service back, within a quarter of an hour",
    parameters: [.init(name: "id", place: .path, schema: "Id")], answer: "Courtesy", alsoAnswers: [409])
  static let createRecordInspection = Operation(
    id: "createRecordInspection", method: .post, path: "/journal/inspections", access: .may(.overrideRules),
    summary: "The leader has inspected the record of a post and a period", body: "NewRecordInspection",
    answer: "JournalEntry", status: 201)
  private static let period: [Operation.Parameter] = [
    .init(name: "from", place: .query, schema: "ClockTime"), .init(name: "to", place: .query, schema: "ClockTime"),
    .init(name: "post", place: .query, schema: "Id"),
  ]
  static let showDutyRecord = Operation(
    id: "getDutyRecordSheet", method: .get, path: "/journal/sheet", access: .may(.seeJournal),
    summary: "The duty record of a post and a period as it stands on paper",
    parameters: period + [.init(name: "print", place: .query, schema: "Id")], answer: "Register",
    alsoAnswers: [400, 422])
  static let printDutyRecord = Operation(
    id: "createDutyRecordPrint", method: .post, path: "/journal/prints", access: .may(.printRegister),
    summary: "Writes down that the duty record is printed", body: "NewDutyRecordPrint", answer: "SheetPrint",
    status: 201)

  static let journal = [
    listJournal, createNote, createCorrection, showNote, createNoteSettlement, createCourtesy, deleteCourtesy,
    createRecordInspection, showDutyRecord, printDutyRecord,
  ]
}
