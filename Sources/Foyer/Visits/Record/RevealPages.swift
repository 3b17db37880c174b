import Foundation
import Pages

/// Asks why a number must be seen. Nothing is chosen beforehand: a stray Enter shows nothing.
struct RevealPage: Page {
  static let template = "visits/reveal"
  let visit: Visit
  let errors: FieldErrors?
  let lobby: Lobby
  let context: LobbyContext

  var content: [String: Any] {
    let typed = TypedForm(context.form, errors: errors, prefix: "reveal", lobby: lobby, context: context)
    return typed.summary.merging([
      "path": "/visits/\(visit.id)", "document_number": visit.document.masked ?? "",
      "reveal_subject": RevealedPage.subject(visit),
      "fields": [
        typed.choices(
          "reason",
          Reveal.Reason.offered.map {
            .init(value: $0.rawValue, label: lobby.text("reveal.reason_\($0.rawValue)", context))
          },
          columns: 2, required: true),
        typed.input("note", limit: 200),
      ],
    ]) { $1 }
  }

  static func reasons(_ lobby: Lobby, _ context: LobbyContext) -> [[String: Any]] {
    Reveal.Reason.offered.enumerated().map { index, reason in
      ["value": reason.rawValue, "label": lobby.text("reveal.reason_\(reason.rawValue)", context), "key": index + 1]
    }
  }

  static func words(of reveal: Reveal, _ lobby: Lobby, _ context: LobbyContext) -> String {
    [lobby.text("reveal.reason_\(reveal.reason.rawValue)", context), reveal.note].compactMap(\.self)
      .joined(separator: " · ")
  }
}

/// The number in the clear; the page leads back by itself after half a minute.
struct RevealedPage: Page {
  static let template = "visits/revealed"
  static let seconds = 30
  let visit: Visit
  let number: String
  let lobby: Lobby
  let context: LobbyContext

  var content: [String: Any] {
    [
      "path": "/visits/\(visit.id)", "number": number, "seconds": Self.seconds,
      "reveal_subject": Self.subject(visit),
      "document_type": visit.document.type.map { lobby.text("document.type.\($0)", context) } ?? "",
    ]
  }

  static func subject(_ visit: Visit) -> String {
    [visit.pass?.number, visit.visitorName.map { PersonName($0).masked }].compactMap(\.self).joined(separator: " · ")
  }
}
