/// What came of looking at a number. Encodes as the JSON of `foyer identity check`.
public struct Examination: Equatable, Sendable, Encodable {
  public let type: DocumentType
  /// One spelling for all ways to write the number: half-width, upper case, without separators.
  public let normalized: String
  /// In the order of `Finding.allCases`, each at most once. Empty when nothing is wrong.
  public let findings: [Finding]
  public let facts: Facts
}

/// Findings and facts while a number is being examined.
struct Outcome {
  private var noted: [Finding] = []
  var facts = Facts()

  init(_ findings: Finding...) {
    noted = findings
  }

  /// A number of the wrong length; also says so when it holds characters that no such number has.
  static func wrongLength(_ symbols: Symbols, alphabet: (UInt8) -> Bool = Symbols.isLetterOrDigit) -> Outcome {
    symbols.bytes.allSatisfy(alphabet) ? Outcome(.length) : Outcome(.length, .charset)
  }

  var isSound: Bool { noted.isEmpty }

  var findings: [Finding] {
    noted.isEmpty ? [] : Finding.allCases.filter(noted.contains)
  }

  mutating func note(_ finding: Finding) {
    noted.append(finding)
  }

  /// Keeps the date of birth as a fact, and notes when nobody here can be born on it.
  mutating func noteBirth(_ birthDate: CalendarDay?, today: CalendarDay) {
    guard let birthDate else { return note(.birthDateImpossible) }
    facts.birthDate = birthDate
    if birthDate > today { note(.birthDateFuture) }
    if birthDate.isOlder(thanYears: 130, on: today) { note(.ageUnlikely) }
  }
}
