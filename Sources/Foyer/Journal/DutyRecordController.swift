import Hummingbird
import Pages

/// The duty record on paper (2.3), and the leader's mark that he has looked at it (班长检查).
struct DutyRecordController: Sendable {
  let lobby: Lobby

  static let limit = 3000

  func show(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let principal = try context.principal
    let now = context.now
    let query = try Form(urlEncoded: request.uri.query ?? "")
    let printID = Identifier.parse(query.typed("print"))
    do {
      let record = try await record(query, context)
      let paper = DutyRecordPaper(record: record, lobby: lobby, context: context)
      let print = try await lobby.read { snapshot in
        try printID.flatMap { try snapshot.print($0, of: principal.estate, at: now) }
      }
      let fingerprint = (print?.head ?? record.head).seal(paper.rows)
      return try lobby.answer(
        context,
        page: DutyRecordPage(paper: paper, print: print, fingerprint: fingerprint, lobby: lobby, context: context),
        resource: RegisterResource(paper, fingerprint: fingerprint))
    } catch let errors as FieldErrors where !context.wantsJSON {
      let estate = try await lobby.read { try $0.existingEstate(principal.estate) }
      return try lobby.html(
        RegisterRefusedPage(
          query: query, errors: errors, estate: estate, lobby: lobby, context: context), context, status: 422)
    }
  }

  func print(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let author = try context.author
    let record = try await record(context.form, context)
    let paper = DutyRecordPaper(record: record, lobby: lobby, context: context)
    let period = record.period
    let printed = PrintedSheet(
      rows: paper.rows, pages: paper.sheet.pages.count,
      period: RegisterPeriod(first: period.from, last: period.until, post: period.post, zone: period.zone),
      kind: .recordPrinted, name: period.key)
    let print = try await lobby.write(in: author.estate) { tx in try tx.recordPrint(of: printed, by: author) }
    return try lobby.done(
      context, at: "/journal/sheet?\(period.query)&print=\(print.id)", resource: SheetPrintResource(print, of: printed))
  }

  func inspect(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let author = try context.author
    let form = context.form
    var reader = FieldReader(form)
    let remark = reader.text("remark", limit: NoteForm.limit)
    try reader.errors.check()
    let (zone, entry, query) = try await lobby.write(in: author.estate) { tx in
      let estate = try tx.existingEstate(author.estate)
      let period = try tx.dutyRecordPeriod(DutyRecordForm(form: form, zone: estate.zone), of: estate, author: author)
      return (estate.zone, try tx.inspect(period, remark: remark, by: author), period.query)
    }
    return try lobby.done(
      context, at: "/journal", resource: JournalEntryResource(entry, zone: zone),
      flash: Flash("flash.record.inspected"),
      returnTo: "/journal/sheet?\(query)")
  }

  private func record(_ form: Form, _ context: LobbyContext) async throws -> DutyRecord {
    let author = try context.author
    return try await lobby.read { snapshot in
      let estate = try snapshot.existingEstate(author.estate)
      let period = try snapshot.dutyRecordPeriod(
        DutyRecordForm(form: form, zone: estate.zone), of: estate, author: author)
      return try snapshot.dutyRecord(period, of: estate, limit: Self.limit)
    }
  }
}
