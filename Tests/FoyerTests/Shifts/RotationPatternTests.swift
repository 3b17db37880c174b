import Testing

@testable import Foyer

/// The table of rotations (shifts §4.2), figure by figure.
struct RotationPatternTests {
  struct Line: Sendable {
    let pattern: RotationPattern
    let crews, days: Int
    let weekly: Double
    /// Hours.
    let rest, most: Int
  }

  static let table = [
    Line(pattern: .threeCrewsForward, crews: 3, days: 21, weekly: 56, rest: 0, most: 64),
    Line(pattern: .threeCrewsBackward, crews: 3, days: 21, weekly: 56, rest: 8, most: 64),
    Line(pattern: .fourCrewsDoubled, crews: 4, days: 8, weekly: 42, rest: 16, most: 48),
    Line(pattern: .fourCrewsDoubledDatedMorning, crews: 4, days: 8, weekly: 42, rest: 0, most: 48),
    Line(pattern: .fourCrewsDoubledBackward, crews: 4, days: 8, weekly: 42, rest: 8, most: 48),
    Line(pattern: .fourCrewsSingle, crews: 4, days: 4, weekly: 42, rest: 24, most: 48),
    Line(pattern: .fourCrewsTwoShifts, crews: 4, days: 4, weekly: 42, rest: 24, most: 48),
    Line(pattern: .fourCrewsTwoShiftsDoubled, crews: 4, days: 8, weekly: 42, rest: 12, most: 48),
    Line(pattern: .threeCrewsTwoShifts, crews: 3, days: 3, weekly: 56, rest: 24, most: 60),
    Line(pattern: .twoCrews, crews: 2, days: 14, weekly: 84, rest: 0, most: 96),
    Line(pattern: .fiveCrews, crews: 5, days: 10, weekly: 33.6, rest: 16, most: 48),
  ]

  @Test(arguments: table) func `Hours, rest and the fullest seven days are those of the table`(line: Line) {
    let figures = line.pattern.figures
    #expect(figures.crews == line.crews && figures.days == line.days)
    #expect(abs(figures.weekly - line.weekly) < 0.000_1, "\(figures.weekly) h a week")
    #expect(figures.shortestRest == line.rest * 60, "\(figures.shortestRest) min of rest")
    #expect(figures.mostInSevenDays == line.most * 60, "\(figures.mostInSevenDays) min in seven days")
  }

  @Test(arguments: RotationPattern.allCases)
  func `Its crews man one post round the clock, exactly one at a time`(pattern: RotationPattern) {
    #expect(pattern.figures.unmanned == 0 && pattern.figures.doubled == 0)
  }

  @Test func `The table has every rotation that is offered`() {
    #expect(Self.table.map(\.pattern) == RotationPattern.allCases)
  }

  @Test func `One crew too few leaves the post unmanned for as long as it would have worked`() {
    let letters = RotationPattern.fourCrewsSingle.letters.map(RotationPattern.fourCrewsSingle.hours)
    #expect(RotationFigures(letters: letters, crews: 2).unmanned == 2 * 1_440)
  }
}
