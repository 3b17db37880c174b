/// Who is on duty, coming on duty, and what a post has.
extension SiteMap {
  private static let id = Operation.Parameter(name: "id", place: .path, schema: "Id")

  static let listDuties = Operation(
    id: "listDuties", method: .get, path: "/duties", access: .may(.seeDuties),
    summary: "Who is on duty, who is missing, who comes next, and the last days", answer: "DutyList")
  static let createDuty = Operation(
    id: "createDuty", method: .post, path: "/duties", access: .may(.standDuty),
    summary: "Somebody has arrived at a post", body: "NewDuty", answer: "Duty", status: 201, alsoAnswers: [409])
  static let showDuty = Operation(
    id: "getDuty", method: .get, path: "/duties/{id}", access: .may(.seeDuties),
    summary: "One duty, with what is still in the way of it", parameters: [id], answer: "Duty")
  static let createDutyStart = act(
    "createDutyStart", "/duties/{id}/start", "On duty, when everything is ready", .standDuty, "Duty")
  static let createDutyWithdrawal = act(
    "createDutyWithdrawal", "/duties/{id}/withdrawal", "An arrival that was a mistake", .standDuty, "Duty",
    body: "NewWithdrawal")
  static let createDutyRelease = act(
    "createDutyRelease", "/duties/{id}/release", "Off duty without a handover, by the leader's order", .decideDuties,
    "Duty", body: "NewReason")
  static let createDutyRuling = act(
    "createDutyRuling", "/duties/{id}/ruling", "What the leader decides about one who is not fit", .decideDuties,
    "Duty", body: "NewRuling")
  static let createEarlySettlement = act(
    "createEarlyLeavingSettlement", "/duties/{id}/early-leaving", "Whether it was agreed that somebody went early",
    .decideDuties, "Duty", body: "NewEarlySettlement")
  static let createAppearance = act(
    "createAppearanceCheck", "/duties/{id}/appearance", "Dress and fitness before duty, by oneself or by the leader",
    .standDuty, "AppearanceCheck", body: "NewAppearanceCheck")
  static let createInspection = act(
    "createInspection", "/duties/{id}/inspections", "The leader's inspection of bearing and dress on duty",
    .decideDuties, "AppearanceCheck", body: "NewInspection")
  static let createCorrectedAppearance = act(
    "createAppearanceCorrection", "/appearance-checks/{id}/correction", "What was not in order has been put right",
    .standDuty, "AppearanceCheck", body: "NewHow")
  static let createEquipmentChecks = act(
    "createEquipmentChecks", "/duties/{id}/equipment", "The post's things, looked at and counted", .standDuty,
    "EquipmentCheckList", body: "NewEquipmentChecks")
  static let createSettlement = act(
    "createAbsenceSettlement", "/absences/{id}/settlement", "What became of one who did not come", .decideDuties,
    "Absence", body: "NewSettlement")
  static let showPunctuality = Operation(
    id: "getPunctuality", method: .get, path: "/punctuality", access: .may(.seeDuties),
    summary: "How punctual everybody was: n of d",
    parameters: [
      .init(name: "from", place: .query, schema: "Day"), .init(name: "to", place: .query, schema: "Day"),
    ], answer: "Punctuality", alsoAnswers: [422])

  static let duties = [
    listDuties, createDuty, showDuty, createDutyStart, createDutyWithdrawal, createDutyRelease, createDutyRuling,
    createEarlySettlement, createAppearance, createInspection, createCorrectedAppearance, createEquipmentChecks,
    createSettlement,
    showPunctuality,
  ]

  static let listEquipment = Operation(
    id: "listEquipment", method: .get, path: "/equipment", access: .may(.seeDuties),
    summary: "What a post has by the book, and what of it is not in order",
    parameters: [.init(name: "post", place: .query, schema: "Id")], answer: "EquipmentList")
  static let createEquipment = Operation(
    id: "createEquipment", method: .post, path: "/equipment", access: .may(.keepEquipment),
    summary: "Adds a thing to a post's book", body: "NewEquipment", answer: "Equipment", status: 201)
  static let updateEquipment = Operation(
    id: "updateEquipment", method: .put, path: "/equipment/{id}", access: .may(.keepEquipment),
    summary: "Another name or count by the book", parameters: [id], body: "NewEquipment", answer: "Equipment",
    alsoAnswers: [409])
  static let retireEquipment = act(
    "createEquipmentRetirement", "/equipment/{id}/retirement", "Takes a thing out of the book", .keepEquipment,
    "Equipment")
  static let createFault = act(
    "createEquipmentFault", "/equipment/{id}/faults", "Something is faulty or missing", .standDuty, "EquipmentFault",
    body: "NewEquipmentFault")
  static let showFault = Operation(
    id: "getEquipmentFault", method: .get, path: "/equipment-faults/{id}", access: .may(.seeDuties),
    summary: "What is not in order, and what was done about it", parameters: [id], answer: "EquipmentFault")
  static let createFaultReport = act(
    "createEquipmentFaultReport", "/equipment-faults/{id}/report", "Who was told, and what is away for repair",
    .standDuty, "EquipmentFault", body: "NewFaultReport")
  static let createFaultClosure = act(
    "createEquipmentFaultClosure", "/equipment-faults/{id}/closure", "It is in order again, and how", .standDuty,
    "EquipmentFault", body: "NewHow")

  static let equipment = [
    listEquipment, createEquipment, updateEquipment, retireEquipment, createFault, showFault, createFaultReport,
    createFaultClosure,
  ]

  private static func act(
    _ id: String, _ path: String, _ summary: String, _ permission: Permission, _ answer: String, body: String? = nil
  ) -> Operation {
    Operation(
      id: id, method: .post, path: path, access: .may(permission), summary: summary, parameters: [self.id], body: body,
      answer: answer, status: 201, alsoAnswers: [409])
  }
}
