import Foundation

/// What somebody typed to find a resident, as the stages in which it is looked up: rooms, then the end of a phone
/// number, then names.
struct ResidentQuery: Sendable, Equatable {
  enum Stage: String, CaseIterable, Sendable {
    case room = "r"
    case phone = "p"
    case name = "n"
    /// Nothing was asked for: everybody, in the order of entry.
    case all = "a"
  }

  /// One lookup: a gram, and what the word behind it must begin with.
  struct Lookup: Sendable, Equatable {
    let stage: Stage
    let gram: String
    /// Nil when the gram says it all.
    let beginning: String?
  }

  let lookups: [Lookup]

  init(_ text: String) {
    let text = String(text.prefix(80)).trimmed
    guard !text.isEmpty else {
      lookups = [Lookup(stage: .all, gram: "", beginning: nil)]
      return
    }
    lookups = [Self.room(text), Self.phone(text), Self.name(text)].compactMap(\.self)
  }

  private static func room(_ text: String) -> Lookup? {
    // B- is on the way to B-1203.
    let isAsked = text.contains { $0.isNumber || $0 == "-" } || RoomName.parse(text).kind != .unknown
    let word = RoomForms.word(typed: text)
    guard isAsked, !word.isEmpty, word.filter(\.isNumber).count <= 8 else { return nil }
    return lookup(.room, word)
  }

  private static func phone(_ text: String) -> Lookup? {
    let digits = text.filter { !" -+".contains($0) }
    guard (4...15).contains(digits.count), digits.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
    let word = "*" + digits.reversed()
    return Lookup(stage: .phone, gram: String(word.prefix(5)), beginning: digits.count > 4 ? word : nil)
  }

  private static func name(_ text: String) -> Lookup? {
    let word = ResidentGram.plain(PersonName(text).name)
    guard word.contains(where: \.isLetter) else { return nil }
    return lookup(.name, word)
  }

  private static func lookup(_ stage: Stage, _ word: String) -> Lookup {
    Lookup(stage: stage, gram: String(word.prefix(2)), beginning: word.count > 2 ? word : nil)
  }
}

/// A place in the answer to a question: the last row that was looked at.
struct ResidentCursor: Sendable, Equatable {
  let stage: ResidentQuery.Stage
  var rank = -1
  var word = ""
  var room = ""
  var id = ""

  /// Not before any id.
  static let lastID = "ffffffff-ffff-7fff-bfff-ffffffffffff"

  /// Before everything that a stage finds.
  static func start(of stage: ResidentQuery.Stage) -> ResidentCursor { ResidentCursor(stage: stage) }

  init(stage: ResidentQuery.Stage, rank: Int = -1, word: String = "", room: String = "", id: String = "") {
    self.stage = stage
    self.rank = rank
    self.word = word
    self.room = room
    self.id = id
  }

  init?(_ text: String) {
    let plain = text.replacing("-", with: "+").replacing("_", with: "/")
    guard text.utf8.count <= 600, let data = Data(base64Encoded: plain), let read = String(data: data, encoding: .utf8)
    else { return nil }
    let parts = read.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 5, let stage = ResidentQuery.Stage(rawValue: parts[0]), let rank = Int(parts[1]),
      (-1...1).contains(rank), !parts[2].unicodeScalars.contains("\0"),
      parts[3...].allSatisfy({ $0.isEmpty || Identifier.parse($0) != nil })
    else { return nil }
    self.init(stage: stage, rank: rank, word: parts[2], room: parts[3], id: parts[4])
  }

  var text: String {
    Data("\(stage.rawValue)\n\(rank)\n\(word)\n\(room)\n\(id)".utf8).base64EncodedString()
      .replacing("+", with: "-").replacing("/", with: "_")
  }
}
