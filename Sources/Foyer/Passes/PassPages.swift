import Foundation
import Pages

/// The rack of one post: what hangs there, what is out and with whom, what is lost.
struct PassListPage: Page {
  static let template = "passes/index"
  let rack: PassRack
  let posts: [Post]
  let estate: Estate
  let form: Form
  let messages: [Problem.Entry]
  let lobby: Lobby
  let context: LobbyContext

  var content: [String: Any] {
    [
      "post": rack.post.name, "post_id": rack.post.id, "posts": otherPosts,
      "available": rack.count(.available), "issued": rack.count(.issued), "lost_count": rack.count(.lost),
      "voided": rack.count(.voided), "overdue": overdue, "next_pass": rack.onRack.first ?? false as Any,
      "out": rack.out.map(outLine), "lost": rack.lost.map { ["number": $0.number] },
      "on_rack": rack.onRack.map { ["number": $0] }, "more_on_rack": more, "may_handle": context.may(.handlePasses),
      "may_keep": context.may(.keepPools), "may_note": context.may(.writeNotes), "typed": typed,
      "wrong": wrong, "is_empty": rack.counts.values.allSatisfy { $0 == 0 },
    ].merging(ErrorSummary.content(messages)) { $1 }
  }

  private var otherPosts: Any {
    guard posts.count > 1 else { return false }
    return [
      "list": posts.map { ["id": $0.id, "name": $0.name, "is_current": $0.id == rack.post.id] as [String: Any] }
    ]
  }

  private var overdue: Any {
    let count = rack.out.count { $0.visit.state != .inside || $0.visit.isOverstaying(at: context.now) }
    return count > 0 ? lobby.text("passes.overdue", context, ["count": String(count)]) : false
  }

  private var more: Any {
    let hidden = rack.count(.available) - rack.onRack.count
    return hidden > 0 ? lobby.text("passes.more", context, ["count": String(hidden)]) : false
  }

  private func outLine(_ issued: IssuedPass) -> [String: Any] {
    let holder = HolderLine(visit: issued.visit, estate: estate, lobby: lobby, context: context).content
    return holder.merging(["number": issued.pass.number]) { own, _ in own }
  }

  private var typed: [String: Any] {
    let isNew = messages.isEmpty
    return [
      "prefix": isNew ? "A" : form.typed("prefix"), "from": form.typed("from"), "to": form.typed("to"),
    ]
  }

  private var wrong: [String: Any] {
    let fields = ["prefix", "from", "to"]
    return Dictionary(
      uniqueKeysWithValues: fields.map { field in (field, messages.first { $0.field == field }?.message ?? false as Any)
      })
  }
}

/// Who holds a pass: masked, with the room and how the time stands.
struct HolderLine {
  let visit: Visit
  let estate: Estate
  let lobby: Lobby
  let context: LobbyContext

  var content: [String: Any] {
    let row = lobby.words(estate, context).row(visit)
    let urgency = visit.state == .inside ? row["urgency"] ?? false : "late"
    return row.merging([
      "since": estate.zone.clock(visit.arrivedAt, onDayOf: context.now),
      "has_clock": visit.state == .inside && visit.expectedEnd != nil, "urgency": urgency,
      "look": urgency as? String == "late" ? "late" : "",
    ]) { _, own in own }
  }
}

/// One pass: where it is now, what may be done with it, what it went through.
struct PassPage: Page {
  static let template = "passes/show"
  let pass: Pass
  let holder: Visit?
  let history: Trail
  let estate: Estate
  let lobby: Lobby
  let context: LobbyContext

  var content: [String: Any] {
    [
      "number": pass.number, "state": pass.state.rawValue,
      "state_text": lobby.text("passes.state.\(pass.state.rawValue)", context), "chip": chip,
      "pass_look": pass.state == .lost || pass.state == .voided ? "lost" : "",
      "post": lobby.places.place(estate: estate.id, post: pass.post)?.post ?? "",
      "holder": holder.map { HolderLine(visit: $0, estate: estate, lobby: lobby, context: context).content } ?? false
        as Any,
      "may_return": may(.return), "may_lose": may(.loss), "may_recover": may(.recovery), "may_void": may(.voiding),
      "acts_on_it": Pass.Act.allCases.contains(where: may),
      "reasons": Pass.VoidReason.allCases.map {
        ["value": $0.rawValue, "name": lobby.text("pass.reason.\($0.rawValue)", context)]
      },
      "trail": JournalTrail(trail: history, zone: estate.zone, lobby: lobby, context: context).content,
    ]
  }

  private var chip: String {
    switch pass.state {
    case .available: "done"
    case .issued: holder?.state == .inside ? "on" : "late"
    case .lost: "soon"
    case .voided: "off"
    }
  }

  private func may(_ act: Pass.Act) -> Bool {
    let permission: Permission = act == .voiding ? .keepPools : .handlePasses
    return context.may(permission) && (try? pass.state(after: act)) != nil
  }
}

/// The count sheet: every hook of the rack, and nothing of what the book says (先点数，后看账).
struct PassCountPage: Page {
  static let template = "passes/count"
  let post: Post
  let numbers: [String]
  let form: Form
  let messages: [Problem.Entry]

  var content: [String: Any] {
    [
      "post": post.name, "post_id": post.id, "numbers": numbers.map { ["number": $0] },
      "total": numbers.count, "others": form.typed("others"),
    ].merging(ErrorSummary.content(messages)) { $1 }
  }
}
