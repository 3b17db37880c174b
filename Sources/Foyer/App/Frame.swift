import Foundation
import Pages

/// What every page shows around its content: navigation, the person on duty, language, theme, the page's token.
struct Frame {
  let lobby: Lobby
  let context: LobbyContext

  var content: [String: Any] {
    let isDark = context.preferences.theme == "dark"
    return [
      "language": context.language.rawValue,
      "languages": languages,
      "theme": context.preferences.theme.isEmpty ? false : context.preferences.theme,
      "size": context.preferences.size.isEmpty ? false : context.preferences.size,
      "other_theme": isDark ? "light" : "dark",
      "other_theme_label": lobby.text(isDark ? "frame.to_light" : "frame.to_dark", context),
      "assets": lobby.assets.version,
      "csrf": context.formToken,
      "here": context.path,
      "flash": flash,
      "disk_full": context.caller.principal != nil && lobby.disk.isFull,
    ].merging(duty) { own, _ in own }.merging(navigation) { own, _ in own }
  }

  /// Who is on duty, where and when.
  private var duty: [String: Any] {
    let principal = context.caller.principal
    let place = principal.flatMap { lobby.places.place(estate: $0.estate, post: $0.post) }
    let zone = place?.zone ?? .shanghai
    return [
      "signed_in": principal != nil,
      "person": principal?.name ?? "",
      "role": principal.map { lobby.text("role.\($0.role.rawValue)", context) } ?? "",
      "estate_name": place?.estate ?? "",
      "post_name": place?.post ?? "",
      "zone": zone.timeZone.identifier,
      "clock": zone.clock(context.now),
      "may_search": context.may(.seeVisits),
    ].merging(
      DutyBar(
        scene: principal.flatMap { lobby.duties.scene(of: $0.estate) }, zone: zone, lobby: lobby, context: context
      ).content
    ) { own, _ in own }
  }

  private var languages: [[String: Any]] {
    Language.allCases.map { language in
      [
        "code": language.rawValue, "name": lobby.phrasebook.text("language.short", language),
        "is_current": language == context.language,
      ]
    }
  }

  /// The rail's entries, and those behind its last one: "more" keeps the rail within a low screen, and on a phone
  /// within one row.
  private var navigation: [String: Any] {
    let known = NavigationEntry.all.filter { context.may($0.permission) }
    let fits = known.count <= NavigationEntry.mostOnRail
    let rail = fits ? known : known.filter { !$0.isSeldom }
    let seldom = fits ? [] : known.filter(\.isSeldom)
    let onPhone = rail.prefix(NavigationEntry.mostOnPhone)
    let others = rail.dropFirst(onPhone.count)
    return [
      "navigation": onPhone.map { entry($0) } + others.map { entry($0, class: "not-on-phone") },
      "more": others.map { entry($0, class: "on-phone") } + seldom.map { entry($0) },
      "more_class": seldom.isEmpty ? others.isEmpty ? "none" : "on-phone" : "always",
      "is_behind": seldom.contains(where: isHere), "is_behind_on_phone": others.contains(where: isHere),
    ]
  }

  private func entry(_ entry: NavigationEntry, class kind: String? = nil) -> [String: Any] {
    [
      "path": entry.path, "icon": entry.icon, "label": lobby.text("navigation.\(entry.name)", context),
      "is_current": isHere(entry), "class": kind ?? false,
    ]
  }

  private func isHere(_ entry: NavigationEntry) -> Bool {
    entry.path == "/"
      ? context.path == "/" || context.path.hasPrefix("/?")
      : ([entry.path] + entry.others).contains(where: context.path.hasPrefix)
  }

  private var flash: Any {
    guard let flash = context.browser.flash.flatMap(Flash.init(encoded:)), lobby.phrasebook.has(flash.key) else {
      return false
    }
    return ["text": lobby.text(flash.key, context, flash.arguments), "undo": flash.undo ?? false] as [String: Any]
  }
}

/// One entry of the rail.
struct NavigationEntry: Sendable {
  /// So many stand on a screen of 768 pixels with a browser's bars around it.
  static let mostOnRail = 10
  static let mostOnPhone = 5

  let name: String
  let path: String
  let icon: String
  let permission: Permission
  /// Behind "more" for whoever has more pages than the rail has room.
  var isSeldom = false
  /// Pages that have no entry of their own and belong to this one.
  var others: [String] = []

  /// The desk's daily work first: a phone shows the first five.
  static let all = [
    NavigationEntry(name: "desk", path: "/", icon: "desk", permission: .seeVisits),
    NavigationEntry(
      name: "board", path: "/board", icon: "flag", permission: .seeNotices,
      others: ["/events", "/notices", "/instructions", "/sayings"]),
    NavigationEntry(
      name: "visits", path: "/visits", icon: "visit", permission: .seeVisits, others: ["/register"]),
    NavigationEntry(
      name: "rounds", path: "/rounds", icon: "check", permission: .seeChecks,
      others: ["/findings", "/checklists", "/points", "/check-sheets"]),
    NavigationEntry(name: "handover", path: "/handovers", icon: "handover", permission: .seeJournal),
    NavigationEntry(name: "expected", path: "/expected-visits", icon: "clock", permission: .seeVisits),
    NavigationEntry(name: "passes", path: "/passes", icon: "pass", permission: .seePasses),
    NavigationEntry(name: "residents", path: "/residents", icon: "home", permission: .seeResidents, others: ["/rooms"]),
    NavigationEntry(name: "journal", path: "/journal", icon: "record", permission: .seeJournal),
    NavigationEntry(name: "receptions", path: "/receptions", icon: "people", permission: .seeVisits, isSeldom: true),
    NavigationEntry(
      name: "duties", path: "/duties", icon: "check", permission: .seeDuties, isSeldom: true,
      others: ["/equipment", "/punctuality"]),
    NavigationEntry(
      name: "roster", path: "/roster", icon: "board", permission: .seeRoster, isSeldom: true,
      others: ["/my-shifts", "/leaves", "/shift-trades", "/certificates"]),
    NavigationEntry(
      name: "manage", path: "/staff", icon: "people", permission: .seeStaff, isSeldom: true,
      others: ["/browsers", "/tokens", "/settings"]),
  ]
}

struct ProblemPage: Page {
  static let template = "problem"
  let problem: Problem

  var content: [String: Any] {
    ErrorSummary.content(problem.errors).merging([
      "title": problem.title, "detail": problem.detail, "status": problem.status,
    ]) { $1 }
  }
}
