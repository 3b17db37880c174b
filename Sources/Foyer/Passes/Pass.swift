/// A numbered pass of a post's rack (C-3). One holder at a time; the schema sees to it.
struct Pass: Sendable, Equatable {
  enum State: String, CaseIterable, Sendable, Codable {
    case available, issued, lost, voided
  }

  let id: String
  let post: String
  let number: String
  let state: State
  /// Who has it, while it is issued.
  let visit: String?

  /// The numbers that somebody may mean: `17`, `017`, `a17` and `A-017` all name `A-017`.
  static func numbers(writtenAs text: String) -> [String] {
    let text = text.uppercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
    let prefix = text.prefix { $0.isLetter }
    let digits = text.dropFirst(prefix.count)
    guard let number = Int(digits), digits.count <= 6 else { return [] }
    let written = String(number)
    let padded = String(repeating: "0", count: max(0, 3 - written.count)) + written
    return [(prefix.isEmpty ? "A" : prefix) + "-" + padded]
  }
}
