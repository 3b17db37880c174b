/// One number's text, sorted into groups of digits, an extension and a note.
struct PhonePiece {
  var groups: [String] = []
  var extensionNumber: String?
  private(set) var isInternational = false
  private(set) var note: String?

  private var isInGroup = false
  private var isInExtension = false
  private var words = ""

  init(_ text: String) {
    let text = text.replacing("分机", with: "转").replacing("分機", with: "转").replacing("ext", with: "转")
    var rest = Substring(text)
    while let character = rest.popFirst() {
      if character == "(" {
        let inner = rest.prefix { $0 != ")" }
        rest = rest[inner.endIndex...].dropFirst()
        takeBracket(inner)
      } else {
        take(character)
      }
    }
    let trimmed = words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    note = trimmed.isEmpty ? nil : trimmed
  }

  var digits: String { groups.joined() }

  /// `(852)` belongs to the number, `(儿子)` does not.
  private mutating func takeBracket(_ inner: Substring) {
    isInGroup = false
    if inner.allSatisfy({ Self.isDigit($0) || Self.isSpelling($0) || $0 == "+" }) {
      for character in inner { take(character) }
    } else {
      words += words.isEmpty ? inner : " " + inner
    }
    isInGroup = false
  }

  private mutating func take(_ character: Character) {
    switch character {
    case _ where Self.isDigit(character): takeDigit(character)
    case "+" where groups.isEmpty: isInternational = true
    case "转", "轉", "#", "x", "X": isInExtension = !groups.isEmpty
    case _ where Self.isSpelling(character):
      isInGroup = false
      if character.isWhitespace { words.append(" ") }
    default:
      isInGroup = false
      words.append(character)
    }
  }

  private mutating func takeDigit(_ digit: Character) {
    if isInExtension {
      extensionNumber = (extensionNumber ?? "") + String(digit)
    } else if isInGroup {
      groups[groups.count - 1].append(digit)
    } else {
      groups.append(String(digit))
      isInGroup = true
    }
  }

  private static func isDigit(_ character: Character) -> Bool {
    character.isASCII && character.isNumber
  }

  /// Blanks, dashes, dots, and the marks by which spreadsheets keep digits as text.
  private static func isSpelling(_ character: Character) -> Bool {
    ".'=\"·:".contains(character)
      || character.unicodeScalars.allSatisfy { Normalization.isBlank($0) || Normalization.isDash($0) }
  }
}
