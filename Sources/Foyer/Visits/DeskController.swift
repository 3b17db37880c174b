import Foundation
import Hummingbird
import Pages

/// The desk screen: registering on top, who is inside below, what is open and the record beside it.
struct DeskController: Sendable {
  let lobby: Lobby

  /// More rows than a screen shows; the list of visits has the rest.
  static let rows = 100

  func show(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let query = request.uri.queryParameters
    let category = query.get("category").flatMap(Visit.Category.init(rawValue:)) ?? .visitor
    guard let expected = query.get("expected_visit").flatMap(Identifier.parse) else {
      return try await page(context, category: category)
    }
    return try await page(try await expecting(expected, context), category: category)
  }

  /// The form filled with what the resident announced: his word is the confirmation (C-4).
  private func expecting(_ id: String, _ context: LobbyContext) async throws -> LobbyContext {
    let principal = try context.principal
    let (estate, expected) = try await lobby.read { snapshot in
      (try snapshot.existingEstate(principal.estate), try snapshot.existingExpectedVisit(id, of: principal.estate))
    }
    var context = context
    context.form = expected.form(zone: estate.zone)
    context.form.set("expected_visit", id)
    context.form.set("confirmation.method", Visit.ConfirmationMethod.appointment.rawValue)
    context.form.set("confirmation.result", Visit.ConfirmationResult.confirmed.rawValue)
    context.form.set("pass", "")
    return context
  }

  /// The fragments that the live screen fetches again.
  func inside(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let state = try await state(context)
    let content = try state.inside(context, lobby)
    return try lobby.html(Fragment.Inside(content: content), context)
  }

  func expected(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let state = try await state(context)
    return try lobby.html(Fragment.Expected(content: state.expected(context, lobby)), context)
  }

  func open(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let state = try await state(context)
    return try lobby.html(Fragment.Open(content: state.open(context, lobby)), context)
  }

  func record(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let principal = try context.principal
    let (estate, trail) = try await lobby.read { snapshot in
      (try snapshot.existingEstate(principal.estate), try snapshot.deskTrail(of: principal.estate))
    }
    let record = JournalTrail(trail: trail, zone: estate.zone, lobby: lobby, context: context).content
    return try lobby.html(Fragment.Record(content: ["trail": record]), context)
  }

  /// What to say for the room that was stated already, for browsers without scripts; nothing is asked of the store
  /// when none was.
  private func lines(_ estate: Estate, _ context: LobbyContext) async throws -> [[String: Any]] {
    let (room, now) = (context.form.typed("host.room"), context.now)
    guard !room.isEmpty, room.count <= 60 else { return [] }
    let found = try await lobby.read {
      try $0.sayings(for: room, of: estate.id, at: now, limit: SayingController.most)
    }
    let head = lobby.text("desk.say", context)
    return found.map { line in
      let area = line.details.area.display
      return ["head": area.isEmpty ? head : "\(head) · \(area)", "text": line.details.text]
    }
  }

  func page(
    _ context: LobbyContext, category: Visit.Category = .visitor, errors: FieldErrors = FieldErrors(),
    passErrors: FieldErrors = FieldErrors(), status: Int = 200
  ) async throws -> Response {
    let state = try await state(context)
    let form = DeskForm(
      form: context.form, category: category,
      errors: errors.messages(in: context.language, phrasebook: lobby.phrasebook), rack: state.rack,
      words: lobby.words(state.estate, context), id: Identifier.make(at: context.now))
    let page = DeskPage(
      form: form, lines: try await lines(state.estate, context),
      panes: [
        try state.inside(context, lobby), state.expected(context, lobby), state.record(context, lobby),
        state.open(context, lobby),
      ],
      // The pass of the registration is not one that comes back.
      passTyped: passErrors.isEmpty ? "" : context.form.typed("pass"),
      passErrors: passErrors.messages(in: context.language, phrasebook: lobby.phrasebook))
    return try lobby.html(page, context, status: status)
  }

  struct Rack: Sendable {
    let left: Int
    let next: String?
  }

  private func state(_ context: LobbyContext) async throws -> DeskState {
    let principal = try context.principal
    return try await lobby.read { snapshot in
      let estate = try snapshot.existingEstate(principal.estate)
      let expected = try snapshot.expectedVisits(of: estate, on: context.now)
      return DeskState(
        estate: estate,
        visits: try snapshot.openVisits(of: estate.id, limit: Self.rows),
        rack: Rack(
          left: try snapshot.passesOnRack(of: principal.post, estate: estate.id),
          next: try snapshot.nextPass(of: principal.post, estate: estate.id)?.number),
        expected: expected,
        trail: try snapshot.deskTrail(of: estate.id),
        open: try snapshot.openItems(of: estate, at: context.now, expected: expected),
        unread: try snapshot.board(of: estate, for: principal.boardReader, at: context.now, expected: expected)
          .unread.count)
    }
  }
}

/// What the desk shows at one moment.
struct DeskState: Sendable {
  let estate: Estate
  let visits: [Visit]
  let rack: DeskController.Rack
  let expected: [ExpectedVisit.Occurrence]
  let trail: Trail
  let open: [OpenItem]
  /// Items of the board that this person has still to read.
  let unread: Int

  func inside(_ context: LobbyContext, _ lobby: Lobby) throws -> [String: Any] {
    try InsideList(
      visits: visits, words: lobby.words(estate, context), mayRegister: context.may(.registerVisits),
      templates: lobby.templates
    ).content
  }

  /// Who is still to come today, soonest first.
  func expected(_ context: LobbyContext, _ lobby: Lobby) -> [String: Any] {
    let words = ExpectedVisitWords(estate: estate, lobby: lobby, context: context)
    let rows = expected.map { words.row($0, withDay: false) }.filter { $0["is_to_come"] as? Bool == true }
    return [
      "expected": Array(rows.prefix(DeskController.rows)), "expected_count": rows.count,
      "nobody_expected": rows.isEmpty,
      "may_register": context.may(.registerVisits),
    ]
  }

  func open(_ context: LobbyContext, _ lobby: Lobby) -> [String: Any] {
    let list = OpenItemList(items: open, estate: estate, lobby: lobby, context: context).content
    let mayRead = unread > 0 && context.may(.draftNotices)
    return list.merging([
      "board_unread": mayRead ? lobby.text("desk.board_unread", context, ["n": String(unread)]) : false as Any
    ]) { $1 }
  }

  func record(_ context: LobbyContext, _ lobby: Lobby) -> [String: Any] {
    [
      "trail": JournalTrail(trail: trail, zone: estate.zone, lobby: lobby, context: context).content,
      "today": DayName.text(context.now, zone: estate.zone, lobby: lobby, context: context),
      "may_note": context.may(.writeNotes), "courtesies": lobby.courtesies(context),
    ]
  }
}

extension Lobby {
  func words(_ estate: Estate, _ context: LobbyContext) -> VisitWords {
    VisitWords(zone: estate.zone, language: context.language, phrasebook: phrasebook, now: context.now)
  }
}
