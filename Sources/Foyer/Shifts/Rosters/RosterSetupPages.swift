import Foundation
import Pages

struct RosterSetupPage: Page {
  static let template = "roster/setup"
  let setup: RosterSetup
  let lobby: Lobby
  let context: LobbyContext
  let notes: FieldNotes

  private func text(_ key: String, _ arguments: [String: String] = [:]) -> String {
    lobby.text(key, context, arguments)
  }

  var content: [String: Any] {
    [
      "tabs": RosterTabs(current: "setup", lobby: lobby, context: context).content,
      "kinds": setup.kinds.map(kind), "has_kinds": !setup.kinds.isEmpty, "needs": setup.needs.map(need),
      "has_needs": !setup.needs.isEmpty, "offers_usual": setup.kinds.isEmpty || setup.needs.isEmpty,
      "rotations": setup.rotations.map(rotation), "has_rotations": !setup.rotations.isEmpty,
      "crews": setup.crews.map(crew), "has_crews": !setup.crews.isEmpty,
      "patterns": RotationPattern.allCases.map(pattern),
      "posts": options(setup.posts.map { ($0.id, $0.name) }), "today": setup.estate.zone.day(context.now),
      "free_people": options(people), "has_people": !people.isEmpty,
      "rotation_options": options(setup.rotations.map { ($0.id, $0.name) }),
    ].merging(notes.content(at: [])) { $1 }
  }

  private func options(_ list: [(String, String)]) -> [[String: Any]] {
    list.map { ["value": $0.0, "label": $0.1] }
  }

  /// Whoever is in no crew first.
  private var people: [(String, String)] {
    let inCrews = Set(setup.members.map(\.account))
    return (setup.people.filter { !inCrews.contains($0.id) } + setup.people.filter { inCrews.contains($0.id) })
      .map { ($0.id, "\($0.name) · \(text("role.\($0.role.rawValue)"))") }
  }

  private func kind(_ kind: ShiftKind) -> [String: Any] {
    [
      "path": "/shift-kinds/\(kind.id)", "code": kind.code, "name": kind.name, "clocks": kind.clocks,
      "hours": RosterWords.hours(kind.minutes), "is_training": kind.purpose == .training,
    ]
  }

  private func need(_ need: CoverNeed) -> [String: Any] {
    let days = need.weekdays.sorted().map { text("duty_record.weekday.\($0)") }.joined(separator: " ")
    return [
      "path": "/cover-needs/\(need.id)", "post": setup.posts.first { $0.id == need.post }?.name ?? "",
      "when": need.isRoundTheClock
        ? text("roster_setup.round_the_clock")
        : "\(ShiftKind.clock(need.startsMinute))–\(ShiftKind.clock(need.endsMinute))",
      "days": need.weekdays.count == 7 ? text("roster_setup.every_day") : days, "people": need.people,
    ]
  }

  private func rotation(_ rotation: Rotation) -> [String: Any] {
    let codes = Dictionary(setup.kinds.map { ($0.id, $0.code) }, uniquingKeysWith: { $1 })
    return [
      "path": "/rotations/\(rotation.id)", "name": rotation.name, "starts_on": setup.estate.zone.day(rotation.startsAt),
      "days": rotation.days.map { $0.map { codes[$0] ?? "?" } ?? text("roster.code_rest") }.joined(separator: " "),
    ].merging(figures(setup.figures(of: rotation))) { $1 }
  }

  private func figures(_ figures: RotationFigures) -> [String: Any] {
    [
      "cycle": figures.days, "crew_count": figures.crews, "weekly": String((figures.weekly * 10).rounded() / 10),
      "rest": RosterWords.hours(figures.shortestRest), "most": RosterWords.hours(figures.mostInSevenDays),
      "is_short": figures.shortestRest < 660, "is_long": figures.weekly > 44,
    ]
  }

  private func pattern(_ pattern: RotationPattern) -> [String: Any] {
    let letters = pattern.letters.map { text("rotation_letter.\($0)") }
    return [
      "value": pattern.rawValue, "name": text("rotation_pattern.\(pattern.rawValue)"),
      "letters": letters.count > 10 ? "" : letters.joined(separator: " "),
    ].merging(figures(pattern.figures)) { $1 }
  }

  private func crew(_ crew: Crew) -> [String: Any] {
    let names = Dictionary(setup.people.map { ($0.id, $0.name) }, uniquingKeysWith: { $1 })
    let posts = Dictionary(setup.posts.map { ($0.id, $0.name) }, uniquingKeysWith: { $1 })
    return [
      "path": "/crews/\(crew.id)", "name": crew.name, "crew_id": crew.id, "days_behind": crew.daysBehind,
      "rotation_choices": setup.rotations.map {
        ["value": $0.id, "label": $0.name, "is_chosen": $0.id == crew.rotation] as [String: Any]
      },
      "has_rotation": crew.rotation != nil,
      "members": setup.members.filter { $0.crew == crew.id }.map {
        [
          "path": "/crew-members/\($0.account)", "name": names[$0.account] ?? text("roster.nobody"),
          "post": posts[$0.post] ?? text("roster.closed_post"),
        ]
      },
    ]
  }
}

struct CertificatePage: Page {
  static let template = "roster/certificates"
  let certificates: [StaffCertificate]
  let people: [Account]
  let rules: RosterRules
  let zone: EstateZone
  let lobby: Lobby
  let context: LobbyContext
  let errors: FieldErrors

  var content: [String: Any] {
    let typed = TypedForm(
      context.form, errors: errors.isEmpty ? nil : errors, prefix: "certificate_form", lobby: lobby, context: context)
    let choices = people.map { TypedForm.Choice(value: $0.id, label: $0.name) }
    let kinds = StaffCertificate.Kind.allCases.map {
      TypedForm.Choice(value: $0.rawValue, label: lobby.text("certificate.kind.\($0.rawValue)", context))
    }
    return typed.summary.merging([
      "tabs": RosterTabs(current: "certificates", lobby: lobby, context: context).content,
      "people": people.map(line),
      "fields": [
        typed.select("account", choices, required: true), typed.select("kind", kinds, required: true),
        typed.input("expires_on", type: "date", limit: 10),
      ],
    ]) { $1 }
  }

  private func line(_ person: Account) -> [String: Any] {
    let own = certificates.filter { $0.account == person.id }
    let mustHold = rules.certificateRoles.contains(person.role.rawValue)
    let holds = own.contains { $0.kind == .guardLicence && ($0.expiresAt ?? .endless) > context.now }
    return [
      "name": person.name, "role": lobby.text("role.\(person.role.rawValue)", context),
      "is_missing": mustHold && !holds, "own": own.map(certificate), "has_none": own.isEmpty,
    ]
  }

  private func certificate(_ certificate: StaffCertificate) -> [String: Any] {
    let end = certificate.expiresAt
    let state = end.map { $0 <= context.now ? "stop" : $0 < context.now.advanced(days: 60) ? "soon" : "on" } ?? "on"
    return [
      "path": "/certificates/\(certificate.id)",
      "kind": lobby.text("certificate.kind.\(certificate.kind.rawValue)", context),
      "until": end.map { lobby.text("certificate.until", context, ["day": zone.day($0.advanced(minutes: -1))]) }
        ?? lobby.text("certificate.endless", context), "chip": state,
    ]
  }
}
