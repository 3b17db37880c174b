/// What one post's rack looks like now.
struct PassRack: Sendable {
  let post: Post
  /// How many hang there, are out, are lost, were voided.
  let counts: [Pass.State: Int]
  /// The first that hang there, in order; a rack of thousands is not listed whole.
  let onRack: [String]
  let out: [IssuedPass]
  let lost: [Pass]

  func count(_ state: Pass.State) -> Int { counts[state] ?? 0 }
}

/// A pass that is out, with the visit that holds it.
struct IssuedPass: Sendable {
  let pass: Pass
  let visit: Visit
}

/// What hangs on the rack against what should (清点).
struct PassCount: Sendable, Equatable {
  let expected: Set<String>
  let counted: Set<String>

  /// Should hang there and does not.
  var missing: [String] { expected.subtracting(counted).sorted() }
  /// Hangs there and should not: out, lost or voided by the book.
  var extra: [String] { counted.subtracting(expected).sorted() }
  var agrees: Bool { expected == counted }

  /// The numbers in a payload; a long list keeps its beginning and says how many more.
  var event: JournalEntry.Event {
    var event = JournalEntry.Event(kind: .noteWritten, important: !agrees)
    event.payload = ["act": "count", "expected": String(expected.count), "counted": String(counted.count)]
    if !missing.isEmpty { event.payload["missing"] = Self.listed(missing) }
    if !extra.isEmpty { event.payload["extra"] = Self.listed(extra) }
    return event
  }

  private static func listed(_ numbers: [String]) -> String {
    let shown = numbers.prefix(40).joined(separator: " ")
    return numbers.count > 40 ? shown + " … +\(numbers.count - 40)" : shown
  }
}
