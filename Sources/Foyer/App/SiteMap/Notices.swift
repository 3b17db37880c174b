/// The day's board, events of the lobby, notices to residents, instructions to the desk, what is said to visitors.
extension SiteMap {
  private static let id = Operation.Parameter(name: "id", place: .path, schema: "Id")
  private static let pages = [
    Operation.Parameter(name: "when", place: .query, schema: "NoticeWhen"),
    Operation.Parameter(name: "limit", place: .query, schema: "Limit"),
    Operation.Parameter(name: "cursor", place: .query, schema: "Cursor"),
  ]

  static let showBoard = Operation(
    id: "getBoard", method: .get, path: "/board", access: .may(.seeNotices),
    summary: "What has to be known on this shift, and what of it is unread", answer: "Board")
  static let createBoardReading = Operation(
    id: "createBoardReading", method: .post, path: "/board/readings", access: .may(.draftNotices),
    summary: "Acknowledges one item of the board in the wording that was shown", body: "NewBoardReading",
    answer: "BoardReading", status: 201, alsoAnswers: [404, 409])
  static let showBoardReaders = Operation(
    id: "getBoardReaders", method: .get, path: "/board/readers", access: .may(.seeReadings),
    summary: "Who has not read what", answer: "BoardReaders")

  static let listEvents = list("listEvents", "/events", "Events of the lobby, works and outages", "LobbyEventList")
  static let newEvent = newPage("newEvent", "/events", "The page that writes down an event", .draftNotices)
  static let createEvent = create("createEvent", "/events", "Writes down an event", "LobbyEvent", .draftNotices)
  static let showEvent = one("getEvent", "/events", "One event", "LobbyEvent")
  static let editEvent = editPage("editEvent", "/events", "The page that changes an event", .draftNotices)
  static let updateEvent = update(
    "updateEvent", "/events", "Changes an event; who has read it is asked again", "LobbyEvent", .draftNotices)
  static let createEventCancellation = act(
    "createEventCancellation", "/events/{id}/cancellation", "Calls an event off", "LobbyEvent", .draftNotices)
  static let deleteEventCancellation = act(
    "deleteEventCancellation", "/events/{id}/cancellation", "It takes place after all", "LobbyEvent", .draftNotices,
    .delete)
  static let createEventReport = act(
    "createEventReport", "/events/{id}/report", "How it went and how many came", "LobbyEvent", .draftNotices,
    body: "NewLobbyEventReport")

  static let listNotices = list("listNotices", "/notices", "Notices to residents", "NoticeList")
  static let newNotice = newPage("newNotice", "/notices", "The page that drafts a notice", .draftNotices)
  static let createNotice = create("createNotice", "/notices", "Drafts a notice", "Notice", .draftNotices)
  static let showNotice = one("getNotice", "/notices", "One notice", "Notice")
  static let editNotice = editPage("editNotice", "/notices", "The page that changes a notice", .draftNotices)
  static let updateNotice = update(
    "updateNotice", "/notices", "Changes a notice; a published one only for who may publish", "Notice", .draftNotices)
  static let createNoticePublication = act(
    "createNoticePublication", "/notices/{id}/publication", "Publishes a draft", "Notice", .decideNotices)
  static let createNoticeRefusal = act(
    "createNoticeRefusal", "/notices/{id}/refusal", "Gives a draft back, with the reason", "Notice", .decideNotices,
    body: "NewNoticeReason")
  static let createNoticeWithdrawal = act(
    "createNoticeWithdrawal", "/notices/{id}/withdrawal", "Takes a notice down, or drops a draft", "Notice",
    .draftNotices, body: "NewNoticeReason")
  static let showNoticeSheet = Operation(
    id: "showNoticeSheet", method: .get, path: "/notices/{id}/sheet", access: .may(.seeNotices),
    summary: "A notice as it stands on A4", parameters: [id, .init(name: "print", place: .query, schema: "Id")])
  static let printNotice = Operation(
    id: "createNoticePrint", method: .post, path: "/notices/{id}/prints", access: .may(.draftNotices),
    summary: "Writes down that a notice is printed", parameters: [id], answer: "NoticePrint", status: 201,
    alsoAnswers: [409])

  static let listInstructions = list("listInstructions", "/instructions", "Instructions to the desk", "InstructionList")
  static let newInstruction = newPage(
    "newInstruction", "/instructions", "The page that gives an instruction", .decideNotices)
  static let createInstruction = create(
    "createInstruction", "/instructions", "Gives an instruction to those who have to read it", "Instruction",
    .decideNotices)
  static let showInstruction = one(
    "getInstruction", "/instructions", "One instruction, with who has read it for those who may know", "Instruction")
  static let editInstruction = editPage(
    "editInstruction", "/instructions", "The page that changes an instruction", .decideNotices)
  static let updateInstruction = update(
    "updateInstruction", "/instructions", "Changes an instruction; new words are asked for again", "Instruction",
    .decideNotices)
  static let createInstructionWithdrawal = act(
    "createInstructionWithdrawal", "/instructions/{id}/withdrawal", "Withdraws an instruction", "Instruction",
    .decideNotices)

  static let listSayings = Operation(
    id: "listSayings", method: .get, path: "/sayings", access: .may(.seeNotices),
    summary: "What is said to visitors and callers; with a room or building the lines that hold for it now",
    parameters: [.init(name: "room", place: .query, schema: "RoomText")] + pages, answer: "SayingList",
    alsoAnswers: [400, 422])
  static let newSaying = newPage("newSaying", "/sayings", "The page that adds a line", .draftNotices)
  static let createSaying = create("createSaying", "/sayings", "Adds a line to say", "Saying", .draftNotices)
  static let showSaying = one("getSaying", "/sayings", "One line to say", "Saying")
  static let editSaying = editPage("editSaying", "/sayings", "The page that changes a line", .draftNotices)
  static let updateSaying = update("updateSaying", "/sayings", "Changes a line to say", "Saying", .draftNotices)
  static let createSayingWithdrawal = act(
    "createSayingWithdrawal", "/sayings/{id}/withdrawal", "Withdraws a line", "Saying", .draftNotices)

  static let notices = [
    showBoard, createBoardReading, showBoardReaders, listEvents, newEvent, createEvent, showEvent, editEvent,
    updateEvent, createEventCancellation, deleteEventCancellation, createEventReport, listNotices, newNotice,
    createNotice, showNotice, editNotice, updateNotice, createNoticePublication, createNoticeRefusal,
    createNoticeWithdrawal, showNoticeSheet, printNotice, listInstructions, newInstruction, createInstruction,
    showInstruction, editInstruction, updateInstruction, createInstructionWithdrawal, listSayings, newSaying,
    createSaying, showSaying, editSaying, updateSaying, createSayingWithdrawal,
  ]

  private static func list(_ id: String, _ path: String, _ summary: String, _ answer: String) -> Operation {
    Operation(
      id: id, method: .get, path: path, access: .may(.seeNotices), summary: summary, parameters: pages, answer: answer,
      alsoAnswers: [400, 422])
  }

  private static func newPage(_ id: String, _ path: String, _ summary: String, _ may: Permission) -> Operation {
    Operation(id: id, method: .get, path: "\(path)/new", access: .may(may), summary: summary)
  }

  private static func editPage(_ id: String, _ path: String, _ summary: String, _ may: Permission) -> Operation {
    Operation(
      id: id, method: .get, path: "\(path)/{id}/edit", access: .may(may), summary: summary, parameters: [Self.id])
  }

  private static func create(
    _ id: String, _ path: String, _ summary: String, _ noun: String, _ may: Permission
  ) -> Operation {
    Operation(
      id: id, method: .post, path: path, access: .may(may), summary: summary, body: "New\(noun)", answer: noun,
      status: 201, alsoAnswers: [404, 409])
  }

  private static func one(_ id: String, _ path: String, _ summary: String, _ noun: String) -> Operation {
    Operation(
      id: id, method: .get, path: "\(path)/{id}", access: .may(.seeNotices), summary: summary, parameters: [Self.id],
      answer: noun)
  }

  private static func update(
    _ id: String, _ path: String, _ summary: String, _ noun: String, _ may: Permission
  ) -> Operation {
    Operation(
      id: id, method: .put, path: "\(path)/{id}", access: .may(may), summary: summary, parameters: [Self.id],
      body: "New\(noun)", answer: noun, alsoAnswers: [409])
  }

  private static func act(
    _ id: String, _ path: String, _ summary: String, _ noun: String, _ may: Permission,
    _ method: Operation.Method = .post, body: String? = nil
  ) -> Operation {
    Operation(
      id: id, method: method, path: path, access: .may(may), summary: summary, parameters: [Self.id], body: body,
      answer: noun, status: method == .post ? 201 : 200, alsoAnswers: [409])
  }
}
