/// Racks of numbered passes, the count, and the printed day pass.
extension SiteMap {
  private static let pass = Operation.Parameter(name: "pass", place: .path, schema: "PassName")

  private static let visit = Operation.Parameter(name: "id", place: .path, schema: "Id")

  static let listPasses = Operation(
    id: "listPasses", method: .get, path: "/passes", access: .may(.seePasses),
    summary: "Racks and passes, by number",
    parameters: [
      .init(name: "state", place: .query, schema: "PassState"), .init(name: "post", place: .query, schema: "Id"),
      .init(name: "limit", place: .query, schema: "Limit"), .init(name: "cursor", place: .query, schema: "Cursor"),
    ], answer: "PassList", alsoAnswers: [422])
  static let createPasses = Operation(
    id: "createPasses", method: .post, path: "/passes", access: .may(.keepPools),
    summary: "Hangs new numbers on a rack",
    body: "NewPasses", answer: "AddedPasses", status: 201, alsoAnswers: [409])
  static let newPassCount = Operation(
    id: "newPassCount", method: .get, path: "/passes/counts", access: .may(.writeNotes),
    summary: "The sheet for counting a rack")
  static let createPassCount = Operation(
    id: "createPassCount", method: .post, path: "/passes/counts", access: .may(.writeNotes),
    summary: "What really hangs on a rack; differences go into the duty record", body: "NewPassCount",
    answer: "PassCount", status: 201)
  static let showPass = Operation(
    id: "getPass", method: .get, path: "/passes/{pass}", access: .may(.seePasses),
    summary: "One pass, by number or id, with what it went through", parameters: [pass], answer: "Pass")
  static let createPassReturn = Operation(
    id: "createPassReturn", method: .post, path: "/passes/{pass}/return", access: .may(.handlePasses),
    summary: "Hangs a pass back on the rack", parameters: [pass], answer: "Pass", status: 201, alsoAnswers: [409])
  static let createPassLoss = Operation(
    id: "createPassLoss", method: .post, path: "/passes/{pass}/loss", access: .may(.handlePasses),
    summary: "Reports a pass lost; its holder's visit goes on", parameters: [pass], answer: "Pass", status: 201,
    alsoAnswers: [409])
  static let createPassRecovery = Operation(
    id: "createPassRecovery", method: .post, path: "/passes/{pass}/recovery", access: .may(.handlePasses),
    summary: "A lost pass was found", parameters: [pass], answer: "Pass", status: 201, alsoAnswers: [409])
  static let createPassVoiding = Operation(
    id: "createPassVoiding", method: .post, path: "/passes/{pass}/voiding", access: .may(.keepPools),
    summary: "Takes a pass out of use for good", parameters: [pass], body: "NewVoiding", answer: "Pass", status: 201,
    alsoAnswers: [409])

  static let showDayPass = Operation(
    id: "showDayPass", method: .get, path: "/visits/{id}/pass", access: .may(.seeVisits),
    summary: "The day pass of a visit: a preview, or what was just written down as printed",
    parameters: [visit, .init(name: "print", place: .query, schema: "Id")], alsoAnswers: [409])
  static let printDayPass = Operation(
    id: "createDayPassPrint", method: .post, path: "/visits/{id}/pass/prints", access: .may(.registerVisits),
    summary: "Writes down that a day pass is printed, and how often it was", parameters: [visit],
    answer: "DayPassPrint", status: 201, alsoAnswers: [409])
  static let search = Operation(
    id: "search", method: .get, path: "/search", access: .may(.seeVisits),
    summary: "Leads from a scanned day pass, a pass, a room or a name to its page",
    parameters: [.init(name: "q", place: .query, schema: "SearchText")], status: 303, alsoAnswers: [404, 422])

  static let passes = [
    listPasses, createPasses, newPassCount, createPassCount, showPass, createPassReturn, createPassLoss,
    createPassRecovery, createPassVoiding, showDayPass, printDayPass, search,
  ]
}
