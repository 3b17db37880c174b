/// Receptions of officials and tours (C-6).
extension SiteMap {
  private static let id = Operation.Parameter(name: "id", place: .path, schema: "Id")

  static let listReceptions = Operation(
    id: "listReceptions", method: .get, path: "/receptions", access: .may(.seeVisits),
    summary: "Receptions, latest planned first",
    parameters: [
      .init(name: "state", place: .query, schema: "ReceptionState"),
      .init(name: "limit", place: .query, schema: "Limit"), .init(name: "cursor", place: .query, schema: "Cursor"),
    ], answer: "ReceptionList", alsoAnswers: [400, 422])
  static let newReception = Operation(
    id: "newReception", method: .get, path: "/receptions/new", access: .may(.registerVisits),
    summary: "The page that announces a reception")
  static let createReception = Operation(
    id: "createReception", method: .post, path: "/receptions", access: .may(.registerVisits),
    summary: "Announces a reception, or writes it down on the spot", body: "NewReception", answer: "Reception",
    status: 201, alsoAnswers: [409])
  static let showReception = Operation(
    id: "getReception", method: .get, path: "/receptions/{id}", access: .may(.seeVisits), summary: "One reception",
    parameters: [id], answer: "Reception")
  static let editReception = Operation(
    id: "editReception", method: .get, path: "/receptions/{id}/edit", access: .may(.registerVisits),
    summary: "The page that changes a reception", parameters: [id])
  static let updateReception = Operation(
    id: "updateReception", method: .put, path: "/receptions/{id}", access: .may(.registerVisits),
    summary: "Changes a reception", parameters: [id], body: "NewReception", answer: "Reception", alsoAnswers: [409])
  static let createReceptionArrival = act(
    "createReceptionArrival", .post, "arrival", "The group is here; its head count may be corrected",
    body: "NewReceptionArrival")
  static let deleteReceptionArrival = act(
    "deleteReceptionArrival", .delete, "arrival", "Takes the arrival back, within a quarter of an hour")
  static let createReceptionDeparture = act(
    "createReceptionDeparture", .post, "departure", "The group has left, with what it said",
    body: "NewReceptionDeparture")
  static let deleteReceptionDeparture = act(
    "deleteReceptionDeparture", .delete, "departure", "Takes the departure back, within a quarter of an hour")
  static let createReceptionCancellation = act(
    "createReceptionCancellation", .post, "cancellation", "Calls a reception off")
  static let deleteReceptionCancellation = act(
    "deleteReceptionCancellation", .delete, "cancellation", "Takes the calling off back")
  static let showReceptionRegister = Operation(
    id: "showReceptionRegister", method: .get, path: "/reception-register", access: .may(.printRegister),
    summary: "The receptions of a period as they stand on paper",
    parameters: [
      .init(name: "from", place: .query, schema: "Day"), .init(name: "to", place: .query, schema: "Day"),
      .init(name: "print", place: .query, schema: "Id"),
    ], alsoAnswers: [400, 422])
  static let printReceptionRegister = Operation(
    id: "createReceptionRegisterPrint", method: .post, path: "/reception-register/prints",
    access: .may(.printRegister), summary: "Writes down that the receptions of a period are printed",
    body: "NewRegisterPrint", answer: "SheetPrint", status: 201)

  private static func act(
    _ id: String, _ method: Operation.Method, _ noun: String, _ summary: String, body: String? = nil
  ) -> Operation {
    Operation(
      id: id, method: method, path: "/receptions/{id}/\(noun)", access: .may(.registerVisits), summary: summary,
      parameters: [Self.id], body: body, answer: "Reception", status: method == .post ? 201 : 200, alsoAnswers: [409])
  }

  static let receptions = [
    listReceptions, newReception, createReception, showReception, editReception, updateReception,
    createReceptionArrival, deleteReceptionArrival, createReceptionDeparture, deleteReceptionDeparture,
    createReceptionCancellation, deleteReceptionCancellation, showReceptionRegister, printReceptionRegister,
  ]
}
