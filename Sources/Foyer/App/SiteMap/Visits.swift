/// The desk and the register of visits.
extension SiteMap {
  static let desk = Operation(
    id: "showDesk", method: .get, path: "/", access: .may(.seeVisits), summary: "The desk screen")
  static let listVisits = Operation(
    id: "listVisits", method: .get, path: "/visits", access: .may(.seeVisits), summary: "Visits, newest first",
    parameters: [
      .init(name: "state", place: .query, schema: "VisitState"),
      .init(name: "purpose", place: .query, schema: "Purpose"),
      .init(name: "room", place: .query, schema: "RoomText"), .init(name: "pass", place: .query, schema: "PassText"),
      .init(name: "from", place: .query, schema: "Day"), .init(name: "to", place: .query, schema: "Day"),
      .init(name: "limit", place: .query, schema: "Limit"), .init(name: "cursor", place: .query, schema: "Cursor"),
    ], answer: "VisitList", alsoAnswers: [400, 422])
  static let createVisit = Operation(
    id: "createVisit", method: .post, path: "/visits", access: .may(.registerVisits), summary: "Registers a visit",
    body: "NewVisit", answer: "Visit", status: 201, mayAskFirst: true, alsoAnswers: [409])
  static let showVisit = Operation(
    id: "getVisit", method: .get, path: "/visits/{id}", access: .may(.seeVisits), summary: "One visit",
    parameters: [.init(name: "id", place: .path, schema: "Id")], answer: "Visit")
  private static let visitID = Operation.Parameter(name: "id", place: .path, schema: "Id")

  static let createDeparture = Operation(
    id: "createDeparture", method: .post, path: "/visits/{id}/departure", access: .may(.registerVisits),
    summary: "Sees a visitor out", parameters: [visitID], body: "NewDeparture", answer: "Visit", status: 201,
    alsoAnswers: [409])
  static let deleteDeparture = Operation(
    id: "deleteDeparture", method: .delete, path: "/visits/{id}/departure", access: .may(.registerVisits),
    summary: "Takes a departure back, within a quarter of an hour", parameters: [visitID], answer: "Visit",
    alsoAnswers: [409])
  static let createDepartureByPass = Operation(
    id: "createDepartureByPass", method: .post, path: "/departures", access: .may(.registerVisits),
    summary: "Sees out the visitor who holds a pass", body: "NewDepartureByPass", answer: "Visit", status: 201,
    alsoAnswers: [409])
  static let createClosure = Operation(
    id: "createClosure", method: .post, path: "/visits/{id}/closure", access: .may(.registerVisits),
    summary: "Closes a visit whose departure nobody saw", parameters: [visitID], body: "NewDeparture", answer: "Visit",
    status: 201, alsoAnswers: [409])
  static let createConfirmation = Operation(
    id: "createConfirmation", method: .post, path: "/visits/{id}/confirmation", access: .may(.registerVisits),
    summary: "Asks the host of a waiting visitor again", parameters: [visitID], body: "NewConfirmation",
    answer: "Visit", status: 201, alsoAnswers: [409])
  static let createDocument = Operation(
    id: "createDocument", method: .post, path: "/visits/{id}/document", access: .may(.registerVisits),
    summary: "Checks the document of a waiting visitor", parameters: [visitID], body: "NewDocument", answer: "Visit",
    status: 201, alsoAnswers: [409])
  static let createRefusal = Operation(
    id: "createRefusal", method: .post, path: "/visits/{id}/refusal", access: .may(.registerVisits),
    summary: "Turns a waiting visitor away", parameters: [visitID], body: "NewRefusal", answer: "Visit", status: 201,
    alsoAnswers: [409])
  static let createDetails = Operation(
    id: "createDetails", method: .post, path: "/visits/{id}/details", access: .may(.registerVisits),
    summary: "Adds what a fast admission left for later", parameters: [visitID], body: "NewDetails", answer: "Visit",
    status: 201)
  static let listReturningVisitors = Operation(
    id: "listReturningVisitors", method: .get, path: "/returning-visitors", access: .may(.registerVisits),
    summary: "Who came to a room before, masked",
    parameters: [.init(name: "room", place: .query, schema: "RoomText")], answer: "ReturningVisitors",
    only: "application/json", alsoAnswers: [422])
  static let createDocumentCheck = Operation(
    id: "createDocumentCheck", method: .post, path: "/document-checks", access: .may(.registerVisits),
    summary: "What is odd about a number, while it is typed; nothing is kept", body: "NewDocumentCheck",
    answer: "DocumentCheck", only: "application/json")
  static let deskInside = Operation(
    id: "showDeskInside", method: .get, path: "/desk/inside", access: .may(.seeVisits),
    summary: "The desk's list of who is inside")
  static let deskOpen = Operation(
    id: "showDeskOpen", method: .get, path: "/desk/open", access: .may(.seeVisits),
    summary: "The desk's list of what is open")
  static let deskRecord = Operation(
    id: "showDeskRecord", method: .get, path: "/desk/record", access: .may(.seeJournal),
    summary: "The desk's newest entries of the duty record")
  static let deskExpected = Operation(
    id: "showDeskExpected", method: .get, path: "/desk/expected", access: .may(.seeVisits),
    summary: "The desk's list of who is expected today")

  static let visits = [
    desk, deskInside, deskExpected, deskRecord, deskOpen, listVisits, createVisit, showVisit, createDeparture,
    deleteDeparture,
    createDepartureByPass,
    createClosure, createConfirmation, createDocument, createRefusal, createDetails, listReturningVisitors,
    createDocumentCheck,
  ]
}
