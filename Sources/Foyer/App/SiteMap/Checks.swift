/// Checklists, rounds, patrol points and what was found (A-1.2, A-2.1, B-3.2, B-3.3, B-4.2.3).
extension SiteMap {
  private static let id = Operation.Parameter(name: "id", place: .path, schema: "Id")
  private static let stop = Operation.Parameter(name: "stop", place: .path, schema: "StopName")
  private static let photo = Operation.Parameter(name: "photo", place: .path, schema: "Id")
  private static let kind = Operation.Parameter(name: "kind", place: .path, schema: "ChecklistKind")
  private static let limit = Operation.Parameter(name: "limit", place: .query, schema: "Limit")
  private static let cursor = Operation.Parameter(name: "cursor", place: .query, schema: "Cursor")

  static let listRounds = Operation(
    id: "listRounds", method: .get, path: "/rounds", access: .may(.seeChecks),
    summary: "Rounds that are due and rounds that were made, newest first", parameters: [limit, cursor],
    answer: "RoundBoard", alsoAnswers: [400])
  static let createRound = Operation(
    id: "createRound", method: .post, path: "/rounds", access: .may(.makeRounds),
    summary: "Begins a round: of a due time, or of a list at any time", body: "NewRound", answer: "Round", status: 201,
    alsoAnswers: [404, 409])
  static let showRound = Operation(
    id: "getRound", method: .get, path: "/rounds/{id}", access: .may(.seeChecks), summary: "One round, stop by stop",
    parameters: [
      id, .init(name: "stop", place: .query, schema: "StopName"),
      .init(name: "code", place: .query, schema: "PointCode"),
      .init(name: "correct", place: .query, schema: "StopName"),
    ], answer: "Round")
  static let createRoundCompletion = Operation(
    id: "createRoundCompletion", method: .post, path: "/rounds/{id}/completion", access: .may(.makeRounds),
    summary: "Ends a round before its last stop, for a reason", parameters: [id], body: "NewReason", answer: "Round",
    status: 201, alsoAnswers: [409])
  static let createRoundStop = Operation(
    id: "createRoundStop", method: .post, path: "/rounds/{id}/stops/{stop}", access: .may(.makeRounds),
    summary: "What was seen at a stop", parameters: [id, stop], body: "NewRoundStop", answer: "Round", status: 201,
    alsoAnswers: [409], bodyLimit: 24 << 20)
  static let correctRoundStop = Operation(
    id: "correctRoundStop", method: .put, path: "/rounds/{id}/stops/{stop}", access: .may(.makeRounds),
    summary: "Corrects what was written down at a stop; what stood there before is kept", parameters: [id, stop],
    body: "RoundStopCorrection", answer: "Round", alsoAnswers: [409], bodyLimit: 24 << 20)
  static let createRoundStopOmission = Operation(
    id: "createRoundStopOmission", method: .post, path: "/rounds/{id}/stops/{stop}/omission", access: .may(.makeRounds),
    summary: "Passes a stop over, for a reason", parameters: [id, stop], body: "NewReason", answer: "Round",
    status: 201, alsoAnswers: [409])
  static let showRoundPhoto = Operation(
    id: "getRoundPhoto", method: .get, path: "/rounds/{id}/photos/{photo}", access: .may(.seeChecks),
    summary: "A picture of a place", parameters: [id, photo], only: "image/jpeg")
  static let deleteRoundPhoto = Operation(
    id: "deleteRoundPhoto", method: .delete, path: "/rounds/{id}/photos/{photo}", access: .may(.keepChecklists),
    summary: "Removes a picture that shows a person, with the reason", parameters: [id, photo], body: "NewReason",
    answer: "RemovedPhoto")
  static let createExcusedRound = Operation(
    id: "createExcusedRound", method: .post, path: "/excused-rounds", access: .may(.keepChecklists),
    summary: "Says why a round that was due was not made", body: "NewExcusedRound", answer: "DueRound", status: 201,
    alsoAnswers: [409])

  static let listFindings = Operation(
    id: "listFindings", method: .get, path: "/findings", access: .may(.seeChecks),
    summary: "What was found dirty or broken, newest first",
    parameters: [.init(name: "state", place: .query, schema: "FindingState"), limit, cursor], answer: "FindingList",
    alsoAnswers: [400])
  static let createFinding = Operation(
    id: "createFinding", method: .post, path: "/findings", access: .may(.makeRounds),
    summary: "Writes down something seen in passing, with who was told", body: "NewFinding", answer: "Finding",
    status: 201, alsoAnswers: [409])
  static let showFinding = Operation(
    id: "getFinding", method: .get, path: "/findings/{id}", access: .may(.seeChecks), summary: "One finding",
    parameters: [id], answer: "Finding")
  static let createFindingReport = act(
    "createFindingReport", "report", "Somebody was told of it", body: "NewFindingReport")
  static let createFindingCompletion = act(
    "createFindingCompletion", "completion", "It is as it should be again", body: "NewFindingCompletion")
  static let deleteFindingCompletion = Operation(
    id: "deleteFindingCompletion", method: .delete, path: "/findings/{id}/completion", access: .may(.makeRounds),
    summary: "It was not right after all", parameters: [id], body: "NewReason", answer: "Finding", alsoAnswers: [409])
  static let createFindingCheck = act("createFindingCheck", "check", "Somebody else has looked again")

  private static func act(_ id: String, _ noun: String, _ summary: String, body: String? = nil) -> Operation {
    Operation(
      id: id, method: .post, path: "/findings/{id}/\(noun)", access: .may(.makeRounds), summary: summary,
      parameters: [Self.id], body: body, answer: "Finding", status: 201, alsoAnswers: [409])
  }

  static let listChecklists = Operation(
    id: "listChecklists", method: .get, path: "/checklists", access: .may(.seeChecks), summary: "The lists of rounds",
    answer: "ChecklistList")
  static let newChecklist = Operation(
    id: "newChecklist", method: .get, path: "/checklists/new", access: .may(.keepChecklists),
    summary: "The page that writes a list")
  static let createChecklist = Operation(
    id: "createChecklist", method: .post, path: "/checklists", access: .may(.keepChecklists), summary: "Writes a list",
    body: "NewChecklist", answer: "Checklist", status: 201, alsoAnswers: [409])
  static let showChecklist = Operation(
    id: "getChecklist", method: .get, path: "/checklists/{id}", access: .may(.seeChecks),
    summary: "One list, in a version of it",
    parameters: [id, .init(name: "version", place: .query, schema: "Version")],
    answer: "Checklist")
  static let editChecklist = Operation(
    id: "editChecklist", method: .get, path: "/checklists/{id}/edit", access: .may(.keepChecklists),
    summary: "The page that changes a list", parameters: [id])
  static let updateChecklist = Operation(
    id: "updateChecklist", method: .put, path: "/checklists/{id}", access: .may(.keepChecklists),
    summary: "A new version of a list", parameters: [id], body: "NewChecklist", answer: "Checklist", alsoAnswers: [409])
  static let createChecklistUse = keep(
    "createChecklistUse", "/checklists/{id}/use", "Its rounds are due from now on", answer: "Checklist")
  static let createChecklistRetirement = keep(
    "createChecklistRetirement", "/checklists/{id}/retirement", "No round of it is due any more", answer: "Checklist")

  static let listPoints = Operation(
    id: "listPoints", method: .get, path: "/points", access: .may(.seeChecks), summary: "The points of patrols",
    answer: "PatrolPointList")
  static let createPoint = Operation(
    id: "createPoint", method: .post, path: "/points", access: .may(.keepChecklists), summary: "A new point",
    body: "NewPatrolPoint", answer: "PatrolPoint", status: 201, alsoAnswers: [409])
  static let showPointSheet = Operation(
    id: "showPointSheet", method: .get, path: "/points/sheet", access: .may(.keepChecklists),
    summary: "The codes of the points on paper")
  static let showPoint = Operation(
    id: "getPoint", method: .get, path: "/points/{id}", access: .may(.seeChecks),
    summary: "A point; with its code, the stop of the round that is under way",
    parameters: [id, .init(name: "code", place: .query, schema: "PointCode")], answer: "PatrolPoint")
  static let updatePoint = Operation(
    id: "updatePoint", method: .put, path: "/points/{id}", access: .may(.keepChecklists), summary: "Renames a point",
    parameters: [id], body: "NewPatrolPoint", answer: "PatrolPoint")
  static let createPointCode = keep(
    "createPointCode", "/points/{id}/code", "Renews the code: those printed before say nothing any more",
    answer: "PatrolPoint")
  static let createPointRetirement = keep(
    "createPointRetirement", "/points/{id}/retirement", "Patrols do not pass it any more", answer: "PatrolPoint")

  private static func keep(_ id: String, _ path: String, _ summary: String, answer: String) -> Operation {
    Operation(
      id: id, method: .post, path: path, access: .may(.keepChecklists), summary: summary, parameters: [Self.id],
      answer: answer, status: 201, alsoAnswers: [409])
  }

  static let showCheckSheet = Operation(
    id: "getCheckSheet", method: .get, path: "/check-sheets/{kind}", access: .may(.seeChecks),
    summary: "The rounds of a period as the form on paper has them",
    parameters: [
      kind, .init(name: "from", place: .query, schema: "Day"), .init(name: "to", place: .query, schema: "Day"),
      .init(name: "print", place: .query, schema: "Id"),
    ], answer: "CheckSheet", alsoAnswers: [400])
  static let printCheckSheet = Operation(
    id: "createCheckSheetPrint", method: .post, path: "/check-sheets/{kind}/prints", access: .may(.printRegister),
    summary: "Writes down that a sheet of rounds is printed", parameters: [kind], body: "NewRegisterPrint",
    answer: "SheetPrint", status: 201)

  static let checks = [
    listRounds, createRound, showRound, createRoundCompletion, createRoundStop, correctRoundStop,
    createRoundStopOmission,
    showRoundPhoto, deleteRoundPhoto, createExcusedRound, listFindings, createFinding, showFinding,
    createFindingReport, createFindingCompletion, deleteFindingCompletion, createFindingCheck, listChecklists,
    newChecklist, createChecklist, showChecklist, editChecklist, updateChecklist, createChecklistUse,
    createChecklistRetirement, listPoints, createPoint, showPointSheet, showPoint, updatePoint, createPointCode,
    createPointRetirement, showCheckSheet, printCheckSheet,
  ]
}
