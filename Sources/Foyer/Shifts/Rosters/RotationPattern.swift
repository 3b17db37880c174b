/// The rotations that lobbies use (shifts §4.2), each for one post manned round the clock by one person.
enum RotationPattern: String, CaseIterable, Sendable {
  case threeCrewsForward = "three_crews_forward"
  case threeCrewsBackward = "three_crews_backward"
  case fourCrewsDoubled = "four_crews_doubled"
  case fourCrewsDoubledDatedMorning = "four_crews_doubled_dated_morning"
  case fourCrewsDoubledBackward = "four_crews_doubled_backward"
  case fourCrewsSingle = "four_crews_single"
  case fourCrewsTwoShifts = "four_crews_two_shifts"
  case fourCrewsTwoShiftsDoubled = "four_crews_two_shifts_doubled"
  case threeCrewsTwoShifts = "three_crews_two_shifts"
  case twoCrews = "two_crews"
  case fiveCrews = "five_crews"

  /// Early, middle and night of eight hours; day and late of twelve; rest.
  enum Letter: Character, Sendable {
    case early = "E"
    case middle = "M"
    case night = "N"
    case day = "D"
    case late = "L"
    case rest = "R"
  }

  var crews: Int {
    switch self {
    case .twoCrews: 2
    case .threeCrewsForward, .threeCrewsBackward, .threeCrewsTwoShifts: 3
    case .fiveCrews: 5
    default: 4
    }
  }

  var letters: [Letter] {
    let text =
      switch self {
      case .threeCrewsForward: "EEEEEEEMMMMMMMNNNNNNN"
      case .threeCrewsBackward: "NNNNNNNMMMMMMMEEEEEEE"
      case .fourCrewsDoubled, .fourCrewsDoubledDatedMorning: "EEMMNNRR"
      case .fourCrewsDoubledBackward: "NNMMEERR"
      case .fourCrewsSingle: "EMNR"
      case .fourCrewsTwoShifts: "DLRR"
      case .fourCrewsTwoShiftsDoubled: "DDLLRRRR"
      case .threeCrewsTwoShifts: "DLR"
      case .twoCrews: "DDDDDDDLLLLLLL"
      case .fiveCrews: "EEMMNNRRRR"
      }
    return text.compactMap(Letter.init(rawValue:))
  }

  /// Nights are written under the evening on which they begin, but for the one rotation whose letters are the same and
  /// whose nights are written under the morning: there a night follows a middle shift at once.
  func hours(of letter: Letter) -> (from: Int, until: Int)? {
    switch letter {
    case .early: (480, 960)
    case .middle: (960, 1_440)
    case .night: self == .fourCrewsDoubledDatedMorning ? (0, 480) : (1_440, 1_920)
    case .day: (420, 1_140)
    case .late: (1_140, 1_860)
    case .rest: nil
    }
  }

  var figures: RotationFigures { RotationFigures(letters: letters.map(hours), crews: crews) }

  /// The estate's own kind of shift that a letter stands for; nil where it has none.
  static func kind(for letter: Letter, among kinds: [ShiftKind]) -> ShiftKind? {
    kinds.filter { $0.purpose == .duty }.first { kind in
      let begins = kind.startsMinute % 1_440 / 60
      return switch letter {
      case .early: kind.minutes <= 600 && (4..<12).contains(begins)
      case .middle: kind.minutes <= 600 && (12..<20).contains(begins)
      case .night: kind.minutes <= 600 && (begins >= 20 || begins < 4)
      case .day: kind.minutes > 600 && (4..<14).contains(begins)
      case .late: kind.minutes > 600 && (begins >= 14 || begins < 4)
      case .rest: false
      }
    }
  }
}
