import Foundation
import Pages

/// Every setting with its default, unit and clause; the estate and its posts beside them.
struct SettingListPage: Page {
  static let template = "settings/index"
  let estate: Estate
  let choices: [String: SettingChoice]
  let names: [String: String]
  let posts: [Post]
  let backups: BackupStanding
  /// The setting whose form was wrong.
  let faulty: String?
  let lobby: Lobby
  let context: LobbyContext
  let notes: FieldNotes

  var content: [String: Any] {
    [
      "tabs": ManageTabs(current: "settings", lobby: lobby, context: context).content,
      "may_keep": context.may(.keepSettings), "locked": !context.may(.keepSettings),
      "groups": groups, "estate": estateContent, "zones": EstateForm.zones,
      "backup": BackupWords(standing: backups, zone: estate.zone, lobby: lobby, context: context).content,
      "posts": posts.map { post in
        [
          "path": "/posts/\(post.id)", "name": post.name,
          "may_close": posts.count > 1 && post.id != context.caller.principal?.post && context.may(.keepSettings),
        ]
      },
    ].merging(notes.content(at: ["estate_name", "profile", "time_zone", "post_name"])) { own, _ in own }
  }

  private var estateContent: [String: Any] {
    let form = context.form
    let isTyped = form["estate_name"] != nil
    let profile = isTyped ? form.typed("profile") : estate.profile.rawValue
    return [
      "name": isTyped ? form.typed("estate_name") : estate.name,
      "time_zone": isTyped ? form.typed("time_zone") : estate.zone.timeZone.identifier,
      "profiles": Estate.Profile.allCases.map { choice in
        [
          "value": choice.rawValue, "label": lobby.text("profile.\(choice.rawValue)", context),
          "is_chosen": choice.rawValue == profile,
        ] as [String: Any]
      },
    ]
  }

  private var groups: [[String: Any]] {
    var order: [String] = []
    for setting in Setting.all where !order.contains(setting.group) { order.append(setting.group) }
    return order.map { group in
      [
        "title": lobby.text("setting_group.\(group)", context),
        "settings": Setting.all.filter { $0.group == group }.map(line),
      ]
    }
  }

  private func line(_ setting: Setting) -> [String: Any] {
    let words = SettingWords(setting: setting, lobby: lobby, context: context)
    let choice = choices[setting.name]
    let standard = setting.defaultValue(for: estate.profile)
    let isFaulty = faulty == setting.name
    let value = isFaulty ? context.form.chosen("value").joined(separator: " ") : choice?.value ?? standard
    return [
      "name": setting.name, "path": "/settings/\(setting.name)",
      "label": lobby.text("setting.\(setting.name)", context),
      "clause": setting.clause, "standard": words.text(standard),
      "fault": isFaulty ? notes.messages.first?.message ?? false as Any : false,
      "is_chosen": choice != nil,
      "changed": choice.map { choice in
        lobby.text(
          "settings.changed_by", context,
          [
            "who": names[choice.changedBy] ?? choice.changedBy,
            "when": estate.zone.day(choice.changedAt) + " " + estate.zone.clock(choice.changedAt),
          ])
      } ?? false as Any,
    ].merging(words.input(value)) { own, _ in own }
  }
}

/// A setting's value in words, and the control by which it is changed.
struct SettingWords {
  let setting: Setting
  let lobby: Lobby
  let context: LobbyContext

  func text(_ value: String) -> String {
    switch setting.kind {
    case .number:
      return setting.unit.map { lobby.text("unit.\($0.rawValue)", context, ["n": value]) } ?? value
    case .clock: return value
    case .choice: return label(value)
    case .words(let words):
      let chosen = value.split(separator: " ").map(String.init)
      if chosen.isEmpty { return lobby.text("settings.none", context) }
      if chosen.count == words.count { return lobby.text("settings.all", context) }
      return chosen.map(label).joined(separator: lobby.text("settings.comma", context))
    }
  }

  /// Exactly one of `number`, `clock`, `boxes`, `keys` is there.
  func input(_ value: String) -> [String: Any] {
    var content: [String: Any] = ["number": false, "clock": false, "boxes": false, "keys": false, "value": value]
    switch setting.kind {
    case .number(let range):
      content["number"] = [
        "from": range.lowerBound, "to": range.upperBound,
        "unit": setting.unit.map { lobby.text("unit_word.\($0.rawValue)", context) } ?? "",
      ]
    case .clock: content["clock"] = true
    case .choice(let words): content["keys"] = ["list": options(words, [value])]
    case .words(let words): content["boxes"] = ["list": options(words, value.split(separator: " ").map(String.init))]
    }
    return content
  }

  private func options(_ words: [String], _ chosen: [String]) -> [[String: Any]] {
    words.map { ["word": $0, "text": label($0), "is_on": chosen.contains($0)] }
  }

  /// Most words are purposes of a visit; others have a text among the words of settings.
  private func label(_ word: String) -> String {
    let keys = ["visit.purpose.\(word)", "setting_word.\(word)", "role.\(word)", "roster_finding.\(word)"]
    return keys.first(where: lobby.phrasebook.has).map { lobby.text($0, context) } ?? word
  }
}
