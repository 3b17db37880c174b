/// The table of contents: which operation of the site map is answered by whom.
enum Routes {
  static func tie(_ routes: RouteTable, _ lobby: Lobby) {
    tieSurface(routes, lobby)
    tieAccounts(routes, lobby)
    tieStaff(routes, lobby)
    tieSettings(routes, lobby)
    tieResidents(routes, lobby)
    tieVisits(routes, lobby)
    tieRecord(routes, lobby)
    tieExpected(routes, lobby)
    tieRegister(routes, lobby)
    tieReceptions(routes, lobby)
    tieJournal(routes, lobby)
    tiePasses(routes, lobby)
    tieOpenItems(routes, lobby)
    tieDuties(routes, lobby)
    tieEquipment(routes, lobby)
    tieChecks(routes, lobby)
    tieChecklists(routes, lobby)
    tieRoster(routes, lobby)
    tieRosterRequests(routes, lobby)
    tieRosterSetup(routes, lobby)
    tieNotices(routes, lobby)
    tieInstructions(routes, lobby)
    tieHandovers(routes, lobby)
  }

  private static func tieSurface(_ routes: RouteTable, _ lobby: Lobby) {
    let surface = SurfaceController(lobby: lobby)
    routes.on(SiteMap.health, surface.health)
    routes.on(SiteMap.ready, surface.ready)
    routes.on(SiteMap.metrics, surface.metrics)
    routes.on(SiteMap.openAPI, surface.openAPI)
    routes.on(SiteMap.preferences, surface.preferences)
    routes.on(SiteMap.live, LiveController(lobby: lobby).show)
  }

  private static func tieAccounts(_ routes: RouteTable, _ lobby: Lobby) {
    let sessions = SessionController(lobby: lobby)
    routes.on(SiteMap.newSession, sessions.new)
    routes.on(SiteMap.createSession, sessions.create)
    routes.on(SiteMap.showSession, sessions.show)
    routes.on(SiteMap.deleteSession, sessions.delete)
    routes.on(SiteMap.moveSession, sessions.move)
    let credentials = CredentialController(lobby: lobby)
    routes.on(SiteMap.changePassword, credentials.changePassword)
    routes.on(SiteMap.setPIN, credentials.setPIN)
    routes.on(SiteMap.removePIN, credentials.removePIN)
    let setUp = SetUpController(lobby: lobby)
    routes.on(SiteMap.showSetUp, setUp.show)
    routes.on(SiteMap.createSetUp, setUp.create)
  }

  private static func tieStaff(_ routes: RouteTable, _ lobby: Lobby) {
    let staff = StaffController(lobby: lobby)
    routes.on(SiteMap.listStaff, staff.list)
    routes.on(SiteMap.createStaff, staff.create)
    routes.on(SiteMap.showStaff, staff.show)
    routes.on(SiteMap.changeStaff, staff.change)
    routes.on(SiteMap.createSetUpLink, staff.invite)
    routes.on(SiteMap.createSuspension, staff.suspend)
    routes.on(SiteMap.deleteSuspension, staff.resume)
    let browsers = BrowserController(lobby: lobby)
    routes.on(SiteMap.listBrowsers, browsers.list)
    routes.on(SiteMap.createBrowser, browsers.create)
    routes.on(SiteMap.deleteBrowser, browsers.delete)
    let tokens = TokenController(lobby: lobby)
    routes.on(SiteMap.listTokens, tokens.list)
    routes.on(SiteMap.createToken, tokens.create)
    routes.on(SiteMap.deleteToken, tokens.delete)
  }

  private static func tieSettings(_ routes: RouteTable, _ lobby: Lobby) {
    let settings = SettingController(lobby: lobby)
    routes.on(SiteMap.listSettings, settings.list)
    routes.on(SiteMap.showSetting, settings.show)
    routes.on(SiteMap.changeSetting, settings.change)
    routes.on(SiteMap.resetSetting, settings.reset)
    routes.on(SiteMap.showEstate, settings.showEstate)
    routes.on(SiteMap.changeEstate, settings.changeEstate)
    let posts = PostController(lobby: lobby)
    routes.on(SiteMap.listPosts, posts.list)
    routes.on(SiteMap.createPost, posts.create)
    routes.on(SiteMap.renamePost, posts.rename)
    routes.on(SiteMap.closePost, posts.close)
  }

  private static func tieVisits(_ routes: RouteTable, _ lobby: Lobby) {
    let visits = VisitController(lobby: lobby)
    let desk = DeskController(lobby: lobby)
    let departures = DepartureController(lobby: lobby)
    routes.on(SiteMap.desk, desk.show)
    routes.on(SiteMap.deskInside, desk.inside)
    routes.on(SiteMap.deskExpected, desk.expected)
    routes.on(SiteMap.deskRecord, desk.record)
    routes.on(SiteMap.listVisits, VisitListController(lobby: lobby).show)
    routes.on(SiteMap.deskOpen, desk.open)
    routes.on(SiteMap.createVisit, visits.create)
    routes.on(SiteMap.createDeparture, departures.create)
    routes.on(SiteMap.deleteDeparture, departures.delete)
    routes.on(SiteMap.createDepartureByPass, departures.createByPass)
    routes.on(SiteMap.createClosure, departures.close)
    routes.on(SiteMap.listReturningVisitors, ReturningVisitorController(lobby: lobby).list)
    routes.on(SiteMap.createDocumentCheck, DocumentCheckController(lobby: lobby).create)
  }

  private static func tieResidents(_ routes: RouteTable, _ lobby: Lobby) {
    let residents = ResidentController(lobby: lobby)
    routes.on(SiteMap.listResidents, residents.list)
    routes.on(SiteMap.newResident, residents.new)
    routes.on(SiteMap.createResident, residents.create)
    routes.on(SiteMap.showResident, residents.show)
    routes.on(SiteMap.editResident, residents.edit)
    routes.on(SiteMap.updateResident, residents.update)
    tieRooms(routes, lobby)
    tieResidencies(routes, lobby)
    tieImports(routes, lobby)
  }

  private static func tieRooms(_ routes: RouteTable, _ lobby: Lobby) {
    let rooms = RoomController(lobby: lobby)
    routes.on(SiteMap.matchRoom, RoomMatchController(lobby: lobby).show)
    routes.on(SiteMap.newRoom, rooms.new)
    routes.on(SiteMap.createRoom, rooms.create)
    routes.on(SiteMap.showRoom, rooms.show)
  }

  private static func tieResidencies(_ routes: RouteTable, _ lobby: Lobby) {
    let residencies = ResidencyController(lobby: lobby)
    routes.on(SiteMap.createResidency, residencies.create)
    routes.on(SiteMap.updateResidency, residencies.update)
    routes.on(SiteMap.endResidency, residencies.end)
    routes.on(SiteMap.reopenResidency, residencies.reopen)
    let cards = RecognitionCardController(lobby: lobby)
    routes.on(SiteMap.createShowing, cards.show)
    routes.on(SiteMap.createCard, cards.create)
    routes.on(SiteMap.deleteCard, cards.delete)
    let bars = AdmissionBarController(lobby: lobby)
    routes.on(SiteMap.createBar, bars.create)
    routes.on(SiteMap.deleteBar, bars.delete)
  }

  private static func tieImports(_ routes: RouteTable, _ lobby: Lobby) {
    let imports = ImportController(lobby: lobby)
    routes.on(SiteMap.listImports, imports.list)
    routes.on(SiteMap.createImport, imports.create)
    routes.on(SiteMap.showImport, imports.show)
    routes.on(SiteMap.deleteImport, imports.delete)
    routes.on(SiteMap.confirmImport, ImportConfirmationController(lobby: lobby).create)
  }

  private static func tieRecord(_ routes: RouteTable, _ lobby: Lobby) {
    let record = VisitRecordController(lobby: lobby)
    routes.on(SiteMap.showVisit, record.show)
    routes.on(SiteMap.createConfirmation, record.orAgain(ConfirmationController(lobby: lobby).create))
    routes.on(SiteMap.createDocument, record.orAgain(DocumentController(lobby: lobby).create))
    routes.on(SiteMap.createRefusal, record.orAgain(RefusalController(lobby: lobby).create))
    routes.on(SiteMap.createDetails, record.orAgain(DetailsController(lobby: lobby).create))
    let reveals = RevealController(lobby: lobby)
    routes.on(SiteMap.newReveal, reveals.new)
    routes.on(SiteMap.createReveal, reveals.create)
  }

  private static func tieRegister(_ routes: RouteTable, _ lobby: Lobby) {
    routes.on(SiteMap.showRegister, RegisterController(lobby: lobby).show)
    routes.on(SiteMap.printRegister, RegisterPrintController(lobby: lobby).create)
    routes.on(SiteMap.exportRegister, RegisterExportController(lobby: lobby).create)
  }

  private static func tieReceptions(_ routes: RouteTable, _ lobby: Lobby) {
    let receptions = ReceptionController(lobby: lobby)
    routes.on(SiteMap.listReceptions, receptions.list)
    routes.on(SiteMap.newReception, receptions.new)
    routes.on(SiteMap.createReception, receptions.create)
    routes.on(SiteMap.showReception, receptions.show)
    routes.on(SiteMap.editReception, receptions.edit)
    routes.on(SiteMap.updateReception, receptions.update)
    let acts = ReceptionActsController(lobby: lobby)
    routes.on(SiteMap.createReceptionArrival, acts.arrive)
    routes.on(SiteMap.deleteReceptionArrival, acts.undoArrival)
    routes.on(SiteMap.createReceptionDeparture, acts.leave)
    routes.on(SiteMap.deleteReceptionDeparture, acts.undoDeparture)
    routes.on(SiteMap.createReceptionCancellation, acts.cancel)
    routes.on(SiteMap.deleteReceptionCancellation, acts.undoCancellation)
    let sheets = ReceptionSheetController(lobby: lobby)
    routes.on(SiteMap.showReceptionRegister, sheets.show)
    routes.on(SiteMap.printReceptionRegister, sheets.create)
  }

  private static func tieExpected(_ routes: RouteTable, _ lobby: Lobby) {
    let expected = ExpectedVisitController(lobby: lobby)
    routes.on(SiteMap.listExpectedVisits, expected.list)
    routes.on(SiteMap.newExpectedVisit, expected.new)
    routes.on(SiteMap.createExpectedVisit, expected.create)
    routes.on(SiteMap.showExpectedVisit, expected.show)
    routes.on(SiteMap.editExpectedVisit, expected.edit)
    routes.on(SiteMap.updateExpectedVisit, expected.update)
    let cancellations = ExpectedVisitCancellationController(lobby: lobby)
    routes.on(SiteMap.cancelExpectedVisit, cancellations.create)
    routes.on(SiteMap.restoreExpectedVisit, cancellations.delete)
  }

  private static func tieJournal(_ routes: RouteTable, _ lobby: Lobby) {
    let journal = JournalController(lobby: lobby)
    let notes = NoteController(lobby: lobby)
    routes.on(SiteMap.listJournal, journal.list)
    routes.on(SiteMap.createNote, notes.create)
    routes.on(SiteMap.createCorrection, notes.correct)
    let marked = MarkedNoteController(lobby: lobby)
    routes.on(SiteMap.showNote, marked.show)
    routes.on(SiteMap.createNoteSettlement, marked.settle)
    let courtesies = CourtesyController(lobby: lobby)
    routes.on(SiteMap.createCourtesy, courtesies.create)
    routes.on(SiteMap.deleteCourtesy, courtesies.delete)
    let sheets = DutyRecordController(lobby: lobby)
    routes.on(SiteMap.createRecordInspection, sheets.inspect)
    routes.on(SiteMap.showDutyRecord, sheets.show)
    routes.on(SiteMap.printDutyRecord, sheets.print)
  }

  private static func tiePasses(_ routes: RouteTable, _ lobby: Lobby) {
    let passes = PassController(lobby: lobby)
    let counts = PassCountController(lobby: lobby)
    routes.on(SiteMap.listPasses, passes.list)
    routes.on(SiteMap.createPasses, passes.create)
    routes.on(SiteMap.newPassCount, counts.new)
    routes.on(SiteMap.createPassCount, counts.create)
    routes.on(SiteMap.showPass, passes.show)
    routes.on(SiteMap.createPassReturn, passes.createReturn)
    routes.on(SiteMap.createPassLoss, passes.createLoss)
    routes.on(SiteMap.createPassRecovery, passes.createRecovery)
    routes.on(SiteMap.createPassVoiding, passes.createVoiding)
    let dayPasses = DayPassController(lobby: lobby)
    routes.on(SiteMap.showDayPass, dayPasses.show)
    routes.on(SiteMap.printDayPass, dayPasses.create)
    routes.on(SiteMap.search, SearchController(lobby: lobby).show)
  }

  private static func tieOpenItems(_ routes: RouteTable, _ lobby: Lobby) {
    let items = OpenItemController(lobby: lobby)
    routes.on(SiteMap.listOpenItems, items.list)
  }

  private static func tieNotices(_ routes: RouteTable, _ lobby: Lobby) {
    let board = BoardController(lobby: lobby)
    routes.on(SiteMap.showBoard, board.show)
    routes.on(SiteMap.createBoardReading, board.read)
    routes.on(SiteMap.showBoardReaders, board.readers)
    let events = LobbyEventController(lobby: lobby)
    routes.on(SiteMap.listEvents, events.list)
    routes.on(SiteMap.newEvent, events.new)
    routes.on(SiteMap.createEvent, events.create)
    routes.on(SiteMap.showEvent, events.show)
    routes.on(SiteMap.editEvent, events.edit)
    routes.on(SiteMap.updateEvent, events.update)
    routes.on(SiteMap.createEventCancellation, events.cancel)
    routes.on(SiteMap.deleteEventCancellation, events.undoCancellation)
    routes.on(SiteMap.createEventReport, events.report)
    let notices = NoticeController(lobby: lobby)
    routes.on(SiteMap.listNotices, notices.list)
    routes.on(SiteMap.newNotice, notices.new)
    routes.on(SiteMap.createNotice, notices.create)
    routes.on(SiteMap.showNotice, notices.show)
    routes.on(SiteMap.editNotice, notices.edit)
    routes.on(SiteMap.updateNotice, notices.update)
    routes.on(SiteMap.createNoticePublication, notices.publish)
    routes.on(SiteMap.createNoticeRefusal, notices.giveBack)
    routes.on(SiteMap.createNoticeWithdrawal, notices.withdraw)
    let sheets = NoticeSheetController(lobby: lobby)
    routes.on(SiteMap.showNoticeSheet, sheets.show)
    routes.on(SiteMap.printNotice, sheets.create)
  }

  private static func tieInstructions(_ routes: RouteTable, _ lobby: Lobby) {
    let instructions = InstructionController(lobby: lobby)
    routes.on(SiteMap.listInstructions, instructions.list)
    routes.on(SiteMap.newInstruction, instructions.new)
    routes.on(SiteMap.createInstruction, instructions.create)
    routes.on(SiteMap.showInstruction, instructions.show)
    routes.on(SiteMap.editInstruction, instructions.edit)
    routes.on(SiteMap.updateInstruction, instructions.update)
    routes.on(SiteMap.createInstructionWithdrawal, instructions.withdraw)
    let sayings = SayingController(lobby: lobby)
    routes.on(SiteMap.listSayings, sayings.list)
    routes.on(SiteMap.newSaying, sayings.new)
    routes.on(SiteMap.createSaying, sayings.create)
    routes.on(SiteMap.showSaying, sayings.show)
    routes.on(SiteMap.editSaying, sayings.edit)
    routes.on(SiteMap.updateSaying, sayings.update)
    routes.on(SiteMap.createSayingWithdrawal, sayings.withdraw)
  }
}
