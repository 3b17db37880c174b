/// Who stands where and when: the month, its shifts, requests, one's own shifts, and how the estate rosters.
extension SiteMap {
  private static let id = Operation.Parameter(name: "id", place: .path, schema: "Id")
  private static let month = Operation.Parameter(name: "month", place: .path, schema: "Month")
  private static let monthAsked = Operation.Parameter(name: "month", place: .query, schema: "Month")

  static let showRoster = Operation(
    id: "getRoster", method: .get, path: "/roster", access: .may(.seeRoster),
    summary: "The roster of a month with what its checks find", parameters: [monthAsked], answer: "Roster")
  static let checkRoster = Operation(
    id: "checkRoster", method: .get, path: "/roster-check", access: .may(.seeRoster),
    summary: "What the checks find in any period up to 400 days",
    parameters: [
      .init(name: "from", place: .query, schema: "Day"), .init(name: "to", place: .query, schema: "Day"),
    ], answer: "RosterCheck", only: "application/json")
  static let createRosterGeneration = Operation(
    id: "createRosterGeneration", method: .post, path: "/rosters/{month}/generation", access: .may(.planRoster),
    summary: "Fills a month from crews and rotations; what people wrote stays", parameters: [month], answer: "Roster",
    status: 201, alsoAnswers: [409])
  static let createRosterApproval = Operation(
    id: "createRosterApproval", method: .post, path: "/rosters/{month}/approval", access: .may(.decideRoster),
    summary: "Approves a month: its shifts count from now on", parameters: [month], answer: "Roster", status: 201,
    alsoAnswers: [409, 422])
  static let newRosterEntry = Operation(
    id: "newRosterEntry", method: .get, path: "/roster-entries/new", access: .may(.planRoster),
    summary: "The page that plans a shift",
    parameters: [
      .init(name: "day", place: .query, schema: "Day"), .init(name: "account", place: .query, schema: "Id"),
      .init(name: "post", place: .query, schema: "Id"),
    ])
  static let createRosterEntry = Operation(
    id: "createRosterEntry", method: .post, path: "/roster-entries", access: .may(.planRoster),
    summary: "Plans a shift by hand", body: "NewRosterEntry", answer: "RosterEntry", status: 201, alsoAnswers: [409])
  static let showRosterEntry = Operation(
    id: "getRosterEntry", method: .get, path: "/roster-entries/{id}", access: .may(.seeRoster),
    summary: "One planned shift", parameters: [id], answer: "RosterEntry")
  static let updateRosterEntry = Operation(
    id: "updateRosterEntry", method: .put, path: "/roster-entries/{id}", access: .may(.planRoster),
    summary: "Changes a planned shift, or gives it to somebody else", parameters: [id], body: "NewRosterEntry",
    answer: "RosterEntry", alsoAnswers: [409])
  static let deleteRosterEntry = Operation(
    id: "deleteRosterEntry", method: .delete, path: "/roster-entries/{id}", access: .may(.planRoster),
    summary: "Calls a planned shift off", parameters: [id], answer: "RosterEntry", alsoAnswers: [409, 422])
  static let showRosterSheet = Operation(
    id: "showRosterSheet", method: .get, path: "/roster-sheet", access: .may(.seeRoster),
    summary: "The roster of a month as it stands on paper",
    parameters: [monthAsked, .init(name: "print", place: .query, schema: "Id")])
  static let createRosterSheetPrint = Operation(
    id: "createRosterSheetPrint", method: .post, path: "/roster-sheet/prints", access: .may(.printRegister),
    summary: "Writes down that the roster of a month is printed", body: "RosterSheetChoice", answer: "SheetPrint",
    status: 201)
  static let createRosterSheetExport = Operation(
    id: "createRosterSheetExport", method: .post, path: "/roster-sheet/exports", access: .may(.printRegister),
    summary: "The roster of a month as a workbook (XLSX)", body: "RosterSheetChoice",
    only: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")

  static let roster = [
    showRoster, checkRoster, createRosterGeneration, createRosterApproval, newRosterEntry, createRosterEntry,
    showRosterEntry, updateRosterEntry, deleteRosterEntry, showRosterSheet, createRosterSheetPrint,
    createRosterSheetExport,
  ]
}

/// Leave, swaps, cover; one's own shifts and their calendar.
extension SiteMap {
  static let listRosterRequests = Operation(
    id: "listRosterRequests", method: .get, path: "/roster-requests", access: .may(.decideRoster),
    summary: "Leaves and swaps with what each would bring", answer: "RosterRequestList")
  static let newLeave = Operation(
    id: "newLeave", method: .get, path: "/leaves/new", access: .may(.haveShifts),
    summary: "The page that asks for leave")
  static let createLeave = Operation(
    id: "createLeave", method: .post, path: "/leaves", access: .may(.haveShifts), summary: "Asks for leave",
    body: "NewLeave", answer: "Leave", status: 201, alsoAnswers: [404, 409])
  static let createLeaveDecision = decision("createLeaveDecision", "/leaves/{id}/decision", "Leave")
  static let createLeaveRevocation = Operation(
    id: "createLeaveRevocation", method: .post, path: "/leaves/{id}/revocation", access: .may(.decideRoster),
    summary: "Takes an approved leave back; its shifts return where nobody stands in", parameters: [id],
    body: "NewReason", answer: "Leave", status: 201, alsoAnswers: [409])
  static let createLeaveWithdrawal = Operation(
    id: "createLeaveWithdrawal", method: .post, path: "/leaves/{id}/withdrawal", access: .may(.haveShifts),
    summary: "Takes an own request back before it is decided", parameters: [id], answer: "Leave", status: 201,
    alsoAnswers: [409])
  static let newShiftTrade = Operation(
    id: "newShiftTrade", method: .get, path: "/shift-trades/new", access: .may(.haveShifts),
    summary: "The page that asks somebody to take a shift",
    parameters: [.init(name: "entry", place: .query, schema: "Id")], alsoAnswers: [303, 404])
  static let createShiftTrade = Operation(
    id: "createShiftTrade", method: .post, path: "/shift-trades", access: .may(.haveShifts),
    summary: "Asks somebody to take a shift, or to swap it for one of his", body: "NewShiftTrade", answer: "ShiftTrade",
    status: 201, alsoAnswers: [404, 409])
  static let createShiftTradeAnswer = Operation(
    id: "createShiftTradeAnswer", method: .post, path: "/shift-trades/{id}/answer", access: .may(.haveShifts),
    summary: "Answers somebody who wants to swap or be covered", parameters: [id], body: "NewShiftTradeAnswer",
    answer: "ShiftTrade", status: 201, alsoAnswers: [409])
  static let createShiftTradeDecision = decision(
    "createShiftTradeDecision", "/shift-trades/{id}/decision", "ShiftTrade")
  static let createShiftTradeWithdrawal = Operation(
    id: "createShiftTradeWithdrawal", method: .post, path: "/shift-trades/{id}/withdrawal", access: .may(.haveShifts),
    summary: "Takes an own request back before it is decided", parameters: [id], answer: "ShiftTrade", status: 201,
    alsoAnswers: [409])
  static let showMyShifts = Operation(
    id: "getMyShifts", method: .get, path: "/my-shifts", access: .may(.haveShifts),
    summary: "One's own shifts of the weeks to come, requests and calendar", answer: "MyShifts")
  static let createShiftConfirmation = Operation(
    id: "createShiftConfirmation", method: .post, path: "/my-shifts/confirmation", access: .may(.haveShifts),
    summary: "Says that one has seen one's shifts", answer: "MyShifts", status: 201)
  static let createShiftCalendar = Operation(
    id: "createShiftCalendar", method: .post, path: "/my-shifts/calendar", access: .may(.haveShifts),
    summary: "Makes a secret calendar address; the one before ends", answer: "ShiftCalendar", status: 201,
    showsPage: true, alsoAnswers: [404])
  static let deleteShiftCalendar = Operation(
    id: "deleteShiftCalendar", method: .delete, path: "/my-shifts/calendar", access: .may(.haveShifts),
    summary: "Ends the calendar address", answer: "MyShifts", alsoAnswers: [404])
  static let showShiftCalendar = Operation(
    id: "showShiftCalendar", method: .get, path: "/shift-calendars/{secret}", access: .open,
    summary: "Somebody's shifts as iCalendar, for who has the secret address",
    parameters: [.init(name: "secret", place: .path, schema: "CalendarSecret")], only: "text/calendar")

  private static func decision(_ id: String, _ path: String, _ answer: String) -> Operation {
    Operation(
      id: id, method: .post, path: path, access: .may(.decideRoster), summary: "Approves or refuses a request",
      parameters: [Self.id], body: "NewRosterDecision", answer: answer, status: 201, alsoAnswers: [409])
  }

  static let rosterRequests = [
    listRosterRequests, newLeave, createLeave, createLeaveDecision, createLeaveRevocation, createLeaveWithdrawal,
    newShiftTrade,
    createShiftTrade, createShiftTradeAnswer, createShiftTradeDecision, createShiftTradeWithdrawal, showMyShifts,
    createShiftConfirmation, createShiftCalendar, deleteShiftCalendar, showShiftCalendar,
  ]
}

/// How an estate rosters.
extension SiteMap {
  static let showRosterSetup = Operation(
    id: "getRosterSetup", method: .get, path: "/roster-setup", access: .may(.planRoster),
    summary: "Kinds of shift, needs, rotations and crews", answer: "RosterSetup")
  static let createRosterSetup = keep(
    "createRosterSetup", .post, "/roster-setup", "The usual three shifts round the clock")
  static let createShiftKind = keep("createShiftKind", .post, "/shift-kinds", "Adds a kind of shift", "NewShiftKind")
  static let deleteShiftKind = keep("deleteShiftKind", .delete, "/shift-kinds/{id}", "Gives a kind of shift up")
  static let createCoverNeed = keep(
    "createCoverNeed", .post, "/cover-needs", "Says how many people a post needs", "NewCoverNeed")
  static let deleteCoverNeed = keep("deleteCoverNeed", .delete, "/cover-needs/{id}", "Removes a need")
  static let createRotation = keep("createRotation", .post, "/rotations", "Adds a rotation", "NewRotation")
  static let deleteRotation = keep("deleteRotation", .delete, "/rotations/{id}", "Gives a rotation up")
  static let createCrew = keep("createCrew", .post, "/crews", "Adds a crew", "NewCrew")
  static let updateCrew = keep("updateCrew", .put, "/crews/{id}", "Changes a crew", "NewCrew")
  static let deleteCrew = keep("deleteCrew", .delete, "/crews/{id}", "Dissolves a crew")
  static let createCrewMember = keep(
    "createCrewMember", .post, "/crews/{id}/members", "Puts a person into a crew, at a post", "NewCrewMember")
  static let deleteCrewMember = keep(
    "deleteCrewMember", .delete, "/crew-members/{id}", "Takes a person out of his crew")
  static let listCertificates = Operation(
    id: "listCertificates", method: .get, path: "/certificates", access: .may(.planRoster),
    summary: "Certificates of the staff and when they run out", answer: "CertificateList")
  static let createCertificate = Operation(
    id: "createCertificate", method: .post, path: "/certificates", access: .may(.planRoster),
    summary: "Records a certificate", body: "NewCertificate", answer: "Certificate", status: 201, alsoAnswers: [409])
  static let deleteCertificate = Operation(
    id: "deleteCertificate", method: .delete, path: "/certificates/{id}", access: .may(.planRoster),
    summary: "Takes a certificate out", parameters: [id], answer: "Certificate")

  private static func keep(
    _ id: String, _ method: Operation.Method, _ path: String, _ summary: String, _ body: String? = nil
  ) -> Operation {
    Operation(
      id: id, method: method, path: path, access: .may(.planRoster), summary: summary,
      parameters: path.contains("{id}") ? [Self.id] : [], body: body, answer: "RosterSetup",
      status: method == .post ? 201 : 200, alsoAnswers: [409])
  }

  static let rosterSetup = [
    showRosterSetup, createRosterSetup, createShiftKind, deleteShiftKind, createCoverNeed, deleteCoverNeed,
    createRotation, deleteRotation, createCrew, updateCrew, deleteCrew, createCrewMember, deleteCrewMember,
    listCertificates, createCertificate, deleteCertificate,
  ]
}
