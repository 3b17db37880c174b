/// Visitors whom residents have announced.
extension SiteMap {
  private static let id = Operation.Parameter(name: "id", place: .path, schema: "Id")

  static let listExpectedVisits = Operation(
    id: "listExpectedVisits", method: .get, path: "/expected-visits", access: .may(.seeVisits),
    summary: "Expected visitors of today, of the days to come, or of the past",
    parameters: [
      .init(name: "when", place: .query, schema: "ExpectedWhen"),
      .init(name: "limit", place: .query, schema: "Limit"), .init(name: "cursor", place: .query, schema: "Cursor"),
    ], answer: "ExpectedVisitList", alsoAnswers: [400, 422])
  static let newExpectedVisit = Operation(
    id: "newExpectedVisit", method: .get, path: "/expected-visits/new", access: .may(.registerVisits),
    summary: "The page that writes down an expected visitor")
  static let createExpectedVisit = Operation(
    id: "createExpectedVisit", method: .post, path: "/expected-visits", access: .may(.registerVisits),
    summary: "Writes down an expected visitor for a resident", body: "NewExpectedVisit", answer: "ExpectedVisit",
    status: 201, alsoAnswers: [409])
  static let showExpectedVisit = Operation(
    id: "getExpectedVisit", method: .get, path: "/expected-visits/{id}", access: .may(.seeVisits),
    summary: "One expected visitor", parameters: [id], answer: "ExpectedVisit")
  static let editExpectedVisit = Operation(
    id: "editExpectedVisit", method: .get, path: "/expected-visits/{id}/edit", access: .may(.registerVisits),
    summary: "The page that changes an expected visitor", parameters: [id])
  static let updateExpectedVisit = Operation(
    id: "updateExpectedVisit", method: .put, path: "/expected-visits/{id}", access: .may(.registerVisits),
    summary: "Changes an expected visitor", parameters: [id], body: "NewExpectedVisit", answer: "ExpectedVisit",
    alsoAnswers: [409])
  static let cancelExpectedVisit = Operation(
    id: "createExpectedVisitCancellation", method: .post, path: "/expected-visits/{id}/cancellation",
    access: .may(.registerVisits), summary: "Calls an expected visitor off", parameters: [id],
    answer: "ExpectedVisit", status: 201, alsoAnswers: [409])
  static let restoreExpectedVisit = Operation(
    id: "deleteExpectedVisitCancellation", method: .delete, path: "/expected-visits/{id}/cancellation",
    access: .may(.registerVisits), summary: "Takes the calling off back", parameters: [id],
    answer: "ExpectedVisit", alsoAnswers: [409])

  static let expected = [
    listExpectedVisits, newExpectedVisit, createExpectedVisit, showExpectedVisit, editExpectedVisit,
    updateExpectedVisit, cancelExpectedVisit, restoreExpectedVisit,
  ]
}
