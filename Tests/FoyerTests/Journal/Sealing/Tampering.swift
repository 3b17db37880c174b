import Foundation

@testable import Foyer

/// The five ways in which a record can be made untrue, of a record held in memory as a file has it.
enum Tampering: String, CaseIterable, Sendable {
  case changed, removed, reordered, inserted, truncated

  /// Another record; `lines` begins with a header and ends with an end, which stay.
  func applied(to lines: [JournalFile.Line], with dice: inout SeededDice) -> [JournalFile.Line] {
    var lines = lines
    let entries = lines.indices.filter { lines[$0].type == .entry }
    let place = entries[dice.roll(entries.count)]
    switch self {
    case .changed: Self.change(&lines[place], with: &dice)
    case .removed: lines.remove(at: place)
    case .reordered: reorder(&lines, entries, at: place, with: &dice)
    case .inserted: insert(&lines, entries, at: place, with: &dice)
    case .truncated: lines.removeSubrange(place..<(lines.count - dice.roll(2)))
    }
    return lines
  }

  /// One member of one entry.
  static func change(_ line: inout JournalFile.Line, with dice: inout SeededDice) {
    switch dice.roll(12) {
    case 0: line.id = (line.id ?? "") + "0"
    case 1: line.post = "elsewhere"
    case 2: line.happenedAt = (line.happenedAt ?? 0) - 60_000
    case 3: line.recordedAt = (line.recordedAt ?? 0) + 1
    case 4: line.account = line.account == "" ? "x" : ""
    case 5: line.accountName = "桑枝"
    case 6: line.kind = line.kind == "note.written" ? "note.corrected" : "note.written"
    case 7: line.subject = line.subject == nil ? "" : nil
    case 8: line.room = line.room == nil ? "1-101" : nil
    case 9: line.important = 1 - (line.important ?? 0)
    case 10: line.salt = String(repeating: "0", count: 32)
    default: line.payload = (line.payload ?? "") + " "
    }
  }

  private func reorder(
    _ lines: inout [JournalFile.Line], _ entries: [Int], at place: Int, with dice: inout SeededDice
  ) {
    let other = entries.filter { $0 != place }[dice.roll(entries.count - 1)]
    lines.swapAt(place, other)
    // Half of the forgers put the numbers right.
    if dice.roll(2) == 0 { (lines[place].seq, lines[other].seq) = (lines[other].seq, lines[place].seq) }
  }

  private func insert(
    _ lines: inout [JournalFile.Line], _ entries: [Int], at place: Int, with dice: inout SeededDice
  ) {
    var forged = lines[place]
    forged.id = "01930000-0000-7000-8000-\(100_000_000_000 + dice.roll(1_000_000))"
    lines.insert(forged, at: place)
    guard dice.roll(2) == 0 else { return }
    for index in lines.indices where index > place && lines[index].type == .entry {
      lines[index].seq = (lines[index].seq ?? 0) + 1
    }
  }
}

/// Chance that comes out the same each time (SplitMix64).
struct SeededDice {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func roll(_ sides: Int) -> Int {
    state &+= 0x9e37_79b9_7f4a_7c15
    var word = (state ^ state >> 30) &* 0xbf58_476d_1ce4_e5b9
    word = (word ^ word >> 27) &* 0x94d0_49bb_1331_11eb
    return Int((word ^ word >> 31) % UInt64(sides))
  }
}
