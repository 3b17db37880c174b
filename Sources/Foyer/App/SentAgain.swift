import Foundation
import Pages

/// A form that came back from where no page shows it again: what is wrong is asked for here, the rest is kept.
struct SentAgainPage: Page {
  static let template = "again"
  let messages: [Problem.Entry]
  let operation: Operation
  let lobby: Lobby
  let context: LobbyContext

  /// Never shown again, and never written into a page.
  private static let secrets: Set = ["password", "password_again", "secret", "current", "pin", "new_pin"]

  var content: [String: Any] {
    let wrong = Set(messages.map(\.field))
    return ErrorSummary.content(messages).merging([
      "action": action, "asked": wrong.sorted().filter { !$0.isEmpty }.map(field), "kept": kept(besides: wrong),
      "is_asked": !wrong.isEmpty,
    ]) { $1 }
  }

  /// The address it was sent to, with the method that a form cannot say.
  private var action: String {
    let path = String(context.path.prefix { $0 != "?" })
    return operation.method == .post ? path : path + "?_method=\(operation.method.rawValue)"
  }

  private func field(_ name: String) -> [String: Any] {
    let typed = context.form.typed(name)
    return [
      "name": name, "id": name.replacing(".", with: "-"),
      "label": lobby.phrasebook.has("field.\(name)") ? lobby.text("field.\(name)", context) : name,
      "is_secret": Self.secrets.contains(name),
      "value": Self.secrets.contains(name) ? "" : typed,
      "message": messages.first { $0.field == name }?.message ?? "",
    ]
  }

  private func kept(besides wrong: Set<String>) -> [[String: Any]] {
    context.form.entries.keys.sorted()
      .filter { !wrong.contains($0) && !Self.secrets.contains($0) && $0 != FormToken.field }
      .flatMap { name in texts(of: name).map { ["name": name, "value": $0] } }
  }

  private func texts(of name: String) -> [String] {
    guard case .list(let list) = context.form[name] else { return [context.form.typed(name)] }
    return list.compactMap { if case .text(let text) = $0 { text } else { nil } }
  }
}
