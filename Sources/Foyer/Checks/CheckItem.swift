import Foundation

/// A word of a checklist: `@floor` is one of the product's own, said in the reader's language; anything else stands as
/// the leader wrote it.
enum CheckWord {
  static func isStandard(_ word: String) -> Bool { word.hasPrefix("@") }

  /// As the record keeps it: the code without its sign.
  static func plain(_ word: String) -> String { isStandard(word) ? String(word.dropFirst()) : word }
}

/// One thing that a round looks at, with what is right.
struct CheckItem: Sendable, Codable, Equatable {
  enum Kind: String, CaseIterable, Sendable, Codable {
    case yesNo = "yes_no"
    /// A gauge's figure, within limits.
    case reading
    /// How many there are, which is known.
    case count
    case choice
    /// A picture of the place.
    case photo
  }

  struct Option: Sendable, Codable, Equatable {
    let word: String
    let isGood: Bool
  }

  /// Stays the same through the versions of its list.
  let id: String
  var word: String
  var kind: Kind
  /// What is right, in words.
  var standard: String?
  var low: Double?
  var high: Double?
  var unit: String?
  var expected: Int?
  var options: [Option]?
  /// The clause or form that asks for it.
  var clause: String?

  init(
    id: String, _ word: String, _ kind: Kind = .yesNo, standard: String? = nil, low: Double? = nil,
    high: Double? = nil, unit: String? = nil, expected: Int? = nil, options: [Option]? = nil, clause: String? = nil
  ) {
    self.id = id
    self.word = word
    self.kind = kind
    self.standard = standard
    self.low = low
    self.high = high
    self.unit = unit
    self.expected = expected
    self.options = options
    self.clause = clause
  }
}

/// What was seen of one item.
struct CheckAnswer: Sendable, Codable, Equatable {
  let item: String
  /// `pass`, `fail`, a figure, the place of a choice, or the id of a photo.
  let value: String
  let isGood: Bool
}

extension CheckItem {
  static let pass = "pass"
  static let fail = "fail"

  /// What an answer means; nil when it is none. A figure outside of its limits is an answer, and not a good one.
  func answer(_ text: String) -> CheckAnswer? {
    let text = text.precomposedStringWithCompatibilityMapping.trimmingCharacters(in: .whitespaces)
    switch kind {
    case .yesNo:
      return [Self.pass, Self.fail].contains(text) ? made(text, text == Self.pass) : nil
    case .reading:
      guard let figure = Self.figure(text) else { return nil }
      return made(Self.text(figure), (low ?? -.infinity)...(high ?? .infinity) ~= figure)
    case .count:
      guard let count = Int(text), (0...100_000).contains(count) else { return nil }
      return made(String(count), expected.map { $0 == count } ?? true)
    case .choice:
      guard let index = Int(text), let options, options.indices.contains(index) else { return nil }
      return made(text, options[index].isGood)
    case .photo: return nil
    }
  }

  private func made(_ value: String, _ isGood: Bool) -> CheckAnswer {
    CheckAnswer(item: id, value: value, isGood: isGood)
  }

  /// `0.9`, also as `0,9` or `０．９`; never infinite.
  static func figure(_ text: String) -> Double? {
    let plain = text.precomposedStringWithCompatibilityMapping.replacing(",", with: ".").replacing("−", with: "-")
      .replacing("。", with: ".")
    guard plain.count <= 12, plain.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == "." || $0 == "-") }),
      let figure = Double(plain), figure.isFinite
    else { return nil }
    return figure
  }

  /// Without a needless nought: `4`, `1.4`.
  static func text(_ figure: Double) -> String {
    figure == figure.rounded() && abs(figure) < 1e12 ? String(Int(figure)) : String(figure)
  }
}

/// What is right of an item, written in one field: `1.0–1.4 MPa`, `≥4.5 V`, `4`, `已铺、没下雨、!没铺`.
extension CheckItem {
  /// As a leader may type it; nil where nothing is asked.
  var requirement: String? {
    switch kind {
    case .yesNo, .photo: return standard
    case .count: return expected.map(String.init)
    case .choice: return options?.map { ($0.isGood ? "" : "!") + $0.word }.joined(separator: "、")
    case .reading:
      let unit = unit.map { " " + $0 } ?? ""
      switch (low, high) {
      case (let low?, let high?): return "\(Self.text(low))–\(Self.text(high))\(unit)"
      case (let low?, nil): return "≥\(Self.text(low))\(unit)"
      case (nil, let high?): return "≤\(Self.text(high))\(unit)"
      case (nil, nil): return self.unit
      }
    }
  }

  /// Takes what was typed; false when it does not fit the kind.
  mutating func require(_ text: String?) -> Bool {
    (standard, low, high, unit, expected, options) = (nil, nil, nil, nil, nil, nil)
    switch kind {
    case .yesNo, .photo:
      standard = text
      return true
    case .count:
      expected = text.flatMap { Int($0.precomposedStringWithCompatibilityMapping) }
      return expected.map { (0...100_000).contains($0) } ?? false
    case .choice:
      options = Self.options(text ?? "")
      return options.map { (2...8).contains($0.count) && $0.contains(where: \.isGood) } ?? false
    case .reading: return requireLimits(text ?? "")
    }
  }

  private static func options(_ text: String) -> [Option] {
    text.split { "、,，/;；".contains($0) }.map { $0.trimmingCharacters(in: .whitespaces) }.compactMap { piece in
      let isGood = !piece.hasPrefix("!") && !piece.hasPrefix("！")
      let word = isGood ? piece : String(piece.dropFirst()).trimmingCharacters(in: .whitespaces)
      return word.isEmpty ? nil : Option(word: word, isGood: isGood)
    }
  }

  private mutating func requireLimits(_ text: String) -> Bool {
    let text = text.replacing("–", with: "~").replacing("至", with: "~").replacing("到", with: "~")
      .replacing("≤", with: "<").replacing("≥", with: ">").precomposedStringWithCompatibilityMapping
      .trimmingCharacters(in: .whitespaces)
    let number = #/-?\d+(?:\.\d+)?/#
    if let match = text.wholeMatch(of: #/(-?\d+(?:\.\d+)?)\s*[~-]\s*(-?\d+(?:\.\d+)?)\s*(.*)/#) {
      (low, high, unit) = (Double(match.1), Double(match.2), Self.unit(match.3))
    } else if let match = text.wholeMatch(of: #/([<>])=?\s*(-?\d+(?:\.\d+)?)\s*(.*)/#) {
      (low, high) = match.1 == "<" ? (nil, Double(match.2)) : (Double(match.2), nil)
      unit = Self.unit(match.3)
    } else {
      return false
    }
    guard unit.map({ $0.count <= 12 && !$0.contains(number) }) ?? true else { return false }
    return (low ?? -.infinity) <= (high ?? .infinity)
  }

  private static func unit(_ text: Substring) -> String? {
    let unit = text.trimmingCharacters(in: .whitespaces)
    return unit.isEmpty ? nil : unit
  }
}
