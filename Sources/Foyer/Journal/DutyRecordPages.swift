import Foundation
import Pages

/// The record in the columns of the paper form.
struct DutyRecordPaper {
  let record: DutyRecord
  let lobby: Lobby
  let context: LobbyContext

  private var zone: EstateZone { record.estate.zone }

  var sheet: PaperSheet { PaperSheet(columns: PaperSheet.dutyRecordColumns, rows: rows) }

  var header: [String] { PaperSheet.dutyRecordColumns.map { lobby.text("duty_sheet.column.\($0.name)", context) } }

  var rows: [[String]] { record.trail.entries.map(cells) }

  private func cells(_ entry: JournalEntry) -> [String] {
    let line = JournalLine(entry: entry, trail: record.trail, zone: zone, lobby: lobby, context: context)
    let words = line.words(of: entry)
    let payload = entry.event.payload
    let duty = record.duty(of: entry)
    let corrections = (record.trail.corrections[entry.id] ?? []).compactMap { $0.event.payload["text"] }
    let isNote = entry.event.kind.topic == "note"
    return [
      zone.monthAndDay(entry.happenedAt), duty?.plan?.shift ?? "", postName(entry.post), entry.accountName,
      duty.map(hours) ?? "", record.weather(at: entry.happenedAt).map { lobby.text("weather.\($0)", context) } ?? "",
      zone.clock(entry.happenedAt), words.headline, isNote ? payload["result"] ?? "" : words.detail,
      payload["told"] ?? "", payload["owner"] ?? "", remark(entry, corrections),
      record.inspection(of: entry.happenedAt)?.by ?? "",
    ]
  }

  private func postName(_ post: String) -> String { record.posts.first { $0.id == post }?.name ?? "" }

  private func hours(_ duty: Duty) -> String {
    let from = zone.clock(duty.startedAt ?? duty.arrivedAt)
    return "\(from)–\(duty.endedAt.map(zone.clock) ?? duty.plan.map { zone.clock($0.until) } ?? "")"
  }

  private func remark(_ entry: JournalEntry, _ corrections: [String]) -> String {
    var remarks = corrections.map { lobby.text("duty_record.corrected", context) + $0 }
    if entry.recordedAt > entry.happenedAt.advanced(minutes: 2) {
      remarks.append(lobby.text("duty_record.late", context, ["time": zone.dayAndClock(entry.recordedAt)]))
    }
    return remarks.joined(separator: lobby.text("duty_record.comma", context))
  }

  var meta: [String] {
    let period = record.period
    return [
      lobby.text("sheet.estate", context, ["name": record.estate.name]),
      lobby.text("sheet.post", context, ["name": postName(period.post)]),
      lobby.text(
        "duty_sheet.period", context,
        ["from": zone.yearDayAndClock(period.from), "to": zone.yearDayAndClock(period.until)]),
    ]
  }
}

struct DutyRecordPage: Page {
  static let template = "journal/sheet"
  let paper: DutyRecordPaper
  let print: SheetPrint?
  let fingerprint: String
  let lobby: Lobby
  let context: LobbyContext

  var content: [String: Any] {
    let record = paper.record
    let pages = paper.sheet.pages
    let last = record.inspections.last
    let view = SheetView(
      title: lobby.text("duty_sheet.title", context), columns: PaperSheet.dutyRecordColumns, header: paper.header,
      numberHeader: lobby.text("register.column_number_in_row", context), pages: pages, meta: paper.meta,
      notice: lobby.text("duty_sheet.notice", context),
      signatures: [lobby.text("register.attendant", context), lobby.text("register.leader", context)],
      fingerprint: fingerprint, seal: record.head.seal, print: print, lobby: lobby, context: context)
    let (zone, period) = (record.estate.zone, record.period)
    return view.content.merging([
      "size": lobby.text("sheet.size", context, ["n": String(pages.count), "rows": String(paper.rows.count)]),
      "from": zone.localText(period.from), "to": zone.localText(period.until), "post": period.post,
      "posts": record.posts.map { ["id": $0.id, "name": $0.name, "is_chosen": $0.id == period.post] as [String: Any] },
      "may_inspect": context.may(.overrideRules),
      "inspected": last.map { inspection in
        lobby.text(
          "duty_sheet.inspected", context,
          ["by": inspection.by, "time": zone.dayAndClock(inspection.at), "remark": inspection.remark ?? ""])
      } ?? false as Any,
    ]) { $1 }
  }
}

extension RegisterResource {
  init(_ paper: DutyRecordPaper, fingerprint: String) {
    let (zone, period) = (paper.record.estate.zone, paper.record.period)
    self.init(
      from: zone.day(period.from), to: zone.day(period.until), fingerprint: fingerprint,
      columns: PaperSheet.dutyRecordColumns.map(\.name), rows: paper.rows)
  }
}
