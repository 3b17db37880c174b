/// The desk and the register of visits.
extension SiteMap {
  static let desk = Operation(
    id: "showDesk", method: .get, path: "/", access: .may(.seeVisits), summary: "The desk screen")
  static let listVisits = Operation(
    id: "listVisits", method: .get, path: "/visits", access: .may(.seeVisits), summary: "Visits, newest first",
    parameters: [
      .init(name: "state", place: .query, schema: "VisitState"), .init(name: "limit", place: .query, schema: "Limit"),
      .init(name: "cursor", place: .query, schema: "Cursor"),
    ], answer: "VisitList", alsoAnswers: [422])
  static let createVisit = Operation(
    id: "createVisit", method: .post, path: "/visits", access: .may(.registerVisits), summary: "Registers a visit",
    body: "NewVisit", answer: "Visit", status: 201, alsoAnswers: [409])
  static let showVisit = Operation(
    id: "getVisit", method: .get, path: "/visits/{id}", access: .may(.seeVisits), summary: "One visit",
    parameters: [.init(name: "id", place: .path, schema: "Id")], answer: "Visit")
  static let createDeparture = Operation(
    id: "createDeparture", method: .post, path: "/visits/{id}/departure", access: .may(.registerVisits),
    summary: "Sees a visitor out", parameters: [.init(name: "id", place: .path, schema: "Id")],
    body: "NewDeparture", answer: "Visit", status: 201, alsoAnswers: [409])

  static let visits = [desk, listVisits, createVisit, showVisit, createDeparture]
}
