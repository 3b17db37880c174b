import Foundation
import Pages

/// An open thing in the reader's words; each kind has them already where open things are listed.
struct HandoverWords: Sendable {
  let lobby: Lobby
  let estate: Estate

  /// In every language, to be kept with the handover: what was read stands there as it was read.
  func all(_ source: HandoverItem.Source, at now: Instant) -> [String: HandoverItem.Words] {
    Language.allCases.reduce(into: [:]) { words, language in
      let context = LobbyContext(reading: language, at: now, logger: lobby.logger)
      words[language.rawValue] = self.words(source, context)
    }
  }

  func words(_ source: HandoverItem.Source, _ context: LobbyContext) -> HandoverItem.Words {
    switch source {
    case .open(let item):
      let line = OpenItemList(items: [], estate: estate, lobby: lobby, context: context).line(item)
      return .init(title: line["title"] as? String ?? "", detail: line["detail"] as? String ?? "")
    case .inside(let visits):
      let (heads, over) = (visits.reduce(0) { $0 + $1.party }, visits.count(where: \.isOver))
      return .init(
        title: lobby.text("handover.inside", context, ["n": String(heads)]),
        detail: lobby.text(
          over > 0 ? "handover.inside_over" : "handover.inside_none_over", context,
          ["visits": String(visits.count), "over": String(over)]))
    case .passesOut(let passes):
      let shown = passes.prefix(12).map(\.number).joined(separator: " ")
      return .init(
        title: lobby.text("handover.passes_out", context, ["n": String(passes.count)]),
        detail: passes.count > 12 ? shown + " …" : shown)
    case .instructions(let instructions):
      return .init(
        title: lobby.text("handover.instructions", context, ["n": String(instructions.count)]),
        detail: instructions.map(\.title).joined(separator: lobby.text("handover.semicolon", context)))
    case .reception(let reception): return words(reception, context)
    }
  }

  private func words(_ reception: Reception, _ context: LobbyContext) -> HandoverItem.Words {
    let (details, arrived) = (reception.details, reception.arrivedAt.map { moment($0, context) } ?? "")
    let host = details.host.map { ["host": $0] } ?? [:]
    return .init(
      title: lobby.text(
        "handover.reception", context, ["who": details.organisation, "n": String(details.party)]),
      detail: JournalWording.filled(
        lobby.text("handover.reception_detail", context), ["time": arrived].merging(host) { own, _ in own }
      ).headline)
  }

  /// Of an item of an open handover as it is now, of a closed one as it was read.
  func words(of item: HandoverItem, _ context: LobbyContext) -> HandoverItem.Words {
    if let source = item.source { return words(source, context) }
    return item.words[context.language.rawValue] ?? item.words.values.first ?? .init(title: item.kind, detail: "")
  }

  func name(of thing: String, _ name: String, _ context: LobbyContext) -> String {
    name.isEmpty ? lobby.text("handover.asset.\(thing)", context) : name
  }

  /// `23:46`, and with its day on another day.
  func moment(_ instant: Instant, _ context: LobbyContext) -> String {
    estate.zone.clock(instant, onDayOf: context.now)
  }
}
