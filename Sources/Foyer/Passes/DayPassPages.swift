import Foundation
import Pages

/// A slip of 80 mm: estate, number, until when, and the code. Neither the host nor the room is on it.
/// Before it is printed it has no code: a copy that the record does not know opens nothing.
struct DayPassPage: Page {
  static let template = "passes/slip"
  let visit: Visit
  let estate: Estate
  let print: DayPassPrint?
  /// How often it went to paper so far.
  let printed: Int
  let code: QRCode?
  let lobby: Lobby
  let context: LobbyContext

  var content: [String: Any] {
    let zone = estate.zone
    return [
      "estate": estate.name, "visit": "/visits/\(visit.id)", "mark": mark ?? false,
      "is_printed": print != nil, "may_print": context.may(.registerVisits),
      "printed_before": printed > 0
        ? lobby.text("day_pass.printed_before", context, ["n": String(printed)]) : false as Any,
      "pass": visit.pass.flatMap { $0.returned == false ? nil : $0.number } ?? false as Any,
      "day": zone.day(visit.arrivedAt), "from": zone.clock(visit.arrivedAt), "until": until, "building": building,
      "party": visit.party > 1 ? lobby.text("day_pass.party", context, ["count": String(visit.party)]) : false as Any,
      "code": code.map { ["path": $0.path, "side": $0.side] as [String: Any] } ?? false as Any,
    ]
  }

  /// 重印, 预览, or nothing on the first printing.
  private var mark: String? {
    guard let print else { return lobby.text("day_pass.preview", context) }
    return print.copy > 1 ? lobby.text("sheet.reprint", context, ["n": String(print.copy)]) : nil
  }

  private var until: Any {
    guard let end = visit.expectedEnd else { return false }
    return estate.zone.clock(end, onDayOf: visit.arrivedAt)
  }

  /// The building is enough to find the way, and tells a finder nothing.
  private var building: Any {
    guard let building = visit.room.flatMap({ RoomName.parse($0).building }) else { return false }
    return lobby.text("day_pass.building", context, ["building": building])
  }
}
