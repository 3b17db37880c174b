/// What a verification found, of one estate or of all.
struct RecordReport: Sendable {
  private(set) var entries = 0
  /// Entries that no seal covers yet: they wait for the next one.
  private(set) var unsealed = 0
  private(set) var problems: [RecordProblem] = []
  private var heads: [(estate: String, seq: Int, head: [UInt8])] = []

  init() {}

  init(_ check: ChainCheck) { add(check) }

  mutating func add(_ check: ChainCheck) {
    entries += check.entries
    unsealed += check.unsealed
    problems += check.problems
    heads.append((check.estate, check.lastSeq, check.head))
  }

  mutating func add(_ kind: RecordProblem.Kind, _ says: String) {
    problems.append(RecordProblem(kind: kind, estate: nil, seq: nil, says: says))
  }

  /// One head for all estates.
  var head: [UInt8] { RecordChain.head(of: heads) }
}
