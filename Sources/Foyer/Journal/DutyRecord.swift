import Foundation

/// 值班记录表: the record of one post over a period, as the paper form has it (2.3).
struct DutyRecordPeriod: Sendable, Equatable {
  let from: Instant
  let until: Instant
  let post: String
  let zone: EstateZone

  /// The same post and period have the same key.
  var key: String { "duty-record/\(post)/\(from.milliseconds)" }

  var query: String { "from=\(zone.localText(from))&to=\(zone.localText(until))&post=\(post)" }
}

extension EstateZone {
  /// `2026-05-14T21:42`, as a browser's field has it.
  func localText(_ instant: Instant) -> String { "\(day(instant))T\(clock(instant))" }
}

/// One leader's look at the record of a post and a period.
struct RecordInspection: Sendable, Equatable {
  let from, until, at: Instant
  let by: String
  let remark: String?

  func covers(_ instant: Instant) -> Bool { from <= instant && instant < until }
}

/// A stretch of the record under one attendant.
struct DutyRecord: Sendable {
  let estate: Estate
  let period: DutyRecordPeriod
  let posts: [Post]
  let duties: [Duty]
  let trail: Trail
  let inspections: [RecordInspection]
  /// By the moment from which it holds, in order.
  let weather: [(from: Instant, word: String)]
  let head: RecordHead

  func duty(of entry: JournalEntry) -> Duty? {
    duties.first { duty in
      duty.account == entry.account && (duty.startedAt ?? duty.arrivedAt) <= entry.happenedAt
        && duty.endedAt.map { entry.happenedAt <= $0 } ?? true
    }
      ?? duties.first { duty in
        (duty.startedAt ?? duty.arrivedAt) <= entry.happenedAt && duty.endedAt.map { entry.happenedAt <= $0 } ?? true
      }
  }

  func weather(at instant: Instant) -> String? { weather.last { $0.from <= instant }?.word ?? weather.first?.word }

  func inspection(of instant: Instant) -> RecordInspection? { inspections.last { $0.covers(instant) } }
}

extension PaperSheet {
  /// 值班记录表 in the columns of 2.3, 277 mm with the running number in front.
  static let dutyRecordColumns: [PaperColumn] = [
    .init(name: "date", width: 12, alignment: .figures), .init(name: "shift", width: 13),
    .init(name: "post", width: 20),
    .init(name: "attendant", width: 15), .init(name: "hours", width: 23, alignment: .figures, limit: 13),
    .init(name: "weather", width: 14), .init(name: "time", width: 12, alignment: .figures),
    .init(name: "what", width: 59, alignment: .start, limit: 90),
    .init(name: "result", width: 38, alignment: .start, limit: 60), .init(name: "told", width: 15),
    .init(name: "owner", width: 15), .init(name: "remark", width: 18, limit: 30), .init(name: "inspected", width: 15),
  ]
}
