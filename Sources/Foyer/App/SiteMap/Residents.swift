/// Rooms, and who lives in them.
extension SiteMap {
  private static let id = Operation.Parameter(name: "id", place: .path, schema: "Id")

  static let matchRoom = Operation(
    id: "matchRoom", method: .get, path: "/rooms/match", access: .may(.registerVisits),
    summary: "Whether the stated name belongs to the stated room, and nothing else",
    parameters: [
      .init(name: "room", place: .query, schema: "SearchText"),
      .init(name: "name", place: .query, schema: "SearchText"),
    ], answer: "RoomMatch", only: "application/json", alsoAnswers: [400, 422])
  static let newRoom = Operation(
    id: "newRoom", method: .get, path: "/rooms/new", access: .may(.keepResidents), summary: "The page that adds a room")
  static let createRoom = Operation(
    id: "createRoom", method: .post, path: "/rooms", access: .may(.keepResidents), summary: "Adds a room",
    body: "NewRoom", answer: "Room", status: 201)
  static let showRoom = Operation(
    id: "getRoom", method: .get, path: "/rooms/{id}", access: .may(.seeResidents), summary: "A room and its people",
    parameters: [id], answer: "Room")

  static let listResidents = Operation(
    id: "listResidents", method: .get, path: "/residents", access: .may(.seeResidents),
    summary: "Residents by room, name, pinyin, initials or the end of a phone number",
    parameters: [
      .init(name: "q", place: .query, schema: "SearchText"), .init(name: "limit", place: .query, schema: "Limit"),
      .init(name: "cursor", place: .query, schema: "Cursor"),
    ], answer: "ResidentList", alsoAnswers: [400, 422])
  static let newResident = Operation(
    id: "newResident", method: .get, path: "/residents/new", access: .may(.keepResidents),
    summary: "The page that adds a resident")
  static let createResident = Operation(
    id: "createResident", method: .post, path: "/residents", access: .may(.keepResidents),
    summary: "Adds a resident with a room", body: "NewResident", answer: "ResidentRecord", status: 201,
    alsoAnswers: [409])
  static let showResident = Operation(
    id: "getResident", method: .get, path: "/residents/{id}", access: .may(.seeResidents), summary: "One resident",
    parameters: [id], answer: "ResidentRecord")
  static let editResident = Operation(
    id: "editResident", method: .get, path: "/residents/{id}/edit", access: .may(.keepResidents),
    summary: "The page that changes a resident", parameters: [id])
  static let updateResident = Operation(
    id: "updateResident", method: .put, path: "/residents/{id}", access: .may(.keepResidents),
    summary: "Changes a resident", parameters: [id], body: "ChangedResident", answer: "ResidentRecord")
  static let createShowing = Operation(
    id: "createResidentShowing", method: .post, path: "/residents/{id}/showings", access: .may(.registerVisits),
    summary: "Looks at a resident's phone numbers or recognition card; the record keeps each look", parameters: [id],
    body: "NewShowing", answer: "Showing", status: 201, showsPage: true, alsoAnswers: [409])

  static let residents =
    [
      matchRoom, newRoom, createRoom, showRoom, listResidents, newResident, createResident, showResident, editResident,
      updateResident, createShowing,
    ] + residencies + imports
}

/// What belongs to one resident, and lists of them from elsewhere.
extension SiteMap {
  private static let residency = Operation.Parameter(name: "residency", place: .path, schema: "Id")
  private static let bar = Operation.Parameter(name: "bar", place: .path, schema: "Id")

  static let createResidency = Operation(
    id: "createResidency", method: .post, path: "/residents/{id}/residencies", access: .may(.keepResidents),
    summary: "Another room of a resident", parameters: [id], body: "NewResidency", answer: "ResidentRecord",
    status: 201)
  static let updateResidency = Operation(
    id: "updateResidency", method: .put, path: "/residents/{id}/residencies/{residency}", access: .may(.keepResidents),
    summary: "Corrects a resident's relation and dates in a room", parameters: [id, residency],
    body: "ChangedResidency", answer: "ResidentRecord")
  static let endResidency = Operation(
    id: "createResidencyEnd", method: .post, path: "/residents/{id}/residencies/{residency}/end",
    access: .may(.keepResidents), summary: "Moving out", parameters: [id, residency], body: "NewResidencyEnd",
    answer: "ResidentRecord", status: 201, alsoAnswers: [409])
  static let reopenResidency = Operation(
    id: "deleteResidencyEnd", method: .delete, path: "/residents/{id}/residencies/{residency}/end",
    access: .may(.keepResidents), summary: "Takes a moving out back", parameters: [id, residency],
    answer: "ResidentRecord", alsoAnswers: [409])
  static let createCard = Operation(
    id: "createRecognitionCard", method: .post, path: "/residents/{id}/card", access: .may(.keepResidents),
    summary: "Keeps a recognition card, with the resident's recorded consent", parameters: [id], body: "NewCard",
    answer: "ResidentRecord", status: 201, alsoAnswers: [409])
  static let deleteCard = Operation(
    id: "deleteRecognitionCard", method: .delete, path: "/residents/{id}/card", access: .may(.keepResidents),
    summary: "The consent is withdrawn and the card gone", parameters: [id], answer: "ResidentRecord")
  static let createBar = Operation(
    id: "createAdmissionBar", method: .post, path: "/residents/{id}/bars", access: .may(.keepResidents),
    summary: "Somebody whom a resident wants kept out", parameters: [id], body: "NewAdmissionBar",
    answer: "ResidentRecord", status: 201, alsoAnswers: [409])
  static let deleteBar = Operation(
    id: "deleteAdmissionBar", method: .delete, path: "/residents/{id}/bars/{bar}", access: .may(.keepResidents),
    summary: "Lifts such a wish", parameters: [id, bar], answer: "ResidentRecord")

  static let residencies = [
    createResidency, updateResidency, endResidency, reopenResidency, createCard, deleteCard, createBar, deleteBar,
  ]

  static let listImports = Operation(
    id: "listResidentImports", method: .get, path: "/residents/imports", access: .may(.importResidents),
    summary: "Lists of residents that wait for their confirmation", answer: "ImportList")
  static let createImport = Operation(
    id: "createResidentImport", method: .post, path: "/residents/imports", access: .may(.importResidents),
    summary: "Sends a list of residents, CSV or XLSX, and shows what it holds", body: "NewImport", answer: "Import",
    status: 201, bodyLimit: 24 << 20)
  static let showImport = Operation(
    id: "getResidentImport", method: .get, path: "/residents/imports/{id}", access: .may(.importResidents),
    summary: "What a list holds, or what became of it", parameters: [id], answer: "Import", alsoAnswers: [400, 422])
  static let deleteImport = Operation(
    id: "deleteResidentImport", method: .delete, path: "/residents/imports/{id}", access: .may(.importResidents),
    summary: "Drops a list", parameters: [id], answer: "Dropped")
  static let confirmImport = Operation(
    id: "createResidentImportConfirmation", method: .post, path: "/residents/imports/{id}/confirmation",
    access: .may(.importResidents), summary: "Takes a list into the register", parameters: [id],
    body: "NewImportConfirmation", answer: "Import", status: 201, alsoAnswers: [409])

  static let imports = [listImports, createImport, showImport, deleteImport, confirmImport]
}
