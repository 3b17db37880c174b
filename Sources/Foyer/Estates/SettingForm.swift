import Pages

/// A setting's value as a browser or a program sends it, checked and in the one way that it is stored.
struct SettingForm {
  let value: String

  init(_ form: Form, for setting: Setting) throws {
    guard form["value"] != nil else { throw FieldErrors("value", "required") }
    var reader = FieldReader(form)
    let value: String?
    switch setting.kind {
    case .number(let range): value = reader.int("value", in: range, required: true).map(String.init)
    case .choice(let words): value = Self.choice(&reader, words)
    case .clock: value = Self.clock(&reader)
    case .words(let words): value = Self.words(&reader, words)
    }
    try reader.errors.check()
    self.value = value ?? ""
  }

  private static func choice(_ reader: inout FieldReader, _ words: [String]) -> String? {
    // A program may say true where the words are yes and no.
    if case .flag(let flag) = reader.form["value"], words == ["yes", "no"] { return flag ? "yes" : "no" }
    guard let word = reader.text("value", limit: 60, required: true) else { return nil }
    if !words.contains(word) { reader.errors.add("value", "choice") }
    return word
  }

  /// `9:05` and `21:30` as `09:05` and `21:30`.
  private static func clock(_ reader: inout FieldReader) -> String? {
    guard let text = reader.text("value", limit: 5, required: true) else { return nil }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ (1...2).contains($0.count) && $0.utf8.allSatisfy { 48...57 ~= $0 } }),
      let hour = Int(parts[0]), let minute = Int(parts[1]), (0...23).contains(hour), (0...59).contains(minute)
    else {
      reader.errors.add("value", "clock")
      return nil
    }
    return [hour, minute].map { $0 < 10 ? "0\($0)" : String($0) }.joined(separator: ":")
  }

  /// Ticked boxes, a list, or words with spaces; stored in the order in which the product names them.
  private static func words(_ reader: inout FieldReader, _ words: [String]) -> String? {
    if case .null = reader.form["value"] { return "" }
    let sent = reader.texts("value", limit: 400).flatMap { $0.split(separator: " ").map(String.init) }
    guard sent.allSatisfy(words.contains) else {
      reader.errors.add("value", "choice")
      return nil
    }
    return words.filter(sent.contains).joined(separator: " ")
  }
}

/// What somebody chose for a setting, and when.
struct SettingChoice: Sendable, Equatable {
  let value: String
  let changedAt: Instant
  let changedBy: String
}
