import Foundation
import Pages

struct VisitListPage: Page {
  static let template = "visits/index"
  let visits: [Visit]
  let query: Form
  let hasFilter: Bool
  let next: ListCursor?
  var errors: FieldErrors?
  let estate: Estate
  let lobby: Lobby
  let context: LobbyContext

  private static let fields = ["state", "purpose", "room", "pass", "from", "to"]

  var content: [String: Any] {
    let typed = TypedForm(query, errors: errors, prefix: "visit_filter", lobby: lobby, context: context)
    return typed.summary.merging([
      "filters": [
        typed.select("state", choices(Visit.State.allCases, "visit.state")),
        typed.select("purpose", choices(Visit.Purpose.allCases, "visit.purpose")), typed.input("room"),
        typed.input("pass", limit: 20), typed.input("from", type: "date", limit: 10),
        typed.input("to", type: "date", limit: 10),
      ],
      "has_filter": hasFilter, "has_rows": !visits.isEmpty, "rows": visits.map(row),
      "empty_title": lobby.text(hasFilter ? "visit_list.none_found" : "visit_list.none", context),
      "may_print": context.may(.printRegister), "may_write": context.may(.registerVisits),
      "pages": ListPages(
        first: query.typed("cursor").isEmpty ? nil : address(cursor: nil), next: next.map { address(cursor: $0) }
      ).content(lobby, context),
    ]) { $1 }
  }

  private func row(_ visit: Visit) -> [String: Any] {
    let words = lobby.words(estate, context)
    let recordedAt = estate.zone.dayAndClock(visit.recordedAt)
    return words.row(visit).merging([
      "ended": visit.endedAt.map(estate.zone.dayAndClock) ?? false, "went_in_without": visit.wentInWithoutPass,
      "late_entry": visit.isEnteredLate ? lobby.text("record.entered_late", context, ["at": recordedAt]) : false,
      "is_overstaying": visit.isOverstaying(at: context.now),
    ]) { $1 }
  }

  private func choices(_ words: some Sequence<some RawRepresentable<String>>, _ key: String) -> [TypedForm.Choice] {
    [.init(value: "", label: lobby.text("visit_list.any", context))]
      + words.map { .init(value: $0.rawValue, label: lobby.text("\(key).\($0.rawValue)", context)) }
  }

  /// The same list, from a place on.
  private func address(cursor: ListCursor?) -> String {
    var parts = Self.fields.compactMap { field -> String? in
      let value = query.typed(field)
      guard !value.isEmpty else { return nil }
      return "\(field)=\(value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")"
    }
    if let cursor { parts.append("cursor=\(cursor.text)") }
    return parts.isEmpty ? "/visits" : "/visits?" + parts.joined(separator: "&")
  }
}
