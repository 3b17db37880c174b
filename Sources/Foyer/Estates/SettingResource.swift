import Foundation

/// A setting as programs see it: what it is, what it would be, who made it so.
struct SettingResource: Encodable {
  let name, value, standard, kind, clause: String
  let unit: String?
  let words: [String]?
  let from, to: Int?
  let changedAt, changedBy: String?

  enum CodingKeys: String, CodingKey {
    case name, value, kind, clause, unit, words, from, to, changedAt, changedBy
    // A word of Swift, but the right one for a program.
    case standard = "default"
  }

  init(_ setting: Setting, estate: Estate, choice: SettingChoice?) {
    name = setting.name
    standard = setting.defaultValue(for: estate.profile)
    value = choice?.value ?? standard
    clause = setting.clause
    unit = setting.unit?.rawValue
    changedAt = choice.map { estate.zone.iso($0.changedAt) }
    changedBy = choice?.changedBy
    switch setting.kind {
    case .number(let range): (kind, words, from, to) = ("number", nil, range.lowerBound, range.upperBound)
    case .choice(let words): (kind, self.words, from, to) = ("choice", words, nil, nil)
    case .words(let words): (kind, self.words, from, to) = ("words", words, nil, nil)
    case .clock: (kind, words, from, to) = ("clock", nil, nil, nil)
    }
  }
}

struct SettingListResource: Encodable {
  let items: [SettingResource]
}

struct EstateResource: Encodable {
  let id, name, profile, timeZone: String

  init(_ estate: Estate) {
    id = estate.id
    name = estate.name
    profile = estate.profile.rawValue
    timeZone = estate.zone.timeZone.identifier
  }
}

struct PostResource: Encodable {
  let id, name: String
}

struct PostListResource: Encodable {
  let items: [PostResource]
}
