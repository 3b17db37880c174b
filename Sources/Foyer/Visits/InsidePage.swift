import Foundation
import Pages

/// Who is inside or waits, worst first.
struct InsideList: Sendable {
  let visits: [Visit]
  let words: VisitWords
  let mayRegister: Bool
  let templates: Templates

  var content: [String: Any] {
    get throws {
      let rows = visits.map { InsideRow($0, words, mayRegister: mayRegister) }
      let late = rows.count { $0.tone == "late" }
      let soon = rows.count { $0.tone == "soon" }
      return [
        "inside_rows": try templates.render(rows: rows, words.language), "nobody_inside": visits.isEmpty,
        "inside_count": visits.reduce(0) { $0 + $1.party },
        "late_text": late > 0 ? words.text("desk.late_count", ["n": String(late)]) as Any : false,
        "soon_text": soon > 0 ? words.text("desk.soon_count", ["n": String(soon)]) as Any : false,
        "may_register": mayRegister,
      ]
    }
  }
}

/// One visitor on the desk: only what the desk shows.
struct InsideRow: RecurringRow {
  static let template = "desk/inside_row"
  let path: String
  let tone: String
  let clock: String
  let spent: Int
  let passText: String
  let hasPass: Bool
  let name: String
  let purpose: String
  let room: String
  let arrived: String
  /// What the key says; nil where there is none.
  let leave: String?
  let goOn: String?

  init(_ visit: Visit, _ words: VisitWords, mayRegister: Bool) {
    let stay = words.stay(of: visit)
    path = "/visits/\(visit.id)"
    tone = stay.urgency
    clock = stay.text
    spent = stay.spent
    // Who still waits has not been denied a pass.
    passText = visit.pass?.number ?? (visit.state == .waiting ? "—" : words.text("visit.no_pass"))
    hasPass = visit.pass != nil
    name = words.name(of: visit)
    purpose = words.text("visit.purpose.\(visit.purpose.rawValue)")
    room = visit.room ?? "—"
    arrived = words.zone.clock(visit.arrivedAt)
    leave =
      mayRegister && visit.state == .inside
      ? words.text(visit.pass == nil ? "desk.leave" : "desk.leave_with_pass") : nil
    goOn = visit.state == .waiting ? words.text(mayRegister ? "desk.continue" : "passes.to_visit") : nil
  }

  var content: [String: Any] {
    [
      "path": path, "tone": tone, "clock": clock, "spent": spent, "pass_text": passText,
      "pass_class": hasPass ? "pass " + tone : "pass none", "name": name, "purpose": purpose, "room": room,
      "arrived": arrived, "leave": leave ?? false, "continue": goOn ?? false,
    ]
  }
}
