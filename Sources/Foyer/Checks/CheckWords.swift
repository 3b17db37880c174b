import Foundation
import Pages

/// Checklists, rounds and findings in the reader's words.
struct CheckWords: Sendable {
  let zone: EstateZone
  let language: Language
  let phrasebook: Phrasebook

  init(_ estate: Estate, _ lobby: Lobby, _ context: LobbyContext) {
    self.init(zone: estate.zone, language: context.language, phrasebook: lobby.phrasebook)
  }

  init(zone: EstateZone, language: Language, phrasebook: Phrasebook) {
    self.zone = zone
    self.language = language
    self.phrasebook = phrasebook
  }

  func text(_ key: String, _ arguments: [String: String] = [:]) -> String {
    phrasebook.text(key, language, arguments)
  }

  /// A word of a list: the product's own in this language, a leader's as he wrote it.
  func word(_ word: String) -> String {
    let key = "check_word." + CheckWord.plain(word)
    return CheckWord.isStandard(word) && phrasebook.has(key) ? text(key) : word
  }

  /// As it was kept: what stands in this language for one of the product's words is that word again.
  func code(of typed: String) -> String {
    let prefix = "check_word."
    let key = phrasebook.keys.first { $0.hasPrefix(prefix) && text($0) == typed }
    return key.map { "@" + $0.dropFirst(prefix.count) } ?? typed
  }

  /// What is right of an item: limits, a number, a standard in words.
  func right(of item: CheckItem) -> String? {
    switch item.kind {
    case .yesNo, .photo: item.standard.map(word)
    case .choice: nil
    case .count: item.expected.map { text("check.should_be", ["n": String($0)]) }
    case .reading: item.requirement
    }
  }

  /// As a leader types it.
  func typedRight(of item: CheckItem) -> String {
    guard item.kind == .choice else {
      return item.kind == .yesNo || item.kind == .photo ? item.standard.map(word) ?? "" : item.requirement ?? ""
    }
    return (item.options ?? []).map { ($0.isGood ? "" : "!") + word($0.word) }.joined(separator: "、")
  }

  func verdict(_ isGood: Bool, _ kind: Checklist.Kind) -> String {
    switch (kind, isGood) {
    case (.cleaning, true): text("check.clean")
    case (.cleaning, false): text("check.unclean")
    case (_, true): text("check.normal")
    case (_, false): text("check.abnormal")
    }
  }

  /// What was seen of an item.
  func seen(_ answer: CheckAnswer, of item: CheckItem, _ kind: Checklist.Kind) -> String {
    if item.kind == .choice, let index = Int(answer.value), let options = item.options, options.indices.contains(index)
    {
      return word(options[index].word)
    }
    return CheckSeen.text(answer, of: item) ?? verdict(answer.isGood, kind)
  }

  func moment(_ instant: Instant, now: Instant) -> String {
    zone.clock(instant, onDayOf: now)
  }

  func subject(of finding: CheckFinding) -> String {
    [word(finding.place), finding.subject.map(word)].compactMap(\.self).joined(separator: text("check.dot"))
  }
}
