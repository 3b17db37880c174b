/// The handover of a post from shift to shift.
extension SiteMap {
  private static let id = Operation.Parameter(name: "id", place: .path, schema: "Id")

  static let listHandovers = Operation(
    id: "listHandovers", method: .get, path: "/handovers", access: .may(.seeJournal),
    summary: "Handovers, newest first, with those that are open",
    parameters: [
      .init(name: "limit", place: .query, schema: "Limit"), .init(name: "cursor", place: .query, schema: "Cursor"),
    ], answer: "HandoverList", alsoAnswers: [400, 422])
  static let newHandover = Operation(
    id: "newHandover", method: .get, path: "/handovers/new", access: .may(.handOver),
    summary: "The page that begins a handover, with what would be handed over now")
  static let createHandover = Operation(
    id: "createHandover", method: .post, path: "/handovers", access: .may(.handOver),
    summary: "Begins the handover of a post, with everything that is open", body: "NewHandover", answer: "Handover",
    status: 201, alsoAnswers: [404, 409])
  static let showHandover = Operation(
    id: "getHandover", method: .get, path: "/handovers/{id}", access: .may(.seeJournal),
    summary: "A handover with its counts, items and signatures",
    parameters: [id, .init(name: "part", place: .query, schema: "HandoverPart")], answer: "Handover")
  static let deleteHandover = Operation(
    id: "deleteHandover", method: .delete, path: "/handovers/{id}", access: .may(.handOver),
    summary: "Takes back a handover that was begun by mistake", parameters: [id], answer: "Handover",
    alsoAnswers: [409])
  static let createHandoverCount = act(
    "createHandoverCount", "counts", "Counts against the book, which is told afterwards", body: "NewHandoverCount")
  static let createAcknowledgement = act(
    "createHandoverAcknowledgement", "acknowledgements", "The relief has understood an item, or all of a kind",
    body: "NewAcknowledgement")
  static let createQuestion = act(
    "createHandoverQuestion", "questions", "The relief questions an item", body: "NewItemStatement")
  static let createAnswer = act(
    "createHandoverAnswer", "answers", "The off-going person answers a question", body: "NewItemStatement")
  static let createHandoverReport = act(
    "createHandoverReport", "report", "What no list can tell: safety, water and electricity, orders, cleanliness",
    body: "NewHandoverReport")
  static let createRelief = act("createRelief", "reliefs", "Another relief takes part", body: "NewRelief")
  static let deleteRelief = Operation(
    id: "deleteRelief", method: .delete, path: "/handovers/{id}/reliefs/{account}", access: .may(.handOver),
    summary: "A relief who has not signed is not waited for",
    parameters: [id, .init(name: "account", place: .path, schema: "Id")], answer: "Handover", alsoAnswers: [409])
  static let createSignature = act(
    "createHandoverSignature", "signatures", "A side signs with his own password or PIN", body: "NewSignature",
    alsoAnswers: [409, 429])
  static let createHandoverRefusal = act(
    "createHandoverRefusal", "refusal", "The relief does not take over and says why", body: "NewHandoverRefusal",
    alsoAnswers: [409, 429])
  static let createHandoverRuling = act(
    "createHandoverRuling", "rulings", "A leader rules on a disputed item", body: "NewHandoverRuling",
    alsoAnswers: [403, 409, 429])
  static let createOrder = act(
    "createHandoverOrder", "orders", "A leader orders how it goes on", body: "NewOrder", alsoAnswers: [403, 409, 429])
  static let showHandoverSheet = Operation(
    id: "showHandoverSheet", method: .get, path: "/handovers/{id}/sheet", access: .may(.seeJournal),
    summary: "The handover record as it stands on paper",
    parameters: [id, .init(name: "print", place: .query, schema: "Id")], alsoAnswers: [404])
  static let printHandover = Operation(
    id: "createHandoverPrint", method: .post, path: "/handovers/{id}/prints", access: .may(.printRegister),
    summary: "Writes down that the handover record is printed", parameters: [id], answer: "SheetPrint", status: 201)

  private static func act(
    _ id: String, _ noun: String, _ summary: String, body: String, alsoAnswers: [Int] = [409]
  ) -> Operation {
    Operation(
      id: id, method: .post, path: "/handovers/{id}/\(noun)", access: .may(.handOver), summary: summary,
      parameters: [Self.id], body: body, answer: "Handover", status: 201, alsoAnswers: alsoAnswers)
  }

  static let handovers = [
    listHandovers, newHandover, createHandover, showHandover, deleteHandover, createHandoverCount,
    createAcknowledgement, createQuestion, createAnswer, createHandoverReport, createRelief, deleteRelief,
    createSignature, createHandoverRefusal, createHandoverRuling, createOrder, showHandoverSheet, printHandover,
  ]
}
